using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Json;
using Ecommerce.Gateway.Rest;
using Ecommerce.ServiceDefaults.Errors;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Ecommerce.Gateway.Mcp;

/// <summary>Reads the one JSON-RPC message of a POST, within the bounds of every other body.</summary>
internal static class McpMessages
{
    /// <summary>The header of sessions, of which there are none.</summary>
    public const string SessionHeader = "Mcp-Session-Id";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    // The package takes what it cannot read as these for a fault of its own.
    private static readonly Dictionary<string, Type> Parameters = new()
    {
        [RequestMethods.Initialize] = typeof(InitializeRequestParams),
        [RequestMethods.ToolsList] = typeof(ListToolsRequestParams),
        [RequestMethods.ToolsCall] = typeof(CallToolRequestParams),
    };

    /// <summary>The message, or null if the request has been refused.</summary>
    /// <exception cref="ProblemException"><c>not_acceptable</c> or <c>unsupported_media_type</c>.</exception>
    public static async Task<JsonRpcMessage?> ReadAsync(HttpContext context)
    {
        RestAccept.RequireAccepted(context.Request, RestAccept.Json);
        RestAccept.RequireAccepted(context.Request, RestAccept.EventStream);
        var (message, error) = await ParseAsync(context);
        var version = McpVersions.Of(context.Request);
        var id = message is JsonRpcRequest request ? request.Id : default;
        error ??= McpVersions.Check(context.Request, message!) ?? CheckParameters(message!);
        if (error is not null)
        {
            await McpTransport.RefuseAsync(context, McpTransport.StatusOf(error.Code), id, error);
            return null;
        }

        if (context.Request.Headers.ContainsKey(SessionHeader) && !McpVersions.IsModern(version))
        {
            // Revision 2025-11-25, Session Management: the client then begins anew, without one.
            await McpTransport.RefuseAsync(
                context, StatusCodes.Status404NotFound, id,
                new() { Code = (int)McpErrorCode.InvalidRequest, Message = "There is no such session." });
            return null;
        }

        message!.Context = new() { ProtocolVersion = version };
        return message;
    }

    private static async Task<(JsonRpcMessage? Message, JsonRpcErrorDetail? Error)> ParseAsync(HttpContext context)
    {
        try
        {
            var body = await RestRequests.BodyAsync(context);
            JsonTexts.Check(body.Utf8.Span);
            using var document = JsonDocument.Parse(body.Utf8, Strict);
            return document.RootElement.Deserialize<JsonRpcMessage>(McpJsonUtilities.DefaultOptions) is { } message
                ? (message, null) : (null, Malformed());
        }
        catch (ProblemException exception) when (exception.Code == ErrorCodes.InvalidRequest)
        {
            return (null, new() { Code = (int)McpErrorCode.ParseError, Message = exception.Message });
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (null, Malformed());
        }
    }

    private static JsonRpcErrorDetail? CheckParameters(JsonRpcMessage message)
    {
        if (message is not JsonRpcRequest request || !Parameters.TryGetValue(request.Method, out var type))
        {
            return null;
        }

        try
        {
            (request.Params ?? new JsonObject()).Deserialize(type, McpJsonUtilities.DefaultOptions);
            return null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new()
            {
                Code = (int)McpErrorCode.InvalidParams,
                Message = $"The parameters of {request.Method} are not those of the protocol.",
            };
        }
    }

    private static JsonRpcErrorDetail Malformed() =>
        new() { Code = (int)McpErrorCode.InvalidRequest, Message = "The body is not one message of JSON-RPC 2.0." };
}
