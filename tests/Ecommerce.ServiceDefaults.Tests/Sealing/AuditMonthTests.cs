using Ecommerce.ServiceDefaults.Sealing;
using Ecommerce.Testing;
using Ecommerce.Testing.Audit;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Tests.Sealing;

/// <summary>A month's partition comes before its rows. Where it does not, its rows move into it, and none is lost or refused.</summary>
// On a server of its own: a transaction that runs in any database of the server holds the seals up.
public sealed class AuditMonthTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private SealedAudit _audit = null!;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    // As an agent finds it that was down for months: there is no partition for today.
    public async ValueTask InitializeAsync()
    {
        _audit = await SealedAudit.StartAsync(postgres);
        await _audit.ExecuteAsync(
            """
            DO $$
            DECLARE
                month regclass;
            BEGIN
                FOR month IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'audit'::regclass
                    AND inhrelid <> 'audit_other'::regclass LOOP
                    EXECUTE format('DROP TABLE %s', month);
                END LOOP;
            END
            $$
            """);
    }

    public ValueTask DisposeAsync() => _audit.DisposeAsync();

    [Fact]
    public async Task An_agent_that_was_down_for_months_writes_at_once_and_the_months_follow()
    {
        var rows = await _audit.WriteAsync(3);
        Assert.Equal(3, await _audit.SealAsync());
        Assert.Equal(3, await _audit.CountAsync("SELECT count(*) FROM audit_other"));

        await _audit.KeepMonthsAsync(Now.AddDays(-400));

        Assert.Equal(0, await _audit.CountAsync("SELECT count(*) FROM audit_other"));
        Assert.Equal(3, await _audit.CountAsync($"SELECT count(*) FROM audit_{Now:yyyy_MM}"));
        Assert.Equal(3, await _audit.CountAsync("SELECT count(*) FROM audit WHERE audit_id = ANY ($1)", rows));
        await _audit.WriteAsync(1, Now.AddMonths(1));
        await _audit.WriteAsync(1, Now.AddMonths(2));
        Assert.Equal(0, await _audit.CountAsync("SELECT count(*) FROM audit_other"));
        Assert.Equal(2, await _audit.SealAsync());
    }

    [Fact]
    public async Task A_row_that_is_not_committed_holds_the_months_up_and_nobody_else()
    {
        await using (var connection = await _audit.App.OpenConnectionAsync())
        await using (var running = await connection.BeginTransactionAsync())
        {
            await using var command = new NpgsqlCommand(
                "INSERT INTO audit (audit_id, event_type, at, agent_name) VALUES ($1, 'LATE', now(), 'order')", connection, running)
            {
                Parameters = { new() { Value = Guid.CreateVersion7(Now) } },
            };
            await command.ExecuteNonQueryAsync();

            var waited = await Assert.ThrowsAsync<PostgresException>(() => _audit.KeepMonthsAsync(Now.AddDays(-400)));
            Assert.Equal(PostgresErrorCodes.LockNotAvailable, waited.SqlState);
            await _audit.WriteAsync(1);
            await running.CommitAsync();
        }

        await _audit.KeepMonthsAsync(Now.AddDays(-400));
        Assert.Equal(2, await _audit.CountAsync($"SELECT count(*) FROM audit_{Now:yyyy_MM}"));
    }

    [Fact]
    public async Task Months_are_made_by_several_replicas_while_rows_are_written_and_each_row_is_sealed_once()
    {
        var replicas = Enumerable.Range(0, 3).Select(_ => _audit.NewStore()).ToList();
        using var done = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var rows = 0;
            while (!done.IsCancellationRequested)
            {
                rows += (await _audit.WriteAsync(2)).Length;
            }

            return rows;
        })).ToList();

        await Task.WhenAll(replicas.Select(KeepAsync));
        await done.CancelAsync();
        var written = (await Task.WhenAll(writers)).Sum();

        Assert.Equal(0, await _audit.CountAsync("SELECT count(*) FROM audit_other"));
        Assert.Equal(written, await _audit.SealAsync());
    }

    // As the sealer's loop repeats it.
    private static Task KeepAsync(SealStore replica) => Eventually.HoldsAsync(
        async () =>
        {
            try
            {
                await replica.KeepMonthsAsync(new DateOnly(2020, 1, 1), CancellationToken.None);
                return true;
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                return false;
            }
        },
        () => "the months are there");
}
