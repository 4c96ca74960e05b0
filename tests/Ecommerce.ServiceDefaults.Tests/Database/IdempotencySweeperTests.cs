using Ecommerce.ServiceDefaults.Database;
using Ecommerce.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecommerce.ServiceDefaults.Tests.Database;

public sealed class IdempotencySweeperTests(PostgresFixture postgres)
{
    public static TheoryData<string> Statements => QueryPlans.NamesOf(typeof(IdempotencySql));

    [Fact]
    public async Task All_that_has_expired_goes_in_one_turn_however_many_keys_came()
    {
        await using var database = await CreateAsync();
        await using (var fill = database.Owner.CreateCommand(
            """
            INSERT INTO idempotency (scope, request_hash, resource_id, expires_at)
            SELECT int4send(i), 'hash', gen_random_uuid(), CASE WHEN i > 12000 THEN 'infinity' ELSE '2020-01-01'::timestamptz END
            FROM generate_series(1, 12007) i
            """))
        {
            await fill.ExecuteNonQueryAsync();
        }

        // Its clock stands still: a second turn would never come.
        var time = new ManualTime();
        using var sweeper = new IdempotencySweeper(new(database.App, time), time, NullLogger<IdempotencySweeper>.Instance);
        await sweeper.StartAsync(CancellationToken.None);

        await Eventually.HoldsAsync(async () => await CountAsync(database) == 7, () => "only keys that are still valid are left");
        await sweeper.StopAsync(CancellationToken.None);
    }

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task A_statement_on_keys_finds_its_rows_by_an_index(string name)
    {
        await using var database = await CreateAsync();
        // What is held of a user can be in the reply to anybody's key, and is asked for when the user is erased.
        string[] whole = name == nameof(IdempotencySql.FindHolding) ? ["idempotency"] : [];
        await QueryPlans.AssertIndexedAsync(database.Owner, QueryPlans.TextOf(typeof(IdempotencySql), name), whole);
    }

    private Task<TestDatabase> CreateAsync() => postgres.CreateDatabaseAsync("orders", typeof(IdempotencySweeperTests).Assembly);

    private static async Task<long> CountAsync(TestDatabase database)
    {
        await using var command = database.Owner.CreateCommand("SELECT count(*) FROM idempotency");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
