using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Gateway.Routing;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Ecommerce.Gateway.Mcp;

/// <summary>Answers a POST to <c>/mcp</c>: finds out who asks and for what, before a server answers.</summary>
internal sealed class McpEndpoint(CapabilityInvoker invoker, McpCalls calls, AgentInfo agent, AgentSettings settings)
{
    private const string Instructions =
        "A shop. Amounts are decimal strings in the currency beside them. What is marked destructive takes money or cannot be undone: ask "
        + "the user first. A refusal is a problem with a code; the same call may be repeated under the same idempotency_key.";

    /// <summary>Whether the page that sends a request, if it is one, may do so.</summary>
    public bool Admits(HttpRequest request) => McpOrigins.Admits(request, settings.Public.Origins);

    /// <summary>Answers a message.</summary>
    /// <exception cref="ProblemException"><c>unauthenticated</c>: the token is not valid, or a tool needs one.</exception>
    public async Task AnswerAsync(HttpContext context)
    {
        if (await McpMessages.ReadAsync(context) is not { } message)
        {
            return;
        }

        await invoker.AuthenticateAsync(OutsideCalls.PeerOf(context), OutsideCalls.TokensOf(context), context.RequestAborted);
        var tool = message is JsonRpcRequest { Method: RequestMethods.ToolsCall, Params: JsonObject named }
            && named["name"] is JsonValue name && name.TryGetValue<string>(out var text)
            ? await FindAsync(context, text) : null;
        await McpTransport.AnswerAsync(context, message, new()
        {
            ServerInfo = new() { Name = "ecommerce", Title = "Ecommerce", Version = agent.Version },
            ServerInstructions = Instructions,
            Capabilities = new() { Tools = new() },
            Handlers = new()
            {
                ListToolsHandler = (request, cancellationToken) => ListAsync(context, request.Params, cancellationToken),
                CallToolHandler = (request, cancellationToken) => tool is null
                    ? throw new McpProtocolException($"Unknown tool: {request.Params.Name}", McpErrorCode.InvalidParams)
                    : calls.RunAsync(context, tool, request, cancellationToken),
            },
        });
    }

    // What the caller may not see is answered as a name that no tool has.
    private async Task<McpTool?> FindAsync(HttpContext context, string name)
    {
        var cancellationToken = context.RequestAborted;
        try
        {
            if (McpTools.Find(name) is not { } tool)
            {
                throw await invoker.UnknownAsync(OutsideCalls.PeerOf(context), OutsideCalls.TokensOf(context), cancellationToken);
            }

            await invoker.RequireVisibleAsync(OutsideCalls.Of(context, tool.Capability, idempotencyKey: null), cancellationToken);
            return tool;
        }
        catch (ProblemException exception) when (exception.Code == ErrorCodes.Forbidden && !OutsideCalls.IsAnonymous(context))
        {
            return null;
        }
    }

    private async ValueTask<ListToolsResult> ListAsync(
        HttpContext context, ListToolsRequestParams? request, CancellationToken cancellationToken)
    {
        if (request?.Cursor is not null)
        {
            throw new McpProtocolException("There is no such page: all tools are on one.", McpErrorCode.InvalidParams);
        }

        var visible = await invoker.VisibleAsync(
            McpTools.All.Select(tool => OutsideCalls.Of(context, tool.Capability, idempotencyKey: null)), cancellationToken);
        return new() { Tools = [.. visible.Select(name => McpTools.Find(name)!.Definition)], CacheScope = CacheScope.Private };
    }
}
