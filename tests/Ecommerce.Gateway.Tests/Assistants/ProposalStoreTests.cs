using Ecommerce.Contracts;
using Ecommerce.Gateway.Assistants;
using Ecommerce.Gateway.UserData;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tasks;
using Ecommerce.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecommerce.Gateway.Tests.Assistants;

public sealed class ProposalStoreTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly TaskOwner Ann = new("spiffe://agentweave.io/agent/gateway", "01a1ff1e-1206-7b91-91eb-20459fa86b9e");
    private static readonly Capability Order = CapabilityCatalogue.Find(AgentNames.Order, "create_order")!;

    private readonly ManualTime _time = new();
    private TestDatabase _database = null!;
    private ProposalStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync("gateway", typeof(ProposalStore).Assembly);
        _store = new(_database.App, _time, NullLogger<ProposalStore>.Instance);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_proposal_is_approved_in_its_time_and_not_after_it()
    {
        var (early, late) = (await AddAsync(), await AddAsync());
        _time.Advance(ProposalStore.Lifetime - TimeSpan.FromSeconds(1));
        Assert.Equal(early.Id, (await ApproveAsync(early.Id))!.Id);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await ApproveAsync(late.Id));
    }

    [Fact]
    public async Task What_was_approved_may_be_approved_again_while_agents_remember_its_key()
    {
        var proposal = await AddAsync();
        Assert.NotNull(await ApproveAsync(proposal.Id));
        _time.Advance(ProposalStore.RepeatTime);
        Assert.Equal(proposal.Key, (await ApproveAsync(proposal.Id))!.Key);
        _time.Advance(ProposalStore.Lifetime);
        Assert.Null(await ApproveAsync(proposal.Id));
    }

    [Fact]
    public async Task Nobody_else_finds_it_and_no_two_are_the_same()
    {
        var (one, two) = (await AddAsync(), await AddAsync());
        Assert.NotEqual(one.Id, two.Id);
        foreach (var other in new[] { Ann with { UserId = null }, Ann with { Actor = "spiffe://agentweave.io/client/cli" } })
        {
            Assert.Null(await _store.ApproveAsync(one.Id, other, CancellationToken.None));
        }

        foreach (var id in new[] { "", "z", one.Id[..^2], one.Id + "00", new string('0', 64) })
        {
            Assert.Null(await ApproveAsync(id));
        }

        Assert.NotNull(await ApproveAsync(one.Id));
    }

    [Fact]
    public async Task Its_owner_takes_it_back_as_long_as_it_is_not_approved()
    {
        var (one, two) = (await AddAsync(), await AddAsync());
        await _store.WithdrawAsync(one.Id, Ann with { UserId = null }, CancellationToken.None);
        Assert.NotNull(await ApproveAsync(one.Id));
        var refused = await Assert.ThrowsAsync<ProblemException>(() => _store.WithdrawAsync(one.Id, Ann, CancellationToken.None));
        Assert.Equal(ErrorCodes.NotCancelable, refused.Code);

        foreach (var id in new[] { two.Id, two.Id, "z" })
        {
            await _store.WithdrawAsync(id, Ann, CancellationToken.None);
        }

        Assert.Null(await ApproveAsync(two.Id));
    }

    [Fact]
    public async Task What_was_approved_again_is_not_removed_for_what_became_of_the_first_call()
    {
        var proposal = await AddAsync();
        var (first, again) = ((await ApproveAsync(proposal.Id))!, (await ApproveAsync(proposal.Id))!);
        Assert.Equal((false, true), (first.IsRepeated, again.IsRepeated));
        await _store.RemoveAsync(first, CancellationToken.None);
        Assert.Equal(proposal.Key, (await ApproveAsync(proposal.Id))!.Key);

        var alone = (await ApproveAsync((await AddAsync()).Id))!;
        await _store.RemoveAsync(alone, CancellationToken.None);
        Assert.Null(await ApproveAsync(alone.Id));
    }

    [Fact]
    public async Task What_has_long_expired_goes_with_what_comes()
    {
        await AddAsync();
        _time.Advance(ProposalStore.Lifetime + ProposalStore.RepeatTime + TimeSpan.FromSeconds(1));
        await AddAsync();
        await using var command = _database.App.CreateCommand("SELECT count(*) FROM proposals");
        Assert.Equal(1L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(ProposalSql.Insert)]
    [InlineData(ProposalSql.Approve)]
    [InlineData(ProposalSql.Withdraw)]
    [InlineData(ProposalSql.Remove)]
    [InlineData(UserDataSql.Proposals)]
    [InlineData(UserDataSql.EraseProposals)]
    public Task Its_statements_find_their_rows_by_an_index(string sql) => QueryPlans.AssertIndexedAsync(_database.App, sql);

    private Task<Proposal> AddAsync() => _store.AddAsync(Order, "{}", new("39.98", "USD"), Ann, CancellationToken.None);

    private Task<Proposal?> ApproveAsync(string id) => _store.ApproveAsync(id, Ann, CancellationToken.None);
}
