using Ecommerce.Contracts;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>The audit says who did what to what and how it ended, and a problem's trace leads to the log.</summary>
public sealed class AuditTests(ShopFixture shop)
{
    [Fact]
    public async Task A_change_has_a_row_before_it_is_made_and_one_that_tells_how_it_ended()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var order = (await shop.OrderAsync(user, sku)).Completed;
        var (orderId, payment) = ((string)order["order_id"]!, (string)order["transaction_id"]!);

        await RowAsync("orders", $"create_order order/{orderId} allow ok");
        Assert.Equal(1, await shop.CountAsync(
            "orders",
            """
            SELECT count(*) FROM audit first JOIN audit last USING (call_id)
            WHERE first.outcome IS NULL AND first.resource = $1 AND last.resource = $2 AND first.at < last.at
            """,
            $"user/{user}", $"order/{orderId}"));
        await RowAsync("payments", $"process_payment payment/{payment} allow ok");
        await RowAsync("inventory", $"confirm_reservation order/{orderId} allow ok");

        var refund = $$"""{"transaction_id": "{{payment}}", "amount": "100.00", "reason": "too much"}""";
        Assert.Equal("refund_exceeds_payment", (await shop.CallAsync("refund_payment", refund, AgentNames.Payment, "admin")).Code);
        await RowAsync("payments", $"refund_payment payment/{payment} allow refund_exceeds_payment");
    }

    [Fact]
    public async Task What_was_allowed_and_is_invalid_has_a_row_when_it_is_answered()
    {
        var sku = await shop.NewProductAsync(1999, 10);
        var adjust = $$"""{"sku": "{{sku}}", "delta": 0, "reason": "nothing"}""";
        Assert.Equal("invalid_request", (await shop.CallAsync("adjust_stock", adjust, AgentNames.Inventory, "admin")).Code);
        Assert.Equal(1, await CountAsync("inventory", $"adjust_stock product/{sku} allow invalid_request"));
    }

    [Fact]
    public async Task Whoever_is_not_known_is_called_anonymous_and_not_by_the_gateways_name()
    {
        var user = await shop.NewUserAsync();
        var problem = (await shop.Public.ReadAsync($"/api/v1/users/{user}")).Problem(401, "unauthenticated");

        Assert.Equal(1, await shop.CountAsync(
            "gateway",
            """
            SELECT count(*) FROM audit WHERE resource = $1 AND caller_id = 'anonymous' AND actor_id = 'anonymous' AND decision = 'deny'
                AND outcome = 'forbidden' AND trace_id = $2
            """,
            $"user/{user}", (string)problem["trace_id"]!));
        await LineAsync((string)problem["trace_id"]!, "authz deny Inbound caller=anonymous");
    }

    [Fact]
    public async Task What_anybody_may_read_leaves_no_row_each()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(200, (await shop.Public.ReadAsync($"/api/v1/products/{sku}")).Status);
            Assert.Equal(200, (await shop.Public.ReadAsync("/api/v1/health")).Status);
        }

        // Rows are written in order, and the answer waits for that of a denial: what came before it would be there.
        (await shop.Public.ReadAsync($"/api/v1/users/{user}")).Problem(401, "unauthenticated");
        Assert.Equal(0, await shop.CountAsync("gateway", "SELECT count(*) FROM audit WHERE resource = $1", $"product/{sku}"));
        Assert.Equal(0, await shop.CountAsync(
            "gateway", "SELECT count(*) FROM audit WHERE action IN ('health', 'agent.health') "
                + "AND actor_id = 'anonymous' AND count IS NULL"));
        var denied = $$"""{"sku": "{{sku}}", "delta": 1, "reason": "x"}""";
        Assert.Equal("forbidden", (await shop.CallAsync("adjust_stock", denied, AgentNames.Inventory)).Code);
        Assert.Equal(0, await shop.CountAsync(
            "inventory", "SELECT count(*) FROM audit WHERE resource = $1 AND action = 'get_product'", $"product/{sku}"));
    }

    [Theory]
    [InlineData("/api/v1/products/NO-SUCH-SKU", 404, "not_found", "get_product not_found resource=product/NO-SUCH-SKU caller=anonymous")]
    [InlineData("/api/v1/products?page_size=-1", 400, "invalid_request", "list_products invalid_request")]
    [InlineData("/api/v1/products?page_size=many", 400, "invalid_request", "list_products invalid_request caller=anonymous")]
    [InlineData("/api/v1/nothing", 404, "not_found", "refused before a decision: not_found at public")]
    public async Task A_problems_trace_is_found_in_the_log(string path, int status, string code, string line)
    {
        var problem = (await shop.Public.ReadAsync(path)).Problem(status, code);
        await LineAsync((string)problem["trace_id"]!, line);
    }

    [Fact]
    public async Task A_change_is_a_line_of_the_log()
    {
        var user = await shop.NewUserAsync();
        await Eventually.HoldsAsync(
            () => Task.FromResult(shop.LogOf(AgentNames.User).Split('\n').Any(line =>
                line.Contains($"create_user ok resource=user/{user}", StringComparison.Ordinal)
                && line.Contains("actor=spiffe://agentweave.io/client/cli", StringComparison.Ordinal))),
            () => "it is not");
    }

    public static TheoryData<string> AuditedDatabases => [.. Agents.All.Select(agent => agent.Databases[0])];

    [Theory]
    [MemberData(nameof(AuditedDatabases))]
    public async Task An_agents_start_and_its_identity_are_in_its_audit(string database)
    {
        foreach (var type in new[] { "STARTUP", "IDENTITY_ROTATION" })
        {
            Assert.NotEqual(0, await shop.CountAsync(database, "SELECT count(*) FROM audit WHERE event_type = $1 AND reason <> ''", type));
        }
    }

    private Task RowAsync(string database, string row) =>
        Eventually.HoldsAsync(async () => await CountAsync(database, row) == 1, () => $"there is no row {row}");

    private Task<long> CountAsync(string database, string row) => shop.CountAsync(
        database, "SELECT count(*) FROM audit WHERE concat_ws(' ', action, resource, decision, outcome) = $1 AND event_type = "
            + "'CAPABILITY_CALL'", row);

    private Task LineAsync(string traceId, string text) => Eventually.HoldsAsync(
        () => Task.FromResult(shop.LogOf(AgentNames.Gateway).Split('\n').Any(line =>
            line.Contains($"trace_id={traceId}", StringComparison.Ordinal) && line.Contains(text, StringComparison.Ordinal))),
        () => $"no line of {traceId} says {text}");
}
