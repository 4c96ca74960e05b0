using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.PaymentAgent.Payments;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.PaymentAgent.Tests.Payments;

public class PaymentWatchTests(Rig rig) : IClassFixture<Rig>
{
    [Fact]
    public async Task A_watcher_sees_every_event_in_order_and_resumes_after_any()
    {
        await rig.StartAsync();
        await rig.Agent.Watch.StartAsync(CancellationToken.None);
        using CancellationTokenSource timeout = new(TimeSpan.FromSeconds(20), TimeProvider.System);
        var live = TakeAsync(rig.Agent.Watch, 0, owner: null, 21, timeout.Token);

        var paid = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => rig.PayAsync(Rig.Request())));
        await rig.RefundAsync(paid[0].TransactionId, 100);

        var seen = await live;
        Assert.Equal(seen.Select(e => e.EventId).Order(), seen.Select(e => e.EventId));
        Assert.Equal(21, seen.Select(e => e.EventId).Distinct().Count());
        Assert.Equal(paid.Select(p => p.TransactionId).Order(), seen.Take(20).Select(e => e.TransactionId).Order());
        Assert.Equal((Type: "refunded", Amount: "1.00", Status: PaymentStatus.Captured), (seen[20].Type, seen[20].Amount, seen[20].Status));

        var resumed = await TakeAsync(new Replica(rig).Watch, seen[14].EventId, owner: null, 6, timeout.Token);
        Assert.Equal(seen[15..], resumed);
        await rig.Agent.Watch.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_watcher_that_has_seen_more_than_there_is_is_told_so_until_the_numbers_go_on_after_it()
    {
        await rig.StartAsync();
        await rig.PayAsync(Rig.Request());
        using CancellationTokenSource timeout = new(TimeSpan.FromSeconds(20), TimeProvider.System);
        var last = await Rig.ReadAsync<long>(rig.Payments, "SELECT max(event_id) FROM payment_events");
        var resumed = TakeAsync(rig.Agent.Watch, last, owner: null, 1, timeout.Token);

        var ahead = last + 1000;
        var refused = await Assert.ThrowsAsync<ProblemException>(
            () => TakeAsync(rig.Agent.Watch, ahead, owner: null, 1, timeout.Token));
        Assert.Equal((ErrorCodes.Conflict, "after_event_id"), (refused.Code, refused.Field));

        await Rig.ReadAsync<long>(rig.Payments, $"SELECT setval('payment_event_ids', {ahead})");
        var next = TakeAsync(rig.Agent.Watch, ahead, owner: null, 1, timeout.Token);
        await rig.PayAsync(Rig.Request());
        Assert.Equal(ahead + 1, Assert.Single(await next).EventId);
        Assert.Equal(ahead + 1, Assert.Single(await resumed).EventId);
    }

    [Fact]
    public async Task An_event_that_is_committed_late_does_not_come_after_a_higher_number()
    {
        await rig.StartAsync();
        var paid = await rig.PayAsync(Rig.Request());
        await using var connection = await rig.Payments.App.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var late = new NpgsqlCommand(
            """
            INSERT INTO payment_events (order_id, transaction_id, user_id, type, status, amount_minor, currency, at)
            SELECT order_id, transaction_id, user_id, 'late', status, 0, currency, at FROM payment_events
            """, connection, transaction))
        {
            await late.ExecuteNonQueryAsync();
        }

        // Draws its number while the other's is not visible: it has to wait for it.
        var next = rig.PayAsync(Rig.Request());
        const string Waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
        await Eventually.HoldsAsync(async () => await Rig.ReadAsync<long>(rig.Payments, Waiting) == 1, () => "the other waits");
        await transaction.CommitAsync();
        await next;

        using CancellationTokenSource timeout = new(TimeSpan.FromSeconds(20), TimeProvider.System);
        var seen = await TakeAsync(rig.Agent.Watch, 0, owner: null, 3, timeout.Token);
        Assert.Equal(["captured", "late", "captured"], seen.Select(e => e.Type));
        Assert.Equal(paid.TransactionId, seen[0].TransactionId);
    }

    [Fact]
    public async Task A_user_sees_only_the_users_own()
    {
        await rig.StartAsync();
        var other = Rig.NewId();
        await rig.PayAsync(Rig.Request());
        var mine = await rig.PayAsync(Rig.Request() with { UserId = other });
        using CancellationTokenSource timeout = new(TimeSpan.FromSeconds(20), TimeProvider.System);
        Assert.Equal(mine.TransactionId, Assert.Single(await TakeAsync(rig.Agent.Watch, 0, other, 1, timeout.Token)).TransactionId);
    }

    [Fact]
    public async Task Watchers_are_bounded_and_leave_their_place_when_they_go()
    {
        await rig.StartAsync();
        await rig.PayAsync(Rig.Request());
        var watch = rig.Agent.Watch;
        var watchers =
            Enumerable.Range(0, 64).Select(_ => watch.WatchAsync(0, owner: null, CancellationToken.None).GetAsyncEnumerator()).ToList();
        foreach (var watcher in watchers)
        {
            Assert.True(await watcher.MoveNextAsync());
        }

        var refused = await Assert.ThrowsAsync<ProblemException>(() => TakeAsync(watch, 0, owner: null, 1, CancellationToken.None));
        Assert.Equal(ErrorCodes.RateLimited, refused.Code);
        foreach (var watcher in watchers)
        {
            await watcher.DisposeAsync();
        }

        Assert.Single(await TakeAsync(watch, 0, owner: null, 1, CancellationToken.None));
    }

    private static async Task<List<PaymentEvent>> TakeAsync(
        PaymentWatch watch, long after, Guid? owner, int count, CancellationToken cancellationToken)
    {
        List<PaymentEvent> seen = [];
        await foreach (var happened in watch.WatchAsync(after, owner, cancellationToken))
        {
            seen.Add(happened);
            if (seen.Count == count)
            {
                break;
            }
        }

        return seen;
    }
}
