using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.Assistants;
using Ecommerce.Gateway.BrowserSessions;
using Ecommerce.Gateway.Tokens;
using Ecommerce.Gateway.UserData;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
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
        var store = StoreOf(database);
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
            await store.EraseAsync(Ann, key: null, CancellationToken.None);
            Assert.Null(await sessions.FindAsync(cookies[0], CancellationToken.None));
            Assert.Null(await sessions.FindAsync(cookies[1], CancellationToken.None));
            Assert.NotNull(await sessions.FindAsync(cookies[2], CancellationToken.None));
        }

        Assert.Empty((await store.ExportAsync(Ann, CancellationToken.None)).Records);
    }

    [Fact]
    public async Task An_operators_task_that_tells_of_a_user_goes_with_the_user()
    {
        await using var database = await postgres.CreateDatabaseAsync("gateway", typeof(UserDataStore).Assembly);
        foreach (var user in (Guid[])[Ann, Bob])
        {
            await using var task = database.Owner.CreateCommand(
                $$"""
                WITH task AS (
                    INSERT INTO a2a_tasks (task_id, owner, actor, context_id, state, changed_at, last_event, capability, expires_at)
                    VALUES (gen_random_uuid(), '\x01', 'spiffe://agentweave.io/client/operator', 'c', 'completed', now(), 1, 'get_user',
                        now())
                    RETURNING task_id)
                INSERT INTO a2a_task_events SELECT task_id, 1, true, convert_to('{"user_id": "{{user}}"}', 'UTF8') FROM task
                """);
            await task.ExecuteNonQueryAsync();
        }

        await StoreOf(database).EraseAsync(Ann, key: null, CancellationToken.None);

        await using var left = database.Owner.CreateCommand(
            "SELECT string_agg(convert_from(event, 'UTF8'), ',') FROM a2a_tasks JOIN a2a_task_events USING (task_id)");
        Assert.Equal($$"""{"user_id": "{{Bob}}"}""", await left.ExecuteScalarAsync());
    }

    [Fact]
    public async Task An_erasure_under_the_key_of_another_request_is_refused()
    {
        await using var database = await postgres.CreateDatabaseAsync("gateway", typeof(UserDataStore).Assembly);
        var store = StoreOf(database);
        await store.EraseAsync(Ann, new([1], [2]), CancellationToken.None);
        var refused = await Assert.ThrowsAsync<ProblemException>(() => store.EraseAsync(Bob, new([1], [3]), CancellationToken.None));
        Assert.Equal(ErrorCodes.IdempotencyKeyReused, refused.Code);
    }

    private static UserDataStore StoreOf(TestDatabase database) => new(
        database.App, new IdempotencyStore(database.App, TimeProvider.System),
        new TokenExchanger(
            new AgentInfo(AgentNames.Gateway, "agentweave.io"), (_, _) => throw new InvalidOperationException(), TimeProvider.System));

    private static SessionTokens TokensOf(Guid user) => new() { ExpiresIn = 300, User = new() { UserId = user.ToString() } };
}
