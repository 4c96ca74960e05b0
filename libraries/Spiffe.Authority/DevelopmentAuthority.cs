using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Spiffe.Authority;

/// <summary>
/// The SPIFFE authority of a developer's machine: serves the Workload API as a SPIRE agent does, on one Unix socket a workload. Its
/// root carries <see cref="Spiffe.DevelopmentMarker"/>, so that no environment but development trusts it.
/// </summary>
public sealed class DevelopmentAuthority : IAsyncDisposable
{
    private static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(1);

    private readonly AuthorityOptions _options;
    private readonly ILogger _logger;
    private readonly CertificateAuthority _authority;
    private readonly JwtAuthority _jwt;
    private readonly Dictionary<string, (Workload Workload, string Path)> _workloads = [];
    private readonly RootRotation _rotation;
    private readonly string _control;
    private readonly CancellationTokenSource _stop = new();
    private Task _renewals = Task.CompletedTask;
    private WebApplication? _host;

    private DevelopmentAuthority(AuthorityOptions options)
    {
        _options = options;
        _logger = options.LoggerFactory.CreateLogger<DevelopmentAuthority>();
        _authority = new CertificateAuthority(options.DataDirectory, options.TrustDomain, options.TimeProvider);
        _jwt = new JwtAuthority(options.DataDirectory, options.TrustDomain, options.TimeProvider);
        _rotation = new RootRotation(this, options.TimeProvider, _logger);
        _control = Path.Combine(options.SocketDirectory, ControlSocket.FileName);
    }

    /// <summary>Opens or creates the root and serves; when it returns, all sockets answer.</summary>
    /// <exception cref="PlatformNotSupportedException">This is not Linux.</exception>
    /// <exception cref="IOException">The folder of sockets cannot be used, or another authority serves there.</exception>
    /// <exception cref="ArgumentException">A registration is not allowed.</exception>
    /// <exception cref="InvalidDataException">The root in the data folder cannot be used.</exception>
    public static async Task<DevelopmentAuthority> StartAsync(AuthorityOptions options, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException(
                "the development authority needs Linux: it knows its callers by the credentials of Unix sockets");
        }

        if (new DirectoryInfo(options.SocketDirectory).LinkTarget is not null)
        {
            throw new IOException($"this folder must not be a link: {options.SocketDirectory}");
        }

        // Kestrel sets no mode on a socket; the folder keeps other users out.
        PrivateFiles.CreateFolder(options.SocketDirectory);
        var authority = new DevelopmentAuthority(options);
        try
        {
            authority.Register();
            authority._host = authority.CreateHost();
            await authority._host.StartAsync(cancellationToken);
            authority._renewals = authority.RenewInTimeAsync();
            Log.Serving(authority._logger, options.TrustDomain, options.SocketDirectory, authority._workloads.Count);
            return authority;
        }
        catch
        {
            await authority.DisposeAsync();
            throw;
        }
    }

    /// <summary>The address of a workload's socket, for <c>SPIFFE_ENDPOINT_SOCKET</c>.</summary>
    /// <exception cref="KeyNotFoundException">No workload has that name.</exception>
    public string SocketFor(string name) => "unix://" + _workloads[name].Path;

    /// <summary>In strict mode, serves only these processes on the workload's socket from now on; one that has ended is none.</summary>
    /// <exception cref="KeyNotFoundException">No workload has that name.</exception>
    public void Accept(string name, params IEnumerable<int> pids) =>
        _workloads[name].Workload.Accept([.. pids.Select(ProcessIdentity.Of)]);

    /// <summary>Renews all SVIDs now.</summary>
    public void Rotate()
    {
        foreach (var (workload, _) in _workloads.Values)
        {
            workload.Renew();
        }
    }

    /// <summary>
    /// Replaces the root without failing a call, in the steps that the next three methods do, with time between them for every workload to
    /// take what it is sent.
    /// </summary>
    /// <returns>False if another rotation is under way.</returns>
    /// <exception cref="OperationCanceledException">The authority ended.</exception>
    public Task<bool> RotateRootAsync() => _rotation.TryRunAsync(_ => Task.CompletedTask, _stop.Token);

    /// <summary>Publishes a new root beside the old one: every workload must have it before the first SVID under it appears.</summary>
    public void PrepareAuthority()
    {
        _authority.Prepare();
        PublishBundle();
    }

    /// <summary>Signs with the prepared root from now on, and renews all SVIDs under it.</summary>
    /// <exception cref="InvalidOperationException">No root is prepared.</exception>
    public void ActivateAuthority()
    {
        _authority.Activate();
        Rotate();
    }

    /// <summary>Withdraws the roots that do not sign.</summary>
    public void WithdrawOldAuthorities()
    {
        _authority.WithdrawOld();
        PublishBundle();
    }

    /// <summary>Ends all connections and removes the sockets. The root stays in the data folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        await _stop.CancelAsync();
        await _renewals;
        if (_host is not null)
        {
            // Streams never end by themselves: the connections just end, as a SPIRE agent's do.
            await _host.StopAsync(new CancellationToken(canceled: true));
            await _host.DisposeAsync();
        }

        foreach (var (_, path) in _workloads.Values)
        {
            File.Delete(path);
        }

        if (_host is not null)
        {
            File.Delete(_control);
        }

        if (Directory.Exists(_options.SocketDirectory) && !Directory.EnumerateFileSystemEntries(_options.SocketDirectory).Any())
        {
            Directory.Delete(_options.SocketDirectory);
        }

        _rotation.Dispose();
        _authority.Dispose();
        _jwt.Dispose();
    }

    private void Register()
    {
        foreach (var registration in _options.Registrations)
        {
            if (registration.SpiffeIds.Count == 0
                || !registration.SpiffeIds.All(id => id.MemberOf(_options.TrustDomain) && id.Path.Length > 0))
            {
                throw new ArgumentException(
                    $"the registration '{registration.Name}' needs SPIFFE IDs with a path in {_options.TrustDomain}");
            }

            if (_workloads.ContainsKey(registration.Name))
            {
                throw new ArgumentException($"two registrations have the name '{registration.Name}'");
            }

            foreach (var lifetime in (TimeSpan[])[registration.SvidLifetime, registration.TokenLifetime])
            {
                if (!Lifetimes.IsAllowed(lifetime))
                {
                    throw new ArgumentException(
                        $"an identity of '{registration.Name}' must live from {Lifetimes.Shortest.TotalSeconds} s to "
                        + $"{Lifetimes.Longest.TotalSeconds} s, not {lifetime.TotalSeconds} s");
                }
            }

            var path = WorkloadSocket.Prepare(_options.SocketDirectory, registration.Name);
            _workloads.Add(registration.Name, (new Workload(registration, _authority, _options), path));
        }
    }

    private async Task RenewInTimeAsync()
    {
        var tick = _options.Registrations.Min(registration => registration.SvidLifetime) / 20;
        using var timer = new PeriodicTimer(tick < LongestTick ? tick : LongestTick, _options.TimeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                foreach (var (workload, _) in _workloads.Values)
                {
                    RenewIfDue(workload);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private void RenewIfDue(Workload workload)
    {
        try
        {
            workload.RenewIfDue();
        }
        catch (Exception exception)
        {
            // Say, the clock jumped beyond the root's end: the next tick tries again, and the other workloads go on.
            Log.RenewalFailed(_logger, workload.Registration.Name, exception);
        }
    }

    private void PublishBundle()
    {
        foreach (var (workload, _) in _workloads.Values)
        {
            workload.PublishBundle();
        }
    }

    private WebApplication CreateHost()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(_options);
        builder.Services.AddSingleton(_jwt);
        builder.Services.AddRouting();
        builder.Services.AddGrpc(grpc => grpc.Interceptors.Add<SecurityHeader>());
        builder.Services.AddSingleton(_options.LoggerFactory);
        builder.Services.AddSingleton<IHostLifetime, OwnerLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (var (workload, path) in _workloads.Values)
            {
                kestrel.ListenUnixSocket(path, listen =>
                {
                    listen.Protocols = HttpProtocols.Http2;
                    listen.Use(next => connection => EscapedAuthority.RunAsync(connection, next));
                    listen.Use(next => connection =>
                    {
                        var socket = connection.Features.Get<IConnectionSocketFeature>()!.Socket;
                        connection.Features.Set(new Caller(workload, PeerCredentials.Of(socket)));
                        return next(connection);
                    });
                });
            }

            File.Delete(_control); // left by a killed authority; the workloads' sockets have shown that none serves here
            kestrel.ListenForControl(_control, _logger);
        });
        var host = builder.Build();
        host.MapGrpcService<WorkloadApiService>();
        host.MapControl(_rotation, _stop.Token);
        return host;
    }

    /// <summary>The command that holds the authority ends it; the authority itself answers no signal.</summary>
    private sealed class OwnerLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
