using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecommerce.SystemTests.Assistants;

/// <summary>How the model answers one request.</summary>
internal delegate Task Turn(HttpContext context);

/// <summary>A server with OpenAI's chat completions, on real HTTP, that says what the test wrote for the question.</summary>
internal sealed class ScriptedModel : IAsyncDisposable
{
    public const string Name = "scripted-1";
    public const string Key = "sk-scripted-key";

    /// <summary>How many turns the shop lets a question have.</summary>
    public const int MaxSteps = 5;

    /// <summary>What each answer says that it took, input and output together.</summary>
    public const int TokensPerTurn = 110;

    private readonly TestFolder _folder = new();
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (Turn[] Turns, StrongBox Asked)> _scripts = new();

    private ScriptedModel(WebApplication app) => _app = app;

    public string Endpoint => $"{_app.Urls.First()}/v1";

    public string KeyFile => _folder.At("key");

    /// <summary>What it was asked, oldest first.</summary>
    public ConcurrentQueue<JsonNode> Requests { get; } = new();

    public static async Task<ScriptedModel> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var model = new ScriptedModel(app);
        app.Run(model.AnswerAsync);
        await app.StartAsync();
        await File.WriteAllTextAsync(model.KeyFile, Key + "\n");
        return model;
    }

    /// <summary>Writes the answers to a question, turn by turn; the last one is repeated.</summary>
    public void Script(string words, params Turn[] turns) => _scripts[words] = (turns, new());

    /// <summary>Says something.</summary>
    public static Turn Says(string text) => Answers(Message(text, []), "stop");

    /// <summary>Calls tools, by name and arguments.</summary>
    public static Turn Calls(params (string Name, string Arguments)[] calls) => Answers(Message(null, calls), "tool_calls");

    /// <summary>Answers with this text, whatever it is.</summary>
    public static Turn Writes(string body, int status = 200, string type = "application/json") => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    };

    /// <summary>Answers with a message and a count of tokens.</summary>
    public static Turn Answers(JsonObject message, string reason, JsonNode? usage = null) => Writes(new JsonObject
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion",
        ["created"] = 1_700_000_000,
        ["model"] = Name,
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = reason }),
        ["usage"] = usage?.DeepClone()
            ?? new JsonObject { ["prompt_tokens"] = 100, ["completion_tokens"] = 10, ["total_tokens"] = TokensPerTurn },
    }.ToJsonString());

    /// <summary>A message of the assistant's.</summary>
    public static JsonObject Message(string? text, (string Name, string Arguments)[] calls)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = text };
        if (calls.Length > 0)
        {
            message["tool_calls"] = new JsonArray([.. calls.Select((call, i) => new JsonObject
            {
                ["id"] = $"call_{i}",
                ["type"] = "function",
                ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.Arguments },
            })]);
        }

        return message;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Path != "/v1/chat/completions" || request.Headers.Authorization != $"Bearer {Key}")
        {
            context.Response.StatusCode = 401;
            return;
        }

        var asked = (await JsonNode.ParseAsync(request.Body))!;
        Requests.Enqueue(asked);
        var words = asked["messages"]!.AsArray().Single(message => (string?)message!["role"] == "user")!["content"]!;
        var (turns, count) = _scripts[words is JsonArray parts ? (string)parts[0]!["text"]! : (string)words!];
        await turns[Math.Min(Interlocked.Increment(ref count.Value), turns.Length) - 1](context);
    }

    private sealed class StrongBox
    {
        public int Value;
    }
}
