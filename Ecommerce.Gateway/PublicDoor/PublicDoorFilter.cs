using A2A;
using Ecommerce.Gateway.Mcp;
using Ecommerce.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.Gateway.PublicDoor;

/// <summary>
/// Stands before everything else at the public port: from where and how a request came, what browsers are told, and which other origins'
/// pages may ask.
/// </summary>
internal sealed class PublicDoorFilter(AgentSettings settings) : IStartupFilter
{
    private static readonly TimeSpan PreflightLifetime = TimeSpan.FromMinutes(10);

    // By Kestrel's own 240 bytes a second, who takes little of an answer of 500 KB holds it for half an hour.
    private static readonly MinDataRate LeastRate = new(bytesPerSecond: 8 * 1024, gracePeriod: TimeSpan.FromSeconds(5));

    private readonly PublicSettings _settings = settings.Public;

    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseWhen(context => context.Connection.LocalPort == _settings.Port, Furnish);
        next(app);
    };

    private void Furnish(IApplicationBuilder door)
    {
        if (_settings.TrustedProxies.Count > 0)
        {
            door.UseForwardedHeaders(Forwarded());
        }

        door.Use((context, next) =>
        {
            // HTTP/2 has no such feature, since its requests share a connection.
            if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } reading)
            {
                reading.MinDataRate = LeastRate;
            }

            context.Response.OnStarting(SecurityHeaders.AddAsync, context);
            return next(context);
        });
        if (_settings.Origins.Count > 0)
        {
            // CORS answers these itself, before the limits of every other request.
            door.UseWhen(IsPreflight, preflights => preflights.UseRateLimiter());
            door.UseCors(policy => policy
                .WithOrigins([.. _settings.Origins])
                .WithMethods("GET", "POST", "PUT", "PATCH", "DELETE")
                .WithHeaders(
                    "Authorization", "Content-Type", "Idempotency-Key", "Last-Event-ID", "X-CSRF-Token", McpVersions.Header,
                    McpVersions.MethodHeader, McpVersions.NameHeader, A2AProtocol.VersionHeader, A2AProtocol.ExtensionsHeader)
                .WithExposedHeaders(A2AProtocol.ExtensionsHeader, "Allow", "Location", "Retry-After", "WWW-Authenticate", "X-CSRF-Token")
                .AllowCredentials()
                .SetPreflightMaxAge(PreflightLifetime));
        }
    }

    private static bool IsPreflight(HttpContext context) =>
        HttpMethods.IsOptions(context.Request.Method) && context.Request.Headers.ContainsKey(HeaderNames.AccessControlRequestMethod);

    // As many hops as there are trusted proxies: the first address that is not one of theirs is the client's.
    private ForwardedHeadersOptions Forwarded()
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in _settings.TrustedProxies)
        {
            options.KnownIPNetworks.Add(network);
        }

        return options;
    }
}
