using System.Buffers.Text;
using System.Text;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tokens;
using Ecommerce.Testing;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.ServiceDefaults.Tests.Tokens;

/// <summary>What a token must be to be believed, and what is asked of the user agent for it.</summary>
[Collection(nameof(AllocationCollection))]
public sealed class TokenVerifierTests
{
    private const string Domain = "agentweave.io";
    private const string User = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";
    private const string Actor = $"spiffe://{Domain}/client/cli";

    private static readonly AgentInfo Issuer = new(AgentNames.User, Domain);
    private static readonly Guid Session = Guid.Parse("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c");

    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow());
    private readonly TestTokens _tokens = new(Issuer);
    private SigningKeySet? _published;
    private int _asked;

    public TokenVerifierTests()
    {
        _published = _tokens.Keys;
        Verifier = new(new(AgentNames.Order, Domain), AskAsync, _time);
    }

    private TokenVerifier Verifier { get; }

    public static TheoryData<string, Action<SecurityTokenDescriptor>> Changes => new()
    {
        { "another kind", token => token.TokenType = "at+jwt" },
        { "no kind", token => token.TokenType = "JWT" },
        { "another issuer", token => token.Issuer = $"spiffe://{Domain}/agent/order" },
        { "no issuer", token => token.Issuer = null },
        { "another audience", token => token.Audience = "partner.example" },
        { "the gateway", token => token.Audience = $"spiffe://{Domain}/agent/gateway" },
        { "no audience", token => token.Audience = null },
        { "no end", token => token.Expires = null },
        { "an end too late", token => token.Expires = token.IssuedAt + TimeSpan.FromSeconds(61) },
        { "issued later", token => (token.IssuedAt, token.Expires) = (token.IssuedAt!.Value.AddSeconds(7), token.Expires) },
        { "no beginning", token => token.IssuedAt = null },
        { "no actor", token => token.Claims.Remove("act") },
        { "an actor that is a text", token => token.Claims["act"] = Actor },
        { "no scope", token => token.Claims.Remove("scope") },
        { "a user that is none", token => token.Claims["sub"] = "ann" },
        { "not signed", token => token.SigningCredentials = null },
        {
            "a shared secret", token => token.SigningCredentials = new(
                new SymmetricSecurityKey(new byte[32]) { KeyId = "k1" }, SecurityAlgorithms.HmacSha256)
        },
    };

    [Fact]
    public async Task A_token_says_who_and_for_what()
    {
        var verified = await Verifier.VerifyTransactionAsync(Transaction(User), default);
        Assert.Equal((User, Actor, "create_order"), (verified.UserId, verified.Actor, verified.Scope));
        Assert.Null((await Verifier.VerifyTransactionAsync(Transaction(), default)).UserId);

        var access = await Verifier.VerifyBearerAsync($"bearer {_tokens.Access(User, Session, _time.GetUtcNow())}", default);
        Assert.Equal((User, Session), (access.UserId, access.SessionId));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_token_that_differs_in_anything_is_refused(string what, Action<SecurityTokenDescriptor> change)
    {
        var token = _tokens.Transaction(Actor, "create_order", User, _time.GetUtcNow(), change);
        Assert.True(await IsRefusedAsync(Verifier.VerifyTransactionAsync(token, default)), what);
    }

    [Fact]
    public async Task What_is_no_token_or_was_changed_is_refused()
    {
        var token = Transaction(User);
        var parts = token.Split('.');
        var forged = Base64Url.EncodeToString(Encoding.UTF8.GetBytes("""{"alg":"none","kid":"k1","typ":"txntoken+jwt"}"""));
        foreach (var wrong in new[]
        {
            "", "x", "a.b.c", token[..^3], $"{token}x", $"{parts[0]}.{parts[1]}.", $"{forged}.{parts[1]}.", new string('a', 5000),
            $"{parts[0]}.{Base64Url.EncodeToString("{}"u8)}.{parts[2]}",
        })
        {
            Assert.True(await IsRefusedAsync(Verifier.VerifyTransactionAsync(wrong, default)), wrong);
        }

        // Neither kind passes for the other.
        Assert.True(await IsRefusedAsync(Verifier.VerifyAccessAsync(token, default)));
        Assert.True(await IsRefusedAsync(Verifier.VerifyTransactionAsync(_tokens.Access(User, Session, _time.GetUtcNow()), default)));
        foreach (var header in new[] { "", "Basic YTpi", token, "Bearer", $"Bearer {token}" })
        {
            Assert.True(await IsRefusedAsync(Task.Run(async () => await Verifier.VerifyBearerAsync(header, default))), header);
        }
    }

    [Fact]
    public async Task A_token_is_good_until_its_end_also_one_that_was_verified_before()
    {
        var token = Transaction(User);
        await Verifier.VerifyTransactionAsync(token, default);
        _time.Advance(TokenKind.TransactionLifetime - TimeSpan.FromSeconds(2));
        await Verifier.VerifyTransactionAsync(token, default);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await IsRefusedAsync(Verifier.VerifyTransactionAsync(token, default)));
    }

    [Fact]
    public async Task The_keys_are_asked_for_once_then_every_minute_and_stay_while_the_user_agent_is_away()
    {
        await Verifier.VerifyTransactionAsync(Transaction(User), default);
        await Verifier.VerifyTransactionAsync(Transaction(), default);
        Assert.Equal(1, _asked);

        _published = null;
        _time.Advance(TimeSpan.FromHours(1));
        await Verifier.VerifyTransactionAsync(Transaction(User), default);
        await Eventually.HoldsAsync(() => _asked == 2, "they are asked for again");
        await Verifier.VerifyTransactionAsync(Transaction(), default);
    }

    [Fact]
    public async Task An_unknown_key_is_asked_for_once_and_not_again_for_some_seconds()
    {
        await Verifier.VerifyTransactionAsync(Transaction(User), default);
        TestTokens next = new(Issuer, "k2");
        var token = next.Transaction(Actor, "create_order", User, _time.GetUtcNow());
        for (var i = 0; i < 3; i++)
        {
            Assert.True(await IsRefusedAsync(Verifier.VerifyTransactionAsync(token, default)));
        }

        Assert.Equal(1, _asked);
        _published!.Keys.Add(next.Keys.Keys);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(User, (await Verifier.VerifyTransactionAsync(token, default)).UserId);
        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task Without_any_keys_nothing_can_be_said()
    {
        _published = null;
        for (var i = 0; i < 2; i++)
        {
            var problem = await Assert.ThrowsAsync<ProblemException>(
                async () => await Verifier.VerifyTransactionAsync(Transaction(User), default));
            Assert.Equal(ErrorCodes.Unavailable, problem.Code);
        }

        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task A_token_that_comes_again_costs_no_memory()
    {
        var token = Transaction(User);
        await Verifier.VerifyTransactionAsync(token, default);
        await Verifier.VerifyTransactionAsync(token, default);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var verified = Verifier.VerifyTransactionAsync(token, default);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(verified.IsCompletedSuccessfully);
        await verified;
        Assert.Equal(0, bytes);
    }

    [Fact]
    public void The_memory_of_tokens_is_bounded_and_forgets_what_has_ended()
    {
        TokenMemory memory = new();
        VerifiedToken verified = new(User, Session, Actor, "create_order", _time.GetUtcNow().AddSeconds(1));
        for (var i = 0; i < 3 * TokenMemory.Capacity; i++)
        {
            memory.Keep($"token {i}", verified);
        }

        memory.Keep("a token", verified);
        Assert.Same(verified, memory.Find("a token", _time.GetUtcNow()));
        Assert.Null(memory.Find("a token", _time.GetUtcNow().AddSeconds(1)));
        Assert.Null(memory.Find("another token", _time.GetUtcNow()));
    }

    private string Transaction(string? user = null) => _tokens.Transaction(Actor, "create_order", user, _time.GetUtcNow());

    private Task<SigningKeySet> AskAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        return Task.FromResult(_published?.Clone() ?? throw ProblemException.Unavailable("away"));
    }

    private static Task<bool> IsRefusedAsync(ValueTask<VerifiedToken> verified) => IsRefusedAsync(verified.AsTask());

    private static async Task<bool> IsRefusedAsync(Task<VerifiedToken> verified)
    {
        try
        {
            await verified;
            return false;
        }
        catch (ProblemException exception)
        {
            return exception is { Code: ErrorCodes.Unauthenticated, IsInvalidToken: true };
        }
    }
}
