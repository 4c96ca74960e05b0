using System.Text.Json.Nodes;

namespace Ecommerce.Cli.Chaos;

/// <summary>Keeps ordering, and cancels or refunds some of the orders; asks for each change under a key until it is answered.</summary>
/// <param name="gateway">REST at the gateway.</param>
/// <param name="faults">How the provider behaves now.</param>
/// <param name="user">The buyer's user.</param>
/// <param name="random">What is decided by.</param>
/// <param name="time">The clock.</param>
internal sealed class Buyer(HttpClient gateway, Faults faults, string user, Random random, TimeProvider time)
{
    /// <summary>What is bought; nothing else is.</summary>
    public const string Sku = "WIDGET-003";

    private const double CancelWhilePending = 0.3;
    private const double CancelAfterwards = 0.15;
    private const double Refund = 0.15;
    private readonly List<KeyedCall> _calls = [];

    /// <summary>Everything that was asked for.</summary>
    public IReadOnlyList<KeyedCall> Calls => _calls;

    /// <summary>Buys until it is time to stop; what is not answered then stays open.</summary>
    public async Task BuyAsync(CancellationToken stopping, CancellationToken cancellationToken)
    {
        while (!stopping.IsCancellationRequested)
        {
            var order = await AskAsync("create", "/orders", new()
            {
                ["user_id"] = user,
                ["items"] = new JsonArray(new JsonObject { ["sku"] = Sku, ["quantity"] = random.Next(1, 4) }),
                ["payment_method"] = faults.MethodOf(random),
            },
            pending => random.NextDouble() < CancelWhilePending ? CancelAsync(pending) : Task.CompletedTask);
            if (order is not { Status: 201 })
            {
                continue;
            }

            var chance = random.NextDouble();
            if (chance < CancelAfterwards)
            {
                await CancelAsync(order);
            }
            else if (chance < CancelAfterwards + Refund)
            {
                await RefundAsync(order);
            }
        }

        Task<Answer?> AskAsync(string operation, string path, JsonObject body, Func<Answer, Task>? onPending = null)
        {
            var call = new KeyedCall(operation, path, body, time);
            _calls.Add(call);
            return call.AskUntilFinalAsync(gateway, onPending, stopping, cancellationToken);
        }

        Task CancelAsync(Answer order) => AskAsync("cancel", $"/orders/{order.Text("order_id")}/cancel", []);

        Task RefundAsync(Answer order)
        {
            var refund = new JsonObject { ["reason"] = "chaos" };
            if (random.Next(2) == 0)
            {
                refund["amount"] = "0.50";
            }

            return AskAsync("refund", $"/payments/{order.Text("transaction_id")}/refunds", refund);
        }
    }
}
