using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Ecommerce.UserAgent.Erasure;

namespace Ecommerce.UserAgent.Tests.Erasure;

public sealed class ErasureTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_user_is_gone_at_once_and_the_agents_are_asked_until_all_have_confirmed()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync(new(Rig.Alice()) { Password = Rig.Password }, key: "k1");
        var session = await rig.SignInAsync();
        rig.Orders.IsAway = true;

        Assert.Equal(["order", "payment"], (await DeleteAsync(rig, Rig.As(alice), alice.UserId)).Pending);

        await AssertNotFoundAsync(() => rig.GetAsync(alice.UserId));
        await Assert.ThrowsAsync<ProblemException>(() => rig.SignInAsync());
        await Assert.ThrowsAsync<ProblemException>(() => rig.RefreshAsync(session.RefreshToken));
        Assert.Equal(0, await rig.ReadAsync<long>(
            """
            SELECT (SELECT count(*) FROM users) + (SELECT count(*) FROM passwords) + (SELECT count(*) FROM sessions)
                + (SELECT count(*) FROM idempotency WHERE reply IS NOT NULL)
            """));

        using var worker = new ErasureWorker(rig.Erasures, rig.Holders, rig.Time, rig.Log.Of<ErasureWorker>());
        await worker.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(() => Pass(rig) && rig.Orders.Asked.Count > 3, "the agent that is away is asked again");
        rig.Orders.IsAway = false;
        await UntilAsync(rig, alice.UserId, []);
        await worker.StopAsync(CancellationToken.None);

        Assert.All(rig.Payments.Asked.Concat(rig.Orders.Asked), user => Assert.Equal(alice.UserId, user));
        Assert.Equal(2, await rig.ReadAsync<long>("SELECT count(*) FROM erasures WHERE confirmed_at IS NOT NULL"));
    }

    [Fact]
    public async Task Agents_are_asked_at_once_and_again_when_no_token_of_the_user_is_good_any_more()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync(Rig.Alice());
        await DeleteAsync(rig, Rig.As(alice), alice.UserId);
        using var worker = new ErasureWorker(rig.Erasures, rig.Holders, rig.Time, rig.Log.Of<ErasureWorker>());
        await worker.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(
            async () => await rig.ReadAsync<long>(
                "SELECT count(*) FROM erasures WHERE next_attempt_at = requested_at + interval '7 minutes'") == 2,
            () => "both have answered");
        Assert.Empty((await DeleteAsync(rig, rig.Anybody, alice.UserId)).Pending);

        await UntilEndedAsync(rig);
        await worker.StopAsync(CancellationToken.None);
        var begun = await rig.ReadAsync<DateTime>("SELECT min(requested_at) FROM erasures");
        Assert.True(rig.Time.GetUtcNow() - begun >= ErasureStore.Settling);
        Assert.Equal(2, rig.Orders.Asked.Count);
        Assert.InRange(rig.Payments.Asked.Count, 2, 3);
    }

    [Fact]
    public async Task The_payment_agent_is_asked_once_more_when_no_order_is_under_way_any_more()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync(Rig.Alice());
        rig.Orders.IsAway = true;
        await DeleteAsync(rig, Rig.As(alice), alice.UserId);
        using var worker = new ErasureWorker(rig.Erasures, rig.Holders, rig.Time, rig.Log.Of<ErasureWorker>());
        await worker.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(
            () => Pass(rig) && rig.Payments.Asked.Count > 3, "it is asked while an order may be under way");
        Assert.Equal(["order"], (await DeleteAsync(rig, rig.Anybody, alice.UserId)).Pending);
        Assert.Equal(0, await CountEndedAsync(rig));

        rig.Orders.IsAway = false;
        await UntilEndedAsync(rig);
        await worker.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task An_agent_that_only_a_later_version_knows_stays_pending_and_holds_up_no_other()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync(Rig.Alice());
        await DeleteAsync(rig, rig.Anybody, alice.UserId);
        await rig.ExecuteAsync(
            "INSERT INTO erasures SELECT user_id, 'warehouse', requested_at, 0, next_attempt_at FROM erasures WHERE agent = 'order'");

        using var worker = new ErasureWorker(rig.Erasures, rig.Holders, rig.Time, rig.Log.Of<ErasureWorker>());
        await worker.StartAsync(CancellationToken.None);
        await UntilAsync(rig, alice.UserId, ["warehouse"]);
        await rig.Log.UntilAsync(line => line.Text.StartsWith("warehouse has not erased user", StringComparison.Ordinal), 1);
        await worker.StopAsync(CancellationToken.None);

        Assert.DoesNotContain(rig.Log.Lines, line => line.Exception is InvalidOperationException);
    }

    [Fact]
    public async Task The_address_of_an_erased_user_is_free_and_its_new_user_is_another()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync(Rig.Alice(), key: "k1");
        await DeleteAsync(rig, rig.Admin, alice.UserId);

        var next = await rig.SignUpAsync(Rig.Alice(), key: "k1");

        Assert.NotEqual(alice.UserId, next.UserId);
    }

    [Fact]
    public async Task Users_erase_themselves_only_and_who_never_was_is_not_found()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync();
        var bob = await rig.SignUpAsync(Rig.Alice("bob@example.com"));

        await AssertNotFoundAsync(() => DeleteAsync(rig, Rig.As(bob), alice.UserId));
        await AssertNotFoundAsync(() => DeleteAsync(rig, rig.Anybody, "01890a5d-ac96-774b-bcce-b302099a8057"));
        await AssertNotFoundAsync(() => ExportAsync(rig, Rig.As(bob), alice.UserId));
        Assert.Equal(2, await rig.CountUsersAsync());
        Assert.Equal(0, await rig.ReadAsync<long>("SELECT count(*) FROM erasures"));
    }

    [Fact]
    public async Task An_export_has_what_each_agent_holds_or_is_none()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync();
        var session = await rig.SignInAsync();

        var export = await ExportAsync(rig, Rig.As(alice), alice.UserId);

        Assert.Equal((alice, session.SessionId), (export.User, Assert.Single(export.Sessions).SessionId));
        Assert.Equal(["order", "payment"], export.Held.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("payment", Assert.Single(export.Held["payment"].Records).Kind);
        rig.Payments.IsAway = true;
        var refused = await Assert.ThrowsAsync<ProblemException>(() => ExportAsync(rig, Rig.As(alice), alice.UserId));
        Assert.Equal(ErrorCodes.Unavailable, refused.Code);
    }

    [Fact]
    public async Task One_export_of_a_user_and_a_few_in_all_are_under_way_at_a_time()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var alice = await rig.SignUpAsync();
        List<User> others = [];
        for (var i = 0; i < 4; i++)
        {
            others.Add(await rig.SignUpAsync(Rig.Alice($"other-{i}@example.com")));
        }

        TaskCompletionSource gate = new();
        rig.Orders.Gate = gate.Task;
        var first = ExportAsync(rig, Rig.As(alice), alice.UserId);
        for (var i = 0; i < 4; i++)
        {
            await AssertLimitedAsync(alice);
        }

        var three = others[..3].Select(user => ExportAsync(rig, Rig.As(user), user.UserId)).ToArray();
        await AssertLimitedAsync(others[3]);
        gate.SetResult();

        await Task.WhenAll([first, .. three]);
        await ExportAsync(rig, Rig.As(alice), alice.UserId);
        rig.Orders.IsAway = true;
        await Assert.ThrowsAsync<ProblemException>(() => ExportAsync(rig, Rig.As(alice), alice.UserId));
        rig.Orders.IsAway = false;
        await ExportAsync(rig, Rig.As(alice), alice.UserId);

        async Task AssertLimitedAsync(User user)
        {
            var refused = await Assert.ThrowsAsync<ProblemException>(
                () => ExportAsync(rig, Rig.As(user), user.UserId).WaitAsync(TimeSpan.FromSeconds(30)));
            Assert.Equal((ErrorCodes.RateLimited, true), (refused.Code, refused.RetryAfter is not null));
        }
    }

    private static Task<UserErasure> DeleteAsync(Rig rig, TestCaller caller, string userId) =>
        caller.CallAsync(rig.Service.DeleteUser, new DeleteUserRequest { UserId = userId });

    private static Task<UserExport> ExportAsync(Rig rig, TestCaller caller, string userId) =>
        caller.CallAsync(rig.Service.ExportUser, new ExportUserRequest { UserId = userId });

    private static Task UntilAsync(Rig rig, string userId, string[] pending) => Eventually.HoldsAsync(
        async () => Pass(rig) && pending.SequenceEqual((await DeleteAsync(rig, rig.Anybody, userId)).Pending),
        () => $"{string.Join(", ", pending)} is pending");

    private static Task UntilEndedAsync(Rig rig) => Eventually.HoldsAsync(
        async () => Pass(rig) && await CountEndedAsync(rig) == 2, () => "no agent is asked again");

    private static Task<long> CountEndedAsync(Rig rig) =>
        rig.ReadAsync<long>("SELECT count(*) FROM erasures WHERE next_attempt_at = 'infinity'");

    // Longer than any pause of the worker but the longest ones.
    private static bool Pass(Rig rig)
    {
        rig.Time.Advance(TimeSpan.FromSeconds(30));
        return true;
    }

    private static async Task AssertNotFoundAsync(Func<Task> call) =>
        Assert.Equal(ErrorCodes.NotFound, (await Assert.ThrowsAsync<ProblemException>(call)).Code);
}
