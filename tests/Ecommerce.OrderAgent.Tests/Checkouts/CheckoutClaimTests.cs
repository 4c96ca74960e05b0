using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.Testing;

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

    private static async Task<int> ClaimAsync(Rig rig, string statement)
    {
        await using var command = rig.Database.CreateCommand(statement).With(rig.Options.SchemaVersion).With(1).With(rig.Options.Lease);
        return (await command.ReadAllAsync(CheckoutSql.Read, default)).Count;
    }
}
