using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Ecommerce.Cli.Mcp;

/// <summary>The headers that Streamable HTTP wants beside a message, and stdio does not have.</summary>
internal static class McpHeaders
{
    private const string VersionKey = "io.modelcontextprotocol/protocolVersion";

    /// <summary>Adds them.</summary>
    /// <param name="headers">The request's.</param>
    /// <param name="message">The message; null if it is none.</param>
    /// <param name="agreed">The version of the handshake; null before it, or without one.</param>
    public static void Add(HttpRequestHeaders headers, JsonObject? message, string? agreed)
    {
        var body = message?["params"] as JsonObject;
        var own = Text((body?["_meta"] as JsonObject)?[VersionKey]);
        if ((own ?? agreed) is { } version)
        {
            headers.TryAddWithoutValidation("MCP-Protocol-Version", version);
        }

        // From revision 2026-07-28 on a message says what it speaks, and its headers say what it is about.
        if (own is not null)
        {
            headers.TryAddWithoutValidation("Mcp-Method", Encode(Text(message!["method"]) ?? ""));
            if ((Text(body!["name"]) ?? Text(body["uri"])) is { } name)
            {
                headers.TryAddWithoutValidation("Mcp-Name", Encode(name));
            }
        }
    }

    /// <summary>A node's text; null if it is none.</summary>
    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    // Revision 2026-07-28, Value Encoding.
    private static string Encode(string text) =>
        text.All(letter => letter is > ' ' and <= '~') && !text.StartsWith("=?", StringComparison.Ordinal)
        ? text : $"=?base64?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=";
}
