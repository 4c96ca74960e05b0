using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.OrderAgent.Tests.Checkouts;

/// <summary>What keeps a replica from a checkout that is due: with any of it left out, the checkout is taken.</summary>
public sealed class CheckoutClaimTests(PostgresFixture postgres)
{
    private const string Due = "next_attempt_at = now(), leased_until = NULL";

    [Theory]
    [InlineData("leased_until = now() + interval '1 h'", "(c.leased_until IS NULL OR c.leased_until <= now())")]
    [InlineData("schema_version = 99", "c.schema_version <= $1")]
    [InlineData("parked_reason = 'broken'", "c.parked_reason IS NULL")]
    public async Task A_checkout_that_is_leased_newer_or_parked_is_claimed_only_by_a_statement_without_that_guard(
        string state, string guard)
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.OpenAsync();
        await rig.ExecuteAsync($"UPDATE checkouts SET {Due}");
        await rig.ExecuteAsync($"UPDATE checkouts SET {state}");
        Assert.Contains(guard, CheckoutSql.Claim, StringComparison.Ordinal);

        Assert.Equal(0, await ClaimAsync(rig, CheckoutSql.Claim));
        Assert.Equal(1, await ClaimAsync(rig, CheckoutSql.Claim.Replace(guard, "$1 > 0", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_checkout_that_another_transaction_writes_holds_up_no_other_but_for_a_statement_that_does_not_skip_it()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var (written, due) = (await rig.OpenAsync(), await rig.OpenAsync());
        await rig.ExecuteAsync($"UPDATE checkouts SET {Due}");
        await using var writer = await rig.OpenAsOwnerAsync();
        await using var transaction = await writer.BeginTransactionAsync();
        await using var write = transaction.CreateCommand("UPDATE checkouts SET phase = phase WHERE order_id = $1")
            .With(written.Order.OrderId);
        await write.ExecuteNonQueryAsync();

        var claim = CheckoutSql.Claim.Replace(" SKIP LOCKED", "", StringComparison.Ordinal);
        Assert.NotEqual(CheckoutSql.Claim, claim);
        await using var connection = await rig.Database.OpenConnectionAsync();
        await using (var replica = await connection.BeginTransactionAsync())
        {
            await using var impatient = replica.CreateCommand("SET LOCAL lock_timeout = '100ms'");
            await impatient.ExecuteNonQueryAsync();
            await using var waiting = replica.CreateCommand(claim).With(rig.Options.SchemaVersion).With(10).With(rig.Options.Lease);
            var gaveUp = await Assert.ThrowsAsync<PostgresException>(() => waiting.ReadAllAsync(CheckoutSql.Read, default));
            Assert.Equal(PostgresErrorCodes.LockNotAvailable, gaveUp.SqlState);
        }

        Assert.Equal(due.Order.OrderId, Assert.Single(await rig.Checkouts.ClaimAsync(10, default)).Order.OrderId);
    }

    private static async Task<int> ClaimAsync(Rig rig, string statement)
    {
        await using var command = rig.Database.CreateCommand(statement).With(rig.Options.SchemaVersion).With(1).With(rig.Options.Lease);
        return (await command.ReadAllAsync(CheckoutSql.Read, default)).Count;
    }
}
