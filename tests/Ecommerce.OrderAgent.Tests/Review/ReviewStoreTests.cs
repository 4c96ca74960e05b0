using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Review;
using Ecommerce.OrderAgent.Tests.Checkouts;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;

namespace Ecommerce.OrderAgent.Tests.Review;

public sealed class ReviewStoreTests(PostgresFixture postgres) : IAsyncLifetime
{
    private Rig _rig = null!;
    private ReviewStore _review = null!;

    public async ValueTask InitializeAsync()
    {
        _rig = await Rig.StartAsync(postgres);
        _review = new(_rig.Database, _rig.Idempotency, _rig.Inbox);
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task What_needs_an_operator_is_listed_page_by_page_the_most_pressing_first()
    {
        var returning = await OpenAsync("phase = 'returning', todo = '{refund}'");
        var overdue = await OpenAsync("phase = 'compensating', overdue = true");
        var unreadable = await OpenAsync("phase = 'teleporting', parked_reason = 'no such phase'");
        var parked = await OpenAsync("parked_reason = 'broken'");
        await OpenAsync("phase = 'paying'");
        // As earlier code left them.
        await OpenAsync("phase = 'failed', overdue = true");

        var first = await ListAsync(new() { PageSize = 3 });
        Assert.Equal([unreadable, parked, overdue], first.Checkouts.Select(row => row.OrderId));
        Assert.Equal(
            [ReviewState.Parked, ReviewState.Parked, ReviewState.Overdue], first.Checkouts.Select(row => row.State));
        Assert.Equal(("teleporting", "no such phase"), (first.Checkouts[0].Phase, first.Checkouts[0].ParkedReason));

        var second = await ListAsync(new() { PageSize = 3, PageToken = first.NextPageToken });
        var last = Assert.Single(second.Checkouts);
        Assert.Equal((returning, ReviewState.Returning, ""), (last.OrderId, last.State, second.NextPageToken));
        Assert.Equal(["refund"], last.Todo);

        Assert.Equal([overdue], (await ListAsync(new() { State = ReviewState.Overdue })).Checkouts.Select(row => row.OrderId));
        Assert.Equal([returning], (await ListAsync(new() { State = ReviewState.Returning })).Checkouts.Select(row => row.OrderId));
        var counts = await _review.CountAsync(TestContext.Current.CancellationToken);
        Assert.Equal((2, 1, 1), (counts[ReviewState.Parked], counts[ReviewState.Overdue], counts[ReviewState.Returning]));
    }

    [Fact]
    public async Task What_runs_and_what_has_ended_is_listed_page_by_page_the_newest_first()
    {
        await OpenAsync("parked_reason = 'broken'");
        var ended = await OpenAsync("phase = 'confirmed', next_attempt_at = NULL");
        var earlier = await OpenAsync("phase = 'paying', next_attempt_at = now()");
        var failed = await OpenAsync("phase = 'failed', next_attempt_at = NULL");
        var later = await OpenAsync("phase = 'paying', next_attempt_at = now() + interval '1 s'");

        Assert.Equal([later, earlier], (await ListAsync(new() { State = ReviewState.Running })).Checkouts.Select(row => row.OrderId));
        var first = await ListAsync(new() { State = ReviewState.Ended, PageSize = 1 });
        var second = await ListAsync(new() { State = ReviewState.Ended, PageSize = 1, PageToken = first.NextPageToken });
        Assert.Equal([failed, ended], [.. first.Checkouts.Concat(second.Checkouts).Select(row => row.OrderId)]);
        Assert.Equal("", second.NextPageToken);
        Assert.All(first.Checkouts, row => Assert.Equal(ReviewState.Ended, row.State));
    }

    [Fact]
    public async Task The_oldest_checkout_is_the_one_that_has_been_under_way_for_longest()
    {
        Assert.Equal(TimeSpan.Zero, await _review.OldestAsync(TestContext.Current.CancellationToken));

        await OpenAsync("created_at = now() - interval '90 s', next_attempt_at = now()");
        await OpenAsync("created_at = now() - interval '60 s', next_attempt_at = now()");
        await OpenAsync("created_at = now() - interval '9 days', next_attempt_at = NULL");

        Assert.InRange(
            await _review.OldestAsync(TestContext.Current.CancellationToken), TimeSpan.FromSeconds(90), TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task What_no_replica_takes_is_listed_as_overdue()
    {
        // Begun by newer code, which was rolled back.
        var left = await OpenAsync("schema_version = 99, next_attempt_at = now() - interval '31 s', leased_until = NULL");
        await OpenAsync("next_attempt_at = now() - interval '29 s', leased_until = NULL");
        await OpenAsync("next_attempt_at = now() - interval '31 s', leased_until = now()");
        var overdue = await OpenAsync("phase = 'confirming', overdue = true");

        var first = await ListAsync(new() { PageSize = 1 });
        var second = await ListAsync(new() { PageSize = 1, PageToken = first.NextPageToken });
        Assert.Equal([left, overdue], [.. first.Checkouts.Concat(second.Checkouts).Select(row => row.OrderId)]);
        Assert.Equal("", second.NextPageToken);
        Assert.Equal((ReviewState.Overdue, ReviewState.Overdue), (first.Checkouts[0].State, (await GetAsync(left)).State));
        Assert.Equal(2, (await _review.CountAsync(TestContext.Current.CancellationToken))[ReviewState.Overdue]);
        Assert.Empty((await ListAsync(new() { State = ReviewState.Returning })).Checkouts);
    }

    [Theory]
    [InlineData(ReviewState.Running, "x", "page_token")]
    [InlineData(ReviewState.Ended, "MSB4", "page_token")]
    [InlineData(ReviewState.Unspecified, "AAAA", "page_token")]
    [InlineData(ReviewState.Unspecified, "MSB4", "page_token")]
    public async Task What_cannot_be_listed_is_refused(ReviewState state, string token, string field)
    {
        var refusal = await Assert.ThrowsAsync<ProblemException>(() => ListAsync(new() { State = state, PageToken = token }));
        Assert.Equal((ErrorCodes.InvalidRequest, field), (refusal.Code, refusal.Field));
    }

    [Fact]
    public async Task A_parked_checkout_that_is_retried_goes_on()
    {
        var order = await OpenAsync("parked_reason = 'broken', faults = 10, leased_until = NULL");
        var replica = await _rig.StartReplicaAsync(Answers.Always);
        Assert.Equal(ReviewState.Parked, (await GetAsync(order)).State);
        Assert.Empty(replica.Sent);

        var retried = await RetryAsync(order);
        Assert.Equal((ReviewState.Running, "", 0), (retried.State, retried.ParkedReason, retried.Faults));
        await _rig.UntilAsync(Guid.Parse(order), checkout => checkout.State.Phase == CheckoutPhase.Confirmed);
        Assert.Equal(ReviewState.Ended, (await GetAsync(order)).State);
    }

    [Fact]
    public async Task A_pause_ends_with_a_retry_and_a_lease_does_not()
    {
        var order = await OpenAsync("next_attempt_at = now() + interval '1 h', leased_until = NULL");
        await RetryAsync(order);
        var claimed = Assert.Single(await _rig.Checkouts.ClaimAsync(10, default));
        await RetryAsync(order);
        Assert.Empty(await _rig.Checkouts.ClaimAsync(10, default));
        await _rig.StepAsync(claimed, new CheckoutEvent.Reserved(claimed.ExpiresAt));
    }

    [Fact]
    public async Task What_has_ended_or_is_not_there_is_not_retried()
    {
        var ended = await OpenAsync("phase = 'confirmed', todo = '{}'");
        Assert.Equal(ErrorCodes.Conflict, (await Assert.ThrowsAsync<ProblemException>(() => RetryAsync(ended))).Code);

        // An event of its payment could not be applied.
        await _rig.ExecuteAsync($"UPDATE checkouts SET parked_reason = 'x', next_attempt_at = NULL WHERE order_id = '{ended}'");
        Assert.Equal(ReviewState.Ended, (await RetryAsync(ended)).State);
        Assert.Empty(await _rig.Checkouts.ClaimAsync(10, default));

        var unknown = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        Assert.Equal(ErrorCodes.NotFound, (await Assert.ThrowsAsync<ProblemException>(() => RetryAsync(unknown))).Code);
        Assert.Equal(ErrorCodes.NotFound, (await Assert.ThrowsAsync<ProblemException>(() => GetAsync(unknown))).Code);
    }

    private async Task<string> OpenAsync(string columns)
    {
        var order = (await _rig.OpenAsync()).Order.OrderId;
        await _rig.ExecuteAsync($"UPDATE checkouts SET {columns} WHERE order_id = '{order}'");
        return order.ToString();
    }

    private Task<CheckoutList> ListAsync(ListCheckoutsRequest request) =>
        _review.ListAsync(request, TestContext.Current.CancellationToken);

    private Task<CheckoutReview> GetAsync(string order) =>
        _review.GetAsync(Guid.Parse(order), TestContext.Current.CancellationToken);

    private async Task<CheckoutReview> RetryAsync(string order) =>
        (await _review.RetryAsync(Guid.Parse(order), key: null, TestContext.Current.CancellationToken)).Review;
}
