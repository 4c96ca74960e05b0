using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Capabilities;

namespace Ecommerce.Cli.Chaos;

/// <summary>An answer over REST.</summary>
/// <param name="Status">Its HTTP status.</param>
/// <param name="Body">Its body, without the trace ID.</param>
/// <param name="Pause">Its Retry-After.</param>
internal sealed record Answer(int Status, string Body, TimeSpan? Pause)
{
    /// <summary>Whether nothing else will ever be answered under the key: a repeat has to be answered the same.</summary>
    public bool IsKept => Status switch
    {
        422 => true,
        // A refund that the provider has not confirmed yet.
        201 => Text("status") != "pending",
        200 => Text("status") is not ("pending" or "confirmed"),
        _ => false,
    };

    /// <summary>Whether the call is not to be repeated for another answer.</summary>
    public bool IsFinal => IsKept || (Status is >= 400 and < 500 and not (408 or 429) && Text("code") != ErrorCodes.IdempotencyKeyInUse);

    /// <summary>A member of the body.</summary>
    public string? Text(string name) => Body.StartsWith('{') ? (string?)JsonNode.Parse(Body)![name] : null;
}

/// <summary>A change that a buyer asks for under a key of its own, again and again until it is answered.</summary>
/// <param name="operation">create, cancel or refund.</param>
/// <param name="path">Below <c>/api/v1</c>.</param>
/// <param name="body">The request.</param>
/// <param name="time">The clock.</param>
internal sealed partial class KeyedCall(string operation, string path, JsonObject body, TimeProvider time)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(60);
    private readonly string _key = Guid.CreateVersion7(time.GetUtcNow()).ToString();

    /// <summary>What is asked for.</summary>
    public string Operation => operation;

    /// <summary>The final answer, once there is one.</summary>
    public Answer? Final { get; private set; }

    /// <summary>Asks once more, and again where the shop says that it is busy; null without an answer.</summary>
    public Task<Answer?> RepeatAsync(HttpClient gateway, CancellationToken cancellationToken) =>
        RepeatAsync(gateway, body, cancellationToken);

    /// <summary>Asks for something else under the same key.</summary>
    public Task<Answer?> RepeatOtherwiseAsync(HttpClient gateway, CancellationToken cancellationToken)
    {
        var other = body.DeepClone().AsObject();
        other[operation == "create" ? "payment_method" : "reason"] = "other";
        return RepeatAsync(gateway, other, cancellationToken);
    }

    /// <summary>Asks until the final answer.</summary>
    /// <param name="gateway">Whom.</param>
    /// <param name="pending">Called with each answer that an order is under way; false ends the asking.</param>
    /// <param name="cancellationToken">Ends the asking, and an attempt.</param>
    /// <returns>Null if the asking ended before.</returns>
    public async Task<Answer?> AskUntilFinalAsync(
        HttpClient gateway, Func<Answer, Task<bool>>? pending, CancellationToken cancellationToken)
    {
        while (Final is null && !cancellationToken.IsCancellationRequested)
        {
            var answer = await AskAsync(gateway, body, cancellationToken);
            if (answer is { IsFinal: true })
            {
                Final = answer;
                break;
            }

            if (answer is { Status: 202 } && pending is not null && !await pending(answer))
            {
                break;
            }

            await PauseAsync(answer, cancellationToken);
        }

        return Final;
    }

    private async Task<Answer?> RepeatAsync(HttpClient gateway, JsonObject content, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            var answer = await AskAsync(gateway, content, cancellationToken);
            if (answer is not { Status: 429 or 503 } || time.GetElapsedTime(began) > BusyTimeout)
            {
                return answer;
            }

            await PauseAsync(answer, cancellationToken);
        }
    }

    private async Task PauseAsync(Answer? answer, CancellationToken cancellationToken)
    {
        var pause = answer?.Pause ?? ShortestPause;
        await Task.Delay(pause < LongestPause ? pause : LongestPause, time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<Answer?> AskAsync(HttpClient gateway, JsonObject content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1{path}")
        {
            Version = gateway.DefaultRequestVersion,
            Headers = { { IdempotencyKeys.Header, _key } },
            Content = JsonContent.Create(content),
        };
        try
        {
            using var reply = await gateway.SendAsync(request, cancellationToken);
            var text = TraceId().Replace(await reply.Content.ReadAsStringAsync(cancellationToken), "null");
            return new((int)reply.StatusCode, text, reply.Headers.RetryAfter?.Delta);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    [GeneratedRegex("(?<=\"trace_id\":\\s*)\"[^\"]*\"")]
    private static partial Regex TraceId();
}
