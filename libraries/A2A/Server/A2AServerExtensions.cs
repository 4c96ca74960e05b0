using System.Diagnostics.CodeAnalysis;
using A2A.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace A2A.Server;

/// <summary>An agent in ASP.NET Core.</summary>
public static class A2AServerExtensions
{
    /// <summary>Adds the agent.</summary>
    /// <typeparam name="THandler">What it does; one for the process.</typeparam>
    public static IServiceCollection AddA2A<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IServiceCollection services, Action<A2AServerOptions>? configure = null)
        where THandler : A2AHandler
    {
        services.AddSingleton<A2AHandler, THandler>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Dispatcher>();
        services.TryAddSingleton<GrpcEndpoint>();
        services.AddOptions<A2AServerOptions>().Configure(options => configure?.Invoke(options));
        services.AddGrpc().AddServiceOptions<GrpcEndpoint>(options => options.EnableDetailedErrors = false);
        services.AddOptions<Grpc.AspNetCore.Server.GrpcServiceOptions<GrpcEndpoint>>().Configure<IOptions<A2AServerOptions>>(
            (grpc, options) => grpc.MaxReceiveMessageSize = options.Value.Limits.RequestBytes);
        return services;
    }

    /// <summary>Maps the three bindings.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="path">
    /// Where JSON-RPC is posted to, and below which HTTP+JSON lies; the <c>url</c> of both interfaces. The path of gRPC is fixed.
    /// </param>
    /// <returns>For what holds for all of them, such as <c>RequireAuthorization</c>.</returns>
    public static IEndpointConventionBuilder MapA2A(this IEndpointRouteBuilder endpoints, string path)
    {
        var dispatcher = endpoints.ServiceProvider.GetRequiredService<Dispatcher>();
        var jsonRpc = new JsonRpcEndpoint(dispatcher);
        var httpJson = new HttpJsonEndpoint(dispatcher);
        var root = path.TrimEnd('/');
        List<IEndpointConventionBuilder> all =
        [
            endpoints.MapGrpcService<GrpcEndpoint>(),
            endpoints.MapPost(root.Length == 0 ? "/" : root, jsonRpc.HandleAsync),
        ];
        foreach (var handled in HandledOperation.All)
        {
            var operation = handled.Operation;
            // The specification has one verb in its text and the other in its definition.
            string[] verbs = operation == OperationTable.SubscribeToTask ? ["GET", "POST"] : [operation.Verb];
            RequestDelegate handle = http => httpJson.HandleAsync(http, handled);
            all.Add(endpoints.MapMethods(root + operation.Path, verbs, handle));
            all.Add(endpoints.MapMethods(root + "/{tenant}" + operation.Path, verbs, handle));
        }

        return new Conventions(all);
    }

    /// <summary>Maps the card at its well-known path.</summary>
    public static IEndpointConventionBuilder MapAgentCard(this IEndpointRouteBuilder endpoints) => endpoints.MapMethods(
        A2AProtocol.CardPath, ["GET", "HEAD"],
        (RequestDelegate)new CardEndpoint(endpoints.ServiceProvider.GetRequiredService<Dispatcher>()).HandleAsync);

    private sealed class Conventions(IReadOnlyList<IEndpointConventionBuilder> all) : IEndpointConventionBuilder
    {
        public void Add(Action<EndpointBuilder> convention)
        {
            foreach (var builder in all)
            {
                builder.Add(convention);
            }
        }

        public void Finally(Action<EndpointBuilder> finallyConvention)
        {
            foreach (var builder in all)
            {
                builder.Finally(finallyConvention);
            }
        }
    }
}
