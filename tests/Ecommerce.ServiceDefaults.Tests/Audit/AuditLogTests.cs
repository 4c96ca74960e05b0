using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Audit;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Telemetry;
using Ecommerce.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Tests.Audit;

public sealed class AuditLogTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private readonly ManualTime _time = new();
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() =>
        _database = await postgres.CreateDatabaseAsync("orders", typeof(AuditLogTests).Assembly);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task An_agents_life_is_in_its_audit()
    {
        using var log = Log(_database.App, TimeProvider.System);
        await log.StartAsync(CancellationToken.None);
        await log.RecordAsync(AuditEvent.PolicyUpdate("revision 7"), CancellationToken.None);
        await log.StopAsync(CancellationToken.None);

        Assert.Equal(["STARTUP", "POLICY_UPDATE", "SHUTDOWN"], await RowsAsync("SELECT event_type FROM audit ORDER BY at"));
        Assert.Equal(["revision 7"], await RowsAsync("SELECT reason FROM audit WHERE event_type = 'POLICY_UPDATE'"));
    }

    [Fact]
    public async Task What_anybody_can_bring_about_is_one_row_a_minute_for_each_kind()
    {
        using var log = Log(_database.App, _time);
        await log.StartAsync(CancellationToken.None);
        await log.RecordAsync(AuditEvent.PolicyUpdate("the log runs"), CancellationToken.None);
        for (var i = 0; i < 1000; i++)
        {
            log.Count(new(AuditEvent.RequestRefused, "not_found", "public", "203.0.113.0/24"));
        }

        log.Count(new(AuditEvent.PeerVerification, "no_certificate", "mtls", "203.0.113.0/24"));
        await log.StopAsync(CancellationToken.None);

        Assert.Equal(
            ["PEER_VERIFICATION no_certificate mtls 203.0.113.0/24 1", "REQUEST_REFUSED not_found public 203.0.113.0/24 1000"],
            await RowsAsync(
                "SELECT concat_ws(' ', event_type, outcome, listener, address, count) FROM audit WHERE count IS NOT NULL ORDER BY 1"));
    }

    [Fact]
    public async Task Counted_rows_come_once_a_minute()
    {
        using var log = Log(_database.App, _time);
        await log.StartAsync(CancellationToken.None);
        await log.RecordAsync(AuditEvent.PolicyUpdate("the log runs"), CancellationToken.None);
        log.Count(new(AuditEvent.RequestRefused, "not_found", "public", Address: null));

        _time.Advance(AuditLog.CountInterval);

        await Eventually.HoldsAsync(
            async () =>
            {
                _time.Advance(AuditLog.ShareInterval);
                return (await RowsAsync("SELECT 1::text FROM audit WHERE count = 1")).Count > 0;
            },
            () => "the row of the minute");
        await log.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task What_nobody_waits_for_shares_a_statement_with_what_follows_and_what_a_call_waits_for_is_written_at_once()
    {
        // Its clock stands still: what is collected would stay in the queue.
        using var log = Log(_database.App, _time);
        await log.StartAsync(CancellationToken.None);
        log.Record(AuditEvent.PolicyUpdate("behind the answer"));

        await log.RecordAsync(AuditEvent.PolicyUpdate("before the answer"), CancellationToken.None).WaitAsync(Timeout);

        Assert.Single(await RowsAsync("SELECT DISTINCT xmin::text FROM audit WHERE event_type = 'POLICY_UPDATE'"));
        Assert.Equal(
            ["before the answer", "behind the answer"],
            await RowsAsync("SELECT reason FROM audit WHERE event_type = 'POLICY_UPDATE' ORDER BY reason"));
        await log.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_call_that_cannot_be_audited_is_refused_and_leaves_no_row_behind()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=x;Timeout=1");
        using var log = Log(nowhere, TimeProvider.System);
        await log.StartAsync(CancellationToken.None);

        var refused = await Assert.ThrowsAsync<ProblemException>(
            () => log.RecordAsync(AuditEvent.PolicyUpdate("x"), CancellationToken.None).WaitAsync(Timeout));

        Assert.Equal(ErrorCodes.Unavailable, refused.Code);
        await log.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task What_nobody_waits_for_is_bounded_and_leaves_room_for_what_a_call_waits_for()
    {
        const int Many = 20_000;
        using var log = Log(_database.App, new ManualTime());
        for (var i = 0; i < Many; i++)
        {
            log.Record(AuditEvent.PolicyUpdate("behind the answer"));
        }

        var awaited = log.RecordAsync(AuditEvent.PolicyUpdate("before the answer"), CancellationToken.None);
        await log.StartAsync(CancellationToken.None);
        await awaited.WaitAsync(Timeout);
        await log.StopAsync(CancellationToken.None);

        var rows = await RowsAsync("SELECT reason FROM audit WHERE event_type = 'POLICY_UPDATE'");
        Assert.InRange(rows.Count, 2, Many / 2);
        Assert.Single(rows, "before the answer");
    }

    [Fact]
    public async Task What_nobody_waits_for_is_written_when_the_database_is_back()
    {
        await using var impatient =
            NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_database.AppConnectionString) { CommandTimeout = 1 });
        using var log = Log(impatient, TimeProvider.System);
        await log.StartAsync(CancellationToken.None);
        await using (var away = await _database.Owner.OpenConnectionAsync())
        {
            await using var outage = await away.BeginTransactionAsync();
            await using var locking = new NpgsqlCommand("LOCK TABLE audit IN ACCESS EXCLUSIVE MODE", away, outage);
            await locking.ExecuteNonQueryAsync();
            log.Record(AuditEvent.PolicyUpdate("during the outage"));
            await Assert.ThrowsAsync<ProblemException>(
                () => log.RecordAsync(AuditEvent.PolicyUpdate("refused"), CancellationToken.None).WaitAsync(Timeout));
        }

        await UntilAsync("SELECT reason FROM audit WHERE reason = 'during the outage'");
        await log.StopAsync(CancellationToken.None);
    }

    private static AuditLog Log(NpgsqlDataSource database, TimeProvider time)
    {
        var settings = new AgentSettings(new ConfigurationBuilder().Build());
        var agent = new AgentInfo("order", "agentweave.io");
        return new(database, agent, settings, new AgentMetrics(agent), time, NullLogger<AuditLog>.Instance);
    }

    private Task UntilAsync(string sql) =>
        Eventually.HoldsAsync(async () => (await RowsAsync(sql)).Count > 0, () => $"a row of {sql}");

    private async Task<List<string>> RowsAsync(string sql)
    {
        await using var command = _database.Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
