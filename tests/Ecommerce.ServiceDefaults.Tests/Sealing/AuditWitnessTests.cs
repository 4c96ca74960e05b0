using System.Security.Cryptography.X509Certificates;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Sealing;
using Ecommerce.Testing;
using Ecommerce.Testing.Audit;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Ecommerce.ServiceDefaults.Tests.Sealing;

/// <summary>A witness keeps what it was shown first.</summary>
public sealed class AuditWitnessTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly TestCaller User = new(AgentNames.Order, Caller: AgentNames.User);

    private readonly X509Certificate2 _leaf = SealedAudit.NewLeaf("spiffe://agentweave.io/agent/order");
    private SealedAudit _audit = null!;
    private AuditCapabilities _witness = null!;

    public async ValueTask InitializeAsync()
    {
        _audit = await SealedAudit.StartAsync(postgres);
        _witness = new(
            _audit.App, new AgentInfo(AgentNames.Order, "agentweave.io"), new(_audit.App, TimeProvider.System), () => _leaf,
            TimeProvider.System);
    }

    public ValueTask DisposeAsync()
    {
        _leaf.Dispose();
        return _audit.DisposeAsync();
    }

    [Fact]
    public async Task A_repeat_under_a_key_gets_the_same_receipt_and_the_receipt_is_good()
    {
        var head = Head(7, 1);

        var first = await User.CallAsync(CountersignAudit, head, "k");
        var again = await User.CallAsync(CountersignAudit, head, "k");

        Assert.Equal(first, again);
        Assert.True(AuditSignature.IsValid(first, AgentNames.User, head));
        Assert.False(AuditSignature.IsValid(first, AgentNames.User, Head(8, 1)));
        Assert.False(AuditSignature.IsValid(first, AgentNames.Inventory, head));
    }

    [Theory]
    [InlineData(AgentNames.Order)]
    [InlineData(AgentNames.Payment)]
    [InlineData(AgentNames.Admin)]
    public async Task Only_the_agent_whose_witness_this_is_has_its_head_kept(string caller)
    {
        var refused = await Assert.ThrowsAsync<ProblemException>(
            () => (User with { Caller = caller }).CallAsync(CountersignAudit, Head(7, 1)));

        Assert.Equal(ErrorCodes.Forbidden, refused.Code);
        Assert.Empty(await KeptAsync());
    }

    [Fact]
    public async Task A_head_has_a_hash_of_32_bytes()
    {
        var head = Head(7, 1);
        head.Hash = ByteString.CopyFrom(1);

        var refused = await Assert.ThrowsAsync<ProblemException>(() => User.CallAsync(CountersignAudit, head));

        Assert.Equal((ErrorCodes.InvalidRequest, "hash"), (refused.Code, refused.Field));
    }

    [Fact]
    public async Task The_same_head_is_kept_once_and_later_ones_beside_it()
    {
        await KeepAsync(7, 1);
        await KeepAsync(7, 1);
        await KeepAsync(9, 2);

        Assert.Equal([(7, 1), (9, 2)], await KeptAsync());
    }

    [Fact]
    public async Task Replicas_that_send_the_same_head_at_once_are_both_told_that_it_is_kept()
    {
        await using var connection = await _audit.App.OpenConnectionAsync();
        await using var running = await connection.BeginTransactionAsync();
        await using var command = running.CreateCommand(SealSql.Witness)
            .With(AgentNames.User).With(7L).With(Head(7, 1).Hash.ToByteArray())
            .With(DateTimeOffset.UnixEpoch).With(DateTimeOffset.UnixEpoch);
        Assert.NotNull(await command.ReadOneAsync(SealSql.ReadKept, CancellationToken.None));

        var same = KeepAsync(7, 1);
        await Eventually.HoldsAsync(
            async () => await _audit.CountAsync(
                """
                SELECT count(*) FROM pg_locks WHERE NOT granted AND pid IN (
                    SELECT pid FROM pg_stat_activity WHERE datname = current_database())
                """) == 1,
            () => "the second waits for the first");
        await running.CommitAsync();
        await same;

        Assert.Equal([(7, 1)], await KeptAsync());
    }

    [Theory]
    [InlineData(7)]
    [InlineData(6)]
    public async Task Another_head_and_an_earlier_one_are_refused_and_change_nothing(long seal)
    {
        await KeepAsync(7, 1);

        var refused = await Assert.ThrowsAsync<ProblemException>(() => KeepAsync(seal, 2));

        Assert.Equal(ErrorCodes.Conflict, refused.Code);
        Assert.Equal([(7, 1)], await KeptAsync());
    }

    [Fact]
    public void Every_agent_has_a_witness_which_is_another_and_witnesses_are_not_two_of_a_pair() => Assert.All(
        Contracts.Agents.All,
        agent =>
        {
            var witness = Contracts.Agents.WitnessOf(agent.Name);
            Assert.NotEqual(agent.Name, witness.Name);
            Assert.NotEqual(agent.Name, witness.Witness);
        });

    private static AuditHead Head(long seal, byte hash) => new()
    {
        Seal = seal,
        Hash = ByteString.CopyFrom([hash, .. new byte[31]]),
        SealedAt = Timestamp.FromDateTime(DateTime.UnixEpoch),
    };

    private Task KeepAsync(long seal, byte hash) => _witness.KeepAsync(AgentNames.User, Head(seal, hash), CancellationToken.None);

    // Under the name of the RPC.
    private Task<AuditReceipt> CountersignAudit(AuditHead head, ServerCallContext context) => _witness.CountersignAsync(head, context);

    private async Task<List<(long Seal, byte Hash)>> KeptAsync()
    {
        List<(long, byte)> kept = [];
        await foreach (var record in new AuditReader(_audit.App).HeadsAsync(AgentNames.User, after: 0, CancellationToken.None))
        {
            kept.Add((record.Head.Seal, record.Head.Hash[0]));
        }

        return kept;
    }
}
