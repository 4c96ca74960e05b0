using Ecommerce.Gateway.Limits;
using Ecommerce.ServiceDefaults.Transport;

namespace Ecommerce.Gateway.Rest;

/// <summary>Maps the REST surface to mutual TLS and to the public port.</summary>
internal static class RestExtensions
{
    private const string Root = "/api/v1";

    public static void MapRest(this WebApplication app)
    {
        var listeners = new ListenerMetadata(Listeners.MutualTls | Listeners.Public);
        app.Map(RestRoutes.SigningKeys.Path, new RestResource(MethodOf(RestRoutes.SigningKeys)).AnswerAsync).WithMetadata(listeners);
        var api = app.MapGroup(Root).WithMetadata(listeners);
        foreach (var path in RestRoutes.All.GroupBy(route => route.Path))
        {
            var resource = new RestResource([.. path.Select(MethodOf)]);
            var endpoint = api.Map(path.Key, resource.AnswerAsync);
            if (path.Any(route => route.Capability.ServerStreaming))
            {
                endpoint.WithMetadata(new StreamMetadata());
            }
        }

        var tasks = new RestResource(new RestMethod("POST", RestAccept.Json, (calls, context) => calls.TaskAsync(context)));
        var health = new RestResource(new RestMethod("GET", RestAccept.Json, (calls, context) => calls.HealthAsync(context)));
        api.Map("/tasks", tasks.AnswerAsync);
        api.Map("/health", health.AnswerAsync);
    }

    private static RestMethod MethodOf(RestRoute route) => route.Capability.ServerStreaming
        ? new(route.Verb, RestAccept.EventStream, (calls, context) => calls.StreamAsync(context, route))
        : new(route.Verb, RestAccept.Json, (calls, context) => calls.CallAsync(context, route));
}
