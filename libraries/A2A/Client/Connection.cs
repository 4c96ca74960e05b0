using System.Text.Json;
using A2A.Errors;
using A2A.Json;
using A2A.V1;
using Google.Protobuf;

namespace A2A.Client;

/// <summary>Requests of HTTP to one agent.</summary>
internal sealed class Connection(A2AClientOptions options) : IDisposable
{
    private const string EventStream = "text/event-stream";

    public A2AClientOptions Options => options;

    public HttpClient Http { get; } =
        options.Http ?? new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Ends an attempt after the time for a call; the caller may lift it.</summary>
    public CancellationTokenSource NewTimer() => new(options.CallTimeout, options.Time);

    public async Task<AgentCard> FetchCardAsync(Uri agent, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(agent.AbsoluteUri.TrimEnd('/') + A2AProtocol.CardPath));
        using var document = await ExchangeAsync(request, cancellationToken);
        return Read<AgentCard>(document.RootElement);
    }

    /// <summary>A message of the agent.</summary>
    /// <exception cref="A2AException">It is none.</exception>
    public static T Read<T>(JsonElement reply)
        where T : IMessage, new()
    {
        try
        {
            return A2AJson.Read<T>(reply);
        }
        catch (A2AException exception)
        {
            throw Unreadable(exception);
        }
    }

    public HttpRequestMessage NewRequest(string verb, Uri address, byte[]? body, string mediaType)
    {
        var request = new HttpRequestMessage(new(verb), address);
        request.Headers.Add(A2AProtocol.VersionHeader, A2AProtocol.Version);
        if (options.Extensions.Count > 0)
        {
            request.Headers.Add(A2AProtocol.ExtensionsHeader, string.Join(", ", options.Extensions));
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new(mediaType) } };
            request.Headers.Accept.Add(new(mediaType));
        }

        return request;
    }

    /// <summary>Sends a request and reads its reply, which is JSON. An error of HTTP is thrown.</summary>
    public async Task<JsonDocument> ExchangeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timer = NewTimer();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            using var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, linked.Token);
            return await ReadAsync(response, linked.Token);
        }
        catch (Exception exception) when (Told(exception, cancellationToken) is { } told)
        {
            throw told;
        }
    }

    /// <summary>Sends a request and gives its events, or throws the error that came instead.</summary>
    /// <param name="request">The request.</param>
    /// <param name="readError">Reads an event named <c>error</c>, or a reply that is none of events.</param>
    /// <param name="timer">Ends the waiting for the first event; lifted then.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async IAsyncEnumerable<JsonDocument> StreamAsync(
        HttpRequestMessage request, Func<JsonElement, A2AException> readError, CancellationTokenSource timer,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        using var response = await GuardAsync(
            () => Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, linked.Token), cancellationToken);
        if (!response.IsSuccessStatusCode || response.Content.Headers.ContentType?.MediaType != EventStream)
        {
            using var reply = await GuardAsync(() => ReadAsync(response, linked.Token), cancellationToken);
            throw readError(reply.RootElement);
        }

        using var stream = await response.Content.ReadAsStreamAsync(linked.Token);
        await using var events = EventReader.ReadAsync(stream, options.ReplyBytes, linked.Token).GetAsyncEnumerator(linked.Token);
        while (await GuardAsync(() => events.MoveNextAsync().AsTask(), cancellationToken))
        {
            timer.CancelAfter(Timeout.InfiniteTimeSpan);
            var (name, data) = events.Current;
            var document = Parse(data);
            if (name == "error")
            {
                throw readError(document.RootElement);
            }

            yield return document;
        }
    }

    public void Dispose()
    {
        if (options.Http is null)
        {
            Http.Dispose();
        }
    }

    /// <summary>An exception of the transport, in the protocol's words; null for others.</summary>
    public static A2AException? Told(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException when !cancellationToken.IsCancellationRequested => new(A2AError.DeadlineExceeded, inner: exception),
        HttpRequestException or IOException => new(A2AError.Unavailable, inner: exception),
        _ => null,
    };

    private static async Task<T> GuardAsync<T>(Func<Task<T>> step, CancellationToken cancellationToken)
    {
        try
        {
            return await step();
        }
        catch (Exception exception) when (Told(exception, cancellationToken) is { } told)
        {
            throw told;
        }
    }

    private async Task<JsonDocument> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await ReadBodyAsync(response.Content, cancellationToken);
        var fallback = A2AError.OfHttpStatus((int)response.StatusCode);
        if (response.IsSuccessStatusCode)
        {
            return Parse(body.Length == 0 ? "{}"u8.ToArray() : body);
        }

        // What stands between may answer with a page.
        if (response.Content.Headers.ContentType?.MediaType is not ("application/json" or A2AProtocol.MediaType) || body.Length == 0)
        {
            throw new A2AException(fallback);
        }

        using var document = Parse(body);
        var root = document.RootElement;
        throw root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var error)
            ? ErrorJson.Read(error, fallback)
            : new A2AException(fallback);
    }

    private static JsonDocument Parse(byte[] body)
    {
        try
        {
            return A2AJson.ParseDocument(body);
        }
        catch (A2AException exception)
        {
            throw Unreadable(exception);
        }
    }

    private static A2AException Unreadable(A2AException exception) =>
        new(A2AError.InvalidAgentResponse, "The agent's answer cannot be read.", exception);

    private async Task<byte[]> ReadBodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > options.ReplyBytes)
            {
                throw new A2AException(A2AError.InvalidAgentResponse, "The agent's answer is too large.");
            }
        }

        return body.ToArray();
    }
}
