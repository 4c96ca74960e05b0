using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Grpc.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Spiffe;
using Spiffe.Tls;

namespace Ecommerce.SystemTests;

/// <summary>Genuine identities that ask for what is not theirs.</summary>
public sealed class AuthorizationTests(ShopFixture shop)
{
    [Fact]
    public async Task Inventory_takes_no_payment_and_that_it_tried_is_written_down()
    {
        var (user, order) = (await shop.NewUserAsync(), NewId());
        var payments = new PaymentService.PaymentServiceClient(await shop.InvokerAsync("inventory", AgentNames.Payment));
        var refused = await Assert.ThrowsAsync<ProblemException>(async () => await payments.ProcessPaymentAsync(
            new() { UserId = user, OrderId = order, Amount = "39.98", PaymentMethod = "credit_card", IdempotencyKey = order },
            deadline: Deadline));
        Assert.Equal(ErrorCodes.Forbidden, refused.Code);
        Assert.Equal(StatusCode.PermissionDenied, Assert.IsType<RpcException>(refused.InnerException).StatusCode);

        await Eventually.HoldsAsync(
            () => Task.FromResult(shop.LogOf(AgentNames.Payment).Contains(
                $"authz deny Inbound caller={ShopFixture.IdOf(AgentNames.Inventory)} callee={ShopFixture.IdOf(AgentNames.Payment)} "
                    + "action=process_payment",
                StringComparison.Ordinal)),
            () => "the decision is not in the log");
        await Eventually.HoldsAsync(
            async () => await shop.CountAsync(
                "payments",
                """
                SELECT count(*) FROM audit WHERE event_type = 'AUTH_CHECK' AND decision = 'deny' AND action = 'process_payment'
                    AND caller_id = $1 AND reason <> ''
                """,
                ShopFixture.IdOf(AgentNames.Inventory)) > 0,
            () => "the decision is not in the audit table");
        Assert.Equal(0, await shop.CountAsync("payments", "SELECT count(*) FROM payment_orders WHERE order_id = $1", Guid.Parse(order)));
        Assert.Equal(0, await shop.CountAsync("payments", "SELECT count(*) FROM payments WHERE user_id = $1", Guid.Parse(user)));
    }

    [Fact]
    public async Task The_same_by_the_generic_surface_is_no_other_way_in()
    {
        var result = await shop.CallAsync(
            "process_payment",
            $$"""{"user_id": "{{NewId()}}", "order_id": "{{NewId()}}", "amount": "1.00", "payment_method": "credit_card"}""",
            AgentNames.Payment, "inventory");
        Assert.Equal(("failed", "forbidden"), (result.Status, result.Code));
    }

    [Theory]
    [InlineData("payment", "process_payment")]
    [InlineData("payment", "void_payment")]
    [InlineData("payment", "watch_payments")]
    [InlineData("inventory", "reserve_items")]
    [InlineData("inventory", "confirm_reservation")]
    [InlineData("inventory", "adjust_stock")]
    [InlineData("user", "update_tier")]
    public async Task What_only_agents_or_administrators_do_is_not_routed_for_an_operator(string service, string action)
    {
        var result = await shop.RouteAsync(service, action, "{}");
        Assert.True(result.Code is "forbidden" or "invalid_request", result.Code);

        // With a request that is well formed there is only the policy to refuse it.
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var request = WellFormed(action, user, sku);
        if (request is not null)
        {
            Assert.Equal("forbidden", (await shop.RouteAsync(service, action, request)).Code);
        }

        await shop.NothingChangedAsync(user, sku, 10);
    }

    [Fact]
    public async Task Administrators_give_tiers_and_nobody_else()
    {
        var user = await shop.NewUserAsync();
        var request = $$"""{"user_id": "{{user}}", "new_tier": "premium"}""";
        foreach (var identity in new[] { "cli", "gateway", "order", "payment", "inventory" })
        {
            Assert.Equal("forbidden", (await shop.CallAsync("update_tier", request, AgentNames.User, identity)).Code);
        }

        Assert.Equal("premium", (string?)(await shop.CallAsync("update_tier", request, AgentNames.User, "admin")).Completed["tier"]);
    }

    [Fact]
    public async Task A_client_refuses_an_agent_that_answers_for_another()
    {
        // A resolver that lies: where the order agent should be, the payment agent answers with its genuine SVID.
        await using var identity = X509Source.Start(new() { Endpoint = shop.SocketOf("gateway") });
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await identity.WaitForFirstAsync(limit.Token);
        var addresses = new ConfigurationBuilder()
            .AddInMemoryCollection([new("services:order:https:0", $"https://127.0.0.1:{shop.MtlsPort(AgentNames.Payment)}")]).Build();
        using var clients = AgentClients.ForProgram(identity, proof: null, addresses, TimeProvider.System, NullLoggerFactory.Instance);
        var orders = new OrderService.OrderServiceClient(clients.To(ShopFixture.IdOf(AgentNames.Order), CallResilience.None));
        var refused =
            await Assert.ThrowsAsync<ProblemException>(
                async () => await orders.GetOrderAsync(new() { OrderId = NewId() }, deadline: Deadline));
        Assert.Equal(ErrorCodes.Unavailable, refused.Code);
        var cause = Causes(refused).OfType<SpiffePeerException>().Single();
        Assert.Contains(ShopFixture.IdOf(AgentNames.Payment), cause.Message, StringComparison.Ordinal);
    }

    private static DateTime Deadline => TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(15);

    private static string NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();

    private static IEnumerable<Exception> Causes(Exception? exception)
    {
        while (exception is not null)
        {
            yield return exception;
            exception = exception is RpcException { Status.DebugException: { } inner } ? inner : exception.InnerException;
        }
    }

    private static string? WellFormed(string action, string user, string sku) => action switch
    {
        "process_payment" => $$"""{"user_id": "{{user}}", "order_id": "{{NewId()}}", "amount": "1.00", "payment_method": "credit_card"}""",
        "void_payment" => $$"""{"order_id": "{{NewId()}}", "reason": "none"}""",
        "reserve_items" => $$"""{"order_id": "{{NewId()}}", "items": [{"sku": "{{sku}}", "quantity": 1}]}""",
        "confirm_reservation" => $$"""{"order_id": "{{NewId()}}"}""",
        "adjust_stock" => $$"""{"sku": "{{sku}}", "delta": 5, "reason": "mine"}""",
        "update_tier" => $$"""{"user_id": "{{user}}", "new_tier": "premium"}""",
        _ => null,
    };
}
