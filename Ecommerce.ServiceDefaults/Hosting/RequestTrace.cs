using System.Collections.Frozen;
using System.Diagnostics;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Telemetry;
using Ecommerce.ServiceDefaults.Transport;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Ecommerce.ServiceDefaults.Hosting;

/// <summary>The span of a request at the server: named for people, and at the public port in a trace of our own.</summary>
internal static class RequestTrace
{
    private static readonly FrozenSet<string> Methods =
        FrozenSet.Create("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    /// <summary>
    /// Gives the request's span its name. What a stranger says of a trace at the public port is only linked to: the trace by which logs and
    /// audit are joined is not his to choose, nor whether it is recorded.
    /// </summary>
    /// <returns>The span that takes the place of the server's own; null where that one stays.</returns>
    public static Activity? Begin(HttpContext context, Listeners listener)
    {
        if (Activity.Current is not { } received)
        {
            return null;
        }

        if (listener != Listeners.Public || received.ParentId is not { } outside)
        {
            received.DisplayName = NameOf(context);
            return null;
        }

        SpanFilter.Drop(received);
        Activity.Current = null;
        ActivityLink[] links = ActivityContext.TryParse(outside, null, isRemote: true, out var stranger) ? [new(stranger)] : [];
        var own = AgentTelemetry.Source.StartActivity(received.OperationName, ActivityKind.Server, parentContext: default, links: links)
            ?? new Activity(received.OperationName).Start();
        own.DisplayName = NameOf(context);
        own.SetTag("http.request.method", context.Request.Method).SetTag("url.path", context.Request.Path.Value)
            .SetTag("http.route", RouteOf(context));
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

    // A capability's name where the path is its RPC's, else method and route: names of which there are few.
    private static string NameOf(HttpContext context) => RouteOf(context) is not { } route
        ? "HTTP"
        : CapabilityCatalogue.FindByMethod(route) is { } capability
            ? NameOf(capability)
            : $"{MethodOf(context.Request)} {route}";

    // OpenTelemetry, "HTTP spans": a method that is not known is HTTP in a span's name, since anybody can make one up.
    private static string MethodOf(HttpRequest request) => Methods.Contains(request.Method) ? request.Method : "HTTP";

    private static string NameOf(Capability capability) => $"{capability.Agent}/{capability.Name}";

    // A route that takes any path names nothing.
    private static string? RouteOf(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route } && !route.Contains("{*", StringComparison.Ordinal)
            ? route : null;
}
