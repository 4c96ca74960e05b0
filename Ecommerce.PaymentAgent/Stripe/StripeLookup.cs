using System.Globalization;
using System.Text.Json;
using Ecommerce.PaymentAgent.Provider;

namespace Ecommerce.PaymentAgent.Stripe;

/// <summary>Finds Stripe's objects by the key that stands in their metadata, where Stripe's own name for them is not known.</summary>
internal sealed class StripeLookup(StripeClient stripe, TimeProvider time)
{
    private const int PageSize = 100;
    private const int MaxPages = 5;

    // The search lags behind by about a minute, and a charge is seldom asked for later than this after its payment began.
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan After = TimeSpan.FromMinutes(10);

    // Up to an hour after an outage of Stripe's (docs.stripe.com/search, "Data freshness").
    private static readonly TimeSpan SearchLag = TimeSpan.FromHours(2);

    /// <summary>
    /// The charge's PaymentIntent: from the search, which lags, and then from the list, which does not but is long.
    /// </summary>
    /// <param name="charge">The charge.</param>
    /// <param name="partly">Whether it is enough to look through the newest part of the list.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null if it is in neither. What is on its way to Stripe may still turn up.</returns>
    /// <exception cref="PaymentProviderException">There is no answer to rely on, or more in the list than is read.</exception>
    public async Task<JsonElement?> FindAsync(Charge charge, bool partly, CancellationToken cancellationToken)
    {
        var query = Uri.EscapeDataString($"metadata['transaction_id']:'{charge.TransactionId}'");
        // Some accounts have no search.
        var found = await stripe.GetAsync($"payment_intents/search?query={query}&limit={PageSize}", cancellationToken);
        if (found.IsOk && Match(found.Body, charge.Key) is { } intent)
        {
            return intent;
        }

        if (found.IsOk && time.GetUtcNow() - charge.CreatedAt > SearchLag)
        {
            return null;
        }

        var (from, to) = (Seconds(charge.CreatedAt - Before), Seconds(charge.CreatedAt + After));
        return await ListAsync($"payment_intents?created[gte]={from}&created[lte]={to}", charge.Key, partly, cancellationToken);
    }

    /// <summary>A PaymentIntent's refund under that key; null if there is none.</summary>
    /// <exception cref="PaymentProviderException">There is no answer to rely on, or more in the list than is read.</exception>
    public Task<JsonElement?> FindRefundAsync(string intent, string key, CancellationToken cancellationToken) =>
        ListAsync($"refunds?payment_intent={Uri.EscapeDataString(intent)}", key, partly: false, cancellationToken);

    private async Task<JsonElement?> ListAsync(string path, string key, bool partly, CancellationToken cancellationToken)
    {
        var after = "";
        for (var i = 0; i < MaxPages; i++)
        {
            var page = await stripe.ReadAsync($"{path}&limit={PageSize}{after}", cancellationToken);
            if (Match(page, key) is { } match)
            {
                return match;
            }

            if (!page.TryGetProperty("has_more", out var more) || more.ValueKind != JsonValueKind.True
                || page.Items().LastOrDefault().Text("id") is not { } last)
            {
                return null;
            }

            after = $"&starting_after={Uri.EscapeDataString(last)}";
        }

        return partly ? null : throw new PaymentProviderException(
            $"{key} is not in the newest {MaxPages} pages of Stripe's list: whether it is there remains unknown.");
    }

    private static JsonElement? Match(JsonElement list, string key)
    {
        foreach (var item in list.Items())
        {
            if (item.Object("metadata").Text("key") == key)
            {
                return item;
            }
        }

        return null;
    }

    private static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
