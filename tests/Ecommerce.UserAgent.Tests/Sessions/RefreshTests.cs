using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Microsoft.Extensions.Logging;

namespace Ecommerce.UserAgent.Tests.Sessions;

public sealed class RefreshTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_refresh_token_is_exchanged_for_the_next_one_in_the_same_session()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync();
        var first = await rig.SignInAsync();
        rig.Time.Advance(TimeSpan.FromMinutes(5));

        var second = await rig.RefreshAsync(first.RefreshToken);
        var third = await rig.RefreshAsync(second.RefreshToken);

        Assert.Equal(3, new[] { first, second, third }.DistinctBy(tokens => tokens.RefreshToken).Count());
        Assert.All([second, third], tokens => Assert.Equal((alice, first.SessionId), (tokens.User, tokens.SessionId)));
        Assert.Equal(alice.UserId, (await SignInTests.VerifyAsync(rig, third.AccessToken)).Subject);
        var session = Assert.Single(await rig.SessionsOfAsync(alice));
        Assert.Equal(TimeSpan.FromMinutes(5), session.LastUsedAt.ToDateTimeOffset() - session.CreatedAt.ToDateTimeOffset());
    }

    [Fact]
    public async Task A_token_that_is_used_again_ends_its_session_and_no_other()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync();
        var (stolen, other) = (await rig.SignInAsync(), await rig.SignInAsync());
        var next = await rig.RefreshAsync(stolen.RefreshToken);

        await AssertRefusedAsync(rig, stolen.RefreshToken);

        await AssertRefusedAsync(rig, next.RefreshToken);
        Assert.Equal(other.SessionId, Assert.Single(await rig.SessionsOfAsync(alice)).SessionId);
        await rig.RefreshAsync(other.RefreshToken);
        var line = Assert.Single(
            rig.Log.Lines, line => line.Level == LogLevel.Warning && line.Text.Contains("second time", StringComparison.Ordinal));
        Assert.Contains(stolen.SessionId, line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_that_use_one_token_at_once_one_gets_through_and_the_session_ends()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync();
        var session = await rig.SignInAsync();

        var uses = Enumerable.Range(0, 8).Select(_ => rig.RefreshAsync(session.RefreshToken)).ToList();
        await Task.WhenAll(uses).ContinueWith(_ => { }, TaskScheduler.Default);

        var winner = Assert.Single(uses, use => use.IsCompletedSuccessfully);
        await AssertRefusedAsync(rig, (await winner).RefreshToken);
        Assert.Empty(await rig.SessionsOfAsync(alice));
    }

    [Fact]
    public async Task A_token_that_was_never_given_out_ends_nothing()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.SignUpAsync();
        var session = await rig.SignInAsync();
        var (text, other) = (session.RefreshToken, (await rig.SignInAsync()).RefreshToken);

        // Of 64 bytes the first 16 are the session's, the next 16 its secret. 21 letters are 126 bits.
        string[] made = [text[..21] + other[21..], text[..^1], text + "A", "", "x", new('A', 86), text.Replace(text[40], '!')];
        foreach (var token in made)
        {
            var refused = await Assert.ThrowsAsync<ProblemException>(() => rig.RefreshAsync(token));
            Assert.True(refused.Code is ErrorCodes.Unauthenticated or ErrorCodes.InvalidRequest, refused.Code);
        }

        await rig.RefreshAsync(text);
        await rig.RefreshAsync(other);
    }

    [Fact]
    public async Task A_session_ends_after_a_week_without_use()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync();
        var session = await rig.SignInAsync();
        rig.Time.Advance(TimeSpan.FromDays(6.9));
        session = await rig.RefreshAsync(session.RefreshToken);
        rig.Time.Advance(TimeSpan.FromDays(6.9));
        session = await rig.RefreshAsync(session.RefreshToken);

        rig.Time.Advance(TimeSpan.FromDays(7));

        await AssertRefusedAsync(rig, session.RefreshToken);
        Assert.Empty(await rig.SessionsOfAsync(alice));
    }

    [Fact]
    public async Task A_session_ends_after_thirty_days_however_often_it_is_used()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.SignUpAsync();
        var session = await rig.SignInAsync();
        for (var day = 0; day < 29; day += 5)
        {
            session = await rig.RefreshAsync(session.RefreshToken);
            rig.Time.Advance(TimeSpan.FromDays(5));
        }

        await AssertRefusedAsync(rig, session.RefreshToken);
    }

    [Fact]
    public async Task Expired_sessions_are_swept_and_others_stay()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.SignUpAsync();
        await rig.SignInAsync();
        await rig.SignInAsync();
        rig.Time.Advance(TimeSpan.FromDays(8));
        var session = await rig.SignInAsync();

        Assert.Equal(1, await rig.Sessions.SweepAsync(1, CancellationToken.None));
        Assert.Equal(1, await rig.Sessions.SweepAsync(5, CancellationToken.None));
        Assert.Equal(0, await rig.Sessions.SweepAsync(5, CancellationToken.None));
        await rig.RefreshAsync(session.RefreshToken);
    }

    [Fact]
    public async Task A_user_has_a_hundred_sessions_and_a_further_one_ends_the_one_that_rests_longest()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync();
        var first = await rig.SignInAsync();
        await rig.ExecuteAsync(
            """
            INSERT INTO sessions SELECT gen_random_uuid(), user_id, family_hash, token_hash, client_id, created_at,
                last_used_at + interval '1 second', expires_at FROM sessions, generate_series(1, 99)
            """);
        Assert.Equal(100, (await rig.SessionsOfAsync(alice)).Count);
        rig.Time.Advance(TimeSpan.FromMinutes(1));

        var last = await rig.SignInAsync();

        var sessions = (await rig.SessionsOfAsync(alice)).Select(session => session.SessionId).ToList();
        Assert.Equal((100, last.SessionId), (sessions.Count, sessions[0]));
        Assert.DoesNotContain(first.SessionId, sessions);
    }

    [Fact]
    public async Task A_session_is_ended_by_any_of_its_tokens()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync();
        var (first, other) = (await rig.SignInAsync(), await rig.SignInAsync());
        await rig.RefreshAsync(first.RefreshToken);

        await RevokeAsync(rig.Anybody, rig, new() { RefreshToken = first.RefreshToken });
        await RevokeAsync(rig.Anybody, rig, new() { RefreshToken = first.RefreshToken });
        await RevokeAsync(rig.Anybody, rig, new() { RefreshToken = "unknown" });

        Assert.Equal(other.SessionId, Assert.Single(await rig.SessionsOfAsync(alice)).SessionId);
    }

    [Fact]
    public async Task A_session_is_ended_by_its_ID_by_its_user_and_by_operators_alone()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync();
        var bob = await rig.SignUpAsync(Rig.Alice("bob@example.com"));
        var (first, second) = (await rig.SignInAsync(), await rig.SignInAsync());

        foreach (var request in new RevokeSessionRequest[]
        {
            new() { SessionId = first.SessionId },
            new() { SessionId = first.SessionId, UserId = bob.UserId },
            new() { SessionId = first.SessionId, UserId = alice.UserId },
        })
        {
            await AssertNotFoundAsync(() => RevokeAsync(Rig.As(bob), rig, request));
        }

        Assert.Equal(2, (await rig.SessionsOfAsync(alice)).Count);
        await RevokeAsync(Rig.As(alice), rig, new() { SessionId = first.SessionId, UserId = alice.UserId });
        await AssertNotFoundAsync(() => RevokeAsync(Rig.As(alice), rig, new() { SessionId = first.SessionId, UserId = alice.UserId }));
        await RevokeAsync(rig.Anybody, rig, new() { SessionId = second.SessionId });
        Assert.Empty(await rig.SessionsOfAsync(alice));
        await AssertRefusedAsync(rig, second.RefreshToken);
    }

    [Fact]
    public async Task A_session_that_is_not_mine_and_one_that_is_not_there_take_the_same_way()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.SignUpAsync();
        var bob = await rig.SignUpAsync(Rig.Alice("bob@example.com"));
        var session = await rig.SignInAsync();

        var notMine = await StatementsAsync(session.SessionId);
        var notThere = await StatementsAsync("01890a5d-ac96-774b-bcce-b302099a8057");

        Assert.NotEmpty(notMine);
        Assert.Equal(notMine, notThere);

        async Task<IReadOnlyList<string>> StatementsAsync(string id)
        {
            var before = rig.Statements().Count;
            await AssertNotFoundAsync(() => RevokeAsync(Rig.As(bob), rig, new() { SessionId = id, UserId = bob.UserId }));
            return [.. rig.Statements().Skip(before)];
        }
    }

    [Fact]
    public async Task What_names_no_session_or_two_is_refused()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.SignUpAsync();
        var session = await rig.SignInAsync();

        foreach (var request in new RevokeSessionRequest[]
        {
            new(), new() { RefreshToken = session.RefreshToken, SessionId = session.SessionId }, new() { UserId = session.User.UserId },
        })
        {
            var refused = await Assert.ThrowsAsync<ProblemException>(() => RevokeAsync(rig.Anybody, rig, request));
            Assert.Equal(ErrorCodes.InvalidRequest, refused.Code);
        }
    }

    [Fact]
    public async Task Users_see_their_own_sessions_only()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync();
        var bob = await rig.SignUpAsync(Rig.Alice("bob@example.com"));
        await rig.SignInAsync();
        ListSessionsRequest request = new() { UserId = alice.UserId };

        Assert.Single((await Rig.As(alice).CallAsync(rig.Service.ListSessions, request)).Sessions);
        await AssertNotFoundAsync(() => Rig.As(bob).CallAsync(rig.Service.ListSessions, request));
        await AssertNotFoundAsync(() => rig.Anybody.CallAsync(
            rig.Service.ListSessions, new ListSessionsRequest { UserId = "01890a5d-ac96-774b-bcce-b302099a8057" }));
    }

    private static Task<SessionEnd> RevokeAsync(TestCaller caller, Rig rig, RevokeSessionRequest request) =>
        caller.CallAsync(rig.Service.RevokeSession, request);

    private static async Task AssertRefusedAsync(Rig rig, string refreshToken)
    {
        var refused = await Assert.ThrowsAsync<ProblemException>(() => rig.RefreshAsync(refreshToken));
        Assert.Equal(ErrorCodes.Unauthenticated, refused.Code);
    }

    private static async Task AssertNotFoundAsync(Func<Task> call) =>
        Assert.Equal(ErrorCodes.NotFound, (await Assert.ThrowsAsync<ProblemException>(call)).Code);
}
