using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Review;
using Ecommerce.OrderAgent.Tests.Checkouts;
using Ecommerce.Testing;
using Google.Protobuf;
using static Ecommerce.OrderAgent.Checkouts.CheckoutCommands;

namespace Ecommerce.OrderAgent.Tests;

/// <summary>Under one key a capability has one effect and one answer, which later changes do not touch.</summary>
public sealed class KeyTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly TestCaller Anybody = new(AgentNames.Order);

    private Rig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await Rig.StartAsync(postgres);

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    // Every agent's countersign_audit is tried with the sealing, and each erasure with what it erases.
    [Fact]
    public void Every_capability_that_takes_a_key_is_tried_here_or_with_placing_orders() => Assert.Equal(
        ["cancel_order", "countersign_audit", "create_order", "erase_user_data", "retry_checkout"],
        CapabilityCatalogue.Of(AgentNames.Order).Where(capability => capability.TakesKey).Select(capability => capability.Name)
            .Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_cancel_is_answered_alike_after_the_order_has_changed()
    {
        var replica = await _rig.StartReplicaAsync(Answers.Hang(Pay));
        var opened = await _rig.OpenAsync();
        _ = replica.Worker.Start(opened);
        await _rig.UntilAsync(opened.Order.OrderId, c => c.State.Phase == CheckoutPhase.Paying);
        var service = ServiceOf(replica);
        Task<Order> CancelAsync() =>
            Anybody.CallAsync(service.CancelOrder, new CancelOrderRequest { OrderId = $"{opened.Order.OrderId}" }, "k");

        var first = await CancelAsync();
        await _rig.ExecuteAsync("UPDATE orders SET updated_at = now() + interval '1 h'");

        Assert.Equal(OrderStatus.Cancelled, first.Status);
        Assert.Equal(first.ToByteString(), (await CancelAsync()).ToByteString());
        Assert.Single(await _rig.HistoryAsync(opened.Order.OrderId), "cancel_requested");
    }

    [Fact]
    public async Task A_repeat_of_a_retry_does_not_continue_a_checkout_that_was_parked_since()
    {
        var replica = await _rig.StartReplicaAsync(Answers.Always);
        var order = (await _rig.OpenAsync()).Order.OrderId;
        await ParkAsync("first");
        var service = ServiceOf(replica);
        Task<CheckoutReview> RetryAsync() =>
            Anybody.CallAsync(service.RetryCheckout, new RetryCheckoutRequest { OrderId = $"{order}" }, "k");

        var first = await RetryAsync();
        await _rig.UntilAsync(order, c => c.State.AtRest);
        await ParkAsync("second");

        Assert.Equal(first.ToByteString(), (await RetryAsync()).ToByteString());
        Assert.Equal("second", (await _rig.FindAsync(order)).ParkedReason);

        Task ParkAsync(string reason) => _rig.ExecuteAsync($"UPDATE checkouts SET parked_reason = '{reason}', leased_until = NULL");
    }

    private OrderService ServiceOf(Replica replica) => new(
        _rig.Orders, replica.Placement, watch: null!, _rig.Idempotency, new ReviewStore(_rig.Database, _rig.Idempotency, _rig.Inbox),
        replica.Worker, books: null!, userData: null!, audit: null!, observation: null!);
}
