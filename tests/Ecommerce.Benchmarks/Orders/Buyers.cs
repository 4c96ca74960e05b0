using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Demo;
using Ecommerce.ServiceDefaults.Capabilities;

namespace Ecommerce.Benchmarks.Orders;

/// <summary>Buyers who order over REST on mutual TLS, each one keyed order after the other, and pause as they are asked to.</summary>
internal static class Buyers
{
    /// <summary>Runs them.</summary>
    /// <param name="shop">Where.</param>
    /// <param name="users">Who buys: one for each caller.</param>
    /// <param name="skus">Over how many SKUs the orders are spread.</param>
    /// <param name="length">After this no order is begun.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Sample> RunAsync(
        TourShop shop, IReadOnlyList<string> users, int skus, TimeSpan length, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var (durations, failures) = (new ConcurrentQueue<double>(), new ConcurrentDictionary<string, int>());
        var started = time.GetTimestamp();
        await Task.WhenAll(users.Select(BuyAsync));
        return new(time.GetElapsedTime(started), [.. durations], failures);

        async Task BuyAsync(string user)
        {
            while (time.GetElapsedTime(started) < length)
            {
                var begun = time.GetTimestamp();
                if (await OrderAsync(user) is { } failure)
                {
                    failures.AddOrUpdate(failure, 1, (_, count) => count + 1);
                }
                else
                {
                    durations.Enqueue(time.GetElapsedTime(begun).TotalMilliseconds);
                }
            }
        }

        // Null if the order is confirmed; else the status, and what the reply says of it.
        async Task<string?> OrderAsync(string user)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders")
            {
                Version = shop.Gateway.DefaultRequestVersion,
                Headers = { { IdempotencyKeys.Header, Guid.CreateVersion7(time.GetUtcNow()).ToString() } },
                Content = JsonContent.Create(new JsonObject
                {
                    ["user_id"] = user,
                    ["items"] = new JsonArray(new JsonObject { ["sku"] = $"SKU-{Random.Shared.Next(skus) + 1}", ["quantity"] = 1 }),
                    ["payment_method"] = "credit_card",
                }),
            };
            using var reply = await shop.Gateway.SendAsync(request, cancellationToken);
            if (reply.StatusCode == HttpStatusCode.Created)
            {
                return null;
            }

            var body = await reply.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
            await Task.Delay(reply.Headers.RetryAfter?.Delta ?? TimeSpan.Zero, time, cancellationToken);
            return $"{(int)reply.StatusCode} {body?["code"] ?? body?["status"]}: {body?["detail"]}";
        }
    }
}
