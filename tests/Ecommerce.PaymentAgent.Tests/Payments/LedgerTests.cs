using Ecommerce.ServiceDefaults.Errors;
using Npgsql;

namespace Ecommerce.PaymentAgent.Tests.Payments;

public class LedgerTests(Rig rig) : IClassFixture<Rig>
{
    [Fact]
    public async Task Every_movement_is_one_entry_that_balances()
    {
        await rig.StartAsync();
        var (refunded, voided, late) = (Rig.Request(), Rig.Request(amount: 700), Rig.Request(amount: 50));
        await rig.RefundAsync((await rig.PayAsync(refunded)).TransactionId, 1000);
        await rig.PayAsync(voided);
        await rig.VoidAsync(voided.OrderId);
        var charge = (await rig.Agent.PaymentStore.BeginAsync(late, key: null, CancellationToken.None)).Payment!;
        await rig.VoidAsync(late.OrderId);
        await rig.Agent.Payments.AttemptAsync(charge);
        await rig.Agent.Payments.AttemptAsync(charge);
        await rig.Agent.Refunds.ReturnAsync(charge.TransactionId, Rig.Soon, CancellationToken.None);

        var entries = await Rig.ReadAsync<string>(rig.Payments,
            """
            SELECT string_agg(concat_ws(' ', coalesce(kind, 'capture'), l.debit_account, l.credit_account, l.amount_minor), ', '
                ORDER BY entry_id)
            FROM ledger_entries AS l LEFT JOIN refunds USING (refund_id)
            """);
        Assert.Equal(
            "capture buyer shop 3998, refund shop buyer 1000, capture buyer shop 700, void shop buyer 700, "
            + "capture buyer shop 50, late shop buyer 50", entries);
        await rig.AssertMoneyAddsUpAsync();
    }

    [Theory]
    [InlineData("UPDATE payments SET captured_minor = 0, refunding_minor = 0 WHERE captured_minor > 0")]
    [InlineData("UPDATE payments SET captured_minor = amount_minor WHERE status = 'declined'")]
    [InlineData("UPDATE payments SET refunded_minor = 1 WHERE captured_minor > 0")]
    [InlineData("UPDATE payments SET currency = 'EUR'")]
    [InlineData(Entry + "transaction_id, NULL::uuid, 'buyer', 'shop', 1, currency, now() FROM payments WHERE status = 'declined'")]
    [InlineData(Entry + "transaction_id, refund_id, 'shop', 'buyer', 1, 'USD', now() FROM refunds WHERE status = 'pending'")]
    [InlineData("UPDATE payments SET refunded_minor = 1 WHERE captured_minor > 0; " + Entry
        + "transaction_id, refund_id, 'shop', 'buyer', 1, 'EUR', now() FROM refunds WHERE status = 'pending'")]
    [InlineData("UPDATE payments SET refunded_minor = 1 WHERE captured_minor > 0; " + Entry
        + "transaction_id, refund_id, 'buyer', 'shop', 1, 'USD', now() FROM refunds WHERE status = 'pending'")]
    public async Task No_money_moves_without_its_entry_and_no_entry_stands_without_its_movement(string sql)
    {
        await ArrangeAsync();
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(rig.Payments.App, sql));
        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
        Assert.Contains("does not balance", refused.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_movement_with_its_entry_is_taken()
    {
        await ArrangeAsync();
        await ExecuteAsync(rig.Payments.App,
            $"UPDATE payments SET refunded_minor = 1 WHERE captured_minor > 0; {Entry}"
            + "transaction_id, refund_id, 'shop', 'buyer', 1, 'USD', now() FROM refunds WHERE status = 'pending'");
        Assert.Equal(3997, await rig.ShopBalanceAsync());
    }

    [Theory]
    [InlineData("UPDATE ledger_entries SET amount_minor = 1")]
    [InlineData("DELETE FROM ledger_entries")]
    [InlineData("TRUNCATE ledger_entries")]
    [InlineData("DELETE FROM payment_events")]
    [InlineData("UPDATE payment_events SET amount_minor = 1")]
    [InlineData("TRUNCATE payment_events")]
    [InlineData("INSERT INTO ledger_accounts VALUES ('mine')")]
    [InlineData("DELETE FROM ledger_accounts")]
    public async Task The_serving_role_cannot_rewrite_the_books(string sql)
    {
        await ArrangeAsync();
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(rig.Payments.App, sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Theory]
    [InlineData("UPDATE ledger_entries SET amount_minor = 1")]
    [InlineData("DELETE FROM ledger_entries")]
    [InlineData("TRUNCATE ledger_entries")]
    [InlineData("DELETE FROM payment_events")]
    [InlineData("TRUNCATE payment_events")]
    public async Task Nor_does_their_owner_by_mistake(string sql)
    {
        await ArrangeAsync();
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(rig.Payments.Owner, sql));
        Assert.Contains("append-only", refused.MessageText, StringComparison.Ordinal);
    }

    private const string Entry =
        "INSERT INTO ledger_entries (transaction_id, refund_id, debit_account, credit_account, amount_minor, currency, at) SELECT ";

    // A captured payment with a refund that is under way, and a declined one.
    private async Task ArrangeAsync()
    {
        await rig.StartAsync();
        var paid = await rig.PayAsync(Rig.Request());
        await rig.Agent.RefundStore.BeginAsync(new(Guid.Parse(paid.TransactionId), 1, "x", Key: null), key: null, CancellationToken.None);
        await Assert.ThrowsAsync<ProblemException>(() => rig.PayAsync(Rig.Request("test_declined")));
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
