using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.ServiceDefaults.Database;
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

    // The claim has begun, and waits before it locks a row, while the payment is saved. With the checkout alone locked, the new phase
    // would be read beside the old order.
    [Theory]
    [InlineData("OF c, o", true)]
    [InlineData("OF c", false)]
    public async Task A_claim_that_meets_the_save_of_the_payment_sees_the_payment_as_it_locks_the_order_too(string locked, bool sees)
    {
        var claim = CheckoutSql.Claim.Replace("OF c, o", locked, StringComparison.Ordinal);
        var paying = await PayingAsync();
        await _rig.ExpireLeasesAsync();
        await _rig.ExecuteAsOwnerAsync(
            """
            CREATE FUNCTION wait() RETURNS boolean LANGUAGE sql VOLATILE AS $$ SELECT pg_advisory_xact_lock(1); SELECT true $$;
            ALTER TABLE checkouts ENABLE ROW LEVEL SECURITY;
            CREATE POLICY wait ON checkouts USING (wait());
            """);
        await using var owner = await _rig.OpenAsOwnerAsync();
        await using var transaction = await owner.BeginTransactionAsync();
        await using var gate = transaction.CreateCommand("SELECT pg_advisory_xact_lock(1)");
        await gate.ExecuteNonQueryAsync();

        await using var command = _rig.Database.CreateCommand(claim)
            .With(_rig.Options.SchemaVersion).With(1).With(_rig.Options.Lease);
        var claiming = command.ReadAllAsync(CheckoutSql.Read, default);
        await UntilOneWaitsAsync(claiming);
        var captured = CheckoutStep.Take(paying, [new CheckoutEvent.Captured(Answers.TransactionId)], _rig.Options);
        Assert.NotNull(await _rig.Checkouts.SaveAsync(transaction, captured, default));
        await using var release = transaction.CreateCommand("UPDATE checkouts SET leased_until = NULL, next_attempt_at = now()");
        await release.ExecuteNonQueryAsync();
        await transaction.CommitAsync();

        var claimed = Assert.Single(await claiming);
        Assert.Equal(CheckoutPhase.Confirming, claimed.State.Phase);
        Assert.Equal(sees ? Answers.TransactionId : null, claimed.Order.TransactionId);
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
        await UntilOneWaitsAsync(meeting);
        await transaction.CommitAsync();
        await meeting;
    }

    private async Task UntilOneWaitsAsync(Task other)
    {
        await using var waiting = _rig.Database.CreateCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
        await Eventually.HoldsAsync(
            async () => (long)(await waiting.ExecuteScalarAsync())! == 1, () => $"the other writer does not wait: {other.Status}");
    }
}
