using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ecommerce.Cli.Chaos;

/// <summary>Keeps ordering, and cancels or refunds some of the orders; asks for each change under a key until it is answered.</summary>
/// <param name="gateway">REST at the gateway.</param>
/// <param name="provider">Where the buyer confirms a payment.</param>
/// <param name="mood">What buyers do now.</param>
/// <param name="user">The buyer's user.</param>
/// <param name="random">What is decided by.</param>
/// <param name="time">The clock.</param>
internal sealed class Buyer(HttpClient gateway, ProviderSide provider, Mood mood, string user, Random random, TimeProvider time)
{
    /// <summary>What everybody buys.</summary>
    public const string Sku = "WIDGET-003";

    /// <summary>What some buy besides.</summary>
    public const string SecondSku = "WIDGET-001";

    /// <summary>What some buy besides, and is soon sold out.</summary>
    public const string ScarceSku = "WIDGET-002";

    private const double ScarceUsually = 0.1;
    private const double SecondUsually = 0.2;
    private const double CancelUsually = 0.15;
    private const double ReturnUsually = 0.15;
    private const double RefundUsually = 0.15;
    private const double IdleUsually = 0.2;
    private const double CallBackUsually = 0.2;
    private static readonly TimeSpan LongestHesitation = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private readonly List<KeyedCall> _calls = [];

    /// <summary>Everything that was asked for.</summary>
    public IReadOnlyList<KeyedCall> Calls => _calls;

    /// <summary>Buys until it is time to stop; what is not answered then stays open.</summary>
    public async Task BuyAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var create = new JsonObject
            {
                ["user_id"] = user,
                ["items"] = Items(),
                ["payment_method"] = mood.Method(random),
            };
            var (cancels, idles, hesitation) = (
                mood.Does(Mood.Cancel, CancelUsually, random), mood.Does(Mood.Idle, IdleUsually, random),
                LongestHesitation * Math.Pow(random.NextDouble(), 3));
            var buying = AskAsync(
                "create", "/orders", create, pending => ConfirmAsync(pending, idles, hesitation, cancellationToken), cancellationToken);
            if (cancels)
            {
                await CancelSoonAsync(buying, hesitation, cancellationToken);
            }

            if (await buying is { Status: 201 } order && order.Text("status") == "confirmed")
            {
                await AfterwardsAsync(order, cancellationToken);
            }
        }
    }

    private JsonArray Items()
    {
        JsonArray items = [Line(Sku)];
        if (random.NextDouble() < ScarceUsually)
        {
            items.Add(Line(ScarceSku));
        }

        if (random.NextDouble() < SecondUsually)
        {
            items.Add(Line(SecondSku));
        }

        return items;
    }

    private JsonObject Line(string sku) => new JsonObject { ["sku"] = sku, ["quantity"] = random.Next(1, 4) };

    private async Task AfterwardsAsync(Answer order, CancellationToken cancellationToken)
    {
        if (mood.Does(Mood.Return, ReturnUsually, random))
        {
            await CancelAsync(order.Text("order_id")!, cancellationToken);
        }
        else if (mood.Does(Mood.Refund, RefundUsually, random))
        {
            var refund = new JsonObject { ["reason"] = "chaos" };
            if (random.Next(2) == 0)
            {
                refund["amount"] = "0.50";
            }

            await AskAsync("refund", $"/payments/{order.Text("transaction_id")}/refunds", refund, pending: null, cancellationToken);
        }
    }

    // Its ID is not answered while the order is under way, but the user's orders have it.
    private async Task CancelSoonAsync(Task<Answer?> buying, TimeSpan hesitation, CancellationToken cancellationToken)
    {
        await Task.WhenAny(buying, Task.Delay(hesitation, time, cancellationToken));
        while (!buying.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            if (await FindPendingAsync(cancellationToken) is { } order)
            {
                await CancelAsync(order, cancellationToken);
                return;
            }

            await Task.Delay(PollInterval, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<string?> FindPendingAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = await gateway.GetFromJsonAsync<JsonObject>($"/api/v1/orders?user_id={user}&page_size=1", cancellationToken);
            return found?["orders"] is JsonArray { Count: 1 } orders && (string?)orders[0]!["status"] == "pending"
                ? (string?)orders[0]!["order_id"]
                : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or JsonException)
        {
            return null;
        }
    }

    // Returns whether the order is waited for.
    private async Task<bool> ConfirmAsync(Answer pending, bool idles, TimeSpan hesitation, CancellationToken cancellationToken)
    {
        if (pending.Text("payment_method") != Mood.AsksBuyer)
        {
            return true;
        }

        if (!idles && Guid.TryParse(pending.Text("transaction_id"), out var transaction))
        {
            await Task.Delay(hesitation, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var calls = mood.Does(Mood.CallsBack, CallBackUsually, random);
            await provider.FinishAsync(transaction, completed: random.Next(3) > 0, calls, random.Next(), cancellationToken);
        }

        return !idles;
    }

    private Task<Answer?> CancelAsync(string order, CancellationToken cancellationToken) =>
        AskAsync("cancel", $"/orders/{order}/cancel", [], pending: null, cancellationToken);

    private Task<Answer?> AskAsync(
        string operation, string path, JsonObject body, Func<Answer, Task<bool>>? pending, CancellationToken cancellationToken)
    {
        var call = new KeyedCall(operation, path, body, time);
        _calls.Add(call);
        return call.AskUntilFinalAsync(gateway, pending, cancellationToken);
    }
}
