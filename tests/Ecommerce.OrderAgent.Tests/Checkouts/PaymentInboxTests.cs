using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
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
    public async Task An_event_that_fails_at_every_attempt_is_left_out_after_ten_and_the_next_is_applied(
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
        var (payments, time) = (new ScriptedPayments(Refunded(1, failing), Refunded(2, next)), new ManualTime());
        using var worker = new PaymentInboxWorker(
            payments, _rig.NewInbox(), replica.Worker, _rig.Options, time, log.Of<PaymentInboxWorker>());
        await worker.StartAsync(default);

        await Eventually.HoldsAsync(
            async () =>
            {
                time.Advance(TimeSpan.FromSeconds(2));
                return (await _rig.FindAsync(next)).Order.Refunded == 500;
            },
            () => string.Join('\n', log.Lines));
        await worker.StopAsync(default);

        Assert.Equal(10, payments.Opened);
        Assert.Single(log.Lines, line => line.Text.Contains("it is skipped", StringComparison.Ordinal));
        var skipped = await _rig.FindAsync(failing);
        Assert.Equal((0L, parkedReason), (skipped.Order.Refunded, skipped.ParkedReason));
        Assert.Equal(2, await _rig.Inbox.LeadAsync(default));
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

    private static PaymentEvent Refunded(long eventId, Guid orderId) => new()
    {
        EventId = eventId,
        OrderId = orderId.ToString(),
        TransactionId = Answers.TransactionId.ToString(),
        Type = "refunded",
        Status = PaymentStatus.Captured,
        Amount = "5.00",
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
