using System.Text;
using System.Text.Json.Nodes;

namespace Ecommerce.SystemTests.Mcp;

/// <summary>What a message was answered with.</summary>
/// <param name="Http">The HTTP answer.</param>
/// <param name="Messages">The messages in it: notifications, and the response at the end.</param>
internal sealed record McpAnswer(RestAnswer Http, IReadOnlyList<JsonNode> Messages)
{
    /// <summary>The response.</summary>
    public JsonNode Response => Messages[^1];

    /// <summary>Its result.</summary>
    public JsonNode Result => Response["result"] ?? throw new InvalidOperationException(Http.Body);

    /// <summary>What a tool answered; it succeeded.</summary>
    public JsonNode Content
    {
        get
        {
            Assert.True(Result["isError"] is null || !(bool)Result["isError"]!, Http.Body);
            Assert.Equal(Result["structuredContent"]!.ToJsonString(), JsonNode.Parse(Text)!.ToJsonString());
            return Result["structuredContent"]!;
        }
    }

    /// <summary>The problem with which a tool refused.</summary>
    public JsonNode Problem
    {
        get
        {
            Assert.True((bool?)Result["isError"], Http.Body);
            Assert.Null(Result["structuredContent"]);
            return JsonNode.Parse(Text)!;
        }
    }

    private string Text => (string)Result["content"]![0]!["text"]!;
}

/// <summary>The Model Context Protocol as it is on the wire.</summary>
internal static class McpDoor
{
    public const string Accept = "application/json, text/event-stream";
    public const string Version = "2025-11-25";

    public static async Task<McpAnswer> SendAsync(this HttpClient door, string message, params (string Name, string Value)[] headers)
    {
        (string, string)[] usual = [("Accept", Accept), ("MCP-Protocol-Version", Version)];
        var http = await door.SendAsync(
            "POST", "/mcp", Rest.Content(Encoding.UTF8.GetBytes(message), "application/json"),
            [
                .. usual.Where(header => headers.All(given => given.Name != header.Item1)),
                .. headers.Where(header => header.Value.Length > 0),
            ]);
        return new(http, http.MediaType == "text/event-stream" ? [.. Events(http.Body)]
            : http is { MediaType: "application/json", Body.Length: > 0 } ? [http.Json] : []);
    }

    public static Task<McpAnswer> AskAsync(
        this HttpClient door, string method, string parameters = "{}", params (string Name, string Value)[] headers) =>
        door.SendAsync($$"""{"jsonrpc": "2.0", "id": 7, "method": "{{method}}", "params": {{parameters}}}""", headers);

    public static Task<McpAnswer> ToolAsync(
        this HttpClient door, string tool, string arguments, params (string Name, string Value)[] headers) =>
        door.AskAsync("tools/call", $$"""{"name": "{{tool}}", "arguments": {{arguments}}}""", headers);

    /// <summary>The tools that a caller sees, by name.</summary>
    public static async Task<Dictionary<string, JsonNode>> ToolsAsync(this HttpClient door, params (string Name, string Value)[] headers) =>
        (await door.AskAsync("tools/list", "{}", headers)).Result["tools"]!.AsArray()
            .ToDictionary(tool => (string)tool!["name"]!, tool => tool!);

    private static IEnumerable<JsonNode> Events(string body) =>
        from line in body.Split('\n')
        where line.StartsWith("data: ", StringComparison.Ordinal)
        select JsonNode.Parse(line["data: ".Length..]);
}
