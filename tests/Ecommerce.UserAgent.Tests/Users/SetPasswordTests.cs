using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Ecommerce.UserAgent.Users;
using Npgsql;

namespace Ecommerce.UserAgent.Tests.Users;

public sealed class SetPasswordTests(PostgresFixture postgres)
{
    private const string Better = "four words are a lot";
    private const string OneTime = "use me once 4711";

    [Fact]
    public async Task A_user_who_knows_the_password_changes_it_and_is_signed_out_everywhere_else()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync();
        var (here, elsewhere) = (await rig.SignInAsync(), await rig.SignInAsync());

        var changed = await SetAsync(Rig.As(alice, here), rig, alice, Rig.Password, Better);

        Assert.Equal(alice, changed);
        Assert.Equal(here.SessionId, Assert.Single(await rig.SessionsOfAsync(alice)).SessionId);
        await AssertRefusedAsync(ErrorCodes.Unauthenticated, null, () => rig.RefreshAsync(elsewhere.RefreshToken));
        await AssertRefusedAsync(ErrorCodes.Unauthenticated, null, () => rig.SignInAsync());
        Assert.Equal(alice, (await rig.SignInAsync(Better)).User);
    }

    [Theory]
    [InlineData("", ErrorCodes.InvalidRequest)]
    [InlineData("another password", ErrorCodes.Forbidden)]
    public async Task Without_the_current_password_nothing_changes(string current, string code)
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync();
        await rig.SignInAsync();

        // The gateway's word that an operator asks is not enough: only an administrator, who comes by itself, needs no password.
        foreach (var caller in new[] { Rig.As(alice), rig.Anybody })
        {
            await AssertRefusedAsync(code, "current_password", () => SetAsync(caller, rig, alice, current, Better));
        }

        Assert.Single(await rig.SessionsOfAsync(alice));
        await rig.SignInAsync();
    }

    [Theory]
    [InlineData("password12")]
    [InlineData("PassWord12")]
    [InlineData("qwertyuiop")]
    [InlineData("12345678")]
    public async Task A_common_password_is_refused_wherever_one_is_chosen(string common)
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync();

        await AssertRefusedAsync(
            ErrorCodes.InvalidRequest, "password", () => rig.SignUpAsync(new(Rig.Alice("bob@example.com")) { Password = common }));
        await AssertRefusedAsync(
            ErrorCodes.InvalidRequest, "new_password", () => SetAsync(Rig.As(alice), rig, alice, Rig.Password, common));
        await SetAsync(rig.Admin, rig, alice, "", OneTime);
        await AssertRefusedAsync(ErrorCodes.InvalidRequest, "new_password", () => rig.SignInAsync(OneTime, newPassword: common));
        Assert.Equal(1, await rig.CountUsersAsync());
    }

    [Theory]
    [InlineData("        ")]
    [InlineData("ⲥ𝔬𝔯𝔯𝔢𝔠𝔱 🐎🔋")]
    [InlineData("nul \0 nul")]
    [InlineData("tab\tand\nline")]
    public async Task A_password_is_any_eight_characters(string password)
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync(new(Rig.Alice()) { Password = password });

        Assert.Equal(alice, (await rig.SignInAsync(password)).User);
        await AssertRefusedAsync(ErrorCodes.Unauthenticated, null, () => rig.SignInAsync(password + " "));
    }

    [Fact]
    public async Task A_password_has_at_most_128_characters_and_all_of_them_count()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var longest = new string('x', 127) + "y";
        await rig.SignUpAsync(new(Rig.Alice()) { Password = longest });

        await AssertRefusedAsync(ErrorCodes.Unauthenticated, null, () => rig.SignInAsync(longest[..127] + "z"));
        await rig.SignInAsync(longest);
        await AssertRefusedAsync(
            ErrorCodes.InvalidRequest, "password", () => rig.SignUpAsync(new(Rig.Alice("bob@example.com")) { Password = longest + "z" }));
    }

    [Fact]
    public async Task An_administrators_password_is_for_one_use_and_must_be_changed_with_it()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync();
        await rig.SignInAsync();
        await SetAsync(rig.Admin, rig, alice, "", OneTime);

        Assert.Empty(await rig.SessionsOfAsync(alice));
        await AssertRefusedAsync(ErrorCodes.InvalidRequest, "new_password", () => rig.SignInAsync(OneTime));
        await AssertRefusedAsync(ErrorCodes.InvalidRequest, "new_password", () => rig.SignInAsync(OneTime, newPassword: OneTime));
        Assert.Empty(await rig.SessionsOfAsync(alice));

        Assert.Equal(alice, (await rig.SignInAsync(OneTime, newPassword: Better)).User);
        await AssertRefusedAsync(ErrorCodes.Unauthenticated, null, () => rig.SignInAsync(OneTime, newPassword: "yet another one"));
        await rig.SignInAsync(Better);
        await AssertRefusedAsync(ErrorCodes.InvalidRequest, "new_password", () => rig.SignInAsync(Better, newPassword: "yet another one"));
    }

    [Fact]
    public async Task A_password_for_one_use_is_used_once_however_many_try()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync(Rig.Alice());
        await SetAsync(rig.Admin, rig, alice, "", OneTime);

        var tries = Enumerable.Range(0, 4).Select(i => rig.SignInAsync(OneTime, newPassword: $"chosen by number {i}")).ToList();
        await Task.WhenAll(tries).ContinueWith(_ => { }, TaskScheduler.Default);

        await Assert.Single(tries, one => one.IsCompletedSuccessfully);
        Assert.Single(await rig.SessionsOfAsync(alice));
    }

    [Fact]
    public async Task A_password_for_one_use_is_good_for_a_day()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync();
        await SetAsync(rig.Admin, rig, alice, "", OneTime);

        rig.Time.Advance(TimeSpan.FromDays(1));

        await AssertRefusedAsync(ErrorCodes.Unauthenticated, null, () => rig.SignInAsync(OneTime, newPassword: Better));
        await AssertRefusedAsync(ErrorCodes.Forbidden, "current_password", () => SetAsync(Rig.As(alice), rig, alice, OneTime, Better));
    }

    [Fact]
    public async Task Who_does_not_exist_has_no_password_set()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync();
        Contracts.V1.User nobody = new() { UserId = "01890a5d-ac96-774b-bcce-b302099a8057" };

        await AssertRefusedAsync(ErrorCodes.NotFound, "user_id", () => SetAsync(rig.Admin, rig, nobody, "", OneTime));
        await AssertRefusedAsync(ErrorCodes.NotFound, "user_id", () => SetAsync(rig.Anybody, rig, nobody, Rig.Password, Better));
        await AssertRefusedAsync(ErrorCodes.NotFound, "user_id", () => SetAsync(Rig.As(nobody), rig, alice, Rig.Password, Better));
        await rig.SignInAsync();
    }

    [Fact]
    public async Task A_user_moves_to_another_address_with_the_password_and_an_operator_without()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync();
        var (here, _) = (await rig.SignInAsync(), await rig.SignInAsync());
        UpdateProfileRequest move = new() { UserId = alice.UserId, Email = "alice@example.org" };
        var asAlice = Rig.As(alice, here);

        await asAlice.CallAsync(rig.Service.UpdateProfile, new UpdateProfileRequest { UserId = alice.UserId, Name = "Al" });
        await AssertRefusedAsync(
            ErrorCodes.InvalidRequest, "current_password", () => asAlice.CallAsync(rig.Service.UpdateProfile, move));
        await AssertRefusedAsync(
            ErrorCodes.Forbidden, "current_password",
            () => asAlice.CallAsync(rig.Service.UpdateProfile, new UpdateProfileRequest(move) { CurrentPassword = "another password" }));
        Assert.Equal(2, (await rig.SessionsOfAsync(alice)).Count);

        await asAlice.CallAsync(rig.Service.UpdateProfile, new UpdateProfileRequest(move) { CurrentPassword = Rig.Password });
        Assert.Equal(here.SessionId, Assert.Single(await rig.SessionsOfAsync(alice)).SessionId);

        // A repeat is harmless: whoever has signed in at the new address stays so, and nothing of the request is kept.
        var next = await rig.SignInAsync(email: "alice@example.org");
        var repeated = await asAlice.CallAsync(
            rig.Service.UpdateProfile, new UpdateProfileRequest(move) { CurrentPassword = Rig.Password });
        Assert.Equal("alice@example.org", repeated.Email);
        Assert.Equal(
            new[] { here.SessionId, next.SessionId }.Order(),
            (await rig.SessionsOfAsync(alice)).Select(session => session.SessionId).Order());
        Assert.Equal(0, await rig.ReadAsync<long>("SELECT count(*) FROM idempotency"));
        await rig.Anybody.CallAsync(rig.Service.UpdateProfile, new UpdateProfileRequest(move) { Email = "alice@example.net" });
        Assert.Empty(await rig.SessionsOfAsync(alice));
        await rig.SignInAsync(email: "ALICE@example.net");
    }

    [Fact]
    public async Task Whoever_moves_to_another_address_while_the_password_changes_does_not_do_so_by_the_old_one()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync();
        var (thiefs, owners) = (await rig.SignInAsync(), await rig.SignInAsync());

        // The move waits for the address when the password has been compared.
        await using var other = await rig.ConnectAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand(UserSql.LockAddress, other) { Parameters = { new() { Value = "thief@example.com" } } };
        await hold.ExecuteNonQueryAsync();
        var move = Rig.As(alice, thiefs).CallAsync(
            rig.Service.UpdateProfile,
            new UpdateProfileRequest { UserId = alice.UserId, Email = "thief@example.com", CurrentPassword = Rig.Password });
        await Eventually.HoldsAsync(
            async () => await rig.ReadAsync<long>(
                """
                SELECT count(*) FROM pg_locks JOIN pg_database ON oid = database
                WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted
                """) == 1,
            () => "the move does not wait");
        await SetAsync(Rig.As(alice, owners), rig, alice, Rig.Password, Better);
        await transaction.CommitAsync();

        await AssertRefusedAsync(ErrorCodes.Conflict, "current_password", () => move);
        Assert.Equal(alice, (await rig.SignInAsync(Better)).User);
    }

    private static Task<Contracts.V1.User> SetAsync(
        TestCaller caller, Rig rig, Contracts.V1.User user, string current, string password) => caller.CallAsync(
        rig.Service.SetPassword, new SetPasswordRequest { UserId = user.UserId, CurrentPassword = current, NewPassword = password });

    private static async Task AssertRefusedAsync(string code, string? field, Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<ProblemException>(call);
        Assert.Equal((code, field), (refused.Code, refused.Field));
    }
}
