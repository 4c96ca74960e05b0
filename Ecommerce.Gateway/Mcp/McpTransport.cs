using System.Text.Json;
using Ecommerce.Gateway.Rest;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Ecommerce.Gateway.Mcp;

/// <summary>
/// Streamable HTTP of the Model Context Protocol, hosted in ASP.NET Core: each POST has a server of its own, so that nothing is kept
/// between requests and any replica answers any of them.
/// </summary>
internal static class McpTransport
{
    /// <summary>Answers a POST: a message that <see cref="McpMessages"/> has read, by the handlers of <paramref name="options"/>.</summary>
    public static async Task AnswerAsync(HttpContext context, JsonRpcMessage message, McpServerOptions options)
    {
        var cancellationToken = context.RequestAborted;
        options.ScopeRequests = false;

        // The package's log would show what tools are called with.
        var log = NullLoggerFactory.Instance;
        var transport = new StreamableHttpServerTransport(log) { Stateless = true };
        await using var server = McpServer.Create(transport, options, log, context.RequestServices);
        var running = server.RunAsync(cancellationToken);
        try
        {
            BeginStream(context);
            var isModern = McpVersions.IsModern(McpVersions.Of(context.Request));
            if (!await transport.HandlePostRequestAsync(
                message, context.Response.Body, isModern ? first => SetStatus(context, first) : null, cancellationToken))
            {
                context.Response.ContentType = null;
                context.Response.StatusCode = StatusCodes.Status202Accepted;
            }
        }
        finally
        {
            await transport.DisposeAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // it ends with its transport, or with the request
        }
    }

    /// <summary>Answers with an error instead, where no server has begun to answer.</summary>
    public static Task RefuseAsync(HttpContext context, int status, RequestId id, JsonRpcErrorDetail error)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new JsonRpcError { Id = id, Error = error }, McpJsonUtilities.DefaultOptions);
        return RestReplies.BytesAsync(context, status, RestAccept.Json, body);
    }

    /// <summary>The HTTP status that goes with an error.</summary>
    public static int StatusOf(int errorCode) => (McpErrorCode)errorCode switch
    {
        McpErrorCode.MethodNotFound => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status400BadRequest,
    };

    private static void BeginStream(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentType = RestAccept.EventStream;
        headers.CacheControl = "no-store";
        headers["X-Accel-Buffering"] = "no"; // revision 2026-07-28, Receiving Messages: proxies hold nothing back
        context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
    }

    // Of revision 2026-07-28: what the server has no method for, or cannot do, is told by the status too.
    private static ValueTask SetStatus(HttpContext context, JsonRpcMessage? first)
    {
        if (first is JsonRpcError { Error.Code: var code } && !context.Response.HasStarted
            && (McpErrorCode)code is McpErrorCode.MethodNotFound or McpErrorCode.MissingRequiredClientCapability
                or McpErrorCode.UnsupportedProtocolVersion or McpErrorCode.HeaderMismatch)
        {
            context.Response.StatusCode = StatusOf(code);
        }

        return ValueTask.CompletedTask;
    }
}
