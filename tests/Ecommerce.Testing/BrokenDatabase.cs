using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Ecommerce.Testing;

/// <summary>How a database fails whoever connects to it.</summary>
public enum Breakage
{
    /// <summary>Nobody listens: an <see cref="NpgsqlException"/>.</summary>
    Refuses,

    /// <summary>
    /// It accepts and never answers, after a second an <see cref="NpgsqlException"/>; and as somebody else tries too, a bare
    /// <see cref="TimeoutException"/>.
    /// </summary>
    NeverAnswers,

    /// <summary>The data source is disposed: an <see cref="InvalidOperationException"/>.</summary>
    IsDisposed,
}

/// <summary>A database that fails; it may be mended.</summary>
public sealed class BrokenDatabase : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<IPEndPoint> _mended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _serving = Task.CompletedTask;
    private readonly string? _healthy;

    /// <summary>Makes it.</summary>
    /// <param name="breakage">How it fails.</param>
    /// <param name="healthy">Connection string of the database that <see cref="Mend"/> puts behind it; null if it never does.</param>
    public BrokenDatabase(Breakage breakage, string? healthy = null)
    {
        _healthy = healthy;
        _listener.Start();
        var connection = new NpgsqlConnectionStringBuilder(healthy ?? "Username=nobody;Database=nothing")
        {
            Host = "127.0.0.1",
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
            Timeout = 1,
        };
        Source = NpgsqlDataSource.Create(connection);
        if (breakage == Breakage.NeverAnswers)
        {
            _serving = Task.WhenAll(ServeAsync(_stop.Token), ConnectAsync(_stop.Token));
        }
        else
        {
            _listener.Stop();
        }

        if (breakage == Breakage.IsDisposed)
        {
            Source.Dispose();
        }
    }

    /// <summary>Connects to it.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>From now on everybody is let through, whoever waits already too.</summary>
    public void Mend()
    {
        var connection = new NpgsqlConnectionStringBuilder(_healthy);
        _mended.TrySetResult(new(IPAddress.Parse(connection.Host!), connection.Port));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            _ = PassAsync(await _listener.AcceptTcpClientAsync(cancellationToken), cancellationToken);
        }
    }

    // Whoever comes while the data source makes its first connection waits for that one.
    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        while (!_mended.Task.IsCompleted)
        {
            try
            {
                await using var connection = await Source.OpenConnectionAsync(cancellationToken);
            }
            catch (NpgsqlException)
            {
                // As it is meant to be.
            }
        }
    }

    private async Task PassAsync(TcpClient client, CancellationToken cancellationToken)
    {
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(await _mended.Task.WaitAsync(cancellationToken), cancellationToken);
            var (near, far) = (client.GetStream(), server.GetStream());
            await Task.WhenAny(near.CopyToAsync(far, cancellationToken), far.CopyToAsync(near, cancellationToken));
        }
    }
}
