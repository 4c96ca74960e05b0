using Ecommerce.ServiceDefaults.Audit;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Sealing;
using Ecommerce.Testing;
using Ecommerce.Testing.Audit;
using Google.Protobuf;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Tests.Sealing;

/// <summary>What is committed is sealed in an order that nothing can slip into.</summary>
// On a server of its own: a transaction that runs in any database of the server holds the seals up.
public sealed class SealStoreTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private SealedAudit _audit = null!;

    public async ValueTask InitializeAsync() => _audit = await SealedAudit.StartAsync(postgres);

    public ValueTask DisposeAsync() => _audit.DisposeAsync();

    [Fact]
    public async Task Rows_are_sealed_once_and_each_link_goes_on_from_the_one_before()
    {
        var ids = await _audit.WriteLinksAsync(links: 3, rows: 2);

        Assert.Equal(0, await _audit.SealAsync());
        var links = await _audit.LinksAsync();
        Assert.Equal([1, 2, 3], links.Select(link => link.Seal));
        Assert.Equal([ByteString.Empty, links[0].Hash, links[1].Hash], links.Select(link => link.Previous));
        Assert.All(links, link => Assert.Equal(AuditChain.HashOf("order", link), link.Hash));
        Assert.Equal(
            ids.Order(), links.SelectMany(link => AuditChain.ReadEntries(link.Entries)).Select(entry => entry.Id).Order());
    }

    [Fact]
    public async Task A_link_has_as_many_rows_as_fit()
    {
        await _audit.WriteAsync(SealStore.LinkLimit + 1);

        Assert.Equal(SealStore.LinkLimit, await _audit.Seals.SealAsync(CancellationToken.None));
        Assert.Equal(1, await _audit.Seals.SealAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_commits_late_is_waited_for_and_lies_where_it_began()
    {
        var first = await _audit.WriteAsync(1);
        await using var connection = await _audit.App.OpenConnectionAsync();
        await using var running = await connection.BeginTransactionAsync();
        var late = AuditEntry.Create(new AuditEvent("LATE"), TimeProvider.System.GetUtcNow(), written: null);
        await using (var batch = running.CreateBatch())
        {
            AuditStore.Add(batch, "order", [late]);
            await batch.ExecuteNonQueryAsync();
        }

        var after = await _audit.WriteAsync(1);

        Assert.Equal(1, await _audit.SealAsync());
        await running.CommitAsync();
        Assert.Equal(2, await _audit.SealAsync());
        Assert.Equal(
            [.. first, late.Id, .. after],
            (await _audit.LinksAsync()).SelectMany(link => AuditChain.ReadEntries(link.Entries)).Select(entry => entry.Id));
    }

    [Fact]
    public async Task Replicas_seal_one_chain()
    {
        var replicas = Enumerable.Range(0, 4).Select(_ => _audit.NewStore()).ToList();
        var sealedRows = 0;
        for (var turn = 0; turn < 10; turn++)
        {
            await _audit.WriteAsync(3);
            sealedRows += (await Task.WhenAll(replicas.Select(replica => replica.SealAsync(CancellationToken.None)))).Sum();
        }

        sealedRows += await _audit.SealAsync();
        Assert.Equal(30, sealedRows);
        var links = await _audit.LinksAsync();
        Assert.Equal(30, links.Sum(link => link.Entries.Length) / AuditChain.EntryLength);
        Assert.All(links.Zip(links.Skip(1)), pair => Assert.Equal(pair.First.Hash, pair.Second.Previous));
    }

    [Theory]
    [InlineData("DELETE FROM audit_seal WHERE seal = 2")]
    [InlineData("UPDATE audit_seal SET hash = sha256(hash) WHERE seal = 2")]
    public async Task A_sealer_that_saw_the_last_link_tells_when_it_is_gone_or_another(string attack)
    {
        await _audit.WriteLinksAsync(links: 2, rows: 1);
        await _audit.ExecuteAsync(attack);

        await Assert.ThrowsAsync<BrokenChainException>(() => _audit.Seals.SealAsync(CancellationToken.None));

        // It goes on from what is there.
        await _audit.WriteAsync(1);
        Assert.NotEqual(0, await _audit.SealAsync());
    }

    [Fact]
    public async Task A_database_that_was_restored_to_another_server_goes_on_after_its_last_row()
    {
        // Numbers of transactions that this server will not reach.
        var restored = await _audit.WriteAsync(2);
        await _audit.ExecuteAsync("UPDATE audit SET position = position + 1000000000000");
        Assert.Equal(0, await _audit.SealAsync());

        await _audit.ExecuteAsync("SELECT audit_continue()");
        await _audit.ExecuteAsync("SELECT audit_continue()");

        var added = await _audit.WriteAsync(1);
        Assert.Equal(3, await _audit.SealAsync());
        Assert.Equal(
            [.. restored.Order(), .. added],
            AuditChain.ReadEntries(Assert.Single(await _audit.LinksAsync()).Entries).Select(entry => entry.Id));
    }

    [Fact]
    public async Task The_head_of_each_minute_is_countersigned_once_and_in_the_order_of_the_chain()
    {
        await _audit.WriteLinksAsync(links: 7, rows: 1);
        // The links 3 and 5 come from a replica whose clock is ahead; the minute of the last is not over.
        await _audit.ExecuteAsync(
            """
            UPDATE audit_seal SET sealed_at = timestamptz '2026-01-31T12:00:00Z'
                + (ARRAY [10, 55, 61, 59, 62, 118, 121])[seal] * interval '1 s'
            """);
        var now = new DateTimeOffset(2026, 1, 31, 12, 2, 10, TimeSpan.Zero);

        List<long> asked = [];
        while (await _audit.UncountersignedAsync(now, links: 2) is { Count: > 0 } page)
        {
            asked.AddRange(page);
            await _audit.ReceiveAsync(page[^1]);
        }

        Assert.Equal(asked.Order().Distinct(), asked);
        Assert.Contains(4, asked);
        Assert.Contains(6, asked);
        Assert.DoesNotContain(7, asked);
        Assert.Equal([4, 6], await HeadsOfAllAsync());

        async Task<List<long>> HeadsOfAllAsync()
        {
            await _audit.ExecuteAsync("DELETE FROM audit_receipt");
            return await _audit.UncountersignedAsync(now, links: 100);
        }
    }

    [Theory]
    [InlineData("UPDATE audit_seal SET sealed_at = now()")]
    [InlineData("DELETE FROM audit_seal")]
    [InlineData("TRUNCATE audit_seal")]
    [InlineData("UPDATE audit_receipt SET witness = 'x'")]
    [InlineData("DELETE FROM audit_receipt")]
    [InlineData("UPDATE audit_witnessed SET seal = 1")]
    [InlineData("DELETE FROM audit_witnessed")]
    [InlineData("UPDATE audit_origin SET shift = 1")]
    [InlineData("DELETE FROM audit_before")]
    [InlineData("DELETE FROM audit_other")]
    [InlineData("INSERT INTO audit_other SELECT * FROM audit")]
    [InlineData("SELECT audit_continue()")]
    [InlineData("SELECT audit_attach('x', gen_random_uuid(), gen_random_uuid())")]
    public async Task The_serving_role_only_adds(string sql)
    {
        await using var command = _audit.App.CreateCommand(sql);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }
}
