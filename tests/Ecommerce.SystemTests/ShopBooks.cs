using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Tokens;
using Ecommerce.Testing;
using Grpc.Core.Interceptors;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.SystemTests;

/// <summary>
/// Looks past the agents into their databases, and the sandbox provider's: whether an order's money and stock are where its status says.
/// </summary>
internal static class ShopBooks
{
    /// <summary>A product of the test's own, so that nobody else moves its stock.</summary>
    public static async Task<string> NewProductAsync(this ShopFixture shop, long priceMinor, long stock)
    {
        var sku = $"TEST-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}".ToUpperInvariant();
        await using var command = shop.Owner("inventory").CreateCommand(
            "INSERT INTO products (sku, name, price_minor, currency, initial) VALUES ($1, 'Tested', $2, 'USD', $3)");
        command.Parameters.Add(new() { Value = sku });
        command.Parameters.Add(new() { Value = priceMinor });
        command.Parameters.Add(new() { Value = stock });
        await command.ExecuteNonQueryAsync();
        return sku;
    }

    /// <summary>A user of the test's own.</summary>
    public static async Task<string> NewUserAsync(this ShopFixture shop)
    {
        var name = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");
        var user = await shop.RouteAsync("user", "create_user", $$"""{"email": "{{name}}@example.com", "name": "Tester"}""");
        return (string)user.Completed["user_id"]!;
    }

    /// <summary>Places an order of one line.</summary>
    public static Task<CallResult> OrderAsync(
        this ShopFixture shop, string userId, string sku, int quantity = 1, string method = "credit_card", string? key = null,
        string? price = null)
    {
        var believed = price is null ? "" : $", \"price\": \"{price}\"";
        return shop.RouteAsync("order", "create_order",
            $$"""
            {"user_id": "{{userId}}", "items": [{"sku": "{{sku}}", "quantity": {{quantity}}{{believed}}}],
             "payment_method": "{{method}}", "idempotency_key": "{{key}}"}
            """);
    }

    /// <summary>Waits until the order's checkout has come to a phase.</summary>
    public static Task UntilPhaseAsync(this ShopFixture shop, string orderId, string phase)
    {
        var current = "";
        return Eventually.HoldsAsync(
            async () => phase == (current = await RowAsync(
                shop.Owner("orders"), "SELECT phase FROM checkouts WHERE order_id = $1", orderId, r => r.GetString(0))),
            () => $"the checkout is {current}, not {phase}");
    }

    /// <summary>
    /// The order agent's client under the gateway's genuine SVID, for one capability of an operator. It passes no breaker, so that it
    /// reaches an agent as soon as that is back.
    /// </summary>
    public static async Task<OrderService.OrderServiceClient> OrdersAsync(this ShopFixture shop, string capability)
    {
        var token = await shop.ExchangeAsync(capability, "cli");
        return new((await shop.ClientsOfAsync(AgentNames.Gateway)).To(ShopFixture.IdOf(AgentNames.Order), CallResilience.None)
            .Intercept(headers =>
            {
                headers.Add(CallTokens.TransactionHeader, token);
                return headers;
            }));
    }

    /// <summary>A token of one capability, as the gateway gets it for its caller.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="capability">The capability.</param>
    /// <param name="actor">The workload that calls the gateway, and proves it; null for none.</param>
    /// <param name="access">The user's access token, if there is a user.</param>
    public static async Task<string> ExchangeAsync(
        this ShopFixture shop, string capability, string? actor = null, string access = "")
    {
        var userAgent = ShopFixture.IdOf(AgentNames.User);
        var users = new UserService.UserServiceClient(
            (await shop.ClientsOfAsync(AgentNames.Gateway)).To(userAgent, CallResilience.None));
        var proof = actor is null ? null : await (await shop.ProofOfAsync(actor)).FetchAsync(userAgent, CancellationToken.None);
        var reply = await users.ExchangeTokenAsync(
            new() { Capability = capability, SubjectToken = access, ActorToken = proof?.Token ?? "" });
        return reply.TransactionToken_;
    }

    /// <summary>The user's orders as (order_id, status), newest first.</summary>
    public static async Task<List<(string OrderId, string Status)>> OrdersOfAsync(this ShopFixture shop, string userId)
    {
        await using var command = shop.Owner("orders").CreateCommand(
            "SELECT order_id::text, status FROM orders WHERE user_id = $1 ORDER BY order_id DESC");
        command.Parameters.Add(new() { Value = Guid.Parse(userId) });
        await using var reader = await command.ExecuteReaderAsync();
        List<(string, string)> orders = [];
        while (await reader.ReadAsync())
        {
            orders.Add((reader.GetString(0), reader.GetString(1)));
        }

        return orders;
    }

    /// <summary>What is left of a product, how much is held and how much is sold.</summary>
    public static async Task<(long Available, long Reserved, long Sold)> StockAsync(this ShopFixture shop, string sku)
    {
        await using var command = shop.Owner("inventory").CreateCommand("SELECT available, reserved, sold FROM products WHERE sku = $1");
        command.Parameters.Add(new() { Value = sku });
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    /// <summary>
    /// Waits until the books balance: a confirmed order's total was captured once and its stock is sold; of any other order all that was
    /// captured is refunded and nothing is held; the order's refunds are the payment's, the payments' captures are the provider's, and
    /// every checkout has ended.
    /// </summary>
    public static Task BalancedAsync(this ShopFixture shop, string orderId)
    {
        var books = "";
        return Eventually.HoldsAsync(
            async () =>
            {
                var (status, phase, total, refunded) = await RowAsync(shop.Owner("orders"),
                    "SELECT o.status, c.phase, o.total_minor, o.refunded_minor FROM orders o JOIN checkouts c USING (order_id) "
                        + "WHERE order_id = $1",
                    orderId, r => (r.GetString(0), r.GetString(1), r.GetInt64(2), r.GetInt64(3)));
                var (captured, returned) = await RowAsync(shop.Owner("payments"),
                    "SELECT coalesce(sum(captured_minor), 0)::bigint, coalesce(sum(refunded_minor), 0)::bigint "
                    + "FROM payments WHERE order_id = $1",
                    orderId, r => (r.GetInt64(0), r.GetInt64(1)));
                var charged = await ChargedAsync(shop, orderId);
                var reservation = await RowAsync(shop.Owner("inventory"),
                    "SELECT coalesce((SELECT status FROM reservations WHERE order_id = $1), 'none')", orderId, r => r.GetString(0));
                books = $"{status}, {phase}: total {total}, captured {captured}, at the provider {charged}, refunded {returned}, "
                    + $"known as refunded {refunded}, reservation {reservation}";
                return phase == status && charged == captured && returned == refunded && (status switch
                {
                    "confirmed" => captured == total && refunded < total && reservation == "confirmed",
                    "refunded" => captured == total && refunded == total && reservation == "confirmed",
                    _ => captured == returned && reservation is "none" or "released" or "expired",
                });
            },
            () => books);
    }

    private static async Task<long> ChargedAsync(ShopFixture shop, string orderId)
    {
        var keys = await RowAsync(shop.Owner("payments"),
            "SELECT coalesce(array_agg(transaction_id || '/charge'), '{}') FROM payments WHERE order_id = $1",
            orderId, r => r.GetFieldValue<string[]>(0));
        await using var command = shop.Owner("sandbox").CreateCommand(
            "SELECT coalesce(sum(amount_minor), 0)::bigint FROM charges WHERE status = 'captured' AND key = ANY ($1)");
        command.Parameters.Add(new NpgsqlParameter { Value = keys, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<T> RowAsync<T>(NpgsqlDataSource database, string sql, string orderId, Func<NpgsqlDataReader, T> read)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = Guid.Parse(orderId) });
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync(), $"order {orderId} is not there");
        return read(reader);
    }
}
