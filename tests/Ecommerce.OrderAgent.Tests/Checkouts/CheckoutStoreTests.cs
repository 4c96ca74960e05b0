using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Tests.Checkouts.Exploration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Google.Protobuf;
using Npgsql;

namespace Ecommerce.OrderAgent.Tests.Checkouts;

public sealed class CheckoutStoreTests(PostgresFixture postgres) : IAsyncLifetime
{
    private Rig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await Rig.StartAsync(postgres);

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task An_order_is_read_as_it_was_written()
    {
        var opened = await _rig.OpenAsync();
        var read = await _rig.FindAsync(opened.Order.OrderId);
        Assert.Equal(opened.Order.ToMessage(), read.Order.ToMessage());
        Assert.Equal(opened with { Leased = false, Order = read.Order }, read);
        Assert.Equal(opened.Order.ToMessage(), (await _rig.Orders.FindAsync(opened.Order.OrderId, null, default))?.ToMessage());
        Assert.Equal(["created"], await _rig.HistoryAsync(opened.Order.OrderId));
    }

    [Fact]
    public async Task Every_state_is_read_as_it_was_written()
    {
        var checkout = await _rig.OpenAsync();
        CheckoutEvent[][] paths =
        [
            [new CheckoutEvent.Reserved(checkout.ExpiresAt.AddMinutes(1))],
            [new CheckoutEvent.ActionRequired(Answers.TransactionId, "https://bank.example/")],
            [new CheckoutEvent.Captured(Answers.TransactionId)],
            [new CheckoutEvent.NoAnswer()],
            [new CheckoutEvent.HoldGone()],
            [new CheckoutEvent.NoAnswer()],
            [CheckoutWorld.Refused("out_of_stock")],
            [new CheckoutEvent.DeadlinePassed()],
        ];
        foreach (var events in paths)
        {
            checkout = await _rig.StepAsync(checkout, events);
            var read = await _rig.FindAsync(checkout.Order.OrderId);
            Assert.Equal(checkout with { Leased = false, Order = read.Order }, read);
            Assert.Equal(checkout.Order.ToMessage(), read.Order.ToMessage());
        }

        Assert.Equal(
            ["created", "reserved", "action_required", "paid", "reserving_again", "failed"],
            await _rig.HistoryAsync(checkout.Order.OrderId));
    }

    [Fact]
    public async Task Of_many_replicas_one_claims_a_checkout()
    {
        var opened = await _rig.OpenAsync();
        Assert.Empty(await _rig.Checkouts.ClaimAsync(10, default));

        await _rig.ExpireLeasesAsync();
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _rig.Checkouts.ClaimAsync(10, default)));
        var claimed = Assert.Single(claims.SelectMany(claim => claim));
        Assert.Equal(opened.Order.OrderId, claimed.Order.OrderId);
        Assert.Equal(opened.Version + 1, claimed.Version);
    }

    [Fact]
    public async Task A_holder_beyond_its_lease_writes_nothing()
    {
        var stale = await _rig.OpenAsync();
        await _rig.ExpireLeasesAsync();
        var current = Assert.Single(await _rig.Checkouts.ClaimAsync(10, default));

        var late = CheckoutStep.Take(stale, [new CheckoutEvent.Reserved(stale.ExpiresAt)], _rig.Options);
        Assert.Null(await _rig.Checkouts.SaveAsync(late, default));
        Assert.Equal(["created"], await _rig.HistoryAsync(stale.Order.OrderId));

        await _rig.StepAsync(current, new CheckoutEvent.Reserved(stale.ExpiresAt));
        Assert.Equal(["created", "reserved"], await _rig.HistoryAsync(stale.Order.OrderId));
    }

    [Fact]
    public async Task A_renewed_lease_lasts_and_a_released_one_is_free_at_once()
    {
        var opened = await _rig.OpenAsync();
        await _rig.ExpireLeasesAsync();
        await _rig.Checkouts.RenewAsync([opened], default);
        Assert.Empty(await _rig.Checkouts.ClaimAsync(10, default));

        await _rig.Checkouts.ReleaseAsync([opened with { Version = 7 }], default);
        Assert.Empty(await _rig.Checkouts.ClaimAsync(10, default));

        await _rig.Checkouts.ReleaseAsync([opened], default);
        Assert.Single(await _rig.Checkouts.ClaimAsync(10, default));
    }

    [Fact]
    public async Task Rows_of_newer_code_are_left_to_it()
    {
        var opened = await _rig.OpenAsync();
        await _rig.ExpireLeasesAsync();
        await _rig.ExecuteAsync("UPDATE checkouts SET schema_version = 99, phase = 'teleporting'");
        Assert.Empty(await _rig.Checkouts.ClaimAsync(10, default));
        Assert.Equal(0L, await CountAsync("parked_reason IS NOT NULL"));
        Assert.Equal(1L, await CountAsync($"order_id = '{opened.Order.OrderId}' AND version = {opened.Version}"));
    }

    [Fact]
    public async Task A_checkout_keeps_the_version_that_it_began_with()
    {
        var next = _rig.Options with { SchemaVersion = CheckoutState.SchemaVersion + 1 };
        CheckoutStore newer = new(_rig.Database, next, TimeProvider.System, _rig.Log.Of<CheckoutStore>());
        var older = await _rig.OpenAsync();
        var (begun, _) = await newer.OpenAsync(Rig.NewOrder(), new CheckoutEvent.Due(), key: null, problem: null, default);
        await _rig.ExpireLeasesAsync();

        // A rolling upgrade: the next version drives both.
        var claimed = await newer.ClaimAsync(10, default);
        Assert.Equal(2, claimed.Count);
        foreach (var checkout in claimed)
        {
            await newer.SaveAsync(CheckoutStep.Take(checkout, [new CheckoutEvent.Reserved(checkout.ExpiresAt)], next), default);
        }

        // And back: this version drives its own, and leaves the other.
        await _rig.ExpireLeasesAsync();
        Assert.Equal(older.Order.OrderId, Assert.Single(await _rig.Checkouts.ClaimAsync(10, default)).Order.OrderId);
        var refusal = await Assert.ThrowsAsync<ProblemException>(() => _rig.Checkouts.CancelAsync(begun!.Order.OrderId, "", default));
        Assert.Equal(ErrorCodes.Unavailable, refusal.Code);
        Assert.Equal(0L, await CountAsync("parked_reason IS NOT NULL"));
        Assert.Equal(begun!.Order.OrderId, Assert.Single(await newer.ClaimAsync(10, default)).Order.OrderId);
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_parked_and_its_neighbours_go_on()
    {
        var poisoned = await _rig.OpenAsync();
        var healthy = await _rig.OpenAsync();
        await _rig.ExpireLeasesAsync();
        await _rig.ExecuteAsync($"UPDATE checkouts SET phase = 'teleporting' WHERE order_id = '{poisoned.Order.OrderId}'");

        Assert.Equal(healthy.Order.OrderId, Assert.Single(await _rig.Checkouts.ClaimAsync(10, default)).Order.OrderId);
        Assert.Equal(1L, await CountAsync("parked_reason LIKE '%teleporting%'"));
        Assert.Single(_rig.Log.Lines, line => line.Text.Contains("teleporting", StringComparison.Ordinal));
        await _rig.ExecuteAsync("UPDATE checkouts SET leased_until = NULL, next_attempt_at = now()");
        Assert.Single(await _rig.Checkouts.ClaimAsync(10, default));
    }

    [Fact]
    public async Task A_pause_ends_no_later_than_the_deadline_of_the_phase()
    {
        var checkout = await _rig.OpenAsync();
        await _rig.ExecuteAsync("UPDATE checkouts SET expires_at = now() + interval '20 ms', deadline_at = now() + interval '20 ms'");
        checkout = await _rig.FindAsync(checkout.Order.OrderId);
        var step = CheckoutStep.Take(checkout, [new CheckoutEvent.NoAnswer()], _rig.Options) with { Pause = TimeSpan.FromHours(1) };
        await _rig.Checkouts.SaveAsync(step, default);

        IReadOnlyList<Checkout> claimed = [];
        for (var attempt = 0; claimed.Count == 0 && attempt < 500; attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            claimed = await _rig.Checkouts.ClaimAsync(10, default);
        }

        Assert.True(Assert.Single(claimed).DeadlinePassed);
    }

    [Fact]
    public async Task A_refund_that_the_provider_has_accepted_is_looked_up_seldom_and_has_the_payment_agents_time()
    {
        var returning = await _rig.StepAsync(
            await _rig.OpenAsync(), new CheckoutEvent.Reserved(default), new CheckoutEvent.Captured(Answers.TransactionId),
            new CheckoutEvent.Confirmed(), new CheckoutEvent.CancelRequested(""), new CheckoutEvent.ItemsReturned());
        var step = CheckoutStep.Take(returning, [new CheckoutEvent.RefundPending()], _rig.Options);
        Assert.InRange(step.Pause!.Value, _rig.Options.BackoffCap, _rig.Options.SettleBackoffCap);

        var pending = await _rig.Checkouts.SaveAsync(step, default);
        Assert.True(pending!.DeadlineAt >= returning.DeadlineAt + _rig.Options.SettleGrace - _rig.Options.Grace);
        var again = await _rig.StepAsync(pending, new CheckoutEvent.NoAnswer(), new CheckoutEvent.RefundPending());
        Assert.Equal(pending.DeadlineAt, again.DeadlineAt);
    }

    [Theory]
    [InlineData(CheckoutPhase.Returning, nameof(CheckoutCommands.Refund))]
    [InlineData(CheckoutPhase.Compensating, nameof(CheckoutCommands.RefundLate))]
    internal void Every_refund_that_is_pending_is_looked_up_more_and_more_seldom(CheckoutPhase phase, string todo)
    {
        Checkout checkout = new()
        {
            Order = Rig.NewOrder(),
            State = new() { Phase = phase, Todo = Enum.Parse<CheckoutCommands>(todo) },
            Version = 1,
        };
        Assert.Equal(_rig.Options.BackoffCap, PauseAfter(checkout));
        Assert.InRange(PauseAfter(checkout with { Attempts = 20 })!.Value, _rig.Options.BackoffCap, TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.FromMinutes(1), _rig.Options.SettleBackoff.After(20, chance: 1));

        TimeSpan? PauseAfter(Checkout before) => CheckoutStep.Take(before, [new CheckoutEvent.RefundPending()], _rig.Options).Pause;
    }

    [Fact]
    public async Task The_end_stores_the_reply_that_every_repeat_gets()
    {
        var key = new IdempotencyKey([1], [2]);
        var checkout = await _rig.OpenAsync(key);
        var running = await _rig.Idempotency.FindAsync(key, default);
        Assert.Equal(checkout.Order.OrderId, running!.ResourceId);
        Assert.Null(running.Reply);
        Assert.Null(running.Problem);

        checkout = await _rig.StepAsync(
            checkout, new CheckoutEvent.Reserved(checkout.ExpiresAt), new CheckoutEvent.Captured(Answers.TransactionId),
            new CheckoutEvent.Confirmed());
        var earlier = await _rig.Idempotency.FindAsync(key, default);
        Assert.Equal(checkout.Order.ToMessage().ToByteArray(), earlier!.Reply);

        var (again, found) = await _rig.Checkouts.OpenAsync(Rig.NewOrder(), new CheckoutEvent.Due(), key, null, default);
        Assert.Null(again);
        Assert.Equal(checkout.Order.OrderId, found!.ResourceId);
        Assert.Equal(1L, await CountAsync("true"));
    }

    [Fact]
    public async Task The_end_stores_the_refusal_that_every_repeat_gets()
    {
        var key = new IdempotencyKey([1], [2]);
        await _rig.StepAsync(await _rig.OpenAsync(key), CheckoutWorld.Refused("out_of_stock"));
        Assert.Equal("out_of_stock", (await _rig.Idempotency.FindAsync(key, default))!.Problem?.Code);
        var reused = await Assert.ThrowsAsync<ProblemException>(
            () => _rig.Idempotency.FindAsync(key with { RequestHash = [3] }, default));
        Assert.Equal(ErrorCodes.IdempotencyKeyReused, reused.Code);
    }

    [Theory]
    [InlineData(ErrorCodes.Conflict)]
    [InlineData(ErrorCodes.NotFound)]
    public async Task An_end_for_a_reason_of_another_status_stores_nothing_and_a_repeat_finds_the_order(string code)
    {
        Assert.NotEqual(422, ErrorCodes.HttpStatus(code));
        var key = new IdempotencyKey([1], [2]);
        var ended = await _rig.StepAsync(await _rig.OpenAsync(key), CheckoutWorld.Refused(code));
        Assert.Equal((OrderStatus.Failed, code), (ended.Order.Status, ended.Order.Failure?.Code));

        var earlier = await _rig.Idempotency.FindAsync(key, default);
        Assert.Equal((ended.Order.OrderId, null, null), (earlier!.ResourceId, earlier.Reply, earlier.Problem));
    }

    [Fact]
    public async Task A_changed_price_is_recorded_as_a_failed_order()
    {
        var key = new IdempotencyKey([1], [2]);
        var refusal = new ProblemException(ErrorCodes.PriceChanged, "WIDGET-001 costs 19.99 USD.", "items[0].price");
        var refused = new CheckoutEvent.Refused(new(refusal.Code, refusal.Message));
        var (checkout, _) = await _rig.Checkouts.OpenAsync(Rig.NewOrder(), refused, key, refusal, default);

        var order = await _rig.Orders.FindAsync(checkout!.Order.OrderId, null, default);
        Assert.Equal((OrderStatus.Failed, "price_changed"), (order!.Status, order.Failure?.Code));
        Assert.Equal(["created", "failed"], await _rig.HistoryAsync(order.OrderId));
        Assert.Equal("items[0].price", (await _rig.Idempotency.FindAsync(key, default))!.Problem?.Field);
        Assert.Empty(await _rig.Checkouts.ClaimAsync(10, default));
    }

    [Fact]
    public async Task The_database_itself_refuses_what_the_rules_exclude()
    {
        await _rig.OpenAsync();
        foreach (var sql in new[]
        {
            "UPDATE orders SET refunded_minor = total_minor + 1",
            "UPDATE orders SET refunded_minor = -1",
            "UPDATE orders SET status = 'confirmed'",
            "UPDATE orders SET status = 'failed'",
            "UPDATE orders SET status = 'refunded', transaction_id = order_id",
            "UPDATE order_items SET line_total_minor = line_total_minor + 1",
            "DELETE FROM orders",
        })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => _rig.ExecuteAsync(sql));
            Assert.StartsWith("23", refused.SqlState, StringComparison.Ordinal);
        }
    }

    private async Task<long> CountAsync(string condition)
    {
        await using var command = _rig.Database.CreateCommand($"SELECT count(*) FROM checkouts WHERE {condition}");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
