using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.Gateway.Mcp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Ecommerce.Gateway.Tests.Mcp;

/// <summary>A server of what the protocol's conformance tests look for, behind the gateway's own transport.</summary>
internal static class ConformanceHost
{
    private const string Png =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

    private const string Wav = "UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA=";
    private const string Image = $$"""{"type": "image", "data": "{{Png}}", "mimeType": "image/png"}""";

    private const string Schema =
        """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
          "$defs": {"address": {"type": "object", "properties": {"street": {"type": "string"}, "city": {"type": "string"}}}},
          "properties": {"name": {"type": "string"}, "address": {"$ref": "#/$defs/address"}}, "additionalProperties": false
        }
        """;

    private static readonly Dictionary<string, string> Tools = new()
    {
        ["test_simple_text"] = Content("""{"type": "text", "text": "This is a simple text response for testing."}"""),
        ["test_image_content"] = Content(Image),
        ["test_audio_content"] = Content($$"""{"type": "audio", "data": "{{Wav}}", "mimeType": "audio/wav"}"""),
        ["test_embedded_resource"] = Content(
            Embedded("test://embedded-resource", "text/plain", "This is an embedded resource content.")),
        ["test_multiple_content_types"] = Content(
            $$"""
            {"type": "text", "text": "Multiple content types test:"}, {{Image}},
            {{Embedded("test://mixed-content-resource", "application/json", "{\\\"test\\\":\\\"data\\\",\\\"value\\\":123}")}}
            """),
        ["test_tool_with_logging"] = Content("""{"type": "text", "text": "Logged."}"""),
        ["test_tool_with_progress"] = Content("""{"type": "text", "text": "Done."}"""),
        ["test_error_handling"] =
            """{"isError": true, "content": [{"type": "text", "text": "This tool intentionally returns an error for testing"}]}""",
        ["json_schema_2020_12_tool"] = Content("""{"type": "text", "text": "Done."}"""),
    };

    private static readonly Dictionary<string, string> Resources = new()
    {
        ["test://static-text"] = """{"mimeType": "text/plain", "text": "This is the content of the static text resource."}""",
        ["test://static-binary"] = $$"""{"mimeType": "image/png", "blob": "{{Png}}"}""",
        ["test://watched-resource"] = """{"mimeType": "text/plain", "text": "Watched."}""",
    };

    private static readonly Dictionary<string, Func<JsonObject, string>> Prompts = new()
    {
        ["test_simple_prompt"] = _ => Message("""{"type": "text", "text": "This is a simple prompt for testing."}"""),
        ["test_prompt_with_arguments"] = given => Message(
            $$"""{"type": "text", "text": "Prompt with arguments: arg1='{{given["arg1"]}}', arg2='{{given["arg2"]}}'"}"""),
        ["test_prompt_with_embedded_resource"] = given => Message(
            Embedded((string)given["resourceUri"]!, "text/plain", "Embedded resource content for testing."),
            """{"type": "text", "text": "Please process the embedded resource above."}"""),
        ["test_prompt_with_image"] = _ => Message(Image, """{"type": "text", "text": "Please analyze the image above."}"""),
    };

    /// <summary>Starts it on a free port; its URL is the application's only one, with <c>/mcp</c>.</summary>
    public static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/mcp", async context =>
        {
            if (!McpOrigins.Admits(context.Request, []))
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
            }
            else if (await McpMessages.ReadAsync(context) is { } message)
            {
                await McpTransport.AnswerAsync(context, message, Options());
            }
        });
        await app.StartAsync();
        return app;
    }

    private static McpServerOptions Options() => new()
    {
        ServerInfo = new() { Name = "conformance", Version = "1.0.0" },
        Capabilities = new() { Tools = new(), Resources = new() { Subscribe = true }, Prompts = new(), Completions = new() },
        Handlers = new()
        {
            ListToolsHandler = (_, _) => Of<ListToolsResult>(
                $$"""{"tools": [{{string.Join(',', Tools.Keys.Select(Tool))}}]}"""),
            CallToolHandler = CallAsync,
            ListResourcesHandler = (_, _) => Of<ListResourcesResult>(
                $$"""
                {"resources": [{{string.Join(',', Resources.Keys.Select(
                    uri => $$"""{"uri": "{{uri}}", "name": "{{uri}}", "description": "A resource."}"""))}}]}
                """),
            ListResourceTemplatesHandler = (_, _) => Of<ListResourceTemplatesResult>(
                """
                {"resourceTemplates": [{"uriTemplate": "test://template/{id}/data", "name": "template", "description": "A template."}]}
                """),
            ReadResourceHandler = (request, _) => Of<ReadResourceResult>($$"""{"contents": [{{Resource(request.Params.Uri)}}]}"""),
            SubscribeToResourcesHandler = (_, _) => Of<EmptyResult>("{}"),
            UnsubscribeFromResourcesHandler = (_, _) => Of<EmptyResult>("{}"),
            ListPromptsHandler = (_, _) => Of<ListPromptsResult>(
                $$"""
                {"prompts": [{{string.Join(',', Prompts.Keys.Select(name => $$"""{"name": "{{name}}", "description": "A prompt."}"""))}}]}
                """),
            GetPromptHandler = (request, _) => Of<GetPromptResult>(
                Prompts[request.Params.Name](JsonSerializer.SerializeToNode(request.Params.Arguments) as JsonObject ?? [])),
            CompleteHandler = (_, _) => Of<CompleteResult>("""{"completion": {"values": ["paris"], "total": 1, "hasMore": false}}"""),
        },
    };

    private static async ValueTask<CallToolResult> CallAsync(
        RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        if (request.Params.Name == "test_tool_with_logging")
        {
            foreach (var text in new[] { "Tool execution started", "Tool processing data", "Tool execution completed" })
            {
                var parameters = new JsonObject { ["level"] = "info", ["data"] = text };
                await request.Server.SendMessageAsync(
                    new JsonRpcNotification { Method = "notifications/message", Params = parameters }, cancellationToken);
            }
        }

        if (request.Params is { Name: "test_tool_with_progress", ProgressToken: { } token })
        {
            foreach (var progress in new[] { 0, 50, 100 })
            {
                await request.Server.NotifyProgressAsync(
                    token, new ProgressNotificationValue { Progress = progress, Total = 100 }, cancellationToken: cancellationToken);
            }
        }

        return Tools.TryGetValue(request.Params.Name, out var result) ? await Of<CallToolResult>(result)
            : throw new McpProtocolException($"Unknown tool: {request.Params.Name}", McpErrorCode.InvalidParams);
    }

    private static string Tool(string name) =>
        $$"""
        {"name": "{{name}}", "description": "A tool.",
        "inputSchema": {{(name.StartsWith("json_schema", StringComparison.Ordinal) ? Schema : """{"type": "object"}""")}}}
        """;

    private static string Resource(string uri)
    {
        if (Resources.TryGetValue(uri, out var content))
        {
            return $$"""{"uri": "{{uri}}", {{content[1..]}}""";
        }

        var id = uri.Split('/')[3];
        return $$"""
            {"uri": "{{uri}}", "mimeType": "application/json",
            "text": "{\"id\":\"{{id}}\",\"templateTest\":true,\"data\":\"Data for ID: {{id}}\"}"}
            """;
    }

    private static string Embedded(string uri, string mediaType, string text) =>
        $$$"""{"type": "resource", "resource": {"uri": "{{{uri}}}", "mimeType": "{{{mediaType}}}", "text": "{{{text}}}"}}""";

    private static string Content(string content) => $$"""{"content": [{{content}}]}""";

    private static string Message(params string[] contents)
    {
        var messages = contents.Select(content => $$"""{"role": "user", "content": {{content}} }""");
        return $$"""{"messages": [{{string.Join(',', messages)}}]}""";
    }

    private static ValueTask<T> Of<T>(string json) => new(JsonSerializer.Deserialize<T>(json, McpJsonUtilities.DefaultOptions)!);
}
