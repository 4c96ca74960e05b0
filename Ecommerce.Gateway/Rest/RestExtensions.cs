using Ecommerce.Gateway.Limits;
using Ecommerce.ServiceDefaults;
using Spiffe;

namespace Ecommerce.Gateway.Rest;

/// <summary>Maps the REST surface to mutual TLS and to the public port.</summary>
internal static class RestExtensions
{
    private const string Root = "/api/v1";

    public static void MapRest(this WebApplication app)
    {
        var api = app.MapGroup(Root).WithMetadata(new ListenerMetadata(Listeners.MutualTls | Listeners.Public));
        foreach (var route in RestRoutes.All)
        {
            var endpoint = api.MapMethods(route.Path, [route.Verb], context => RunAsync(context, calls =>
                route.Capability.ServerStreaming ? calls.StreamAsync(context, route) : calls.CallAsync(context, route)));
            if (route.Capability.ServerStreaming)
            {
                endpoint.WithMetadata(new StreamMetadata());
            }
        }

        api.MapPost("/tasks", context => RunAsync(context, calls => calls.TaskAsync(context)));
        api.MapGet("/health", context => RunAsync(context, calls => calls.HealthAsync(context)));
        api.MapFallback(context => ProblemReply.WriteAsync(context, new ProblemException(ErrorCodes.NotFound, "There is no such resource.")));
    }

    /// <summary>Runs a request and tells its failure as a problem.</summary>
    private static async Task RunAsync(HttpContext context, Func<RestCalls, Task> request)
    {
        try
        {
            await request(context.RequestServices.GetRequiredService<RestCalls>());
        }
        catch (ProblemException problem) when (!context.Response.HasStarted)
        {
            // Without a client certificate nobody is known yet: there is something to be done about it.
            var anonymous = problem.Code == ErrorCodes.Forbidden && context.Features.Get<ISpiffePeerFeature>() is null;
            await ProblemReply.WriteAsync(context, anonymous
                ? new ProblemException(ErrorCodes.Unauthenticated, "Sign in to do this.")
                : problem);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await ProblemReply.WriteAsync(context, new ProblemException(ErrorCodes.InvalidRequest, "The request cannot be read.", inner: e));
        }
        catch (Exception e) when (e is OperationCanceledException or ProblemException)
        {
            // The client left, or a stream that has begun ends early: the client sees the end and resumes by its last event.
        }
    }
}
