using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Review;
using Ecommerce.OrderAgent.Tests.Checkouts.Exploration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.Testing;
using Microsoft.Extensions.Logging;
using static Ecommerce.OrderAgent.Checkouts.CheckoutCommands;

namespace Ecommerce.OrderAgent.Tests.Checkouts;

/// <summary>Checkouts that take too long or cannot go on: who learns of it.</summary>
public sealed class CheckoutAlertTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly IdempotencyKey Key = new([1], [2]);

    private Rig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await Rig.StartAsync(
        postgres,
        new()
        {
            Grace = TimeSpan.FromMilliseconds(200),
            BackoffCap = TimeSpan.FromMilliseconds(50),
            PollInterval = TimeSpan.FromMilliseconds(20),
        });

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_cancel_whose_compensation_lasts_too_long_closes_the_order_for_all_who_wait()
    {
        var replica = await _rig.StartReplicaAsync(Answers.Never(Release));
        var opened = await _rig.OpenAsync(Key);
        var (step, saved) = await _rig.Checkouts.CancelAsync(opened.Order.OrderId, "", default);
        replica.Worker.Continue(step, saved);

        await OverdueAsync(replica, opened);
        Assert.Equal(["created", "cancel_requested", "cancelled"], await _rig.HistoryAsync(opened.Order.OrderId));
        var earlier = await _rig.Idempotency.FindAsync(Key, default);
        Assert.Equal(OrderStatus.Cancelled, earlier!.Replay<Contracts.V1.Order>()!.Status);
    }

    [Fact]
    public async Task A_failure_whose_compensation_lasts_too_long_closes_the_order_for_all_who_wait()
    {
        var replica = await _rig.StartReplicaAsync((command, _, _) => Task.FromResult(command switch
        {
            Pay => CheckoutWorld.Refused("payment_declined"),
            Release => new CheckoutEvent.NoAnswer(),
            _ => Answers.Yes(command),
        }));
        var opened = await _rig.OpenAsync(Key);
        _ = replica.Worker.Start(opened);

        await OverdueAsync(replica, opened);
        Assert.Equal(["created", "reserved", "failed"], await _rig.HistoryAsync(opened.Order.OrderId));
        Assert.Equal("payment_declined", (await _rig.Idempotency.FindAsync(Key, default))!.Problem?.Code);
    }

    [Theory]
    [InlineData(nameof(Confirm))]
    [InlineData(nameof(CheckoutCommands.Refund))]
    public async Task A_pivot_and_a_return_that_last_too_long_are_told_to_operators_and_go_on(string stuck)
    {
        var stuckNow = true;
        var replica = await _rig.StartReplicaAsync((command, _, _) =>
            Task.FromResult(stuckNow && command.ToString() == stuck ? new CheckoutEvent.NoAnswer() : Answers.Yes(command)));
        var opened = await _rig.OpenAsync();
        _ = replica.Worker.Start(opened);
        await _rig.UntilAsync(opened.Order.OrderId, c => c.State.Phase is CheckoutPhase.Confirming or CheckoutPhase.Confirmed);
        var (step, saved) = await _rig.Checkouts.CancelAsync(opened.Order.OrderId, "", default);
        replica.Worker.Continue(step, saved);

        await _rig.UntilAsync(opened.Order.OrderId, c => c.State.Overdue);
        await replica.Log.UntilAsync(IsOverdue, 1);
        stuckNow = false;
        await _rig.UntilAsync(opened.Order.OrderId, c => c.State is { Phase: CheckoutPhase.Returning, RefundAttempt: > 0 });
    }

    [Fact]
    public async Task A_late_refund_that_the_provider_has_accepted_is_no_more_overdue_than_a_return()
    {
        var replica = await _rig.StartReplicaAsync((command, _, _) => Task.FromResult(command switch
        {
            Pay => CheckoutWorld.Refused("payment_declined"),
            RefundLate => new CheckoutEvent.RefundPending(),
            _ => Answers.Yes(command),
        }));
        var opened = await _rig.OpenAsync();
        await replica.Worker.Start(opened);
        var (step, saved) = await _rig.TellAsync(new()
        {
            EventId = 1,
            OrderId = opened.Order.OrderId.ToString(),
            TransactionId = Answers.TransactionId.ToString(),
            Type = "captured",
            Status = PaymentStatus.Captured,
        });
        replica.Worker.Continue(step, saved);

        var late = await _rig.UntilAsync(opened.Order.OrderId, c => c.State is { Phase: CheckoutPhase.Compensating, InDoubt: true });
        Assert.Equal(OrderStatus.Failed, late.Order.Status);
        Assert.Equal(["created", "reserved", "failed"], await _rig.HistoryAsync(opened.Order.OrderId));
        ReviewStore review = new(_rig.Database, _rig.Idempotency, _rig.Inbox);
        Assert.Empty(await review.CountAsync(default));

        await _rig.ExecuteAsync("UPDATE checkouts SET deadline_at = now(), next_attempt_at = now()");
        await _rig.UntilAsync(opened.Order.OrderId, c => c.State.Overdue);
        Assert.Equal(1, (await review.CountAsync(default))[ReviewState.Overdue]);
    }

    [Fact]
    public async Task An_order_out_of_time_fails_for_good_under_its_key()
    {
        var replica = await _rig.StartReplicaAsync(Answers.Never(Pay));
        var opened = await _rig.OpenAsync(Key);
        await _rig.ExecuteAsync("UPDATE checkouts SET expires_at = now(), deadline_at = now()");
        await _rig.ExpireLeasesAsync();

        var failed = await _rig.UntilAsync(opened.Order.OrderId, c => c.State.AtRest);
        Assert.Equal(ErrorCodes.CheckoutExpired, failed.Order.Failure?.Code);
        Assert.Equal(422, ErrorCodes.HttpStatus(ErrorCodes.CheckoutExpired));
        Assert.Equal(ErrorCodes.CheckoutExpired, (await _rig.Idempotency.FindAsync(Key, default))!.Problem?.Code);
        Assert.DoesNotContain(replica.Sent, sent => sent.Command == Confirm);
    }

    [Fact]
    public async Task A_step_that_the_database_refuses_counts_as_a_fault_and_parks_the_checkout()
    {
        // PostgreSQL has no text with U+0000: class 22.
        var replica = await _rig.StartReplicaAsync((command, _, _) => Task.FromResult(
            command == Pay ? new CheckoutEvent.ActionRequired(Answers.TransactionId, "\0") : Answers.Yes(command)));
        var opened = await _rig.OpenAsync();
        _ = replica.Worker.Start(opened);

        var parked = await _rig.UntilAsync(opened.Order.OrderId, c => c.ParkedReason is not null);
        Assert.Contains("22021", parked.ParkedReason, StringComparison.Ordinal);
        Assert.Equal(9, parked.Faults);
        await _rig.Log.UntilAsync(IsParked, 1);
    }

    [Fact]
    public async Task An_answer_that_the_table_fails_on_parks_the_checkout_at_once_with_the_reason()
    {
        await using var rig = await FaultyAsync<CheckoutEvent.Captured>();
        var replica = await rig.StartReplicaAsync(Answers.Always);
        var opened = await rig.OpenAsync();
        Assert.Null(await replica.Worker.Start(opened));

        var parked = await rig.FindAsync(opened.Order.OrderId);
        Assert.Equal(("no such row", 0, CheckoutPhase.Paying), (parked.ParkedReason, parked.Faults, parked.State.Phase));
        Assert.Equal([Reserve, Pay], replica.Sent.Select(sent => sent.Command));
        await rig.Log.UntilAsync(IsParked, 1);
    }

    [Fact]
    public async Task A_cancel_that_the_table_fails_on_parks_the_checkout_once_with_the_reason()
    {
        await using var rig = await FaultyAsync<CheckoutEvent.CancelRequested>();
        var opened = await rig.OpenAsync();
        foreach (var _ in new[] { "a cancel", "one more" })
        {
            await Assert.ThrowsAsync<PoisonedCheckoutException>(() => rig.Checkouts.CancelAsync(opened.Order.OrderId, "", default));
            Assert.Equal("no such row", (await rig.FindAsync(opened.Order.OrderId)).ParkedReason);
        }

        Assert.Single(rig.Log.Lines, IsParked);
    }

    [Fact]
    public async Task A_parked_checkout_takes_a_cancel_and_is_not_driven()
    {
        var replica = await _rig.StartReplicaAsync(Answers.Always);
        var opened = await _rig.OpenAsync();
        await _rig.Checkouts.ParkAsync(opened.Order.OrderId, opened.Version + 1, new FormatException("stale"), default);
        Assert.Null((await _rig.FindAsync(opened.Order.OrderId)).ParkedReason);
        await _rig.Checkouts.ParkAsync(opened.Order.OrderId, opened.Version, new FormatException("broken"), default);
        Assert.Single(_rig.Log.Lines, IsParked);

        var (step, saved) = await _rig.Checkouts.CancelAsync(opened.Order.OrderId, "", default);
        Assert.Equal((Release, false), (step!.After.State.Todo, saved!.Leased));
        replica.Worker.Continue(step, saved);
        Assert.Empty(await _rig.Checkouts.ClaimAsync(10, default));
        Assert.Empty(replica.Sent);
    }

    [Fact]
    public async Task What_becomes_overdue_or_is_parked_is_counted()
    {
        using var measured = new Measured("ecommerce_checkouts_overdue_total", "ecommerce_checkouts_parked_total");
        var replica = await _rig.StartReplicaAsync(Answers.Never(Release));
        var opened = await _rig.OpenAsync();
        var (step, saved) = await _rig.Checkouts.CancelAsync(opened.Order.OrderId, "", default);
        replica.Worker.Continue(step, saved);
        await OverdueAsync(replica, opened);
        await Eventually.HoldsAsync(() => measured.Sum("ecommerce_checkouts_overdue_total", "compensating") > 0, "it is counted");

        var other = await _rig.OpenAsync();
        await _rig.Checkouts.ParkAsync(other.Order.OrderId, other.Version, new FormatException("broken"), default);
        Assert.True(measured.Sum("ecommerce_checkouts_parked_total") > 0);
    }

    private async Task OverdueAsync(Replica replica, Checkout checkout)
    {
        var overdue = await _rig.UntilAsync(checkout.Order.OrderId, c => c.Closed);
        Assert.Equal((CheckoutPhase.Compensating, Release, true), (overdue.State.Phase, overdue.State.Todo, overdue.State.Overdue));
        await replica.Log.UntilAsync(IsOverdue, 1);
        Assert.True((await _rig.Orders.EventsAfterAsync(checkout.Order.OrderId, 0, default)).Ended);
    }

    // A shop whose table fails on an event.
    private Task<Rig> FaultyAsync<T>() where T : CheckoutEvent => Rig.StartAsync(
        postgres,
        new() { Decide = (state, e) => e is T ? throw new InvalidOperationException("no such row") : CheckoutSaga.Decide(state, e) });

    private static bool IsParked(RecordedLine line) =>
        line.Level == LogLevel.Critical && line.Text.Contains("parked", StringComparison.Ordinal);

    private static bool IsOverdue(RecordedLine line) =>
        line.Level == LogLevel.Critical && line.Text.Contains("is overdue", StringComparison.Ordinal);
}
