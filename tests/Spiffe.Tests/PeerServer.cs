using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Spiffe.Tls;

namespace Spiffe.Tests;

/// <summary>
/// A Kestrel endpoint under mutual TLS. <c>/peer</c> answers the caller's ID, its certificate's thumbprint and the
/// connection, <c>/stream</c> a dot every 20 ms until the connection retires (<c>?stubborn</c>: until it is cut).
/// </summary>
internal sealed class PeerServer(WebApplication app) : IAsyncDisposable
{
    public Uri Address { get; } =
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<PeerServer> StartAsync(X509Source source, SpiffeTlsOptions? options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseSpiffeTls(source, options)));
        var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new PeerServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        var peer = http.Features.Get<ISpiffePeerFeature>()!;
        if (http.Request.Path != "/stream")
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            await http.Response.WriteAsync($"{peer.Id} {peer.Certificate.Thumbprint} {http.Connection.Id}");
            return;
        }

        var end = http.Request.Query.ContainsKey("stubborn") ? http.RequestAborted : peer.Retiring;
        while (!end.IsCancellationRequested)
        {
            await http.Response.WriteAsync(".", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, http.RequestAborted);
        }
    }
}
