using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.BrowserSessions;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;

namespace Ecommerce.Gateway.Tests.BrowserSessions;

/// <summary>Two instances of the gateway on one database.</summary>
public sealed class BrowserSessionTokensTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly SessionTokens Expired = Tokens("first", expiresIn: 0);
    private static readonly SessionTokens Fresh = Tokens("second", expiresIn: 300);

    private readonly SessionCookie _cookie = SessionCookie.Create();
    private TestDatabase _database = null!;
    private BrowserSessionStore _store = null!;
    private BrowserSessionTokens[] _instances = null!;
    private int _refreshes;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync("gateway", typeof(BrowserSessionStore).Assembly);
        _store = new(_database.App, TimeProvider.System);
        _instances = [new(_store, TimeProvider.System), new(new(_database.App, TimeProvider.System), TimeProvider.System)];
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Of_all_requests_at_all_instances_one_renews_and_the_others_wait_for_it()
    {
        await _store.AddAsync(_cookie, Expired, CancellationToken.None);
        var found = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => FindAsync(_instances[i % 2], RefreshAsync)));
        Assert.Equal(1, _refreshes);
        Assert.All(found, session => Assert.Equal(Fresh, session!.Tokens));
    }

    [Fact]
    public async Task Before_the_end_the_others_go_on_with_what_they_have()
    {
        await _store.AddAsync(_cookie, Tokens("first", expiresIn: 30), CancellationToken.None);
        var (begun, answer) = (new TaskCompletionSource(), new TaskCompletionSource<SessionTokens>());
        var renewing = FindAsync(_instances[0], (_, _) =>
        {
            begun.SetResult();
            return answer.Task;
        });
        await begun.Task;
        Assert.Equal("first", (await FindAsync(_instances[1], RefreshAsync))!.Tokens.AccessToken);
        answer.SetResult(Fresh);
        Assert.Equal(Fresh, (await renewing)!.Tokens);
        Assert.Equal(Fresh, (await FindAsync(_instances[1], RefreshAsync))!.Tokens);
        Assert.Equal(0, _refreshes);
    }

    [Fact]
    public async Task A_session_that_has_ended_at_the_user_agent_is_forgotten()
    {
        await _store.AddAsync(_cookie, Expired, CancellationToken.None);
        Assert.Null(await FindAsync(_instances[0], (_, _) => throw new ProblemException(ErrorCodes.Unauthenticated, "It has ended.")));
        Assert.Null(await _store.FindAsync(_cookie, CancellationToken.None));
    }

    [Fact]
    public async Task While_the_user_agent_is_away_a_token_is_used_to_its_end_and_then_the_answer_is_503()
    {
        await _store.AddAsync(_cookie, Tokens("first", expiresIn: 30), CancellationToken.None);
        Assert.Equal("first", (await FindAsync(_instances[0], AwayAsync))!.Tokens.AccessToken);

        var other = SessionCookie.Create();
        await _store.AddAsync(other, Expired, CancellationToken.None);
        var refusal = await Assert.ThrowsAsync<ProblemException>(
            () => _instances[0].FindAsync(other, AwayAsync, CancellationToken.None));
        Assert.Equal(ErrorCodes.Unavailable, refusal.Code);
        Assert.Equal(Fresh, (await _instances[1].FindAsync(other, RefreshAsync, CancellationToken.None))!.Tokens);
    }

    [Fact]
    public async Task A_browser_that_leaves_does_not_lose_the_new_token()
    {
        await _store.AddAsync(_cookie, Expired, CancellationToken.None);
        using var leaving = new CancellationTokenSource();
        var found = await _instances[0].FindAsync(
            _cookie,
            async (_, cancellationToken) =>
            {
                await leaving.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
                return Fresh;
            },
            leaving.Token);
        Assert.Equal(Fresh, found!.Tokens);
        Assert.Equal(Fresh, (await _store.FindAsync(_cookie, CancellationToken.None))!.Tokens);
    }

    [Fact]
    public async Task The_database_holds_neither_cookie_nor_tokens()
    {
        await _store.AddAsync(_cookie, Fresh, CancellationToken.None);
        await using var command = _database.Owner.CreateCommand(
            "SELECT encode(cookie_hash, 'base64') || encode(sealed_tokens, 'escape') FROM browser_sessions");
        var row = (string)(await command.ExecuteScalarAsync())!;
        Assert.DoesNotContain("second", row, StringComparison.Ordinal);
        Assert.DoesNotContain($"{_cookie}"[..40], row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_expired_goes_as_others_come()
    {
        var time = new ManualTime();
        var store = new BrowserSessionStore(_database.App, time);
        await store.AddAsync(_cookie, Fresh, CancellationToken.None);
        await store.AddAsync(SessionCookie.Create(), Fresh, CancellationToken.None);
        time.Advance(TimeSpan.FromDays(8));
        var last = SessionCookie.Create();
        await store.AddAsync(last, Fresh, CancellationToken.None);
        await using var command = _database.Owner.CreateCommand("SELECT cookie_hash FROM browser_sessions");
        Assert.Equal(last.Hash, Assert.Single(await command.ReadAllAsync(
            reader => reader.GetFieldValue<byte[]>(0), CancellationToken.None)));
    }

    private static SessionTokens Tokens(string access, long expiresIn) => new()
    {
        AccessToken = access,
        RefreshToken = $"refresh of {access}",
        ExpiresIn = expiresIn,
        User = new() { UserId = "01a1ff1e-1206-7b91-91eb-20459fa86b9e" },
    };

    private Task<KeptSession?> FindAsync(BrowserSessionTokens instance, Func<string, CancellationToken, Task<SessionTokens>> refresh) =>
        instance.FindAsync(_cookie, refresh, CancellationToken.None);

    // As the user agent has it: a second use would end the session.
    private async Task<SessionTokens> RefreshAsync(string token, CancellationToken cancellationToken)
    {
        Assert.Equal("refresh of first", token);
        Assert.Equal(1, Interlocked.Increment(ref _refreshes));
        await Task.Yield();
        return Fresh;
    }

    private static Task<SessionTokens> AwayAsync(string token, CancellationToken cancellationToken) =>
        throw ProblemException.Unavailable("The agent cannot be reached.");
}
