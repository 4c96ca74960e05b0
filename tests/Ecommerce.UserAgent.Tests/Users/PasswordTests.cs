using System.Security.Cryptography;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Json;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Ecommerce.UserAgent.Users;

namespace Ecommerce.UserAgent.Tests.Users;

public sealed class PasswordTests(PostgresFixture postgres)
{
    private const string Password = "correct horse battery staple";
    private const int Iterations = 10;

    [Fact]
    public async Task A_password_is_kept_only_as_a_slow_salted_hash_with_its_parameters()
    {
        await using var rig = await Rig.StartAsync(postgres, iterations: AgentSchema.PasswordIterations);

        var user = await rig.SignUpAsync(new(Rig.Alice()) { Password = Password });

        var parts = (await rig.ReadAsync<string>($"SELECT hash FROM passwords WHERE user_id = '{user.UserId}'")).Split('$');
        Assert.Equal(["", "pbkdf2-sha512", "i=210000"], parts[..3]);
        var salt = Convert.FromBase64String(parts[3] + "==");
        Assert.Equal(16, salt.Length);
        Assert.Equal(
            Rfc2898DeriveBytes.Pbkdf2(Password, salt, 210_000, HashAlgorithmName.SHA512, 64), Convert.FromBase64String(parts[4] + "=="));
    }

    [Fact]
    public async Task No_row_of_the_user_and_no_kept_reply_holds_the_password()
    {
        await using var rig = await Rig.StartAsync(postgres);

        var user = await rig.SignUpAsync(new(Rig.Alice()) { Password = Password }, key: "k1");

        Assert.DoesNotContain(Password, ContractJson.Format(user), StringComparison.Ordinal);
        var kept = await rig.ReadAsync<string>(
            """
            SELECT string_agg(t, ' ') FROM (
                SELECT u::text AS t FROM users u UNION ALL SELECT encode(reply, 'escape') FROM idempotency) x
            """);
        Assert.Contains("alice@example.com", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("pbkdf2", kept, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_fast_hash_of_the_password_is_kept_and_no_repeat_tells_whether_it_is_right()
    {
        await using var rig = await Rig.StartAsync(postgres);
        CreateUserRequest request = new(Rig.Alice()) { Password = Password };

        var user = await rig.SignUpAsync(request, key: "k1");
        var guessed = await rig.SignUpAsync(new(request) { Password = "another password" }, key: "k1");

        Assert.Equal(user, guessed);
        var kept = await rig.ReadAsync<byte[]>("SELECT request_hash FROM idempotency");
        Assert.Equal(
            SHA256.HashData(Google.Protobuf.MessageExtensions.ToByteArray(new CreateUserRequest(request) { Password = "" })), kept);
    }

    [Fact]
    public async Task Equal_passwords_have_different_hashes()
    {
        using var hasher = new PasswordHasher(TimeProvider.System, AgentSchema.PasswordIterations);

        Assert.NotEqual(await hasher.HashAsync(Password, CancellationToken.None), await hasher.HashAsync(Password, CancellationToken.None));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1000)]
    [InlineData(400)]
    public async Task A_password_is_compared_for_as_long_whether_there_is_a_hash_and_however_old_it_is(int? iterations)
    {
        var derived = 0;
        using var hasher = new PasswordHasher(TimeProvider.System, 1000, times => derived += times);
        var hash = iterations is { } times ? PasswordHash.Create(Password, times).ToString() : null;

        Assert.Equal(hash is not null, await hasher.VerifyAsync(Password, hash, CancellationToken.None));
        Assert.Equal(1000, derived);
        Assert.False(await hasher.VerifyAsync("another password", hash, CancellationToken.None));
        Assert.Equal(2000, derived);
    }

    [Theory]
    [InlineData("nobody@example.com")]
    [InlineData("alice@example.com")]
    [InlineData("bob@example.com")]
    public async Task Whoever_signs_in_waits_for_one_hash_whether_there_is_the_account_or_its_password(string email)
    {
        await using var rig = await Rig.StartAsync(postgres, iterations: Iterations);
        await rig.SignUpAsync(new(Rig.Alice()) { Password = Password });
        await rig.SignUpAsync(Rig.Alice("bob@example.com"));
        var before = rig.Derived;

        var refused = await Assert.ThrowsAsync<ProblemException>(() => rig.SignInAsync("another password", email));

        Assert.Equal(ErrorCodes.Unauthenticated, refused.Code);
        Assert.Equal(Iterations, rig.Derived - before);
    }

    [Fact]
    public async Task A_user_without_a_password_has_none_kept()
    {
        await using var rig = await Rig.StartAsync(postgres);

        await rig.SignUpAsync(Rig.Alice());

        Assert.Equal(0, await rig.ReadAsync<long>("SELECT count(*) FROM passwords"));
    }

    [Fact]
    public async Task A_short_password_is_refused_and_no_user_is_created()
    {
        await using var rig = await Rig.StartAsync(postgres);

        var refused = await Assert.ThrowsAsync<ProblemException>(() => rig.SignUpAsync(new(Rig.Alice()) { Password = "seven77" }));

        Assert.Equal("password", refused.Field);
        Assert.DoesNotContain("seven77", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await rig.CountUsersAsync());
    }

    [Fact]
    public async Task When_too_many_wait_for_their_hash_the_next_is_asked_to_retry_later()
    {
        using var hasher = new PasswordHasher(TimeProvider.System, AgentSchema.PasswordIterations);
        using var leave = new CancellationTokenSource();
        var hashes = Enumerable.Range(0, 200).Select(_ => hasher.HashAsync(Password, leave.Token)).ToList();

        var refused = await Assert.ThrowsAsync<ProblemException>(() => hashes[^1]);

        Assert.Equal(ErrorCodes.Unavailable, refused.Code);
        Assert.NotNull(refused.RetryAfter);
        await leave.CancelAsync();
        await Task.WhenAll(hashes).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
