using Ecommerce.Gateway.Rest;
using Ecommerce.ServiceDefaults.Transport;
using ModelContextProtocol;

namespace Ecommerce.Gateway.Mcp;

/// <summary>Maps the Model Context Protocol to mutual TLS and to the public port.</summary>
internal static class McpExtensions
{
    /// <summary>Where it is served.</summary>
    public const string Path = "/mcp";

    public static void MapMcp(this WebApplication app)
    {
        var listeners = new ListenerMetadata(Listeners.MutualTls | Listeners.Public);
        var endpoint = app.Services.GetRequiredService<McpEndpoint>();
        var messages = new RestResource(new RestMethod("POST", RestAccept.EventStream, (_, context) => endpoint.AnswerAsync(context)));
        app.Map(Path, context =>
        {
            context.Response.OnStarting(ResourceMetadata.TellAsync, context);
            return endpoint.Admits(context.Request)
                ? messages.AnswerAsync(context)
                : McpTransport.RefuseAsync(
                    context, StatusCodes.Status403Forbidden, id: default,
                    new() { Code = (int)McpErrorCode.InvalidRequest, Message = "Pages of this origin may not ask." });
        }).WithMetadata(listeners);

        var metadata = new RestResource(new RestMethod("GET", RestAccept.Json, (_, context) => ResourceMetadata.AnswerAsync(context)));
        app.Map(ResourceMetadata.Root, metadata.AnswerAsync).WithMetadata(listeners);
        app.Map(ResourceMetadata.Root + Path, metadata.AnswerAsync).WithMetadata(listeners);
    }
}
