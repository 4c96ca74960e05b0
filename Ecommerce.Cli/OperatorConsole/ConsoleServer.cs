using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using Ecommerce.Cli.OperatorConsole.Door;
using Ecommerce.Cli.Output;
using Ecommerce.Pages;
using Ecommerce.Pages.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Cli.OperatorConsole;

/// <summary>Serves pages on 127.0.0.1, to whoever opens the link that it prints.</summary>
internal sealed class ConsoleServer : IAsyncDisposable
{
    // One person with some tabs.
    private const int MostConnections = 64;
    private const long LargestForm = 16 * 1024;

    // In bytes: of a path that nobody finds by trying.
    private const int RootLength = 12;

    // Who connects and says nothing keeps nobody out for long.
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly WebApplication _app;
    private readonly IdleEnd _idle;

    private ConsoleServer(WebApplication app, IdleEnd idle, Uri link) => (_app, _idle, Link) = (app, idle, link);

    /// <summary>What opens it, once.</summary>
    public Uri Link { get; }

    /// <summary>Cancelled when nobody has used it for a while.</summary>
    public CancellationToken Ended => _idle.Ended;

    /// <summary>Starts to serve.</summary>
    /// <param name="port">The port; 0 for one that is free.</param>
    /// <param name="idle">After how long without a request it ends.</param>
    /// <param name="map">Adds the pages.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="CommandException">The port is in use.</exception>
    public static async Task<ConsoleServer> StartAsync(
        int port, TimeSpan idle, Action<IEndpointRouteBuilder, ConsoleSession> map, TimeProvider time, CancellationToken cancellationToken)
    {
        // Empty: what the environment says of servers and their addresses is for other programs.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxRequestBodySize = LargestForm;
            kestrel.Limits.RequestHeadersTimeout = RequestTimeout;
            kestrel.Limits.KeepAliveTimeout = Silence;
        });
        builder.Services.AddLogging().AddRoutingCore().AddPages(new(typeof(ConsoleServer).Assembly));
        var app = builder.Build();
        var (session, link, end) = (new ConsoleSession(), new OneTimeLink(time), new IdleEnd(idle, time));
        ConsoleDoor? door = null;
        app.UsePageHeaders();
        app.Use(next => context =>
        {
            if (door is not null)
            {
                return door.InvokeAsync(context, next);
            }

            // It listens, and the port that the door compares with is not read yet.
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
        app.UseRouting();
        map(app, session);
        var address = await ListenAsync(app, port, cancellationToken);
        PathString root = $"/{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RootLength))}";
        door = new(address.Authority, root, link, session, end);
        return new(app, end, new(address, $"{root}{ConsoleDoor.LoginPath}?t={link.Secret}"));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Streams of events do not end by themselves.
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _idle.Dispose();
    }

    private static async Task<Uri> ListenAsync(WebApplication app, int port, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            await app.DisposeAsync();
            throw new CommandException($"Port {port} on 127.0.0.1 is in use. Choose another with --port.", exception);
        }

        return new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }
}
