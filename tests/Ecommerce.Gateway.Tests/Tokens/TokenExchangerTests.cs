using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.Tokens;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;

namespace Ecommerce.Gateway.Tests.Tokens;

/// <summary>Which token goes with a call, when it is exchanged, and what becomes of it while the user agent is away.</summary>
public sealed class TokenExchangerTests
{
    private const string Cli = "spiffe://agentweave.io/client/cli";
    private const string UserAgent = "spiffe://agentweave.io/agent/user";

    private static readonly AgentInfo Gateway = new(AgentNames.Gateway, "agentweave.io");
    private static readonly Capability GetOrder = CapabilityCatalogue.Find(AgentNames.Order, "get_order")!;
    private static readonly Capability ListOrders = CapabilityCatalogue.Find(AgentNames.Order, "list_orders")!;

    private readonly ManualTime _time = new();
    private readonly List<ExchangeTokenRequest> _asked = [];
    private string? _refusal;

    public TokenExchangerTests() => Tokens = new(Gateway, AnswerAsync, _time);

    private TokenExchanger Tokens { get; }

    [Fact]
    public async Task A_token_is_exchanged_once_for_each_caller_session_and_capability()
    {
        Guid first = NewSession(), second = NewSession();
        var token = await TokenAsync(Call(session: first));
        Assert.Equal(token, await TokenAsync(Call(session: first)));

        string[] others =
        [
            await TokenAsync(Call(session: first), ListOrders), await TokenAsync(Call(session: second)), await TokenAsync(Call()),
            await TokenAsync(Call(Cli, Proof())), await TokenAsync(Call(Cli, Proof(), first)),
        ];
        Assert.Equal(6, others.Append(token).Distinct().Count());
        Assert.Equal(6, _asked.Count);

        // Who has not proven itself is nobody.
        Assert.Equal(others[2], await TokenAsync(Call(Cli)));
        Assert.Equal((6, 6), (_asked.Count, Tokens.Count));
    }

    [Fact]
    public async Task What_is_forgotten_of_a_user_is_asked_for_again()
    {
        var (ann, bob) = (Call(session: NewSession()), Call(session: NewSession()));
        await TokenAsync(ann);
        await TokenAsync(bob);
        Tokens.Forget(Guid.Parse(ann.UserId!));
        await TokenAsync(bob);
        Assert.Equal((2, 1), (_asked.Count, Tokens.Count));
        await TokenAsync(ann);
        Assert.Equal((3, 2), (_asked.Count, Tokens.Count));
    }

    [Fact]
    public async Task What_is_sent_is_exchanged_and_at_the_public_port_no_proof_of_a_workload()
    {
        var proof = Proof();
        await TokenAsync(Call(Cli, proof, NewSession()));
        Assert.Equal((proof, "access", "get_order"), (_asked[0].ActorToken, _asked[0].SubjectToken, _asked[0].Capability));

        await TokenAsync(Call(Gateway.SpiffeId, proof));
        Assert.Equal(("", ""), (_asked[1].ActorToken, _asked[1].SubjectToken));
    }

    [Fact]
    public async Task A_proof_must_be_the_peers_own_for_the_user_agent_and_now()
    {
        await TokenAsync(Call(Cli, Proof()));
        foreach (var wrong in new[] { Proof("spiffe://agentweave.io/client/shop"), Proof(audience: Gateway.SpiffeId), "e30.e30.e30", "" })
        {
            await RefusedAsync(ErrorCodes.Unauthenticated, Call(Cli, wrong));
        }

        var proof = Proof();
        _time.Advance(TimeSpan.FromSeconds(60));
        await RefusedAsync(ErrorCodes.Unauthenticated, Call(Cli, proof));
        Assert.Single(_asked);
    }

    [Fact]
    public async Task Who_used_a_capability_within_a_minute_goes_on_for_half_a_minute_without_the_user_agent()
    {
        var session = NewSession();
        await TokenAsync(Call(session: session));
        for (var second = 0; second < 59; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Tokens.RenewAsync(CancellationToken.None);
        }

        _refusal = ErrorCodes.Unavailable;
        for (var second = 0; second < 30; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Tokens.RenewAsync(CancellationToken.None);
            await TokenAsync(Call(session: session));
            await RefusedAsync(ErrorCodes.Unavailable, Call(session: session), ListOrders);
        }

        // A token is never used beyond its end.
        _time.Advance(TimeSpan.FromSeconds(40));
        await RefusedAsync(ErrorCodes.Unavailable, Call(session: session));
    }

    [Fact]
    public async Task What_is_not_used_is_renewed_no_more_and_forgotten()
    {
        await TokenAsync(Call(session: NewSession()));
        await TokenAsync(Call(Cli, Proof()));
        for (var second = 0; second < 180; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Tokens.RenewAsync(CancellationToken.None);
        }

        Assert.InRange(_asked.Count, 4, 6);
        Assert.Equal(0, Tokens.Count);
    }

    [Fact]
    public async Task A_session_that_has_ended_is_noticed_when_its_token_is_renewed()
    {
        var session = NewSession();
        await TokenAsync(Call(session: session));
        _refusal = ErrorCodes.Unauthenticated;
        _time.Advance(TimeSpan.FromSeconds(30));
        await Tokens.RenewAsync(CancellationToken.None);

        Assert.Equal(0, Tokens.Count);
        await RefusedAsync(ErrorCodes.Unauthenticated, Call(session: session));
    }

    [Fact]
    public async Task The_number_of_tokens_is_bounded()
    {
        for (var i = 0; i < TokenExchanger.Capacity + 10; i++)
        {
            await TokenAsync(Call(session: NewSession()));
        }

        Assert.Equal(TokenExchanger.Capacity, Tokens.Count);
    }

    [Fact]
    public async Task Another_callers_proof_that_is_not_accepted_refuses_nobody_else()
    {
        TaskCompletionSource refusing = new();
        ConcurrentQueue<string> asked = new();
        TokenExchanger tokens = new(
            Gateway,
            async (request, _) =>
            {
                asked.Enqueue(request.SubjectToken);
                await (request.SubjectToken == "forged" ? refusing.Task : Task.CompletedTask);
                return request.SubjectToken == "forged"
                    ? throw new ProblemException(ErrorCodes.Unauthenticated, "refused")
                    : new TransactionToken { TransactionToken_ = "good", ExpiresIn = 60 };
            },
            _time);
        var session = NewSession();
        var forged = AskAsync("forged");
        await Eventually.HoldsAsync(() => asked.Count == 1, "the first is asked for");
        var own = AskAsync("own");
        refusing.SetResult();

        Assert.Equal(ErrorCodes.Unauthenticated, (await Assert.ThrowsAsync<ProblemException>(() => forged)).Code);
        Assert.Equal("good", await own);
        Assert.Equal(["forged", "own"], asked);

        async Task<string> AskAsync(string access)
        {
            CapabilityContexts.Enter(CapabilityContexts.Create(
                GetOrder, Gateway.SpiffeId, session, new(Authorization: $"Bearer {access}")));
            return (await tokens.OfAsync(UserAgent, GetOrder.Name, CancellationToken.None)).Transaction!;
        }
    }

    [Fact]
    public async Task A_session_that_has_ended_is_noticed_where_no_agent_is_called()
    {
        var session = NewSession();
        for (var i = 0; i < 2; i++)
        {
            await Tokens.RequireSessionAsync(Call(session: session), CancellationToken.None);
            await Tokens.RequireSessionAsync(Call(Cli, Proof()), CancellationToken.None);
            await Tokens.RequireSessionAsync(Call(), CancellationToken.None);
        }

        Assert.Equal("task.get", Assert.Single(_asked).Capability);
        _refusal = ErrorCodes.Unauthenticated;
        _time.Advance(TimeSpan.FromMinutes(1));
        var refused = await Assert.ThrowsAsync<ProblemException>(
            () => Tokens.RequireSessionAsync(Call(session: session), CancellationToken.None).AsTask());
        Assert.Equal(ErrorCodes.Unauthenticated, refused.Code);
    }

    [Fact]
    public async Task What_the_gateway_does_by_itself_has_no_token()
    {
        Assert.Equal(default, await Tokens.OfAsync(UserAgent, GetOrder.Name, CancellationToken.None));
        CapabilityContexts.Enter(Call());
        Assert.Equal(default, await Tokens.OfAsync(UserAgent, scope: null, CancellationToken.None));
        Assert.Empty(_asked);
    }

    private static Guid NewSession() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    private Task<TransactionToken> AnswerAsync(ExchangeTokenRequest request, bool isRenewal)
    {
        if (_refusal is { } code)
        {
            throw new ProblemException(code, "refused");
        }

        lock (_asked)
        {
            _asked.Add(request);
            return Task.FromResult(new TransactionToken { TransactionToken_ = $"token {_asked.Count}", ExpiresIn = 60 });
        }
    }

    private static CapabilityContext Call(string? caller = null, string? proof = null, Guid? session = null) => CapabilityContexts.Create(
        GetOrder, caller ?? Gateway.SpiffeId, session, new(Authorization: session is null ? null : "Bearer access", Actor: proof));

    private async Task<string> TokenAsync(CapabilityContext call, Capability? capability = null)
    {
        CapabilityContexts.Enter(call);
        return (await Tokens.OfAsync(UserAgent, (capability ?? GetOrder).Name, CancellationToken.None)).Transaction!;
    }

    private async Task RefusedAsync(string code, CapabilityContext call, Capability? capability = null) => Assert.Equal(
        code, (await Assert.ThrowsAsync<ProblemException>(() => TokenAsync(call, capability))).Code);

    private string Proof(string id = Cli, string audience = UserAgent)
    {
        var claims = $$"""{"sub": "{{id}}", "aud": ["{{audience}}"], "exp": {{_time.GetUtcNow().AddSeconds(60).ToUnixTimeSeconds()}}}""";
        return $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.e30";
    }
}
