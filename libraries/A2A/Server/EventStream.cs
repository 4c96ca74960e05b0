using System.Text.Json;
using A2A.Errors;
using A2A.Json;
using A2A.V1;
using Microsoft.AspNetCore.Http;

namespace A2A.Server;

/// <summary>Server-sent events (A2A 9.4.2, 11.7): <c>data: {json}</c> for each, and a comment in silence.</summary>
/// <param name="http">The request.</param>
/// <param name="write">An event, in the binding's envelope.</param>
/// <param name="writeError">An error after the first event; before it, it is the reply.</param>
internal sealed class EventStream(
    HttpContext http, Action<Utf8JsonWriter, StreamResponse> write, Action<Utf8JsonWriter, A2AException> writeError)
{
    /// <summary>Writes all events. An error before the first one is thrown, so that it is answered like any other.</summary>
    public async Task WriteAsync(
        Func<CancellationToken, IAsyncEnumerable<StreamResponse>> start, TimeSpan keepAliveInterval, TimeProvider time)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        await using var events = start(stop.Token).GetAsyncEnumerator(stop.Token);
        Task<bool>? next = null;
        try
        {
            if (!await events.MoveNextAsync())
            {
                return;
            }

            Begin();
            do
            {
                await SendAsync("data: "u8, writer => write(writer, events.Current));
                next = events.MoveNextAsync().AsTask();
                await KeepAliveAsync(next, keepAliveInterval, time);
            }
            while (await next);
        }
        catch (A2AException exception) when (http.Response.HasStarted)
        {
            await SendAsync("event: error\ndata: "u8, writer => writeError(writer, exception));
        }
        finally
        {
            // An enumerator is disposed only when it rests.
            await stop.CancelAsync();
            await ((Task?)next ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Begin()
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no"; // for proxies that would gather events
    }

    private async Task KeepAliveAsync(Task<bool> next, TimeSpan interval, TimeProvider time)
    {
        while (!next.IsCompleted)
        {
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
            var isSilent = await Task.WhenAny(next, Task.Delay(interval, time, silence.Token)) != next;
            await silence.CancelAsync();
            if (isSilent)
            {
                await SendAsync([.. ":\n\n"u8]);
            }
        }
    }

    private Task SendAsync(ReadOnlySpan<byte> prefix, Action<Utf8JsonWriter> data) =>
        SendAsync([.. prefix, .. A2AJson.Build(data), .. "\n\n"u8]);

    private async Task SendAsync(byte[] bytes)
    {
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}
