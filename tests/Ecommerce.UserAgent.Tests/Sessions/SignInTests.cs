using System.Security.Cryptography;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Json;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.UserAgent.Tests.Sessions;

public sealed class SignInTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_user_who_signs_in_gets_a_token_that_the_published_keys_verify()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync();

        var session = await rig.SignInAsync(email: "ALICE@Example.com");

        Assert.Equal(("Bearer", 300, alice), (session.TokenType, session.ExpiresIn, session.User));
        var token = await VerifyAsync(rig, session.AccessToken);
        Assert.Equal(("at+jwt", "ES256"), (token.Typ, token.Alg));
        Assert.Equal(("spiffe://agentweave.io/agent/user", alice.UserId), (token.Issuer, token.Subject));
        Assert.Equal(["spiffe://agentweave.io/agent/gateway"], token.Audiences);
        Assert.Equal(session.SessionId, token.GetClaim("sid").Value);
        Assert.Equal("spiffe://agentweave.io/agent/gateway", token.GetClaim("client_id").Value);
        Assert.Equal(TimeSpan.FromMinutes(5), token.ValidTo - token.IssuedAt);
        Assert.Equal(rig.Time.GetUtcNow().UtcDateTime, token.IssuedAt);
        Assert.NotEqual(token.Id, (await VerifyAsync(rig, (await rig.SignInAsync()).AccessToken)).Id);
    }

    [Fact]
    public async Task No_row_and_no_line_of_the_log_holds_a_token_or_a_password()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.SignUpAsync();
        var session = await rig.SignInAsync();
        await rig.RefreshAsync(session.RefreshToken);

        var rows = await rig.ReadAsync<string>("SELECT string_agg(s::text, ' ') FROM sessions s");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Base64UrlEncoder.DecodeBytes(session.RefreshToken)));
        foreach (var text in rig.Log.Lines.Select(line => line.Text).Append(rows))
        {
            Assert.DoesNotContain(session.RefreshToken, text, StringComparison.Ordinal);
            Assert.DoesNotContain(session.AccessToken, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Rig.Password, text, StringComparison.Ordinal);
            Assert.DoesNotContain(hash, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("alice@example.com", "another password")]
    [InlineData("bob@example.com", "another password")]
    [InlineData("carol@example.com", Rig.Password)]
    public async Task A_wrong_password_an_unknown_address_and_a_user_without_a_password_take_the_same_way(string email, string password)
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.SignUpAsync();
        await rig.SignUpAsync(Rig.Alice("carol@example.com"));
        var before = rig.Statements().Count;

        var refused = await Assert.ThrowsAsync<ProblemException>(() => rig.SignInAsync(password, email));

        Assert.Equal(
            (ErrorCodes.Unauthenticated, "The e-mail address or the password is wrong.", (string?)null),
            (refused.Code, refused.Message, refused.Field));
        var statement = Assert.Single(rig.Statements().Skip(before));
        Assert.StartsWith("SELECT user_id, email", statement, StringComparison.Ordinal);
        Assert.Equal(0, await rig.ReadAsync<long>("SELECT count(*) FROM sessions"));
    }

    [Fact]
    public async Task A_hash_of_fewer_rounds_is_replaced_when_its_user_signs_in()
    {
        await using var rig = await Rig.StartAsync(postgres, iterations: AgentSchema.PasswordIterations);
        await rig.SignUpAsync();
        var salt = RandomNumberGenerator.GetBytes(16);
        var old = Rfc2898DeriveBytes.Pbkdf2(Rig.Password, salt, 1000, HashAlgorithmName.SHA512, 64);
        await rig.ExecuteAsync(
            $"UPDATE passwords SET hash = '$pbkdf2-sha512$i=1000${Text(salt)}${Text(old)}', changed_at = '2020-01-01'");

        await Assert.ThrowsAsync<ProblemException>(() => rig.SignInAsync("another password"));
        Assert.StartsWith("$pbkdf2-sha512$i=1000$", await HashAsync(), StringComparison.Ordinal);
        var session = await rig.SignInAsync();
        Assert.StartsWith("$pbkdf2-sha512$i=210000$", await HashAsync(), StringComparison.Ordinal);
        await rig.SignInAsync();
        await rig.RefreshAsync(session.RefreshToken);

        // Several devices at once: each compares with the old hash, and one replaces it.
        await rig.ExecuteAsync($"UPDATE passwords SET hash = '$pbkdf2-sha512$i=1000${Text(salt)}${Text(old)}'");
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => rig.SignInAsync())));

        Task<string> HashAsync() => rig.ReadAsync<string>("SELECT hash FROM passwords");

        static string Text(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');
    }

    [Fact]
    public async Task Whoever_signs_in_while_the_password_changes_is_not_signed_in_by_the_old_one()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.SignUpAsync();
        // What another transaction does between the comparison and the beginning of the session.
        await rig.ExecuteAsync(
            """
            CREATE FUNCTION change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                UPDATE passwords SET hash = '$pbkdf2-sha512$i=1000$c2FsdA$aGFzaA';
                RETURN NEW;
            END
            $$;
            CREATE TRIGGER change BEFORE INSERT ON signing_keys FOR EACH ROW EXECUTE FUNCTION change();
            """);

        var refused = await Assert.ThrowsAsync<ProblemException>(() => rig.SignInAsync());

        Assert.Equal(ErrorCodes.Unauthenticated, refused.Code);
        Assert.Equal(0, await rig.ReadAsync<long>("SELECT count(*) FROM sessions"));
    }

    /// <summary>As a gateway verifies it.</summary>
    internal static async Task<JsonWebToken> VerifyAsync(Rig rig, string token)
    {
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new()
        {
            ValidTypes = ["at+jwt"],
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidIssuer = "spiffe://agentweave.io/agent/user",
            ValidAudience = "spiffe://agentweave.io/agent/gateway",
            IssuerSigningKeys = (await PublishedAsync(rig)).Keys,
            LifetimeValidator = (_, expires, _, _) => expires > rig.Time.GetUtcNow().UtcDateTime,
        });
        return result.IsValid ? (JsonWebToken)result.SecurityToken : throw result.Exception;
    }

    /// <summary>The keys as others read them.</summary>
    internal static async Task<JsonWebKeySet> PublishedAsync(Rig rig) => JsonWebKeySet.Create(
        ContractJson.Format(await rig.Anybody.CallAsync(rig.Service.GetSigningKeys, new GetSigningKeysRequest())));
}
