using System.Security.Cryptography;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Privacy;
using Ecommerce.ServiceDefaults.Tokens;
using Ecommerce.Testing;
using Ecommerce.UserAgent.Tests.Sessions;
using Ecommerce.UserAgent.Tokens;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.UserAgent.Tests.Tokens;

public sealed class SigningKeyTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_new_key_is_published_before_it_signs_and_the_old_one_until_its_last_token_has_expired()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.SignUpAsync();
        var old = await KeyOfAsync(rig, await rig.SignInAsync());

        var rotated = await rig.Admin.CallAsync(rig.Service.RotateSigningKeys, new RotateSigningKeysRequest());

        Assert.NotEqual(old, rotated.KeyId);
        Assert.Equal([rotated.KeyId, old], await PublishedAsync(rig));
        Assert.Equal(rig.Time.GetUtcNow() + SigningKeys.Overlap, rotated.SignsFrom.ToDateTimeOffset());
        rig.Time.Advance(SigningKeys.Overlap - TimeSpan.FromSeconds(1));
        var last = await rig.SignInAsync();
        Assert.Equal(old, await KeyOfAsync(rig, last));

        rig.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(rotated.KeyId, await KeyOfAsync(rig, await rig.SignInAsync()));
        rig.Time.Advance(TokenKind.AccessLifetime - TimeSpan.FromSeconds(2));
        await SignInTests.VerifyAsync(rig, last.AccessToken);

        rig.Time.Advance(SigningKeys.Afterlife);
        Assert.Equal([rotated.KeyId], await PublishedAsync(rig));
        await rig.Admin.CallAsync(rig.Service.RotateSigningKeys, new RotateSigningKeysRequest());
        Assert.Equal(2, await rig.ReadAsync<long>("SELECT count(*) FROM signing_keys"));
    }

    [Fact]
    public async Task On_a_clock_that_is_moved_back_behind_the_first_key_that_key_goes_on()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.SignUpAsync();
        var first = await KeyOfAsync(rig, await rig.SignInAsync());

        rig.Time.Advance(-TimeSpan.FromMinutes(5));

        Assert.Equal(first, await KeyOfAsync(rig, await rig.SignInAsync()));
        Assert.Equal([first], await PublishedAsync(rig));
    }

    [Fact]
    public async Task However_many_begin_at_once_there_is_one_first_key()
    {
        await using var rig = await Rig.StartAsync(postgres);

        var sets = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PublishedAsync(rig)));

        Assert.Single(sets.SelectMany(set => set).Distinct());
    }

    [Fact]
    public async Task A_private_key_is_encrypted_and_bound_to_its_name()
    {
        var encryption = new SecretEncryption(RandomNumberGenerator.GetBytes(32));
        await using var rig = await Rig.StartAsync(postgres, encryption);
        var key = await rig.Keys.CurrentAsync(CancellationToken.None);

        var kept = await rig.ReadAsync<byte[]>("SELECT private_key FROM signing_keys");

        Assert.Equal(key.PrivateKey, encryption.Open(kept, key.KeyId));
        using var ecdsa = ECDsa.Create();
        Assert.Throws<CryptographicException>(() => ecdsa.ImportPkcs8PrivateKey(kept, out _));
        Assert.ThrowsAny<CryptographicException>(() => encryption.Open(kept, "another"));
        kept[20] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => encryption.Open(kept, key.KeyId));
    }

    [Fact]
    public async Task Under_another_encrypting_key_a_new_key_signs_at_once_and_old_tokens_stay_good()
    {
        await using var rig = await Rig.StartAsync(postgres, new SecretEncryption(RandomNumberGenerator.GetBytes(32)));
        await rig.SignUpAsync();
        var before = await rig.SignInAsync();
        await using var replica = rig.Replica(new SecretEncryption(RandomNumberGenerator.GetBytes(32)));

        var after = await replica.SignInAsync();

        Assert.NotEqual(await KeyOfAsync(replica, before), await KeyOfAsync(replica, after));
    }

    [Fact]
    public async Task Replicas_with_different_encrypting_keys_sign_what_the_published_keys_verify_as_long_as_both_run()
    {
        await using var rig = await Rig.StartAsync(postgres, new SecretEncryption(RandomNumberGenerator.GetBytes(32)));
        await rig.SignUpAsync();
        await rig.SignInAsync();
        await using var replica = rig.Replica(new SecretEncryption(RandomNumberGenerator.GetBytes(32)));
        await replica.SignInAsync();
        Advance(SigningKeys.Afterlife + TimeSpan.FromSeconds(1));
        for (var i = 0; i < 5; i++)
        {
            SessionTokens[] signed = [await rig.SignInAsync(), await replica.SignInAsync()];
            Advance(TokenKind.AccessLifetime - TimeSpan.FromSeconds(1));
            foreach (var session in signed)
            {
                await SignInTests.VerifyAsync(replica, session.AccessToken);
            }
        }

        Assert.InRange((await PublishedAsync(replica)).Count, 1, 4);

        void Advance(TimeSpan by)
        {
            rig.Time.Advance(by);
            replica.Time.Advance(by);
        }
    }

    [Theory]
    [InlineData("development", "", null)]
    [InlineData("production", "", "tokens.encryption_key_file must name a file in production (docs/users.md)")]
    [InlineData("development", "c2hvcnQ=", "must hold 32 bytes in base64")]
    [InlineData("production", "not base64", "must hold 32 bytes in base64")]
    public void The_encrypting_key_is_read_from_a_file(string environment, string content, string? problem)
    {
        using var folder = new TestFolder();
        var file = folder.At("key");
        File.WriteAllText(file, content);
        var settings = Settings(environment, content.Length == 0 ? "" : file);
        if (problem is null)
        {
            Assert.Null(KeyEncryption.Create(settings).Id);
            return;
        }

        var refused = Assert.Throws<AgentSetupException>(() => KeyEncryption.Create(settings));
        Assert.Contains(problem, Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.True(content.Length == 0 || !refused.Problems[0].Contains(content, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        using var folder = new TestFolder();
        var refused = Assert.Throws<AgentSetupException>(() => KeyEncryption.Create(Settings("production", folder.At("none"))));
        Assert.Contains(folder.At("none"), Assert.Single(refused.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_32_bytes_is_used()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder.At("key"), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) + "\n");
        Assert.NotNull(KeyEncryption.Create(Settings("production", folder.At("key"))).Id);
    }

    private static AgentSettings Settings(string environment, string file) => new(new ConfigurationBuilder().AddInMemoryCollection(
        [new("agentweave:agent:environment", environment), new("agentweave:tokens:encryption_key_file", file)]).Build());

    private static async Task<string> KeyOfAsync(Rig rig, SessionTokens session) =>
        (await SignInTests.VerifyAsync(rig, session.AccessToken)).Kid;

    private static async Task<IReadOnlyList<string>> PublishedAsync(Rig rig) =>
        [.. (await SignInTests.PublishedAsync(rig)).Keys.Select(key => key.Kid)];
}
