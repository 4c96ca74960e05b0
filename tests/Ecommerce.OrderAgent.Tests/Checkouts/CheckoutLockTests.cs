using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.Testing;

namespace Ecommerce.OrderAgent.Tests.Checkouts;

/// <summary>Writers that meet at a row which another transaction is writing: they see all of what it wrote, or nothing.</summary>
public sealed class CheckoutLockTests(PostgresFixture postgres) : IAsyncLifetime
{
    private Rig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await Rig.StartAsync(postgres);

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_cancel_that_meets_the_save_of_the_payment_keeps_the_payment()
    {
        var paying = await PayingAsync();
        await MeetAsync(
            paying, new CheckoutEvent.Captured(Answers.TransactionId),
            () => _rig.Checkouts.CancelAsync(paying.Order.OrderId, "", CancellationToken.None));

        var met = await _rig.FindAsync(paying.Order.OrderId);
        Assert.Equal((CheckoutPhase.Confirming, true), (met.State.Phase, met.State.CancelRequested));
        Assert.Equal(Answers.TransactionId, met.Order.TransactionId);

        await _rig.ExpireLeasesAsync();
        await _rig.StartReplicaAsync(Answers.Always);
        await _rig.UntilAsync(paying.Order.OrderId, c => c.State is { Phase: CheckoutPhase.Returning, Todo: CheckoutCommands.Refund });
    }

    [Fact]
    public async Task A_refund_that_meets_the_save_of_the_payment_keeps_the_payment()
    {
        var paying = await PayingAsync();
        await MeetAsync(
            paying, new CheckoutEvent.Captured(Answers.TransactionId), () => _rig.TellAsync(new()
            {
                EventId = 1,
                OrderId = paying.Order.OrderId.ToString(),
                TransactionId = Answers.TransactionId.ToString(),
                Type = "refunded",
                Status = PaymentStatus.Refunded,
                Amount = "69.97",
            }));

        var met = await _rig.FindAsync(paying.Order.OrderId);
        Assert.Equal((CheckoutPhase.Confirming, true), (met.State.Phase, met.State.Repaid));
        Assert.Equal((Answers.TransactionId, 6997L), (met.Order.TransactionId, met.Order.Refunded));
    }

    private async Task<Checkout> PayingAsync()
    {
        var opened = await _rig.OpenAsync();
        return await _rig.StepAsync(opened, new CheckoutEvent.Reserved(opened.ExpiresAt));
    }

    // The step is written and not committed yet when the other writer comes and waits for it.
    private async Task MeetAsync(Checkout checkout, CheckoutEvent first, Func<Task> other)
    {
        await using var connection = await _rig.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        Assert.NotNull(await _rig.Checkouts.SaveAsync(transaction, CheckoutStep.Take(checkout, [first], _rig.Options), default));

        var meeting = other();
        await using var waiting = _rig.Database.CreateCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
        await Eventually.HoldsAsync(
            async () => (long)(await waiting.ExecuteScalarAsync())! == 1, () => $"the other writer does not wait: {meeting.Status}");
        await transaction.CommitAsync();
        await meeting;
    }
}
