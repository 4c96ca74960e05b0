using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Demo;
using Ecommerce.ServiceDefaults.Capabilities;

namespace Ecommerce.Benchmarks.Overload;

/// <summary>What became of an order.</summary>
internal enum Outcome
{
    /// <summary>It was taken.</summary>
    Accepted,

    /// <summary>It was refused as the contract has it: 429 or 503 with Retry-After.</summary>
    Refused,

    /// <summary>Anything else.</summary>
    Failed,
}

/// <summary>Orders over REST on mutual TLS and HTTP/1.1, where a request never waits for another one's stream.</summary>
internal sealed class OrderPlacer(TourShop shop, IReadOnlyList<string> users, int skus)
{
    /// <summary>Places one; its outcome and, if it failed, why.</summary>
    public async Task<(Outcome Outcome, string? Why)> PlaceAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders")
        {
            Version = HttpVersion.Version11,
            Headers = { { IdempotencyKeys.Header, Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString() } },
            Content = JsonContent.Create(new JsonObject
            {
                ["user_id"] = users[Random.Shared.Next(users.Count)],
                ["items"] = new JsonArray(new JsonObject { ["sku"] = $"SKU-{Random.Shared.Next(skus) + 1}", ["quantity"] = 1 }),
                ["payment_method"] = "credit_card",
            }),
        };
        try
        {
            using var reply = await shop.Gateway.SendAsync(request, cancellationToken);
            return reply.StatusCode switch
            {
                HttpStatusCode.Created or HttpStatusCode.Accepted => (Outcome.Accepted, null),
                HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable when reply.Headers.RetryAfter is not null =>
                    (Outcome.Refused, null),
                _ => (Outcome.Failed, $"{(int)reply.StatusCode} {await reply.Content.ReadAsStringAsync(cancellationToken)}"),
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return (Outcome.Failed, exception.Message);
        }
    }
}
