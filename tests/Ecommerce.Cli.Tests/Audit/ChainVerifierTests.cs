using System.Globalization;
using Ecommerce.Cli.Audit;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Sealing;
using Ecommerce.Testing;
using Ecommerce.Testing.Audit;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Cli.Tests.Audit;

/// <summary>Whoever owns the database can write anything; what was sealed and witnessed tells.</summary>
public sealed class ChainVerifierTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private const string Witness = "spiffe://agentweave.io/agent/payment";

    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    private SealedAudit _audit = null!;
    private Guid[] _rows = [];
    private Dictionary<long, ByteString> _heads = [];

    // Four links of three rows, of which the second and the fourth are witnessed.
    public async ValueTask InitializeAsync()
    {
        _audit = await SealedAudit.StartAsync(postgres);
        _rows = await _audit.WriteLinksAsync(links: 4, rows: 3);
        _heads = (await _audit.LinksAsync()).Where(link => link.Seal % 2 == 0).ToDictionary(link => link.Seal, link => link.Hash);
    }

    public ValueTask DisposeAsync() => _audit.DisposeAsync();

    [Fact]
    public async Task Nothing_is_found_where_nothing_was_done()
    {
        var report = await VerifyAsync();

        Assert.Empty(report.Findings);
        Assert.Equal((4, 12, 4), (report.Seals, report.Rows, report.Countersigned));
    }

    [Theory]
    [InlineData("UPDATE audit SET reason = 'nothing happened' WHERE audit_id = $1")]
    [InlineData("UPDATE audit SET decision = NULL WHERE audit_id = $1")]
    [InlineData("UPDATE audit SET at = at - interval '1 us' WHERE audit_id = $1")]
    [InlineData("UPDATE audit SET count = 0 WHERE audit_id = $1")]
    [InlineData("UPDATE audit SET context = '{}' WHERE audit_id = $1")]
    public async Task An_edited_row_is_named(string attack)
    {
        await _audit.ExecuteAsync(attack, _rows[4]);

        Assert.Equal([("row_edited", 2, _rows[4].ToString())], await FindAsync());
    }

    [Fact]
    public async Task A_deleted_row_is_named()
    {
        await _audit.ExecuteAsync("DELETE FROM audit WHERE audit_id = $1", _rows[4]);

        Assert.Equal([("row_missing", 2, _rows[4].ToString())], await FindAsync());
    }

    [Fact]
    public async Task A_row_that_is_moved_is_named()
    {
        await _audit.ExecuteAsync(
            "UPDATE audit SET position = (SELECT position FROM audit WHERE audit_id = $2) WHERE audit_id = $1", _rows[1], _rows[10]);

        Assert.Equal([("row_moved", 1, _rows[1].ToString())], await FindAsync());
    }

    [Fact]
    public async Task Rows_that_change_places_are_named()
    {
        await _audit.ExecuteAsync(
            """
            UPDATE audit a SET action = b.action, resource = b.resource FROM audit b
            WHERE (a.audit_id, b.audit_id) IN (($1, $2), ($2, $1))
            """,
            _rows[3], _rows[5]);

        (string, long, string?)[] both = [("row_edited", 2, _rows[3].ToString()), ("row_edited", 2, _rows[5].ToString())];
        Assert.Equal(both.Order(), (await FindAsync()).Order());
    }

    [Fact]
    public async Task A_row_that_is_slipped_in_is_named()
    {
        await _audit.ExecuteAsync(
            """
            INSERT INTO audit (audit_id, event_type, at, agent_name, position)
            SELECT '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b', event_type, at, agent_name, position FROM audit WHERE audit_id = $1
            """,
            _rows[7]);

        Assert.Equal("row_added", Assert.Single(await FindAsync()).Kind);
    }

    [Theory]
    [InlineData("UPDATE audit_seal SET sealed_at = sealed_at - interval '1 day' WHERE seal = 3", "seal_edited")]
    [InlineData("UPDATE audit_seal SET entries = set_byte(entries, 20, 255 - get_byte(entries, 20)) WHERE seal = 3",
        "row_edited, seal_edited")]
    [InlineData("UPDATE audit_seal SET entries = entries || entries WHERE seal = 3", "seal_edited")]
    [InlineData("UPDATE audit_seal SET entries = substring(entries FOR 97) WHERE seal = 3", "row_added, seal_edited")]
    [InlineData("UPDATE audit_seal SET dropped_before = '2020-01-01' WHERE seal = 3", "seal_edited")]
    [InlineData("UPDATE audit_seal SET dropped_before = 'infinity' WHERE seal = 3", null)]
    [InlineData("UPDATE audit_seal SET hash = sha256(hash) WHERE seal = 3", "chain_broken, seal_edited")]
    [InlineData("DELETE FROM audit_seal WHERE seal = 3", "row_added, row_added, row_added, seal_missing")]
    [InlineData("UPDATE audit_seal SET seal = 15 - seal WHERE seal IN (2, 3)", null)]
    [InlineData("DELETE FROM audit_seal", null)]
    public async Task What_is_done_to_links_shows(string attack, string? kinds)
    {
        await _audit.ExecuteAsync(attack);

        var found = string.Join(", ", (await FindAsync()).Select(finding => finding.Kind).Order());
        Assert.NotEqual("", found);
        Assert.Equal(kinds ?? found, found);
    }

    [Fact]
    public async Task A_tail_that_is_cut_off_with_its_rows_is_missed_by_the_witness()
    {
        await _audit.ExecuteAsync("DELETE FROM audit_seal WHERE seal >= 3");
        await _audit.ExecuteAsync("DELETE FROM audit WHERE audit_id = ANY ($1)", _rows[6..]);

        Assert.Equal([("head_missing", 4, null)], await FindAsync());
    }

    [Fact]
    public async Task A_chain_that_is_written_anew_is_not_the_witnesses()
    {
        await _audit.ExecuteAsync("UPDATE audit SET reason = 'nothing happened' WHERE audit_id = $1", _rows[0]);
        await _audit.ExecuteAsync("DELETE FROM audit_seal");
        Assert.Equal(12, await _audit.SealAnewAsync());
        for (var i = 0; i < 3; i++)
        {
            await _audit.WriteAsync(1);
            await _audit.SealAnewAsync();
        }

        Assert.Equal([("head_differs", 2, null)], await FindAsync());
    }

    [Fact]
    public async Task A_database_that_was_restored_to_an_earlier_time_is_named_then_and_after_it_has_gone_on()
    {
        await _audit.ExecuteAsync("DELETE FROM audit_seal WHERE seal >= 3");
        await _audit.ExecuteAsync("DELETE FROM audit WHERE audit_id = ANY ($1)", _rows[6..]);
        await _audit.WriteAsync(1);
        await _audit.SealAnewAsync();
        Assert.Equal([("head_missing", 4, null)], await FindAsync());

        await _audit.WriteAsync(1);
        await _audit.SealAnewAsync();
        Assert.Equal([("head_differs", 4, null)], await FindAsync());
    }

    [Fact]
    public async Task A_link_of_another_agents_chain_does_not_fit()
    {
        var report = new AuditReport("payments", "inventory");
        var verifier = new ChainVerifier("payment", Witness, _heads, Retention, TimeProvider.System, report);
        (await _audit.ReadAsync()).ForEach(verifier.Read);

        Assert.Contains(report.Findings, finding => finding.Kind == "seal_edited");
    }

    [Fact]
    public async Task A_month_is_dropped_as_a_whole_and_its_links_stay()
    {
        var old = TimeProvider.System.GetUtcNow().AddDays(-100);
        // The month has a partition, as if there had been months then.
        await _audit.ExecuteAsync("ALTER TABLE audit DETACH PARTITION audit_before");
        await _audit.WriteAsync(5, old);
        await _audit.SealAsync();
        await _audit.ExecuteAsync(
            "SELECT audit_attach('audit_old', audit_id_of($1), audit_id_of($2))", FirstOf(old), FirstOf(old.AddMonths(1)));

        var before = FirstOf(TimeProvider.System.GetUtcNow().AddDays(-31));
        await _audit.KeepMonthsAsync(before);

        var report = await VerifyAsync();
        Assert.Empty(report.Findings);
        Assert.Equal(5, report.Dropped);
        Assert.Equal(12, report.Rows);
        var found = (await VerifyAsync(retention: TimeSpan.FromDays(400))).Findings;
        Assert.Equal(["dropped_early"], found.Select(finding => finding.Kind));
    }

    [Fact]
    public async Task A_month_that_is_dropped_by_hand_is_missed()
    {
        await _audit.ExecuteAsync("TRUNCATE audit");

        Assert.Equal(_rows.Select(row => row.ToString()).Order(), (await FindAsync()).Select(finding => finding.Row).Order());
    }

    [Fact]
    public async Task Rows_that_are_dropped_by_hand_are_missed_where_a_link_claims_that_their_time_has_come()
    {
        var last = (await _audit.LinksAsync())[^1];
        var later = TimeProvider.System.GetUtcNow().AddDays(100);
        AuditSeal forged = new()
        {
            Seal = last.Seal + 1,
            SealedAt = Timestamp.FromDateTimeOffset(new(later.Year, later.Month, later.Day, 0, 0, 0, TimeSpan.Zero)),
            LastPosition = last.LastPosition,
            LastId = last.LastId,
            DroppedBefore = FirstOf(later.AddDays(-40)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Previous = last.Hash,
        };
        await _audit.ExecuteAsync("DELETE FROM audit WHERE audit_id = ANY ($1)", _rows[3..6]);
        await _audit.ExecuteAsync(
            "INSERT INTO audit_seal VALUES ($1, $2, $3, $4, '', $5::date, $6, $7)", forged.Seal, forged.SealedAt.ToDateTime(),
            forged.LastPosition, Guid.Parse(forged.LastId),
            DateOnly.ParseExact(forged.DroppedBefore, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            forged.Previous.ToByteArray(), AuditChain.HashOf("order", forged));

        Assert.Equal([("dropped_early", 5, null), ("sealed_in_future", 5, null)], (await FindAsync()).Order());
    }

    [Fact]
    public async Task No_month_is_dropped_before_its_time()
    {
        var later = TimeProvider.System.GetUtcNow().AddMonths(2);
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => _audit.KeepMonthsAsync(FirstOf(later)));

        Assert.Empty(await FindAsync());
    }

    [Fact]
    public async Task What_nobody_countersigned_for_minutes_is_told()
    {
        _heads.Remove(4);
        Assert.Empty((await VerifyAsync()).Findings);

        var report = await VerifyAsync(TimeProvider.System.GetUtcNow().AddMinutes(5));
        Assert.Equal([("not_countersigned", 3)], report.Findings.Select(finding => (finding.Kind, finding.Seal)));
    }

    [Fact]
    public async Task A_genuine_receipt_is_no_finding_as_long_as_the_witness_keeps_the_head()
    {
        await _audit.ReceiveAsync((await _audit.LinksAsync())[3], Witness);
        Assert.Empty(await FindAsync());

        _heads.Remove(4);
        Assert.Equal([("head_lost", 4, null)], await FindAsync());
    }

    [Theory]
    [InlineData("UPDATE audit_receipt SET signature = sha256(signature)")]
    [InlineData("UPDATE audit_receipt SET witness = 'spiffe://agentweave.io/agent/order'")]
    [InlineData("UPDATE audit_receipt SET seal = 2")]
    [InlineData("UPDATE audit_receipt SET certificate = sha256(certificate)")]
    public async Task A_forged_receipt_is_named(string attack)
    {
        await _audit.ReceiveAsync((await _audit.LinksAsync())[3], Witness);
        await _audit.ExecuteAsync(attack);

        Assert.Equal("receipt_forged", Assert.Single(await FindAsync()).Kind);
    }

    [Fact]
    public async Task A_receipt_of_another_identity_is_forged()
    {
        await _audit.ReceiveAsync((await _audit.LinksAsync())[3], "spiffe://agentweave.io/agent/order");
        await _audit.ExecuteAsync("UPDATE audit_receipt SET witness = $1", Witness);

        Assert.Equal([("receipt_forged", 4, null)], await FindAsync());
    }

    private static DateTimeOffset FirstOf(DateTimeOffset time) => new(time.Year, time.Month, 1, 0, 0, 0, TimeSpan.Zero);

    private async Task<AuditReport> VerifyAsync(DateTimeOffset? asked = null, TimeSpan? retention = null)
    {
        var report = new AuditReport("orders", "payment");
        var verifier = new ChainVerifier("order", Witness, _heads, retention ?? Retention, TimeProvider.System, report);
        (await _audit.ReadAsync()).ForEach(verifier.Read);
        verifier.End(asked ?? TimeProvider.System.GetUtcNow(), new Dictionary<long, ByteString>());
        return report;
    }

    private async Task<List<(string Kind, long Seal, string? Row)>> FindAsync() =>
        [.. (await VerifyAsync()).Findings.Select(finding => (finding.Kind, finding.Seal, finding.Row))];
}
