using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;
using Spiffe.Tls;

namespace Ecommerce.Web.Gateway;

/// <summary>
/// REST of the gateway, over mutual TLS as <c>client/web</c>, with the access token of the user for whom it is asked. What can be repeated
/// (reading, and writing under a key) is repeated for a few seconds while the gateway is away: this process is the outermost caller.
/// </summary>
/// <param name="http">Sends to the gateway and to nobody else.</param>
/// <param name="time">The clock.</param>
/// <param name="visitor">The address of the visitor for whom it is asked, whom the gateway's limits count; null for nobody.</param>
public sealed class GatewayClient(HttpClient http, TimeProvider time, IPAddress? visitor = null)
{
    private const string Root = "/api/v1";

    // A gateway that was killed is back within this time.
    private static readonly TimeSpan RetryFor = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>The same for a visitor.</summary>
    public GatewayClient For(IPAddress? address) => new(http, time, address);

    /// <summary>Reads.</summary>
    /// <typeparam name="T">What is answered.</typeparam>
    /// <param name="path">Below <c>/api/v1</c>; what is put in must be escaped.</param>
    /// <param name="answer">How it is read.</param>
    /// <param name="accessToken">The user's; null for nobody's.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RefusedException">It is refused, or the gateway is away.</exception>
    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> answer, string? accessToken, CancellationToken cancellationToken) =>
        RepeatAsync(() => Request(HttpMethod.Get, path, body: null, accessToken, key: null), answer, cancellationToken);

    /// <summary>Changes something, at most once.</summary>
    /// <typeparam name="T">What is answered.</typeparam>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">Below <c>/api/v1</c>; what is put in must be escaped.</param>
    /// <param name="body">Makes the JSON of the request; null for none.</param>
    /// <param name="answer">How the answer is read.</param>
    /// <param name="accessToken">The user's; null for nobody's.</param>
    /// <param name="key">The idempotency key, under which it may be sent again; null if it is sent once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RefusedException">It is refused, or the gateway is away.</exception>
    public Task<T> SendAsync<T>(
        HttpMethod method, string path, Func<HttpContent>? body, JsonTypeInfo<T> answer, string? accessToken, string? key,
        CancellationToken cancellationToken) => key is null
            ? OnceAsync(Request(method, path, body, accessToken, key), answer, cancellationToken)
            : RepeatAsync(() => Request(method, path, body, accessToken, key), answer, cancellationToken);

    /// <summary>The events of an order, from the one after a given one; null if there will be none.</summary>
    /// <exception cref="RefusedException">It is refused, or the gateway is away.</exception>
    public async Task<HttpResponseMessage?> WatchAsync(
        string orderId, string? lastEventId, string accessToken, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Get, $"/orders/{Uri.EscapeDataString(orderId)}/events", body: null, accessToken, key: null);
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }

        var response = await SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NoContent)
        {
            response.Dispose();
            return null;
        }

        return await CheckAsync(response, cancellationToken);
    }

    /// <summary>Everything the shop holds of a user, as it comes.</summary>
    /// <exception cref="RefusedException">It is refused, or the gateway is away.</exception>
    public async Task<HttpResponseMessage> ExportAsync(string userId, string accessToken, CancellationToken cancellationToken) =>
        await CheckAsync(
            await SendAsync(
                Request(HttpMethod.Get, $"/users/{Uri.EscapeDataString(userId)}/export", body: null, accessToken, key: null),
                cancellationToken),
            cancellationToken);

    /// <summary>A body.</summary>
    public static Func<HttpContent> Body(Dictionary<string, string> fields) =>
        () => JsonContent.Create(fields, AnswerJson.Default.DictionaryStringString);

    private HttpRequestMessage Request(HttpMethod method, string path, Func<HttpContent>? body, string? accessToken, string? key)
    {
        var request = new HttpRequestMessage(method, Root + path)
        {
            Content = body?.Invoke(),
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (accessToken is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (visitor is not null)
        {
            request.Headers.Add("X-Forwarded-For", $"{visitor}");
        }

        return request;
    }

    private async Task<T> RepeatAsync<T>(Func<HttpRequestMessage> request, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
    {
        var (started, pause) = (time.GetTimestamp(), FirstPause);
        while (true)
        {
            try
            {
                return await OnceAsync(request(), answer, cancellationToken);
            }
            catch (RefusedException exception)
                when (exception.Code is ErrorCodes.Unavailable or ErrorCodes.IdempotencyKeyInUse && time.GetElapsedTime(started) < RetryFor)
            {
                await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), time, cancellationToken);
                pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
            }
        }
    }

    private async Task<T> OnceAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
    {
        using (request)
        {
            using var response = await CheckAsync(await SendAsync(request, cancellationToken), cancellationToken);
            try
            {
                return response.StatusCode == HttpStatusCode.NoContent
                    ? default!
                    : (await response.Content.ReadFromJsonAsync(answer, cancellationToken))!;
            }
            catch (Exception exception) when (exception is JsonException or HttpRequestException or IOException)
            {
                throw new RefusedException(ErrorCodes.Unavailable, inner: exception);
            }
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception exception)
            when (exception is HttpRequestException or SpiffeIdentityException or ProblemException or IOException)
        {
            throw new RefusedException(ErrorCodes.Unavailable, inner: exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RefusedException(ErrorCodes.DeadlineExceeded, inner: exception);
        }
    }

    private static async Task<HttpResponseMessage> CheckAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            Problem? problem = null;
            try
            {
                problem = await response.Content.ReadFromJsonAsync(AnswerJson.Default.Problem, cancellationToken);
            }
            catch (Exception exception) when (exception is JsonException or HttpRequestException or IOException)
            {
                // It is refused all the same.
            }

            throw new RefusedException(problem?.Code ?? ErrorCodes.Unavailable, problem);
        }
    }
}
