using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.ServiceDefaults.Configuration;

namespace Ecommerce.PaymentAgent.Stripe;

/// <summary>What Stripe answered.</summary>
/// <param name="Status">200, or 400, 402 or 404 with an error object; 5xx only if it is the kept answer of an earlier request.</param>
/// <param name="Body">A JSON object.</param>
/// <param name="IsReplay">Stripe gave the answer that it keeps for the key: the state may have changed since.</param>
internal sealed record StripeAnswer(int Status, JsonElement Body, bool IsReplay)
{
    public bool IsOk => Status == (int)HttpStatusCode.OK;

    /// <summary>The error object; an empty element if there is none.</summary>
    public JsonElement Error => Body.Object("error");
}

/// <summary>
/// Stripe's HTTP API. Answers are bounded and of a pinned version; the caller's token bounds the time. The key is read from its file for
/// each request, so that a new one counts at once, and goes nowhere but into the request.
/// </summary>
internal sealed class StripeClient(PaymentSettings settings, TimeProvider time) : IDisposable
{
    /// <summary>The API's version, whose shapes this code reads.</summary>
    public const string Version = "2024-06-20";

    private const int MaxBytes = 1024 * 1024;
    private const int MaxDepth = 32;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http =
        new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
        })
        {
            BaseAddress = new Uri(settings.StripeEndpoint),
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxBytes,
        };

    /// <summary>Reads an object or a list that must be there.</summary>
    /// <exception cref="PaymentProviderException">There is no answer to rely on, or it is an error.</exception>
    public async Task<JsonElement> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await GetAsync(path, cancellationToken);
        return answer.IsOk ? answer.Body : throw new PaymentProviderException($"Stripe refused a read with {answer.Status}.");
    }

    /// <summary>Reads an object or a list.</summary>
    /// <exception cref="PaymentProviderException">There is no answer to rely on.</exception>
    public Task<StripeAnswer> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(new(HttpMethod.Get, Relative(path)), cancellationToken);

    /// <summary>Changes something, once under its key for 24 hours.</summary>
    /// <exception cref="PaymentProviderException">There is no answer to rely on: what happened is unknown.</exception>
    public Task<StripeAnswer> PostAsync(
        string path, string key, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellationToken) =>
        SendAsync(
            new(HttpMethod.Post, Relative(path)) { Content = new FormUrlEncodedContent(form), Headers = { { "Idempotency-Key", key } } },
            cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static Uri Relative(string path) => new($"/v1/{path}", UriKind.Relative);

    private async Task<StripeAnswer> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        using var request = message;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await ReadKeyAsync(cancellationToken));
        request.Headers.Add("Stripe-Version", Version);
        try
        {
            // It is read as a whole, up to its bound.
            using var response = await _http.SendAsync(request, cancellationToken);
            var replayed = response.Headers.TryGetValues("Idempotent-Replayed", out var values) && values.Contains("true");
            if (!IsAnswer(response.StatusCode, replayed))
            {
                throw new PaymentProviderException($"Stripe answered {Describe(response)}.", RetryAfter(response));
            }

            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            using var document = await JsonDocument.ParseAsync(body, new() { MaxDepth = MaxDepth }, cancellationToken);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new((int)response.StatusCode, document.RootElement.Clone(), replayed)
                : throw new PaymentProviderException($"Stripe answered {Describe(response)} without an object.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException)
        {
            throw new PaymentProviderException($"Stripe's answer could not be read: {exception.Message}", inner: exception);
        }
    }

    // All others say nothing of the request: another one is running under the key (409), too many (429), a wrong key, a failure.
    private static bool IsAnswer(HttpStatusCode status, bool replayed) =>
        status is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound
        || (replayed && status >= HttpStatusCode.InternalServerError);

    private static string Describe(HttpResponseMessage response)
    {
        var request = response.Headers.TryGetValues("Request-Id", out var ids) ? ids.First() : "without an ID";
        return $"{(int)response.StatusCode} to request {request}";
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } pause } => pause,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };

    private async Task<string> ReadKeyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return StripeSecrets.Check(await File.ReadAllTextAsync(settings.StripeApiKeyFile, cancellationToken));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new PaymentProviderException("The file of payments.stripe.api_key_file holds no key.", inner: exception);
        }
    }
}
