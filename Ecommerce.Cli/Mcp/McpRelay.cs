using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts.Json;

namespace Ecommerce.Cli.Mcp;

/// <summary>
/// Carries the Model Context Protocol between stdio, a message on each line, and an <c>/mcp</c> over HTTP. Messages are handed on as they
/// are; what the transports differ in is done here: versions, cancelling, and failures of the connection.
/// </summary>
/// <param name="door">HTTP to the server.</param>
/// <param name="token">The user's access token of the moment; null for no user.</param>
/// <param name="output">Takes the server's messages.</param>
internal sealed class McpRelay(HttpClient door, Func<CancellationToken, Task<string?>> token, TextWriter output) : IDisposable
{
    // The gateway lets a caller have more.
    private const int MaxConcurrent = 16;

    // A line is kept as long as it waits.
    private const int MaxWaiting = 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly string[] Accepted = ["application/json", "text/event-stream"];

    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new();
    private readonly SemaphoreSlim _places = new(MaxConcurrent + MaxWaiting);
    private readonly SemaphoreSlim _turns = new(MaxConcurrent);
    private readonly SemaphoreSlim _writing = new(1);
    private string? _version;

    /// <summary>Serves until the input ends, and then until what was asked is answered.</summary>
    public async Task RunAsync(TextReader input, CancellationToken cancellationToken)
    {
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length == 0)
            {
                continue;
            }

            var message = Parse(line);
            if (message is not null && McpHeaders.Text(message["method"]) is "notifications/cancelled")
            {
                // Over HTTP the end of its request cancels a call.
                if ((message["params"] as JsonObject)?["requestId"] is { } id && _running.TryGetValue(id.ToJsonString(), out var call))
                {
                    await call.CancelAsync();
                }

                continue;
            }

            // It waits for its turn elsewhere: what cancels a call is read behind whatever waits.
            if (!await _places.WaitAsync(TimeSpan.Zero, cancellationToken))
            {
                await RefuseAsync(message?["id"], $"More than {MaxWaiting} calls wait already.", data: null, cancellationToken);
                continue;
            }

            var answer = AnswerAsync(line, message, cancellationToken);
            if (message is not null && McpHeaders.Text(message["method"]) is "initialize")
            {
                await answer; // what follows is in the version that it agrees on
            }
        }

        for (var left = MaxConcurrent + MaxWaiting; left > 0; left--)
        {
            await _places.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _places.Dispose();
        _turns.Dispose();
        _writing.Dispose();
    }

    private async Task AnswerAsync(string line, JsonObject? message, CancellationToken cancellationToken)
    {
        var id = message?["id"];
        using var call = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (id is not null)
        {
            _running[id.ToJsonString()] = call;
        }

        try
        {
            await _turns.WaitAsync(call.Token);
            try
            {
                call.Token.ThrowIfCancellationRequested(); // as its turn came
                await SendAsync(line, message, call.Token);
            }
            finally
            {
                _turns.Release();
            }
        }
        catch (OperationCanceledException) when (call.IsCancellationRequested)
        {
            // Whoever cancels a call wants no answer.
        }
        catch (CommandException exception)
        {
            await RefuseAsync(id, exception.Message, data: null, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            await RefuseAsync(id, $"The gateway cannot be reached: {exception.Message}", data: null, cancellationToken);
        }
        finally
        {
            if (id is not null)
            {
                _running.TryRemove(id.ToJsonString(), out _);
            }

            _places.Release();
        }
    }

    private async Task SendAsync(string line, JsonObject? message, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp")
        {
            Content = new StringContent(line, Encoding.UTF8, "application/json"),
            Version = HttpVersion.Version20,
        };
        foreach (var type in Accepted)
        {
            request.Headers.Accept.ParseAdd(type);
        }

        McpHeaders.Add(request.Headers, message, _version);
        if (await token(cancellationToken) is { } bearer)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        using var response = await door.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Accepted)
        {
            return;
        }

        using var body = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        var answered = response.Content.Headers.ContentType?.MediaType == Accepted[1]
            ? await ReadEventsAsync(body, message, cancellationToken)
            : await ReadErrorAsync(await body.ReadToEndAsync(cancellationToken), message?["id"], cancellationToken);
        if (!answered)
        {
            await RefuseAsync(message?["id"], "The gateway ended the connection before it answered.", data: null, cancellationToken);
        }
    }

    // Each event of the gateway's is one message on one line.
    private async Task<bool> ReadEventsAsync(StreamReader body, JsonObject? message, CancellationToken cancellationToken)
    {
        const string Data = "data:";
        var answered = false;
        while (await body.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(Data, StringComparison.Ordinal) && line[Data.Length..].Trim() is { Length: > 0 } data)
            {
                var answer = Parse(data);
                answered |= answer?["id"] is not null && answer["method"] is null;
                if (answered && McpHeaders.Text(message?["method"]) is "initialize")
                {
                    _version = McpHeaders.Text((answer?["result"] as JsonObject)?["protocolVersion"]);
                }

                await WriteAsync(data, cancellationToken);
            }
        }

        return answered || message?["id"] is null;
    }

    // An error of the protocol is handed on; what the gateway refuses before it is a problem of RFC 9457.
    private async Task<bool> ReadErrorAsync(string body, JsonNode? id, CancellationToken cancellationToken)
    {
        if (Parse(body) is not { } answer)
        {
            return false;
        }

        if (answer["jsonrpc"] is not null)
        {
            await WriteAsync(body, cancellationToken);
        }
        else
        {
            await RefuseAsync(id, McpHeaders.Text(answer["detail"]) ?? "The gateway refused.", answer, cancellationToken);
        }

        return true;
    }

    private Task RefuseAsync(JsonNode? id, string message, JsonObject? data, CancellationToken cancellationToken)
    {
        if (id is null)
        {
            return Task.CompletedTask; // nobody waits for an answer to a notification
        }

        const int ServerError = -32000; // JSON-RPC 2.0, 5.1
        var error = new JsonObject { ["code"] = ServerError, ["message"] = message };
        if (data is not null)
        {
            error["data"] = data.DeepClone();
        }

        var answer = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id.DeepClone(), ["error"] = error };
        return WriteAsync(answer.ToJsonString(), cancellationToken);
    }

    private async Task WriteAsync(string message, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await output.WriteLineAsync(message.AsMemory(), cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    // What is no object is the gateway's to refuse.
    // Null if it is no object, or one that cannot be read to its end: it is handed on all the same, and the other side says what is wrong.
    private static JsonObject? Parse(string json)
    {
        try
        {
            var utf8 = Encoding.UTF8.GetBytes(json);
            JsonTexts.Check(utf8);
            return JsonNode.Parse(utf8, documentOptions: Strict) as JsonObject;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
