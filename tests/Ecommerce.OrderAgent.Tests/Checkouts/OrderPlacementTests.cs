using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Tests.Checkouts.Exploration;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using static Ecommerce.OrderAgent.Checkouts.CheckoutCommands;

namespace Ecommerce.OrderAgent.Tests.Checkouts;

public sealed class OrderPlacementTests(PostgresFixture postgres) : IAsyncLifetime
{
    private Rig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await Rig.StartAsync(postgres);

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_cancel_before_the_pivot_undoes_what_was_done()
    {
        var replica = await _rig.StartReplicaAsync(Answers.Hang(Pay));
        var opened = await _rig.OpenAsync();
        _ = replica.Worker.Start(opened);
        await _rig.UntilAsync(opened.Order.OrderId, c => c.State.Phase == CheckoutPhase.Paying);

        var cancelled = await CancelAsync(replica, opened.Order);
        Assert.Equal(OrderStatus.Cancelled, cancelled.Status);
        Assert.Contains((opened.Order.OrderId, VoidPayment), replica.Sent);
        Assert.Contains((opened.Order.OrderId, Release), replica.Sent);
        Assert.Equal(["created", "reserved", "cancel_requested", "cancelled"], await _rig.HistoryAsync(opened.Order.OrderId));

        Assert.Equal(cancelled, await CancelAsync(replica, opened.Order));
    }

    [Fact]
    public async Task A_cancel_after_the_pivot_returns_the_order()
    {
        var replica = await _rig.StartReplicaAsync(Answers.Always);
        var order = (await replica.Worker.Start(await _rig.OpenAsync()))!.Order;
        var cancel = CancelAsync(replica, order);
        await _rig.UntilAsync(order.OrderId, c => c.State is { Phase: CheckoutPhase.Returning, Todo: CheckoutCommands.Refund });
        await _rig.TellAsync(Refunded(1, order, "69.97"));
        replica.Signals.Raise(order.OrderId);

        var returned = await cancel;
        Assert.Equal((OrderStatus.Refunded, "69.97"), (returned.Status, returned.Refunded));
        Assert.Equal(
            ["created", "reserved", "paid", "confirmed", "cancel_requested", "returning", "refund", "refunded"],
            await _rig.HistoryAsync(order.OrderId));
        Assert.Equal(returned, await CancelAsync(replica, order));
    }

    [Fact]
    public async Task A_failed_order_and_one_refunded_by_others_cannot_be_cancelled()
    {
        var replica = await _rig.StartReplicaAsync(Answers.First(Reserve, CheckoutWorld.Refused("out_of_stock")));
        var failed = (await replica.Worker.Start(await _rig.OpenAsync()))!.Order;
        var refunded = (await replica.Worker.Start(await _rig.OpenAsync()))!.Order;
        await _rig.TellAsync(Refunded(1, refunded, "69.97"));

        foreach (var order in new[] { failed, refunded })
        {
            var before = (await _rig.FindAsync(order.OrderId)).Version;
            var refusal = await Assert.ThrowsAsync<ProblemException>(() => CancelAsync(replica, order));
            Assert.Equal(ErrorCodes.NotCancelable, refusal.Code);
            Assert.Equal(before, (await _rig.FindAsync(order.OrderId)).Version);
        }
    }

    [Fact]
    public async Task A_cancel_that_outlasts_its_deadline_answers_with_the_order_as_it_is()
    {
        var replica = await _rig.StartReplicaAsync(Answers.Hang(Release));
        var opened = await _rig.OpenAsync();
        var order = await CancelAsync(replica, opened.Order, TimeSpan.FromSeconds(0.5));
        Assert.Equal(OrderStatus.Pending, order.Status);
        Assert.Equal(CheckoutPhase.Compensating, (await _rig.FindAsync(opened.Order.OrderId)).State.Phase);
    }

    [Fact]
    public async Task Refunds_add_up_once_per_event()
    {
        var replica = await _rig.StartReplicaAsync(Answers.Always);
        var order = (await replica.Worker.Start(await _rig.OpenAsync()))!.Order;
        await _rig.TellAsync(Refunded(5, order, "20.00"));
        await _rig.TellAsync(Refunded(5, order, "20.00"));
        Assert.Equal((OrderStatus.Confirmed, 2000L), await StatusAsync(order));

        // More than was paid is not booked.
        await _rig.TellAsync(Refunded(6, order, "49.98"));
        Assert.Equal((OrderStatus.Confirmed, 2000L), await StatusAsync(order));

        await _rig.TellAsync(Refunded(7, order, "49.97"));
        await _rig.TellAsync(Refunded(7, order, "49.97"));
        Assert.Equal((OrderStatus.Refunded, 6997L), await StatusAsync(order));
        Assert.Equal(
            ["created", "reserved", "paid", "confirmed", "refund", "refund", "refunded"], await _rig.HistoryAsync(order.OrderId));

        Assert.Equal(7, await _rig.Inbox.LeadAsync(default));
    }

    [Fact]
    public async Task A_refund_that_comes_first_is_part_of_the_return()
    {
        var replica = await _rig.StartReplicaAsync(Answers.Hang(ReturnItems));
        var order = (await replica.Worker.Start(await _rig.OpenAsync()))!.Order;
        await CancelAsync(replica, order, TimeSpan.FromSeconds(0.5));
        await _rig.TellAsync(Refunded(1, order, "69.97"));
        var returning = await _rig.FindAsync(order.OrderId);
        Assert.Equal((CheckoutPhase.Returning, ReturnItems), (returning.State.Phase, returning.State.Todo));
        Assert.Equal((OrderStatus.Confirmed, 6997L), await StatusAsync(order));

        await replica.StopAsync();
        await _rig.StartReplicaAsync(Answers.Always);
        await _rig.ExpireLeasesAsync();
        await _rig.UntilAsync(order.OrderId, c => c.State.Phase == CheckoutPhase.Refunded);
    }

    [Fact]
    public async Task A_late_capture_of_a_closed_order_is_refunded()
    {
        var replica = await _rig.StartReplicaAsync(Answers.First(Pay, CheckoutWorld.Refused("payment_declined")));
        var order = (await replica.Worker.Start(await _rig.OpenAsync()))!.Order;
        Assert.Equal(OrderStatus.Failed, order.Status);

        var (_, saved) = await _rig.TellAsync(Captured(1, order));
        var ended = await replica.Worker.Start(saved!);
        Assert.Equal((OrderStatus.Failed, Answers.TransactionId), (ended!.Order.Status, ended.Order.TransactionId));
        Assert.Contains((order.OrderId, RefundLate), replica.Sent);
    }

    [Fact]
    public async Task A_capture_that_is_told_after_a_cancel_is_looked_after_and_alarms_nobody()
    {
        var replica = await _rig.StartReplicaAsync(Answers.Hang(Pay));
        var opened = await _rig.OpenAsync();
        _ = replica.Worker.Start(opened);
        await _rig.UntilAsync(opened.Order.OrderId, c => c.State.Phase == CheckoutPhase.Paying);
        await CancelAsync(replica, opened.Order);

        var (step, saved) = await _rig.TellAsync(Captured(1, opened.Order));
        Assert.Equal((CheckoutPhase.Compensating, OrderStatus.Cancelled), (saved!.State.Phase, saved.Order.Status));
        replica.Worker.Continue(step, saved);
        await _rig.UntilAsync(opened.Order.OrderId, c => c.State.AtRest);
        Assert.Contains((opened.Order.OrderId, RefundLate), replica.Sent);
        Assert.DoesNotContain(replica.Log.Lines, line => line.Text.Contains("overdue", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_capture_that_is_told_while_a_refused_order_gives_its_stock_back_is_refunded_before_the_order_ends()
    {
        var released = new TaskCompletionSource();
        var replica = await _rig.StartReplicaAsync((command, _, _) => Task.FromResult(command switch
        {
            Pay => CheckoutWorld.Refused("payment_declined"),
            Release when !released.Task.IsCompleted => new CheckoutEvent.NoAnswer(),
            _ => Answers.Yes(command),
        }));
        var order = (await _rig.OpenAsync()).Order;
        await _rig.ExpireLeasesAsync();
        await _rig.UntilAsync(order.OrderId, c => c.State is { Phase: CheckoutPhase.Compensating, Todo: Release });

        var (step, saved) = await _rig.TellAsync(Captured(1, order));
        replica.Worker.Continue(step, saved);
        await _rig.UntilAsync(order.OrderId, c => c.State is { Phase: CheckoutPhase.Compensating, Todo: Release });
        released.SetResult();

        var ended = await _rig.UntilAsync(order.OrderId, c => c.State.AtRest);
        Assert.Equal((OrderStatus.Failed, Answers.TransactionId), (ended.Order.Status, ended.Order.TransactionId));
        Assert.Contains((order.OrderId, RefundLate), replica.Sent);
    }

    [Fact]
    public async Task A_capture_that_is_told_first_takes_an_order_on_that_is_still_paying()
    {
        var replica = await _rig.StartReplicaAsync(Answers.Never(Pay));
        var order = (await _rig.OpenAsync()).Order;
        await _rig.ExpireLeasesAsync();
        await _rig.UntilAsync(order.OrderId, c => c.State.Phase == CheckoutPhase.Paying);

        var (step, saved) = await _rig.TellAsync(Captured(1, order));
        replica.Worker.Continue(step, saved);

        var ended = await _rig.UntilAsync(order.OrderId, c => c.State.AtRest);
        Assert.Equal((OrderStatus.Confirmed, Answers.TransactionId), (ended.Order.Status, ended.Order.TransactionId));
    }

    [Fact]
    public async Task A_repeat_of_an_order_that_waits_for_its_buyer_is_answered_with_it()
    {
        var waits = new CheckoutEvent.ActionRequired(Answers.TransactionId, "https://bank.example/confirm");
        var replica = await _rig.StartReplicaAsync(
            (command, _, _) => Task.FromResult(command is Pay or Inquire ? waits : Answers.Yes(command)));
        var key = new IdempotencyKey([1], [2]);
        var opened = await _rig.OpenAsync(key);
        _ = replica.Worker.Start(opened);
        await _rig.UntilAsync(opened.Order.OrderId, c => c.State.Phase == CheckoutPhase.AwaitingAction);

        var order = await replica.Placement.PlaceAsync(new(), Call("create_order", key: key), CancellationToken.None);
        Assert.Equal((opened.Order.OrderId.ToString(), OrderStatus.Pending), (order.OrderId, order.Status));
    }

    [Fact]
    public async Task A_repeat_of_an_order_that_takes_longer_than_its_caller_waits_is_told_to_come_again()
    {
        var replica = await _rig.StartReplicaAsync(Answers.Hang(Pay));
        var key = new IdempotencyKey([1], [2]);
        var opened = await _rig.OpenAsync(key);
        _ = replica.Worker.Start(opened);
        await _rig.UntilAsync(opened.Order.OrderId, c => c.State.Phase == CheckoutPhase.Paying);

        var refusal = await Assert.ThrowsAsync<ProblemException>(() => replica.Placement.PlaceAsync(
            new(), Call("create_order", TimeSpan.FromSeconds(0.5), key), CancellationToken.None));

        Assert.Equal((ErrorCodes.IdempotencyKeyInUse, TimeSpan.FromSeconds(1)), (refusal.Code, refusal.RetryAfter));
        Assert.Equal(409, ErrorCodes.HttpStatus(refusal.Code));
        Assert.Equal(CheckoutPhase.Paying, (await _rig.FindAsync(opened.Order.OrderId)).State.Phase);
    }

    [Fact]
    public async Task A_first_call_that_outlasts_its_deadline_is_answered_with_the_order_as_it_is_and_the_order_goes_on()
    {
        var paid = new TaskCompletionSource<CheckoutEvent>();
        var replica = await _rig.StartReplicaAsync(
            (command, _, _) => command == Pay ? paid.Task : Task.FromResult(Answers.Yes(command)));
        var placement = Callees.Placement(_rig, replica, _rig.Checkouts, TimeProvider.System);
        IdempotencyKey key = new([1], [2]);

        var order = await placement.PlaceAsync(
            Callees.Request(), Call("create_order", TimeSpan.FromSeconds(1), key), CancellationToken.None)
            .WaitAsync(Rig.Timeout, TimeProvider.System, CancellationToken.None);

        Assert.Equal(OrderStatus.Pending, order.Status);
        Assert.Null((await _rig.Idempotency.FindAsync(key, default))!.Reply);
        paid.SetResult(Answers.Yes(Pay));
        await _rig.UntilAsync(Guid.Parse(order.OrderId), c => c.State.Phase == CheckoutPhase.Confirmed);
    }

    [Fact]
    public async Task An_order_that_fails_as_its_caller_stops_waiting_is_answered_as_every_repeat_is()
    {
        var replica = await _rig.StartReplicaAsync(Answers.Hang(Pay));
        // The caller's time is up at once: the clock is read for the order's identity, for the drive, and between the two looks at it.
        Clock clock = new(reads: 3, () => FailAsync("payment_declined"));
        var placement = Callees.Placement(_rig, replica, _rig.Checkouts, clock);
        var call = Call("create_order", TimeSpan.Zero, new([1], [2]));

        var first = await Assert.ThrowsAsync<ProblemException>(
            () => placement.PlaceAsync(Callees.Request(), call, CancellationToken.None));
        var repeat = await Assert.ThrowsAsync<ProblemException>(
            () => placement.PlaceAsync(Callees.Request(), call, CancellationToken.None));

        Assert.Equal((ErrorCodes.PaymentDeclined, repeat.Message), (first.Code, first.Message));
        Assert.True(clock.Reads >= 3);
    }

    // The one order's payment is refused, by another replica.
    private async Task FailAsync(string code)
    {
        await using var command = _rig.Database.CreateCommand("SELECT order_id FROM checkouts");
        var orderId = (Guid)(await command.ExecuteScalarAsync())!;
        var paying = await _rig.UntilAsync(orderId, c => c.State.Phase == CheckoutPhase.Paying);
        await _rig.StepAsync(paying, CheckoutWorld.Refused(code), new CheckoutEvent.Released());
    }

    private static PaymentEvent Captured(long eventId, OrderAgent.Orders.Order order) => new()
    {
        EventId = eventId,
        OrderId = order.OrderId.ToString(),
        TransactionId = Answers.TransactionId.ToString(),
        Type = "captured",
        Status = PaymentStatus.Captured,
        Amount = "69.97",
    };

    private static PaymentEvent Refunded(long eventId, OrderAgent.Orders.Order order, string amount) => new()
    {
        EventId = eventId,
        OrderId = order.OrderId.ToString(),
        TransactionId = Answers.TransactionId.ToString(),
        Type = "refunded",
        Status = PaymentStatus.Captured,
        Amount = amount,
    };

    private static Task<Contracts.V1.Order> CancelAsync(Replica replica, OrderAgent.Orders.Order order, TimeSpan? timeout = null) =>
        replica.Placement.CancelAsync(order, "changed my mind", Call("cancel_order", timeout), CancellationToken.None);

    private static CapabilityContext Call(string capability, TimeSpan? timeout = null, IdempotencyKey? key = null) => new()
    {
        Capability = CapabilityCatalogue.Find(AgentNames.Order, capability)!,
        Caller = "spiffe://agentweave.io/agent/gateway",
        Actor = "spiffe://agentweave.io/client/cli",
        Scope = Scope.Any,
        Idempotency = key,
        Deadline = TimeProvider.System.GetUtcNow() + (timeout ?? Rig.Timeout),
    };

    private async Task<(OrderStatus Status, long Refunded)> StatusAsync(OrderAgent.Orders.Order order)
    {
        var read = await _rig.Orders.FindAsync(order.OrderId, null, default);
        return (read!.Status, read.Refunded);
    }

    /// <summary>A clock during one of whose readings something happens.</summary>
    private sealed class Clock(int reads, Func<Task> happens) : TimeProvider
    {
        public int Reads { get; private set; }

        public override DateTimeOffset GetUtcNow()
        {
            if (++Reads == reads)
            {
                Task.Run(happens).GetAwaiter().GetResult();
            }

            return System.GetUtcNow();
        }
    }
}
