using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Ecommerce.Gateway.Mcp;

/// <summary>
/// The protocol's revisions, and what each wants of a request's headers. From 2026-07-28 on there is no handshake: each request says in its
/// <c>_meta</c> what it speaks, and its headers repeat what proxies may want to know.
/// </summary>
internal static class McpVersions
{
    /// <summary>The header with the revision.</summary>
    public const string Header = "MCP-Protocol-Version";

    /// <summary>The header with the method, from 2026-07-28 on.</summary>
    public const string MethodHeader = "Mcp-Method";

    /// <summary>The header with the name that the method is about, from 2026-07-28 on.</summary>
    public const string NameHeader = "Mcp-Name";

    private const string Modern = "2026-07-28";
    private const string EncodedStart = "=?base64?";
    private const string EncodedEnd = "?=";

    private static readonly string[] Supported = [Modern, "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];

    // Methods of the handshake and of streams that stay open: of those there are none here, as nothing changes that they would tell of.
    private static readonly string[] NotModern =
        ["initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe", "subscriptions/listen"];

    /// <summary>The revision that a request's header names; null without one.</summary>
    public static string? Of(HttpRequest request) => request.Headers[Header] is { Count: > 0 } values ? values.ToString() : null;

    /// <summary>Whether this is a revision without a handshake.</summary>
    public static bool IsModern(string? version) => version == Modern;

    /// <summary>What is wrong with a request's headers; null if nothing is.</summary>
    public static JsonRpcErrorDetail? Check(HttpRequest request, JsonRpcMessage message)
    {
        var header = Of(request);
        if (header is not null && !Supported.Contains(header))
        {
            return new()
            {
                Code = (int)McpErrorCode.UnsupportedProtocolVersion,
                Message = $"{Header} names a version that is not supported.",
                Data = new JsonObject { ["supported"] = JsonSerializer.SerializeToNode(Supported), ["requested"] = header },
            };
        }

        var (method, body) = message switch
        {
            JsonRpcRequest call => (call.Method, call.Params as JsonObject),
            JsonRpcNotification notice => (notice.Method, notice.Params as JsonObject),
            _ => (null, null),
        };
        var meta = body?["_meta"] as JsonObject;
        var inBody = Text(meta?[MetaKeys.ProtocolVersion]);
        if (!IsModern(header) && !IsModern(inBody))
        {
            return null;
        }

        return message is not JsonRpcRequest ? null
            : inBody is null ? Error(McpErrorCode.InvalidParams, $"_meta has no {MetaKeys.ProtocolVersion}.")
            : header != inBody ? Mismatch(Header)
            : meta![MetaKeys.ClientCapabilities] is not JsonObject
                ? Error(McpErrorCode.InvalidParams, $"_meta has no {MetaKeys.ClientCapabilities}.")
            : Text(request, MethodHeader) != method ? Mismatch(MethodHeader)
            : NameOf(method!, body!) is { } name && Text(request, NameHeader) != name ? Mismatch(NameHeader)
            : NotModern.Contains(method) ? Error(McpErrorCode.MethodNotFound, $"There is no such method in version {header}.")
            : null;
    }

    // What the header has to repeat; empty where the body leaves it out, so that no header is right.
    private static string? NameOf(string method, JsonObject body) => method switch
    {
        RequestMethods.ToolsCall or RequestMethods.PromptsGet => Text(body["name"]) ?? "",
        RequestMethods.ResourcesRead => Text(body["uri"]) ?? "",
        _ => null,
    };

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    // Revision 2026-07-28, Value Encoding: what is not plain ASCII comes in base64.
    private static string? Text(HttpRequest request, string header)
    {
        if (request.Headers[header] is not [{ } text])
        {
            return null;
        }

        if (text.Length < EncodedStart.Length + EncodedEnd.Length
            || !text.StartsWith(EncodedStart, StringComparison.Ordinal) || !text.EndsWith(EncodedEnd, StringComparison.Ordinal))
        {
            return text;
        }

        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text[EncodedStart.Length..^EncodedEnd.Length], bytes, out var count)
            ? Encoding.UTF8.GetString(bytes, 0, count) : null;
    }

    private static JsonRpcErrorDetail Mismatch(string header) =>
        Error(McpErrorCode.HeaderMismatch, $"{header} does not say what the body says.");

    private static JsonRpcErrorDetail Error(McpErrorCode code, string message) => new() { Code = (int)code, Message = message };
}
