using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tokens;
using Ecommerce.Testing;

namespace Ecommerce.UserAgent.Tests.Tokens;

/// <summary>What proves a caller is exchanged for a token of one capability, and nothing else is.</summary>
public sealed class TokenExchangeTests(PostgresFixture postgres)
{
    private const string Gateway = "spiffe://agentweave.io/agent/gateway";

    [Fact]
    public async Task A_users_access_token_becomes_a_token_of_one_capability()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.SignUpAsync();
        var session = await rig.SignInAsync();

        var token = await ExchangeAsync(rig, "create_order", session.AccessToken);
        var verified = await rig.Verifier.VerifyTransactionAsync(token.TransactionToken_, default);

        Assert.Equal(
            (session.User.UserId, session.SessionId, Gateway, "create_order"),
            (verified.UserId, $"{verified.SessionId}", verified.Actor, verified.Scope));
        Assert.Equal(60, token.ExpiresIn);
        Assert.Equal(rig.Time.GetUtcNow().AddSeconds(60), verified.Expires);
    }

    [Fact]
    public async Task What_is_done_with_tasks_has_a_token_for_who_is_proven_alone()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.SignUpAsync();
        var session = await rig.SignInAsync();
        foreach (var action in AuthorizationRequest.TaskActions)
        {
            var token = await ExchangeAsync(rig, action, session.AccessToken);
            Assert.Equal(action, (await rig.Verifier.VerifyTransactionAsync(token.TransactionToken_, default)).Scope);
            await RefusedAsync(ErrorCodes.Forbidden, () => ExchangeAsync(rig, action));
        }

        await RefusedAsync(ErrorCodes.InvalidRequest, () => ExchangeAsync(rig, "task.ask", session.AccessToken));
    }

    [Fact]
    public async Task Without_anything_the_gateway_is_the_actor_of_what_is_for_everybody()
    {
        await using var rig = await Rig.StartAsync(postgres);
        foreach (var capability in CapabilityCatalogue.All)
        {
            if (CapabilityCatalogue.All.Any(other => other.Name == capability.Name && other.Audience == Audience.Anyone))
            {
                var token = await ExchangeAsync(rig, capability.Name);
                var verified = await rig.Verifier.VerifyTransactionAsync(token.TransactionToken_, default);
                Assert.Equal((null, Gateway, capability.Name), (verified.UserId, verified.Actor, verified.Scope));
            }
            else
            {
                await RefusedAsync(ErrorCodes.Forbidden, () => ExchangeAsync(rig, capability.Name));
            }
        }
    }

    [Fact]
    public async Task A_token_that_is_not_a_users_or_no_longer_is_refused()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var user = await rig.SignUpAsync();
        var (session, other) = (await rig.SignInAsync(), await rig.SignInAsync());
        var transaction = (await ExchangeAsync(rig, "get_order", session.AccessToken)).TransactionToken_;
        foreach (var wrong in new[] { "x", transaction, session.AccessToken[..^2], session.RefreshToken })
        {
            await RefusedAsync(ErrorCodes.Unauthenticated, () => ExchangeAsync(rig, "get_order", wrong));
        }

        await Rig.As(user).CallAsync(rig.Service.RevokeSession, new RevokeSessionRequest { SessionId = session.SessionId });
        await RefusedAsync(ErrorCodes.Unauthenticated, () => ExchangeAsync(rig, "get_order", session.AccessToken));
        await ExchangeAsync(rig, "get_order", other.AccessToken);

        rig.Time.Advance(TokenKind.AccessLifetime);
        await RefusedAsync(ErrorCodes.Unauthenticated, () => ExchangeAsync(rig, "get_order", other.AccessToken));
    }

    [Fact]
    public async Task A_key_that_follows_signs_and_is_believed()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var before = await ExchangeAsync(rig, "list_products");
        await rig.Admin.CallAsync(rig.Service.RotateSigningKeys, new RotateSigningKeysRequest());
        await rig.Verifier.VerifyTransactionAsync(before.TransactionToken_, default);

        rig.Time.Advance(TimeSpan.FromMinutes(3));
        var after = await ExchangeAsync(rig, "list_products");
        await rig.Verifier.VerifyTransactionAsync(after.TransactionToken_, default);
    }

    [Fact]
    public async Task An_unknown_capability_and_a_workload_that_cannot_be_verified_get_nothing()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await RefusedAsync(ErrorCodes.InvalidRequest, () => ExchangeAsync(rig, "no_such_thing"));
        await RefusedAsync(ErrorCodes.Unavailable, () => ExchangeAsync(rig, "refund_payment", actor: "e30.e30.e30"));
    }

    private static Task<TransactionToken> ExchangeAsync(Rig rig, string capability, string subject = "", string actor = "") =>
        rig.Anybody.CallAsync(
            rig.Service.ExchangeToken,
            new ExchangeTokenRequest { Capability = capability, SubjectToken = subject, ActorToken = actor });

    private static async Task RefusedAsync(string code, Func<Task> call) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<ProblemException>(call)).Code);
}
