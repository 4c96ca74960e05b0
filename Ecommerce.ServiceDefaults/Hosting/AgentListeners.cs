using System.Net;
using System.Text;
using Ecommerce.ServiceDefaults.Audit;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Telemetry;
using Ecommerce.ServiceDefaults.Transport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Spiffe;
using Spiffe.Tls;

namespace Ecommerce.ServiceDefaults.Hosting;

/// <summary>Opens an agent's listeners.</summary>
internal static class AgentListeners
{
    // The largest message with its frame, and headroom; REST bounds its bodies itself.
    private const long BodyLimit = MessageLimits.Reply + (1024 * 1024);

    public static void AddAgentListeners(this WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        var settings = kestrel.ApplicationServices.GetRequiredService<AgentSettings>();
        var identity = kestrel.ApplicationServices.GetRequiredService<X509Source>();
        var agent = kestrel.ApplicationServices.GetRequiredService<AgentInfo>();
        var metrics = kestrel.ApplicationServices.GetRequiredService<AgentMetrics>();
        var audit = kestrel.ApplicationServices.GetRequiredService<AuditLog>();
        var host = IPAddress.Parse(settings.Host);

        kestrel.AddServerHeader = false;
        // RFC 9110 5.5: a value is octets. What is no UTF-8 would be refused without a word.
        kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        kestrel.Limits.MaxRequestBodySize = BodyLimit;
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);

        HashSet<string> domains = [agent.TrustDomain, .. settings.AllowedTrustDomains];
        kestrel.Listen(host, settings.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseSpiffeTls(identity, new SpiffeTlsOptions
            {
                AllowTls12 = settings.AllowTls12,
                Authorize = peer => domains.Contains(peer.TrustDomain.Name),
                MaxHandshakes = settings.MaxHandshakes,
                MaxHandshakesPerAddress = settings.MaxHandshakesPerAddress,
                Refused = peer => audit.Count(RequestOrigin.Refused(peer, Listeners.MutualTls)),
            });
            listen.Use(next => connection => CountAsync(connection, next, metrics));
        });
        kestrel.Listen(host, settings.GrpcHealthPort, listen => listen.Protocols = HttpProtocols.Http2);
        kestrel.Listen(host, settings.HttpHealthPort, listen => listen.Protocols = HttpProtocols.Http1);
        if (settings.Public is { Port: not 0 } door)
        {
            kestrel.ListenPublic(host, door, peer => audit.Count(RequestOrigin.Refused(peer, Listeners.Public)));
        }
    });

    private static async Task CountAsync(ConnectionContext connection, ConnectionDelegate next, AgentMetrics metrics)
    {
        var peer = connection.Features.GetRequiredFeature<ISpiffePeerFeature>().Id.ToString();
        metrics.Connected(peer, 1);
        try
        {
            await next(connection);
        }
        finally
        {
            metrics.Connected(peer, -1);
        }
    }
}
