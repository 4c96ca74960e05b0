using System.Diagnostics;
using Ecommerce.Contracts;
using Ecommerce.Pages;
using Ecommerce.Pages.Localization;
using Ecommerce.Pages.Security;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Hosting;
using Ecommerce.ServiceDefaults.Telemetry;
using Ecommerce.ServiceDefaults.Transport;
using Ecommerce.Web.Catalogue;
using Ecommerce.Web.Gateway;
using Ecommerce.Web.Orders;
using Ecommerce.Web.Sessions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.ServiceDiscovery;
using Spiffe;
using Spiffe.Tls;

namespace Ecommerce.Web.Hosting;

/// <summary>The storefront's listeners, its identity, and what stands before its pages.</summary>
internal static class WebHosting
{
    private const int MostForm = 64 * 1024;
    private const string Live = "/healthz/live";
    private const string Ready = "/healthz/ready";

    // More than any answer of the gateway takes.
    private static readonly TimeSpan GatewayTimeout = TimeSpan.FromSeconds(32);

    /// <summary>Registers everything but what sends to the gateway.</summary>
    public static void AddStorefront(this WebApplicationBuilder builder, WebSettings settings)
    {
        builder.Environment.EnvironmentName = settings.IsDevelopment ? Environments.Development : Environments.Production;
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostForm;
            kestrel.ListenPublic(settings.Host, settings.Public);
            kestrel.Listen(settings.Host, settings.HealthPort);
        });
        // A request to the gateway is a span of its own: the gateway's is below it.
        builder.AddTelemetryExport("web", otherwise: null, "System.Net.Http");
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning);
        var services = builder.Services;
        services.AddSingleton(settings).AddSingleton(TimeProvider.System).AddSingleton(new Sealer(settings.Key));
        services.AddSingleton<DistributedContextPropagator, NoTraceOfBrowsers>();
        services.AddPages(new Texts(typeof(WebHosting).Assembly));
        services.AddSingleton<SessionRenewal>().AddSingleton<ProductCatalogue>().AddSingleton<AddressLimits>().AddSingleton<WatchLimit>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        services.Configure<FormOptions>(form =>
            (form.ValueCountLimit, form.ValueLengthLimit, form.KeyLengthLimit) = (200, 16 * 1024, 256));
    }

    /// <summary>Sends to the gateway by mutual TLS as <c>client/web</c>, pinned to the gateway's identity.</summary>
    public static void AddGateway(this WebApplicationBuilder builder, WebSettings settings)
    {
        var endpoint = builder.Configuration["SPIFFE_ENDPOINT_SOCKET"] ?? "unix:///run/spire/sockets/agent.sock";
        builder.Services.AddServiceDiscovery();
        builder.Services.AddSingleton(provider => X509Source.Start(new X509SourceOptions
        {
            Endpoint = endpoint,
            Id = SpiffeId.Parse(settings.SpiffeId),
            RefuseDevelopmentAuthority = !settings.IsDevelopment,
            LoggerFactory = provider.GetRequiredService<ILoggerFactory>(),
        }));
        builder.Services.AddSingleton(_ => new JwtSource(new() { Endpoint = endpoint, Id = SpiffeId.Parse(settings.SpiffeId) }));
        builder.Services.AddSingleton(provider => new GatewayClient(
            new HttpClient(new ProgramProofHandler(new(provider.GetRequiredService<JwtSource>()), settings.IdOf(AgentNames.User))
            {
                InnerHandler = new DiscoveryHandler(
                    provider.GetRequiredService<ServiceEndpointResolver>(), provider.GetRequiredService<TimeProvider>(),
                    provider.GetRequiredService<ILogger<GatewayClient>>())
                {
                    InnerHandler = new SpiffeHttpHandler(
                        provider.GetRequiredService<X509Source>(), SpiffeId.Parse(settings.IdOf(AgentNames.Gateway))),
                },
            })
            {
                BaseAddress = new Uri($"https://{AgentNames.Gateway}:8443"),
                Timeout = GatewayTimeout,
            },
            provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Maps pages to the port of browsers, and probes to theirs.</summary>
    public static void MapStorefront(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<WebSettings>();
        app.MapWhen(context => context.Connection.LocalPort == settings.HealthPort, probes => probes.Run(ProbeAsync));
        if (settings.Public.TrustedProxies.Count > 0)
        {
            app.UseForwardedHeaders(Forwarded(settings));
        }

        app.UsePageHeaders();
        app.Use((context, next) => IsOurs(settings, context.Request.Host.Host) ? next(context) : RefuseHostAsync(context));
        app.UseMiddleware<FaultPage>();
        app.UseRouting();
        app.Use((context, next) =>
        {
            // Its name; a trace that a browser sends is not taken (NoTraceOfBrowsers).
            RequestTrace.Begin(context, Listeners.Public);
            return next(context);
        });
        app.UseMiddleware<AddressGate>();
        app.MapPageAssets();
        app.MapPreferences();
        app.MapShop();
    }

    private static bool IsOurs(WebSettings settings, string host) =>
        settings.Hosts.Any(known => known.Equals(host, StringComparison.OrdinalIgnoreCase));

    private static Task RefuseHostAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    }

    private static Task ProbeAsync(HttpContext context)
    {
        if (Activity.Current is { } probe)
        {
            SpanFilter.Drop(probe);
        }

        var path = context.Request.Path;
        var source = context.RequestServices.GetService<X509Source>();
        var isReady = source?.Current?.Svid.IsValidAt(TimeProvider.System.GetUtcNow()) == true;
        (context.Response.StatusCode, var text) = path == Live ? (StatusCodes.Status200OK, "live")
            : path != Ready ? (StatusCodes.Status404NotFound, "")
            : isReady ? (StatusCodes.Status200OK, "ready")
            : (StatusCodes.Status503ServiceUnavailable, $"identity: {source?.Problem}");
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static ForwardedHeadersOptions Forwarded(WebSettings settings)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in settings.Public.TrustedProxies)
        {
            options.KnownIPNetworks.Add(network);
        }

        return options;
    }
}
