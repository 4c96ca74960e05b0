using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;

namespace Ecommerce.UserAgent.Tests.Users;

public sealed class SignUpTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_new_user_is_free_and_reads_back_as_signed_up()
    {
        await using var rig = await Rig.StartAsync(postgres);

        var user = await rig.SignUpAsync(new() { Email = "Alice@Example.com", Name = "Zoë O'Hara \"); DROP TABLE users; --" });

        Assert.Equal(Tier.Free, user.Tier);
        Assert.Equal("Alice@Example.com", user.Email);
        Assert.Equal(7, Guid.Parse(user.UserId).Version);
        Assert.Equal(user, await rig.GetAsync(user.UserId));
    }

    [Fact]
    public async Task A_tier_that_the_policy_let_through_is_given()
    {
        await using var rig = await Rig.StartAsync(postgres);

        var user = await rig.SignUpAsync(new() { Email = "alice@example.com", Name = "Alice", Tier = Tier.Premium });

        Assert.Equal(Tier.Premium, (await rig.GetAsync(user.UserId)).Tier);
    }

    [Fact]
    public async Task A_second_user_with_the_same_address_in_other_case_is_refused()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.SignUpAsync(Rig.Alice("alice@example.com"));

        var refused = await Assert.ThrowsAsync<ProblemException>(() => rig.SignUpAsync(Rig.Alice("ALICE@example.COM")));

        Assert.Equal(ErrorCodes.EmailTaken, refused.Code);
        Assert.Equal("email", refused.Field);
        Assert.Equal(1, await rig.CountUsersAsync());
    }

    [Fact]
    public async Task Of_many_who_sign_up_with_one_address_at_once_one_becomes_the_user()
    {
        await using var rig = await Rig.StartAsync(postgres);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 24).Select(async _ =>
        {
            try
            {
                await rig.SignUpAsync(Rig.Alice());
                return "created";
            }
            catch (ProblemException exception)
            {
                return exception.Code;
            }
        }));

        Assert.Single(outcomes, "created");
        Assert.Equal(23, outcomes.Count(outcome => outcome == ErrorCodes.EmailTaken));
        Assert.Equal(1, await rig.CountUsersAsync());
    }

    [Fact]
    public async Task Addresses_that_are_taken_do_not_come_into_the_servers_log()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var bob = await rig.SignUpAsync(Rig.Alice("bob@example.com"));

        // All of them want one address at once; one gets it.
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 24).Select(async n =>
        {
            try
            {
                await (n % 2 == 0
                    ? rig.SignUpAsync(new(Rig.Alice("Wanted@Example.com")) { Password = n % 4 == 0 ? "correct horse 7" : "" })
                    : rig.Anybody.CallAsync(
                        rig.Service.UpdateProfile, new UpdateProfileRequest { UserId = bob.UserId, Email = "wanted@example.com" }));
                return "done";
            }
            catch (ProblemException exception)
            {
                return exception.Code;
            }
        }));

        Assert.All(outcomes, outcome => Assert.True(outcome is "done" or ErrorCodes.EmailTaken, outcome));
        Assert.Equal(1, await rig.ReadAsync<long>("SELECT count(*) FROM users WHERE lower(email) = 'wanted@example.com'"));
        var log = postgres.ReadLog();
        Assert.DoesNotContain("duplicate key", log, StringComparison.Ordinal);
        Assert.DoesNotContain("wanted@example.com", log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Repeats_under_one_key_get_the_first_user_even_at_the_same_time()
    {
        await using var rig = await Rig.StartAsync(postgres);

        var users = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => rig.SignUpAsync(Rig.Alice(), key: "k1")));

        Assert.All(users, user => Assert.Equal(users[0], user));
        Assert.Equal(1, await rig.CountUsersAsync());
    }

    [Fact]
    public async Task A_key_that_was_used_for_another_user_is_refused()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.SignUpAsync(Rig.Alice(), key: "k1");

        var refused = await Assert.ThrowsAsync<ProblemException>(() => rig.SignUpAsync(Rig.Alice("bob@example.com"), key: "k1"));

        Assert.Equal(ErrorCodes.IdempotencyKeyReused, refused.Code);
        Assert.Equal(1, await rig.CountUsersAsync());
    }

    [Fact]
    public async Task A_refused_address_does_not_use_up_its_key()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var bob = await rig.SignUpAsync(Rig.Alice("bob@example.com"));
        var alice = Rig.Alice("bob@example.com");
        await Assert.ThrowsAsync<ProblemException>(() => rig.SignUpAsync(alice, key: "k1"));
        await rig.Anybody.CallAsync(rig.Service.UpdateProfile, new UpdateProfileRequest { UserId = bob.UserId, Email = "rob@example.com" });

        var user = await rig.SignUpAsync(alice, key: "k1");

        Assert.Equal(user, await rig.GetAsync(user.UserId));
    }

    [Theory]
    [InlineData("no-at-sign", "Alice", Tier.Free, "email")]
    [InlineData("alice@example.com", "", Tier.Free, "name")]
    [InlineData("alice@example.com", " \t ", Tier.Free, "name")]
    [InlineData("alice@example.com", "Alice\r\nBcc: all", Tier.Free, "name")]
    [InlineData("alice@example.com", "Alice", (Tier)99, "tier")]
    public async Task A_bad_field_is_named_and_nothing_is_stored(string email, string name, Tier tier, string field)
    {
        await using var rig = await Rig.StartAsync(postgres);

        var refused = await Assert.ThrowsAsync<ProblemException>(() => rig.SignUpAsync(new() { Email = email, Name = name, Tier = tier }));

        Assert.Equal(ErrorCodes.InvalidRequest, refused.Code);
        Assert.Equal(field, refused.Field);
        Assert.Equal(0, await rig.CountUsersAsync());
    }
}
