using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Sealing;
using Ecommerce.Testing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Npgsql;

namespace Ecommerce.SystemTests;

/// <summary>The audit of the running shop is sealed and witnessed, and whoever changes a row is found.</summary>
[Collection<DisturbedShopCollection>]
public sealed class AuditChainTests(DisturbedShop shop)
{
    // A minute ends, its head is sent within ten seconds, and an agent may be starting.
    private static readonly TimeSpan WitnessTimeout = TimeSpan.FromSeconds(90);

    [Fact]
    [Trait("Form", "long")]
    public async Task Rows_that_are_edited_deleted_or_change_places_are_named_and_are_none_once_they_are_as_they_were()
    {
        (string Kind, string Attack)[] attacks =
        [
            ("row_edited", "UPDATE audit SET outcome = 'refused' WHERE audit_id = ANY ($1)"),
            ("row_missing", "DELETE FROM audit WHERE audit_id = ANY ($1)"),
            ("row_moved",
                """
                UPDATE audit SET position = other.position FROM audit other
                WHERE audit.audit_id = ANY ($1) AND other.audit_id = ANY ($1) AND other.audit_id <> audit.audit_id
                """),
        ];

        // Each is ordered once the one before is sealed, so these two are in links that are not even neighbours.
        var first = await SealedOrderAsync();
        await SealedOrderAsync();
        Guid[] rows = [first, await SealedOrderAsync()];
        await NothingIsFoundAsync();
        foreach (var (kind, attack) in attacks)
        {
            await ExecuteAsync("CREATE TABLE kept (LIKE audit)");
            await ExecuteAsync("INSERT INTO kept SELECT * FROM audit WHERE audit_id = ANY ($1)", rows);
            await ExecuteAsync(attack, rows);
            var (code, findings) = await VerifyAsync();
            await ExecuteAsync("DELETE FROM audit WHERE audit_id = ANY ($1)", rows);
            await ExecuteAsync("INSERT INTO audit SELECT * FROM kept WHERE audit_id = ANY ($1)", rows);
            await ExecuteAsync("DROP TABLE kept");

            Assert.Equal(1, code);
            Assert.Equal(
                rows.Select(row => $"{kind} orders {row}").Order(),
                findings.Select(finding => $"{finding!["kind"]} {finding["database"]} {finding["row"]}").Order());
            await NothingIsFoundAsync();
        }
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task Rows_that_a_running_transaction_keeps_from_being_sealed_are_told_and_follow_when_it_ends()
    {
        await using (var connection = await shop.Owner("orders").OpenConnectionAsync())
        await using (var running = await connection.BeginTransactionAsync())
        {
            await using var begin = new NpgsqlCommand("SELECT pg_current_xact_id()", connection, running);
            await begin.ExecuteNonQueryAsync();
            await shop.OrderAsync(await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));

            var (code, findings) = await VerifyAsync();

            Assert.Equal(1, code);
            Assert.All(findings, finding => Assert.Equal("unsealed", (string?)finding!["kind"]));
            Assert.Contains(findings, finding => (string?)finding!["database"] == "orders");
        }

        await NothingIsFoundAsync();
    }

    [Fact]
    public async Task Each_minutes_head_is_kept_by_the_witness()
    {
        foreach (var agent in Agents.All)
        {
            var witness = Agents.WitnessOf(agent.Name);
            await Eventually.HoldsAsync(
                async () => await shop.CountAsync(agent.Databases[0], "SELECT count(*) FROM audit_receipt") > 0,
                () => $"{witness.Name} countersigns the chain of {agent.Name}", WitnessTimeout);
            await using var kept = shop.Owner(agent.Databases[0]).CreateCommand(
                "SELECT s.hash FROM audit_receipt JOIN audit_seal s USING (seal) ORDER BY seal LIMIT 1");
            Assert.Equal(1, await shop.CountAsync(
                witness.Databases[0], "SELECT count(*) FROM audit_witnessed WHERE agent = $1 AND hash = $2",
                agent.Name, (byte[])(await kept.ExecuteScalarAsync())!));
        }
    }

    [Theory]
    [InlineData(AgentNames.Order, AgentNames.Order)]
    [InlineData(AgentNames.Inventory, AgentNames.Order)]
    [InlineData(AgentNames.Admin, AgentNames.Payment)]
    public async Task Nobody_else_has_a_chain_witnessed(string caller, string callee)
    {
        var clients = await shop.ClientsOfAsync(caller);
        var agent = Agents.All.Single(agent => agent.Name == callee);
        var head = new AuditHead { Seal = 1, Hash = ByteString.CopyFrom(new byte[32]), SealedAt = new Timestamp() };

        var refused = await Assert.ThrowsAsync<ProblemException>(() => clients.To(ShopFixture.IdOf(callee))
            .AsyncUnaryCall(AuditMethods.Countersign(agent), host: null, new CallOptions(), head).ResponseAsync);

        Assert.Equal(ErrorCodes.Forbidden, refused.Code);
    }

    // What other tests left unsealed or not countersigned passes; what was tampered with does not.
    private async Task NothingIsFoundAsync()
    {
        var found = "";
        await Eventually.HoldsAsync(
            async () =>
            {
                var (code, findings) = await VerifyAsync();
                found = findings.ToJsonString();
                return (code, found) == (0, "[]");
            },
            () => $"nothing is found, but {found}", WitnessTimeout);
    }

    private async Task<(int ExitCode, JsonArray Findings)> VerifyAsync()
    {
        var (code, output) = await CommandRun.InShellAsync(
            "ECOMMERCE_IDENTITY=admin exec \"$@\"", "audit", "verify", "--data-dir", shop.DataFolder);
        var report = JsonNode.Parse(output)!;
        Assert.Equal(
            Agents.All.Select(agent => agent.Databases[0]), report["databases"]!.AsArray().Select(one => (string)one!["database"]!));
        return (code, report["findings"]!.AsArray());
    }

    // The row of an order's end.
    private async Task<Guid> SealedOrderAsync()
    {
        var order = (await shop.OrderAsync(await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10))).Completed;
        var row = Guid.Empty;
        await Eventually.HoldsAsync(
            async () =>
            {
                await using var command = shop.Owner("orders").CreateCommand(
                    """
                    SELECT audit_id FROM audit, (SELECT last_position FROM audit_seal ORDER BY seal DESC LIMIT 1) head
                    WHERE resource = $1 AND outcome = 'ok' AND position <= last_position
                    """);
                command.Parameters.AddWithValue($"order/{order["order_id"]}");
                row = await command.ExecuteScalarAsync() as Guid? ?? Guid.Empty;
                return row != Guid.Empty;
            },
            () => "the row is sealed");
        return row;
    }

    private async Task ExecuteAsync(string sql, params Guid[] rows)
    {
        await using var command = shop.Owner("orders").CreateCommand(sql);
        if (rows.Length > 0)
        {
            command.Parameters.AddWithValue(rows);
        }

        await command.ExecuteNonQueryAsync();
    }
}
