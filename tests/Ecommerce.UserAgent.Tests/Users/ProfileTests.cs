using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;

namespace Ecommerce.UserAgent.Tests.Users;

public sealed class ProfileTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Only_what_is_given_changes()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var before = await rig.SignUpAsync(Rig.Alice());

        var renamed = await UpdateAsync(rig, new() { UserId = before.UserId, Name = "Alice B." });
        var moved = await UpdateAsync(rig, new() { UserId = before.UserId, Email = "alice@example.org" });

        Assert.Equal(new Contracts.V1.User(before) { Name = "Alice B." }, renamed);
        Assert.Equal(new Contracts.V1.User(renamed) { Email = "alice@example.org" }, moved);
        Assert.Equal(moved, await rig.GetAsync(before.UserId));
    }

    [Fact]
    public async Task Another_users_address_cannot_be_taken_over()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.SignUpAsync(Rig.Alice());
        var bob = await rig.SignUpAsync(Rig.Alice("bob@example.com"));

        var refused = await Assert.ThrowsAsync<ProblemException>(
            () => UpdateAsync(rig, new() { UserId = bob.UserId, Name = "Bob", Email = "Alice@Example.com" }));

        Assert.Equal(ErrorCodes.EmailTaken, refused.Code);
        Assert.Equal(bob, await rig.GetAsync(bob.UserId));
    }

    [Fact]
    public async Task A_user_may_change_the_case_of_the_own_address()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync(Rig.Alice());

        var changed = await UpdateAsync(rig, new() { UserId = alice.UserId, Email = "Alice@Example.com" });

        Assert.Equal("Alice@Example.com", changed.Email);
    }

    [Fact]
    public async Task A_user_moves_to_another_tier()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync(Rig.Alice());

        var moved = await rig.Anybody.CallAsync(
            rig.Service.UpdateTier, new UpdateTierRequest { UserId = alice.UserId, NewTier = Tier.Enterprise });

        Assert.Equal(new Contracts.V1.User(alice) { Tier = Tier.Enterprise }, moved);
        Assert.Equal(moved, await rig.GetAsync(alice.UserId));
    }

    [Theory]
    [InlineData(Tier.Unspecified)]
    [InlineData((Tier)99)]
    public async Task A_tier_that_does_not_exist_changes_nothing(Tier tier)
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync(Rig.Alice());

        var refused = await Assert.ThrowsAsync<ProblemException>(() => rig.Anybody.CallAsync(
            rig.Service.UpdateTier, new UpdateTierRequest { UserId = alice.UserId, NewTier = tier }));

        Assert.Equal(ErrorCodes.InvalidRequest, refused.Code);
        Assert.Equal(alice, await rig.GetAsync(alice.UserId));
    }

    [Fact]
    public async Task Users_see_and_change_themselves_only()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync(Rig.Alice());
        var bob = await rig.SignUpAsync(Rig.Alice("bob@example.com"));
        var asAlice = new TestCaller(AgentNames.User, Scope.Own, alice.UserId);
        var asNobody = new TestCaller(AgentNames.User, Scope.Own);

        Assert.Equal(alice, await asAlice.CallAsync(rig.Service.GetUser, new GetUserRequest { UserId = alice.UserId }));
        await AssertNotFoundAsync(() => asAlice.CallAsync(rig.Service.GetUser, new GetUserRequest { UserId = bob.UserId }));
        await AssertNotFoundAsync(() => asNobody.CallAsync(rig.Service.GetUser, new GetUserRequest { UserId = alice.UserId }));
        await AssertNotFoundAsync(() => asAlice.CallAsync(
            rig.Service.UpdateProfile, new UpdateProfileRequest { UserId = bob.UserId, Name = "Mallory" }));
        Assert.Equal(bob, await rig.GetAsync(bob.UserId));
    }

    [Fact]
    public async Task A_user_who_does_not_exist_is_not_found()
    {
        await using var rig = await Rig.StartAsync(postgres);
        const string Nobody = "01890a5d-ac96-774b-bcce-b302099a8057";

        await AssertNotFoundAsync(() => rig.GetAsync(Nobody));
        await rig.SignUpAsync(Rig.Alice());
        await AssertNotFoundAsync(() => UpdateAsync(rig, new() { UserId = Nobody, Name = "x" }));
        await AssertNotFoundAsync(() => UpdateAsync(rig, new() { UserId = Nobody, Email = "alice@example.com" }));
        await AssertNotFoundAsync(() => rig.Anybody.CallAsync(
            rig.Service.UpdateTier, new UpdateTierRequest { UserId = Nobody, NewTier = Tier.Free }));
    }

    private static Task<Contracts.V1.User> UpdateAsync(Rig rig, UpdateProfileRequest request) =>
        rig.Anybody.CallAsync(rig.Service.UpdateProfile, request);

    private static async Task AssertNotFoundAsync(Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<ProblemException>(call);
        Assert.Equal(ErrorCodes.NotFound, refused.Code);
        Assert.Equal("user_id", refused.Field);
    }
}
