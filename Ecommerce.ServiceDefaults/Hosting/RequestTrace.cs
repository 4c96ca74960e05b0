using System.Collections.Frozen;
using System.Diagnostics;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Telemetry;
using Ecommerce.ServiceDefaults.Transport;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Ecommerce.ServiceDefaults.Hosting;

/// <summary>The span of a request at the server: with a readable name, and at the public port in a trace of its own.</summary>
internal static class RequestTrace
{
    private static readonly FrozenSet<string> Methods =
        FrozenSet.Create("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    /// <summary>
    /// Gives the request's span its name. A trace context from the public port is only linked to: an unknown client may choose neither the
    /// trace by which logs and audit are joined, nor whether it is recorded. What comes beside a trace context is nobody's at any door: it
    /// may hold what must not leave, and would go on with every call and to the collector.
    /// </summary>
    /// <returns>The span that takes the place of the server's own; null if that one stays.</returns>
    public static Activity? Begin(HttpContext context, Listeners listener)
    {
        if (Activity.Current is not { } received)
        {
            return null;
        }

        received.TraceStateString = null;
        foreach (var (key, _) in received.Baggage.ToList())
        {
            received.SetBaggage(key, null);
        }

        if (listener != Listeners.Public || received.ParentId is not { } outside)
        {
            if (AgentTelemetry.IsRecorded && received.IsAllDataRequested)
            {
                received.DisplayName = NameOf(context);
            }

            return null;
        }

        SpanFilter.Drop(received);
        Activity.Current = null;
        ActivityLink[] links = ActivityContext.TryParse(outside, null, isRemote: true, out var remote) ? [new(remote)] : [];
        var own = AgentTelemetry.Source.StartActivity(received.OperationName, ActivityKind.Server, parentContext: default, links: links)
            ?? new Activity(received.OperationName).Start();
        if (AgentTelemetry.IsRecorded)
        {
            own.DisplayName = NameOf(context);
            own.SetTag("http.request.method", context.Request.Method).SetTag("url.path", context.Request.Path.Value)
                .SetTag("http.route", RouteOf(context));
        }

        return own;
    }

    /// <summary>Gives the request's span the name of the capability, where the request names it and not the path.</summary>
    public static void Name(HttpContext context, Capability capability)
    {
        if (context.Features.Get<IHttpActivityFeature>() is { Activity: var span })
        {
            span.DisplayName = NameOf(capability);
        }
    }

    /// <summary>Ends the span that <see cref="Begin"/> returned.</summary>
    public static void End(Activity? own, HttpContext context)
    {
        own?.SetTag("http.response.status_code", context.Response.StatusCode);
        own?.Dispose();
    }

    // The capability's name if the path is its RPC's, else method and route, so that there are few names.
    private static string NameOf(HttpContext context) => RouteOf(context) is not { } route
        ? "HTTP"
        : CapabilityCatalogue.FindByMethod(route) is { } capability
            ? NameOf(capability)
            : $"{MethodOf(context.Request)} {route}";

    // OpenTelemetry, "HTTP spans": a method that is not known is HTTP in a span's name, since any client can make one up.
    private static string MethodOf(HttpRequest request) => Methods.Contains(request.Method) ? request.Method : "HTTP";

    private static string NameOf(Capability capability) => $"{capability.Agent}/{capability.Name}";

    // A route that takes any path names nothing.
    private static string? RouteOf(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route } && !route.Contains("{*", StringComparison.Ordinal)
            ? route : null;
}
