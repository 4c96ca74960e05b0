using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests.Upgrades;

/// <summary>
/// What an earlier version left is read, replayed and brought to its end by today's agents. The orders are those that
/// <c>eng/dump-databases.mjs</c> places, each named by its idempotency key.
/// </summary>
public sealed class UpgradeTests
{
    public static TheoryData<string> Versions => [.. UpgradedShop.Versions];

    [Theory]
    [Trait("Form", "long")]
    [MemberData(nameof(Versions))]
    public async Task What_an_earlier_version_left_goes_on(string version)
    {
        await using var shop = new UpgradedShop(version);
        await shop.InitializeAsync();
        using var door = await shop.HttpOfAsync("cli");
        var buyers = new Buyers(door);

        var (alice, bob) = (await buyers.SignUpAsync("alice", "correct horse 7"), await buyers.SignUpAsync("bob", "battery staple 8"));
        await UsersAreKeptAsync(door, alice, bob);
        await UsersSignInAsync(shop, alice, bob);
        await OrdersAreReadAsAtFirstAsync(door, alice);
        await KeysReplayTheirRepliesAsync(door, buyers, alice);
        await TheOrderThatWaitsForItsBuyerIsConfirmedAsync(shop, door, bob);
        await WhatWasUnderWayEndsAsync(shop, door, buyers, bob);
        await OldPaymentsAreRefundedAsync(shop, door, buyers, alice);
        await TheBooksBalanceAsync(shop, door, buyers, alice, bob);
        await TheAuditLogIsKeptAsync(shop);
        await NothingIsFoundInItAsync(shop);
    }

    private static async Task UsersAreKeptAsync(HttpClient door, string alice, string bob)
    {
        Assert.Equal(("alice@example.com", "free"), await UserAsync(alice));
        Assert.Equal(("bob@example.com", "premium"), await UserAsync(bob));
        var taken = await door.SendAsync("POST", "/api/v1/users", """{"email": "ALICE@example.com", "name": "mallory"}""");
        taken.Problem(409, "email_taken");

        async Task<(string?, string?)> UserAsync(string id)
        {
            var user = (await door.ReadAsync($"/api/v1/users/{id}")).Json;
            return ((string?)user["email"], (string?)user["tier"]);
        }
    }

    private static async Task UsersSignInAsync(UpgradedShop shop, string alice, string bob)
    {
        foreach (var (email, password, id) in new[]
        {
            ("alice@example.com", "correct horse 7", alice), ("bob@example.com", "battery staple 8", bob),
        })
        {
            (await SignInAsync(email, $"{password}x")).Problem(401, "unauthenticated");
            var session = await SignInAsync(email, password);
            Assert.Equal((200, id), (session.Status, (string?)session.Json["user"]?["user_id"]));
            var bearer = ("Authorization", $"Bearer {session.Json["access_token"]}");
            Assert.Equal(200, (await shop.Public.ReadAsync($"/api/v1/orders?user_id={id}", bearer)).Status);
        }

        Task<RestAnswer> SignInAsync(string email, string password) => shop.Public.SendAsync(
            "POST", "/api/v1/sessions", $$"""{"email": "{{email}}", "password": "{{password}}"}""");
    }

    private static async Task OrdersAreReadAsAtFirstAsync(HttpClient door, string alice)
    {
        var orders = (await door.ReadAsync($"/api/v1/orders?user_id={alice}&page_size=100")).Json["orders"]!.AsArray();
        Assert.Equal(
            [
                "confirmed 29.97 refunded 9.99, 3 x WIDGET-003 at 9.99",
                "refunded 148.50 refunded 148.50, 2 x WIDGET-005 at 74.25",
                "cancelled 74.25 refunded 0.00, 1 x WIDGET-005 at 74.25",
                "confirmed 49.50 refunded 0.00, 1 x WIDGET-004 at 49.50",
                "failed 999.00 refunded 0.00, 1 x WIDGET-010 at 999.00",
                "failed 29.99 refunded 0.00, 1 x WIDGET-002 at 29.99",
                "confirmed 39.98 refunded 0.00, 2 x WIDGET-001 at 19.99",
            ],
            orders.Select(order => $"{order!["status"]} {order["total"]} refunded {order["refunded"]}, {Line(order["items"]!.AsArray())}"));

        var history = await door.ReadAsync($"/api/v1/orders/{orders[^1]!["order_id"]}/events");
        Assert.Equal(["created", "reserved", "paid", "confirmed"], history.Body.Split('\n')
            .Where(line => line.StartsWith("data: ", StringComparison.Ordinal))
            .Select(line => (string?)JsonNode.Parse(line[6..])!["type"]));

        static string Line(JsonArray items) => $"{items.Single()!["quantity"]} x {items[0]!["sku"]} at {items[0]!["unit_price"]}";
    }

    private static async Task KeysReplayTheirRepliesAsync(HttpClient door, Buyers buyers, string alice)
    {
        var order = await buyers.OrderAsync(alice, "confirmed", "WIDGET-001", 2);
        Assert.Equal((201, "confirmed"), (order.Status, (string?)order.Json["status"]));
        Assert.Equal((await door.ReadAsync($"/api/v1/orders/{order.Json["order_id"]}")).Json["items"]!.ToJsonString(),
            order.Json["items"]!.ToJsonString());
        (await buyers.OrderAsync(alice, "declined", "WIDGET-002", 1, "test_declined")).Problem(422, "payment_declined");
        (await buyers.OrderAsync(alice, "out-of-stock", "WIDGET-010", 1)).Problem(422, "out_of_stock");
        (await buyers.OrderAsync(alice, "confirmed", "WIDGET-001", 3)).Problem(422, "idempotency_key_reused");
    }

    private static async Task TheOrderThatWaitsForItsBuyerIsConfirmedAsync(UpgradedShop shop, HttpClient door, string bob)
    {
        var id = await IdOfAsync(door, bob, quantity: 1);
        Assert.Equal("pending", (string?)(await door.ReadAsync($"/api/v1/orders/{id}")).Json["status"]);
        var payments = await shop.RouteAsync(AgentNames.Payment, "list_payments", $$"""{"order_id": "{{id}}"}""");
        await shop.FinishActionAsync((string)Assert.Single(payments.Completed["payments"]!.AsArray())!["transaction_id"]!);
        await shop.UntilPhaseAsync(id, "confirmed");
    }

    private static async Task WhatWasUnderWayEndsAsync(UpgradedShop shop, HttpClient door, Buyers buyers, string bob)
    {
        var id = await IdOfAsync(door, bob, quantity: 4);
        await shop.UntilPhaseAsync(id, "confirmed");
        var order = await buyers.OrderAsync(bob, "under-way", "WIDGET-001", 4);
        Assert.Equal((201, id), (order.Status, (string?)order.Json["order_id"]));

        var refunded = (await buyers.OrderAsync(bob, "refund-under-way", "WIDGET-007", 1)).Json;
        var payment = "";
        await Eventually.HoldsAsync(
            async () => (payment = (await door.ReadAsync($"/api/v1/payments/{refunded["transaction_id"]}")).Body)
                .Contains("\"refunded\":\"2.50\"", StringComparison.Ordinal),
            () => payment);
        var again = await buyers.RefundAsync(refunded, "under-way", "2.50");
        Assert.Equal((201, "succeeded"), (again.Status, (string?)again.Json["status"]));
    }

    private static async Task OldPaymentsAreRefundedAsync(UpgradedShop shop, HttpClient door, Buyers buyers, string alice)
    {
        var order = (await buyers.OrderAsync(alice, "partly-refunded", "WIDGET-003", 3)).Json;
        var (first, second) = (await buyers.RefundAsync(order, "partly", "9.99"), await buyers.RefundAsync(order, "rest", "19.98"));
        Assert.Equal((201, 201), (first.Status, second.Status));
        (await buyers.RefundAsync(order, "too-much", "0.01")).Problem(422, "refund_exceeds_payment");
        await shop.UntilPhaseAsync((string)order["order_id"]!, "refunded");

        var returned = (await buyers.OrderAsync(alice, "error-once", "WIDGET-004", 1, "test_error_once")).Json;
        var cancelled = await door.SendAsync("POST", $"/api/v1/orders/{returned["order_id"]}/cancel", "{}");
        Assert.Equal((200, "refunded"), (cancelled.Status, (string?)cancelled.Json["status"]));
    }

    private static async Task TheBooksBalanceAsync(UpgradedShop shop, HttpClient door, Buyers buyers, string alice, string bob)
    {
        Assert.Equal(201, (await buyers.OrderAsync(alice, "new", "WIDGET-001", 1)).Status);
        foreach (var (id, _) in (await shop.OrdersOfAsync(alice)).Concat(await shop.OrdersOfAsync(bob)))
        {
            await shop.BalancedAsync(id);
        }

        // 1000 at first and 25 delivered; 2, 1, 4 and the new one are sold. Of the care kit 5 are held, and 5 more were for a second.
        Assert.Equal((1017, 1495), (await AvailableAsync("WIDGET-001"), await AvailableAsync("WIDGET-008")));
        Assert.Equal(0, await shop.CountAsync("inventory", "SELECT count(*) FROM stock_drift"));

        async Task<int> AvailableAsync(string sku) => (int)(await door.ReadAsync($"/api/v1/products/{sku}")).Json["available"]!;
    }

    private static async Task TheAuditLogIsKeptAsync(UpgradedShop shop)
    {
        foreach (var database in shop.Databases.Where(database => database != "sandbox"))
        {
            // The earlier version's start, and this one's.
            Assert.Equal(2, await shop.CountAsync(database, "SELECT count(*) FROM audit WHERE event_type = 'STARTUP'"));
            Assert.Equal(0, await shop.CountAsync(
                database, "SELECT count(*) WHERE has_table_privilege($1, 'audit', 'UPDATE, DELETE, TRUNCATE')", $"{database}_app"));
            // The earlier version's rows come first.
            await Eventually.HoldsAsync(
                async () => await shop.CountAsync(database, "SELECT count(*) FROM audit_seal WHERE last_position > 0") > 0,
                () => $"the audit of {database} is sealed");
            Assert.Equal(0, await shop.CountAsync(database, "SELECT count(*) FROM audit_other"));
        }
    }

    private static async Task NothingIsFoundInItAsync(UpgradedShop shop)
    {
        // The earlier version's last heads have still to be countersigned.
        var (code, output) = (-1, "");
        await Eventually.HoldsAsync(
            async () =>
            {
                (code, output) = await CommandRun.InShellAsync(
                    "ECOMMERCE_IDENTITY=admin exec \"$@\"", "audit", "verify", "--data-dir", shop.DataFolder);
                return code == 0;
            },
            () => output, TimeSpan.FromSeconds(90));
        Assert.Empty(JsonNode.Parse(output)!["findings"]!.AsArray());
    }

    // A key whose order is under way is answered by 409, so that such an order is found by what was ordered.
    private static async Task<string> IdOfAsync(HttpClient door, string user, int quantity)
    {
        var orders = (await door.ReadAsync($"/api/v1/orders?user_id={user}")).Json["orders"]!.AsArray();
        return (string)orders.Single(order =>
            (string?)order!["items"]![0]!["sku"] == "WIDGET-001" && (int)order["items"]![0]!["quantity"]! == quantity)!["order_id"]!;
    }

    /// <summary>Asks what <c>eng/dump-databases.mjs</c> asked, in the same words.</summary>
    private sealed class Buyers(HttpClient door)
    {
        public async Task<string> SignUpAsync(string name, string password)
        {
            var answer = await door.SendAsync(
                "POST", "/api/v1/users", $$"""{"email": "{{name}}@example.com", "name": "{{name}}", "password": "{{password}}"}""",
                ("Idempotency-Key", name));
            Assert.True(answer.Status == 201, answer.Body);
            return (string)answer.Json["user_id"]!;
        }

        public Task<RestAnswer> OrderAsync(string user, string key, string sku, int quantity, string method = "credit_card") =>
            door.SendAsync(
            "POST", "/api/v1/orders",
            $$"""{"user_id": "{{user}}", "items": [{"sku": "{{sku}}", "quantity": {{quantity}}}], "payment_method": "{{method}}"}""",
            ("Idempotency-Key", key));

        public Task<RestAnswer> RefundAsync(JsonNode order, string key, string amount) => door.SendAsync(
            "POST", $"/api/v1/payments/{order["transaction_id"]}/refunds", $$"""{"amount": "{{amount}}", "reason": "damaged"}""",
            ("Idempotency-Key", key));
    }
}
