using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Review;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Grpc.Core;

namespace Ecommerce.OrderAgent.Tests.Checkouts;

public sealed class PaymentInboxTests(PostgresFixture postgres) : IAsyncLifetime
{
    private Rig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await Rig.StartAsync(postgres, new() { Lease = TimeSpan.FromMilliseconds(600) });

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task An_event_of_an_order_that_newer_code_wrote_waits_for_it()
    {
        var order = (await _rig.OpenAsync()).Order;
        await _rig.TellAsync(Refunded(1, Guid.CreateVersion7(TimeProvider.System.GetUtcNow())));
        await _rig.ExecuteAsync("UPDATE checkouts SET schema_version = 99");

        var refusal = await Assert.ThrowsAsync<ProblemException>(() => _rig.TellAsync(Refunded(2, order.OrderId)));
        Assert.Contains("newer", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await _rig.Inbox.LeadAsync(default));

        await _rig.ExecuteAsync("UPDATE checkouts SET schema_version = 1");
        await _rig.TellAsync(Refunded(2, order.OrderId));
        Assert.Equal(500, (await _rig.FindAsync(order.OrderId)).Order.Refunded);
        Assert.Equal(2, await _rig.Inbox.LeadAsync(default));
    }

    [Fact]
    public async Task A_leader_that_is_frozen_beyond_its_lease_is_replaced_and_changes_nothing_when_it_wakes()
    {
        var order = (await _rig.OpenAsync()).Order;
        await _rig.TellAsync(Refunded(1, order.OrderId));
        var other = _rig.NewInbox();
        Assert.Null(await other.LeadAsync(default));

        await _rig.ExecuteAsync("UPDATE payment_cursor SET leased_until = now()");
        Assert.Equal(1, await other.LeadAsync(default));
        await Assert.ThrowsAsync<ProblemException>(() => _rig.Inbox.ApplyAsync(Refunded(2, order.OrderId), default));
        Assert.Equal(500, (await _rig.FindAsync(order.OrderId)).Order.Refunded);
        Assert.False(await _rig.Inbox.RenewAsync(default));

        await other.ApplyAsync(Refunded(2, order.OrderId), default);
        Assert.Equal(1000, (await _rig.FindAsync(order.OrderId)).Order.Refunded);
        await other.ReleaseAsync(default);
        Assert.Equal(2, await _rig.Inbox.LeadAsync(default));
    }

    [Fact]
    public async Task How_far_the_events_are_applied_is_measured_whoever_leads()
    {
        const string Applied = "ecommerce_payment_events_applied";
        await _rig.TellAsync(Refunded(3, (await _rig.OpenAsync()).Order.OrderId));
        using var measured = new Measured(Applied);
        var time = new ManualTime();
        using var gauge = new PaymentInboxGauge(_rig.NewInbox(), time, _rig.Log.Of<PaymentInboxGauge>());
        await gauge.StartAsync(default);
        await UntilAsync(3);

        await _rig.TellAsync(Refunded(7, Guid.CreateVersion7(TimeProvider.System.GetUtcNow())));
        await UntilAsync(7);
        await gauge.StopAsync(default);

        Task UntilAsync(long position) => Eventually.HoldsAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(15));
                return measured.Last(Applied, "") == position;
            },
            $"{position} is told");
    }

    [Fact]
    public async Task Captures_that_the_saga_has_learned_of_are_passed_without_a_write_and_any_other_is_applied()
    {
        var paid = await _rig.OpenAsync();
        var (reserved, captured) = (new CheckoutEvent.Reserved(paid.ExpiresAt), new CheckoutEvent.Captured(Answers.TransactionId));
        paid = await _rig.StepAsync(paid, reserved, captured);
        var paying = await _rig.StepAsync(await _rig.OpenAsync(), reserved);
        await _rig.Inbox.LeadAsync(default);
        List<long> applied = [];

        await _rig.Inbox.ApplyAsync(
            [Captured(1, paid.Order.OrderId), Captured(2, paying.Order.OrderId), Refunded(3, paid.Order.OrderId),
                Captured(4, paid.Order.OrderId)],
            happened =>
            {
                applied.Add(happened.EventId);
                return Task.CompletedTask;
            },
            default);

        Assert.Equal([2, 3], applied);
        Assert.Equal(0, await _rig.Inbox.LeadAsync(default));
        await _rig.Inbox.ApplyAsync([Captured(1, paid.Order.OrderId)], _ => throw new InvalidOperationException(), default);
        Assert.True(await _rig.Inbox.RenewAsync(default));
        Assert.Equal(1, await _rig.Inbox.LeadAsync(default));
    }

    [Fact]
    public async Task An_event_that_can_never_be_applied_is_left_out_and_its_checkout_parked()
    {
        var order = (await _rig.OpenAsync()).Order;
        await _rig.Inbox.LeadAsync(default);
        await _rig.Inbox.SkipAsync(Refunded(7, order.OrderId), "no such thing", default);
        Assert.Equal("payment event 7: no such thing", (await _rig.FindAsync(order.OrderId)).ParkedReason);
        Assert.Equal(7, await _rig.Inbox.LeadAsync(default));
    }

    [Theory]
    [InlineData("payment event 1: P0001: not this order", "orders")]
    [InlineData(null, "orders", "checkouts")]
    public async Task An_event_that_fails_for_five_minutes_is_left_out_the_next_is_applied_and_a_retry_applies_it(
        string? parkedReason, params string[] refusing)
    {
        var (failing, next) = ((await _rig.OpenAsync()).Order.OrderId, (await _rig.OpenAsync()).Order.OrderId);
        await _rig.ExecuteAsOwnerAsync(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not this order'; END $$");
        foreach (var table in refusing)
        {
            await _rig.ExecuteAsOwnerAsync(
                $"CREATE TRIGGER refuse BEFORE UPDATE ON {table} FOR EACH ROW WHEN (NEW.order_id = '{failing}') EXECUTE FUNCTION refuse()");
        }

        var replica = await _rig.StartReplicaAsync(Answers.Never(CheckoutCommands.Reserve));
        using var log = new RecordedLog();
        var time = new ManualTime();
        var started = time.GetTimestamp();
        using var worker = new PaymentInboxWorker(
            new ScriptedPayments(Refunded(1, failing), Refunded(2, next)), _rig.NewInbox(), replica.Worker, _rig.Options, time,
            log.Of<PaymentInboxWorker>());
        await worker.StartAsync(default);

        await Eventually.HoldsAsync(
            async () =>
            {
                time.Advance(TimeSpan.FromSeconds(5));
                return (await _rig.FindAsync(next)).Order.Refunded == 500;
            },
            () => string.Join('\n', log.Lines));
        await worker.StopAsync(default);

        Assert.True(time.GetElapsedTime(started) >= TimeSpan.FromMinutes(5));
        Assert.Single(log.Lines, line => line.Text.Contains("it is skipped", StringComparison.Ordinal));
        var skipped = await _rig.FindAsync(failing);
        Assert.Equal((0L, parkedReason), (skipped.Order.Refunded, skipped.ParkedReason));
        Assert.Equal(2, await _rig.Inbox.LeadAsync(default));

        foreach (var table in refusing)
        {
            await _rig.ExecuteAsOwnerAsync($"DROP TRIGGER refuse ON {table}");
        }

        var review = new ReviewStore(_rig.Database, _rig.Idempotency, _rig.Inbox);
        foreach (var _ in new[] { "a retry", "one more" })
        {
            await review.RetryAsync(failing, key: null, default);
            var retried = await _rig.FindAsync(failing);
            Assert.Equal((500L, null), (retried.Order.Refunded, retried.ParkedReason));
        }
    }

    [Fact]
    public async Task An_event_that_the_table_fails_on_parks_its_checkout_at_once_and_the_next_is_applied()
    {
        await using var rig = await Rig.StartAsync(
            postgres,
            new()
            {
                Decide = (state, e) => e is CheckoutEvent.Repaid
                    ? throw new InvalidOperationException("no such row") : CheckoutSaga.Decide(state, e),
            });
        var (failing, next) = ((await rig.OpenAsync()).Order.OrderId, (await rig.OpenAsync()).Order.OrderId);
        var replica = await rig.StartReplicaAsync(Answers.Never(CheckoutCommands.Reserve));
        using var log = new RecordedLog();
        using var worker = new PaymentInboxWorker(
            new ScriptedPayments(Refunded(1, failing, "69.97"), Refunded(2, next)), rig.NewInbox(), replica.Worker, rig.Options,
            TimeProvider.System, log.Of<PaymentInboxWorker>());
        await worker.StartAsync(default);

        await rig.UntilAsync(next, checkout => checkout.Order.Refunded == 500);
        await worker.StopAsync(default);
        var parked = await rig.FindAsync(failing);
        Assert.Equal((0L, "payment event 1: no such row"), (parked.Order.Refunded, parked.ParkedReason));
    }

    [Fact]
    public async Task Refunds_that_were_left_out_count_once_their_checkout_is_retried()
    {
        var replica = await _rig.StartReplicaAsync(Answers.Always);
        var order = (await replica.Worker.Start(await _rig.OpenAsync()))!.Order;
        await _rig.Inbox.LeadAsync(default);
        var review = new ReviewStore(_rig.Database, _rig.Idempotency, _rig.Inbox);

        // As if it could not be parked.
        await _rig.Inbox.SkipAsync(Refunded(1, order.OrderId, "9.97"), "no such column", default);
        await _rig.ExecuteAsync("UPDATE checkouts SET parked_reason = NULL");
        Assert.Equal("confirmed", (await review.RetryAsync(order.OrderId, key: null, default)).Review.Phase);
        Assert.Equal(997, (await _rig.FindAsync(order.OrderId)).Order.Refunded);

        await _rig.Inbox.SkipAsync(Refunded(2, order.OrderId, "60.00"), "no such column", default);
        var (checkout, steps, _) = await review.RetryAsync(order.OrderId, key: null, default);

        Assert.Equal(("refunded", OrderStatus.Refunded), (checkout.Phase, checkout.OrderStatus));
        Assert.Single(steps);
        Assert.Equal(6997, (await _rig.FindAsync(order.OrderId)).Order.Refunded);
    }

    [Fact]
    public async Task An_event_that_meets_a_missing_grant_waits_until_it_is_there()
    {
        var order = (await _rig.OpenAsync()).Order.OrderId;
        await using var self = _rig.Database.CreateCommand("SELECT current_user::text");
        var app = (string)(await self.ExecuteScalarAsync())!;
        await _rig.ExecuteAsOwnerAsync($"REVOKE INSERT ON order_refunds FROM \"{app}\"");
        var replica = await _rig.StartReplicaAsync(Answers.Never(CheckoutCommands.Reserve));
        using var log = new RecordedLog();
        var (payments, time) = (new ScriptedPayments(Refunded(1, order)), new ManualTime());
        using var worker = new PaymentInboxWorker(
            payments, _rig.NewInbox(), replica.Worker, _rig.Options, time, log.Of<PaymentInboxWorker>());
        await worker.StartAsync(default);

        await UntilAsync(() => Task.FromResult(payments.Opened > 12));
        await _rig.ExecuteAsOwnerAsync($"GRANT INSERT ON order_refunds TO \"{app}\"");
        await UntilAsync(async () => (await _rig.FindAsync(order)).Order.Refunded == 500);
        await worker.StopAsync(default);

        Assert.DoesNotContain(log.Lines, line => line.Text.Contains("it is skipped", StringComparison.Ordinal));

        Task UntilAsync(Func<Task<bool>> condition) => Eventually.HoldsAsync(
            async () =>
            {
                time.Advance(TimeSpan.FromSeconds(0.2));
                return await condition();
            },
            () => $"{payments.Opened} attempts, {string.Join('\n', log.Lines)}");
    }

    [Fact]
    public async Task The_leader_renews_its_lease_and_stops_following_once_another_leads()
    {
        var replica = await _rig.StartReplicaAsync(Answers.Always);
        using var log = new RecordedLog();
        var streams = new ScriptedPayments();
        using var worker = new PaymentInboxWorker(
            streams, _rig.NewInbox(), replica.Worker, _rig.Options, TimeProvider.System, log.Of<PaymentInboxWorker>());
        await worker.StartAsync(default);

        HashSet<string> leases = [];
        await using var lease = _rig.Database.CreateCommand("SELECT coalesce(leased_until::text, '') FROM payment_cursor");
        await Eventually.HoldsAsync(
            async () => leases.Add((string)(await lease.ExecuteScalarAsync())!) && leases.Count > 4,
            () => $"{leases.Count} leases");
        Assert.Equal(1, streams.Opened);

        await _rig.ExecuteAsync("UPDATE payment_cursor SET leader = gen_random_uuid(), leased_until = now() + interval '1 h'");
        await log.UntilAsync(line => line.Text.Contains("another replica follows", StringComparison.Ordinal), 1);
        await worker.StopAsync(default);
        Assert.Equal(1, streams.Opened);
    }

    private static PaymentEvent Captured(long eventId, Guid orderId) => new()
    {
        EventId = eventId,
        OrderId = orderId.ToString(),
        Type = "captured",
        Status = PaymentStatus.Captured,
    };

    private static PaymentEvent Refunded(long eventId, Guid orderId, string amount = "5.00") => new()
    {
        EventId = eventId,
        OrderId = orderId.ToString(),
        TransactionId = Answers.TransactionId.ToString(),
        Type = "refunded",
        Status = PaymentStatus.Captured,
        Amount = amount,
    };

    /// <summary>A payment agent in which this has happened, and nothing more happens.</summary>
    private sealed class ScriptedPayments(params PaymentEvent[] happened) : PaymentService.PaymentServiceClient
    {
        public int Opened { get; private set; }

        public override AsyncServerStreamingCall<PaymentEvent> WatchPayments(
            WatchPaymentsRequest request, Metadata? headers = null, DateTime? deadline = null,
            CancellationToken cancellationToken = default)
        {
            Opened++;
            return new(
                new Stream(new(happened.Where(e => e.EventId > request.AfterEventId)), cancellationToken), Task.FromResult<Metadata>([]),
                () => Status.DefaultSuccess, () => [], () => { });
        }

        private sealed class Stream(Queue<PaymentEvent> left, CancellationToken ended) : IAsyncStreamReader<PaymentEvent>
        {
            public PaymentEvent Current { get; private set; } = new();

            public async Task<bool> MoveNext(CancellationToken cancellationToken)
            {
                if (left.TryDequeue(out var next))
                {
                    Current = next;
                    return true;
                }

                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ended);
                return false;
            }
        }
    }
}
