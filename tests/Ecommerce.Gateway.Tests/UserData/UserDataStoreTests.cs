using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.Assistants;
using Ecommerce.Gateway.BrowserSessions;
using Ecommerce.Gateway.Tokens;
using Ecommerce.Gateway.UserData;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecommerce.Gateway.Tests.UserData;

public sealed class UserDataStoreTests(PostgresFixture postgres)
{
    private static readonly Guid Ann = Guid.Parse("01a1ff1e-1206-7b91-91eb-20459fa86b9e");
    private static readonly Guid Bob = Guid.Parse("01a1ff1e-1206-7b91-91eb-20459fa86b9f");

    [Fact]
    public async Task What_is_held_of_a_user_is_shown_and_goes_with_the_user_and_nothing_of_others_does()
    {
        await using var database = await postgres.CreateDatabaseAsync("gateway", typeof(UserDataStore).Assembly);
        var sessions = new BrowserSessionStore(database.App, TimeProvider.System);
        var tokens = new TokenExchanger(
            new AgentInfo(AgentNames.Gateway, "agentweave.io"), (_, _) => throw new InvalidOperationException(), TimeProvider.System);
        var store = new UserDataStore(database.App, new IdempotencyStore(database.App, TimeProvider.System), tokens);
        SessionCookie[] cookies = [SessionCookie.Create(), SessionCookie.Create(), SessionCookie.Create()];
        await sessions.AddAsync(cookies[0], TokensOf(Ann), CancellationToken.None);
        await sessions.AddAsync(cookies[1], TokensOf(Ann), CancellationToken.None);
        await sessions.AddAsync(cookies[2], TokensOf(Bob), CancellationToken.None);

        var proposals = new ProposalStore(database.App, TimeProvider.System, NullLogger<ProposalStore>.Instance);
        await proposals.AddAsync(
            CapabilityCatalogue.Find(AgentNames.Order, "cancel_order")!, "{}", new("", ""),
            new("spiffe://agentweave.io/client/shop", $"{Ann}"), CancellationToken.None);
        await proposals.AddAsync(
            CapabilityCatalogue.Find(AgentNames.Order, "create_order")!, $$"""{"user_id": "{{Ann}}"}""", new("19.99", "USD"),
            new("spiffe://agentweave.io/client/operator", null), CancellationToken.None);

        var data = await store.ExportAsync(Ann, CancellationToken.None);
        Assert.Equal(["browser_session", "browser_session", "proposal", "proposal"], data.Records.Select(record => record.Kind));
        Assert.All(data.Records, record => Assert.EndsWith("Z", record.Record.Fields["expires_at"].StringValue, StringComparison.Ordinal));

        for (var i = 0; i < 2; i++)
        {
            await store.EraseAsync(Ann, CancellationToken.None);
            Assert.Null(await sessions.FindAsync(cookies[0], CancellationToken.None));
            Assert.Null(await sessions.FindAsync(cookies[1], CancellationToken.None));
            Assert.NotNull(await sessions.FindAsync(cookies[2], CancellationToken.None));
        }

        Assert.Empty((await store.ExportAsync(Ann, CancellationToken.None)).Records);
    }

    private static SessionTokens TokensOf(Guid user) => new() { ExpiresIn = 300, User = new() { UserId = user.ToString() } };
}
