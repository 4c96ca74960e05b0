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
[Collection(nameof(AuditChainTests))]
public sealed class AuditChainTests(ShopFixture shop)
{
    // A minute ends, its head is sent within ten seconds, and an agent may be starting.
    private static readonly TimeSpan WitnessTimeout = TimeSpan.FromSeconds(90);

    [CollectionDefinition(nameof(AuditChainTests), DisableParallelization = true)]
    public sealed class Alone;

    [Fact]
    public async Task An_edited_row_is_named_and_is_none_once_it_is_as_it_was()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var order = (await shop.OrderAsync(user, sku)).Completed;
        var resource = $"order/{order["order_id"]}";
        await Eventually.HoldsAsync(
            async () => await shop.CountAsync(
                "orders",
                """
                SELECT count(*) FROM audit, (SELECT last_position FROM audit_seal ORDER BY seal DESC LIMIT 1) head
                WHERE resource = $1 AND outcome = 'ok' AND position <= last_position
                """,
                resource) > 0,
            () => "the row is sealed");
        await NothingIsFoundAsync();

        await SetOutcomeAsync("refused", resource, "ok");
        var (code, findings) = await VerifyAsync();
        await SetOutcomeAsync("ok", resource, "refused");

        Assert.Equal(1, code);
        var finding = Assert.Single(findings)!;
        Assert.Equal(("row_edited", "orders"), ((string?)finding["kind"], (string?)finding["database"]));
        Assert.Equal(1, await shop.CountAsync(
            "orders", "SELECT count(*) FROM audit WHERE audit_id = $1 AND resource = $2", Guid.Parse((string)finding["row"]!), resource));
        await NothingIsFoundAsync();
    }

    [Fact]
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

    private async Task SetOutcomeAsync(string outcome, string resource, string before)
    {
        await using var command = shop.Owner("orders").CreateCommand(
            "UPDATE audit SET outcome = $1 WHERE resource = $2 AND action = 'create_order' AND outcome = $3");
        foreach (var value in (string[])[outcome, resource, before])
        {
            command.Parameters.AddWithValue(value);
        }

        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }
}
