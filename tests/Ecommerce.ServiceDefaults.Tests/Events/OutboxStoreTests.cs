using Ecommerce.ServiceDefaults.Events;
using Ecommerce.Testing;

namespace Ecommerce.ServiceDefaults.Tests.Events;

public sealed class OutboxStoreTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public static TheoryData<string> Statements => QueryPlans.NamesOf(typeof(OutboxSql));

    public async ValueTask InitializeAsync() =>
        _database = await postgres.CreateDatabaseAsync("orders", typeof(OutboxStoreTests).Assembly);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task One_replica_publishes_until_it_lets_go_or_its_lease_ends()
    {
        await _database.FillOutboxAsync("order/1", 1, 2);
        OutboxStore one = new(_database.App, TimeProvider.System), other = new(_database.App, TimeProvider.System);

        Assert.Equal(2, (await ReadAsync(one)).Count);
        Assert.Empty(await ReadAsync(other));
        Assert.Equal(2, (await ReadAsync(one)).Count);

        await one.ReleaseAsync(CancellationToken.None);
        Assert.Equal(2, (await ReadAsync(other)).Count);
        await using var lapse = _database.Owner.CreateCommand("UPDATE outbox_lease SET held_until = now()");
        await lapse.ExecuteNonQueryAsync();
        Assert.Equal(2, (await ReadAsync(one)).Count);
        Assert.Empty(await ReadAsync(other));
    }

    [Fact]
    public async Task Events_are_read_in_order_no_more_than_asked_for_and_what_is_confirmed_goes()
    {
        OutboxStore outbox = new(_database.App, TimeProvider.System);
        await _database.FillOutboxAsync("order/1", 1, 2);
        await _database.FillOutboxAsync("order/2", 1, 2);

        var first = await outbox.ReadAsync(3, CancellationToken.None);
        Assert.Equal(["order/1#1", "order/1#2", "order/2#1"], first.Select(item => item.Id));
        await outbox.DeleteAsync([first[0], first[2]], CancellationToken.None);

        Assert.Equal(["order/1#2", "order/2#2"], (await ReadAsync(outbox)).Select(item => item.Id));
    }

    [Fact]
    public async Task What_waits_is_counted_up_to_a_limit_and_the_oldest_by_its_own_time()
    {
        OutboxStore outbox = new(_database.App, TimeProvider.System);
        Assert.Equal((0, TimeSpan.Zero), await outbox.CountAsync(10, CancellationToken.None));

        await _database.FillOutboxAsync("order/1", 1, 3);
        await using var age = _database.Owner.CreateCommand(
            "UPDATE outbox SET event = event || jsonb_build_object('time', to_json(now() - position * interval '1 h'))");
        await age.ExecuteNonQueryAsync();
        var (events, oldest) = await outbox.CountAsync(10, CancellationToken.None);
        Assert.Equal(3, events);
        Assert.InRange(oldest, TimeSpan.FromHours(1), TimeSpan.FromHours(1.9));
        Assert.Equal(2, (await outbox.CountAsync(2, CancellationToken.None)).Events);
    }

    [Theory]
    [MemberData(nameof(Statements))]
    public Task A_statement_on_the_outbox_finds_its_rows_by_an_index(string name) => QueryPlans.AssertIndexedAsync(
        _database.Owner, QueryPlans.TextOf(typeof(OutboxSql), name),
        whole: name is nameof(OutboxSql.Read) or nameof(OutboxSql.Waiting) ? ["outbox"] : []);

    private static Task<IReadOnlyList<OutboxEvent>> ReadAsync(OutboxStore outbox) => outbox.ReadAsync(100, CancellationToken.None);
}
