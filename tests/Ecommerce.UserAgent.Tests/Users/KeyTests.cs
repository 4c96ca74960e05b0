using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Testing;
using Google.Protobuf;

namespace Ecommerce.UserAgent.Tests.Users;

/// <summary>Under one key a change is made once, and its answer stays as it was.</summary>
public sealed class KeyTests(PostgresFixture postgres)
{
    // Every agent's countersign_audit is tried with the sealing.
    [Fact]
    public void Every_capability_that_takes_a_key_is_tried_here_or_with_signing_up() => Assert.Equal(
        ["countersign_audit", "create_user", "delete_user", "rotate_signing_keys", "update_tier"],
        CapabilityCatalogue.Of(AgentNames.User).Where(capability => capability.TakesKey).Select(capability => capability.Name)
            .Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_repeat_of_an_erasure_says_what_the_first_did()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var user = await rig.SignUpAsync(Rig.Alice());
        Task<UserErasure> EraseAsync() =>
            rig.Anybody.CallAsync(rig.Service.DeleteUser, new DeleteUserRequest { UserId = user.UserId }, "k");

        var first = await EraseAsync();
        await rig.ExecuteAsync("UPDATE erasures SET confirmed_at = now()");

        Assert.Equal(first.ToByteString(), (await EraseAsync()).ToByteString());
    }

    [Fact]
    public async Task A_repeat_adds_no_second_signing_key()
    {
        await using var rig = await Rig.StartAsync(postgres);
        Task<RotatedSigningKey> RotateAsync(string? key) =>
            rig.Admin.CallAsync(rig.Service.RotateSigningKeys, new RotateSigningKeysRequest(), key);

        var first = await RotateAsync("k");

        Assert.Equal(first.ToByteString(), (await RotateAsync("k")).ToByteString());
        Assert.NotEqual(first.KeyId, (await RotateAsync(key: null)).KeyId);
    }

    [Fact]
    public async Task A_tier_that_was_changed_again_is_not_changed_back_by_a_repeat()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var user = await rig.SignUpAsync(Rig.Alice());
        Task<User> MoveAsync(Tier tier, string? key) => rig.Anybody.CallAsync(
            rig.Service.UpdateTier, new UpdateTierRequest { UserId = user.UserId, NewTier = tier }, key);

        var first = await MoveAsync(Tier.Premium, "k");
        await MoveAsync(Tier.Free, key: null);

        Assert.Equal(first.ToByteString(), (await MoveAsync(Tier.Premium, "k")).ToByteString());
        Assert.Equal(Tier.Free, (await rig.GetAsync(user.UserId)).Tier);
    }
}
