using Ecommerce.Gateway.BrowserSessions;
using Ecommerce.ServiceDefaults.Transport;

namespace Ecommerce.Gateway.Rest;

/// <summary>Maps the REST surface to mutual TLS and to the public port.</summary>
internal static class RestExtensions
{
    public static void MapRest(this WebApplication app)
    {
        var listeners = new ListenerMetadata(Listeners.MutualTls | Listeners.Public);
        app.Map(RestRoutes.SigningKeys.Path, new RestResource(MethodOf(RestRoutes.SigningKeys)).AnswerAsync).WithMetadata(listeners);
        var api = app.MapGroup(RestRoutes.Root).WithMetadata(listeners);
        foreach (var path in RestRoutes.All.GroupBy(route => route.Path))
        {
            var resource = new RestResource([.. path.Select(MethodOf)]);
            api.Map(path.Key, resource.AnswerAsync);
        }

        var tasks = new RestResource(new RestMethod("POST", RestAccept.Json, (_, context) => Tasks(context).AnswerAsync(context)));
        var health = new RestResource(new RestMethod("GET", RestAccept.Json, (calls, context) => calls.HealthAsync(context)));
        api.Map(RestRoutes.Tasks, tasks.AnswerAsync);
        api.Map(RestRoutes.Health, health.AnswerAsync);
    }

    private static RestMethod MethodOf(RestRoute route) =>
        route is { Path: RestRoutes.Sessions, Verb: "POST" }
            ? new("POST", RestAccept.Json, (_, context) => Browsers(context).SignInAsync(context))
        : route is { Path: RestRoutes.Sessions, Verb: "DELETE" }
            ? new("DELETE", RestAccept.Json, (_, context) => Browsers(context).SignOutAsync(context))
        : route.Capability.ServerStreaming
            ? new(route.Verb, RestAccept.EventStream, (calls, context) => calls.StreamAsync(context, route))
            : new(
                route.Verb, RestAccept.Json, (calls, context) => calls.CallAsync(context, route),
                route == RestRoutes.SigningKeys ? RestAccept.KeySet : null);

    private static RestTasks Tasks(HttpContext context) => context.RequestServices.GetRequiredService<RestTasks>();

    private static BrowserSessionCalls Browsers(HttpContext context) => context.RequestServices.GetRequiredService<BrowserSessionCalls>();
}
