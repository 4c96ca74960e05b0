using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Audit;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Telemetry;
using Ecommerce.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Tests.Audit;

/// <summary>What is on record by the time that a call is answered.</summary>
public sealed class CallRecordTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly AgentInfo Agent = new(AgentNames.Inventory, "agentweave.io");

    // Its clock stands still, so that what nobody waits for is not written before the log stops.
    private readonly ManualTime _time = new();
    private TestDatabase _database = null!;
    private AuditLog _log = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync("orders", typeof(CallRecordTests).Assembly);
        _log = Log(_database.App, _time);
        await _log.StartAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _log.StopAsync(CancellationToken.None);
        _log.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task The_row_of_a_change_is_committed_with_it_and_its_end_follows_the_answer()
    {
        var record = Begin(_log, "adjust_stock");
        await record.AdmitAsync(CancellationToken.None);
        await ChangeAsync(commit: true);
        Assert.Equal(["adjust_stock "], await RowsAsync());

        await record.EndAsync(AuditEvent.Ok, reply: null);
        Assert.Equal(["adjust_stock "], await RowsAsync());

        await _log.StopAsync(CancellationToken.None);
        Assert.Equal(["adjust_stock ", "adjust_stock ok"], await RowsAsync());
    }

    [Fact]
    public async Task A_change_that_is_rolled_back_leaves_the_one_row_that_its_answer_waits_for()
    {
        var record = Begin(_log, "adjust_stock");
        await record.AdmitAsync(CancellationToken.None);
        await ChangeAsync(commit: false);
        Assert.Empty(await RowsAsync());

        await record.EndAsync("out_of_stock", reply: null);

        Assert.Equal(["adjust_stock out_of_stock"], await RowsAsync());
    }

    [Fact]
    public async Task A_call_that_may_change_something_and_wrote_nothing_is_on_record_when_it_is_answered()
    {
        var record = Begin(_log, "adjust_stock");
        await record.AdmitAsync(CancellationToken.None);

        await record.EndAsync(AuditEvent.Ok, reply: null);

        Assert.Equal(["adjust_stock ok"], await RowsAsync());
    }

    [Fact]
    public async Task Calls_whose_changes_share_a_transaction_have_their_rows_in_it()
    {
        CallRecord[] records = [Begin(_log, "reserve_items"), Begin(_log, "reserve_items")];
        await using (var batch = _database.App.CreateBatch())
        {
            ChangeRecord.AddTo(batch, records);
            await batch.ExecuteNonQueryAsync();
        }

        Assert.Equal(["reserve_items ", "reserve_items "], await RowsAsync());
    }

    [Fact]
    public async Task What_a_limit_refuses_is_one_row_however_often_it_comes()
    {
        for (var i = 0; i < 300; i++)
        {
            var record = Begin(_log, "adjust_stock");
            await record.AdmitAsync(CancellationToken.None);
            await record.EndAsync(ErrorCodes.RateLimited, reply: null);
        }

        await _log.StopAsync(CancellationToken.None);

        Assert.Equal(["adjust_stock rate_limited"], await RowsAsync());
    }

    [Fact]
    public async Task A_strangers_reads_are_one_row_however_many_there_are_but_what_is_denied_has_a_row_each()
    {
        foreach (var outcome in (string[])[AuditEvent.Ok, AuditEvent.Ok, ErrorCodes.Forbidden, ErrorCodes.Forbidden])
        {
            await Begin(_log, "list_products", isAnonymous: true).EndAsync(outcome, reply: null);
        }

        await _log.StopAsync(CancellationToken.None);

        Assert.Equal(["list_products forbidden", "list_products forbidden", "list_products ok"], await RowsAsync());
    }

    [Fact]
    public async Task What_a_stranger_tries_over_and_over_has_a_hundred_rows_a_minute_and_is_counted_beyond_them()
    {
        for (var i = 0; i < 300; i++)
        {
            await Begin(_log, "adjust_stock", isAnonymous: true).EndAsync(ErrorCodes.Unauthenticated, reply: null);
        }

        // What it changes all the same has its row.
        var record = Begin(_log, "adjust_stock", isAnonymous: true);
        await ChangeAsync(commit: true);
        await record.EndAsync(ErrorCodes.Unauthenticated, reply: null);
        await _log.StopAsync(CancellationToken.None);

        var rows = (await RowsAsync()).CountBy(row => row).ToDictionary();
        Assert.Equal((1, 102), (rows["adjust_stock "], rows["adjust_stock unauthenticated"]));
        await using var command = _database.Owner.CreateCommand("SELECT sum(count)::bigint FROM audit WHERE count IS NOT NULL");
        Assert.Equal(200L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Nobody_waits_for_the_row_of_a_read()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody;Timeout=1");
        using var log = Log(nowhere, _time);
        await log.StartAsync(CancellationToken.None);

        await Begin(log, "list_books").EndAsync(AuditEvent.Ok, reply: null);
    }

    [Fact]
    public async Task As_long_as_rows_cannot_be_written_a_call_that_may_change_something_is_refused_before_it_begins()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody;Timeout=1");
        using var log = Log(nowhere, TimeProvider.System);
        await log.StartAsync(CancellationToken.None);
        await Begin(log, "adjust_stock").AdmitAsync(CancellationToken.None);
        await AssertUnavailableAsync(() => Begin(log, "adjust_stock").EndAsync(AuditEvent.Ok, reply: null).AsTask());

        await AssertUnavailableAsync(() => Begin(log, "adjust_stock").AdmitAsync(CancellationToken.None).AsTask());
    }

    private static async Task AssertUnavailableAsync(Func<Task> call) =>
        Assert.Equal(ErrorCodes.Unavailable, (await Assert.ThrowsAsync<ProblemException>(call)).Code);

    private CallRecord Begin(AuditLog log, string capability, bool isAnonymous = false)
    {
        AuthorizationRequest request = new(
            Direction.Inbound, Agent.IdOf(AgentNames.Admin), Agent.SpiffeId, capability, Agent.IdOf(AgentNames.Admin), UserId: null,
            new AdjustStockRequest())
        {
            Capability = CapabilityCatalogue.Find(AgentNames.Inventory, capability),
            IsAnonymous = isAnonymous,
        };
        CallRecord record = new(log, request, new(Allow: true, "a test", "test", Scope.Any), _time);
        ChangeRecord.Current = record;
        return record;
    }

    private async Task ChangeAsync(bool commit)
    {
        await using var connection = await _database.App.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ChangeRecord.WriteAsync(transaction, CancellationToken.None);
        if (commit)
        {
            await transaction.CommitAsync();
            ChangeRecord.Committed();
        }
    }

    private static AuditLog Log(NpgsqlDataSource database, TimeProvider time) => new(
        database, Agent, new AgentSettings(new ConfigurationBuilder().Build()), new AgentMetrics(Agent), time,
        NullLogger<AuditLog>.Instance);

    private async Task<List<string>> RowsAsync()
    {
        await using var command = _database.Owner.CreateCommand(
            "SELECT action || ' ' || coalesce(outcome, '') FROM audit WHERE action IS NOT NULL ORDER BY 1");
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
