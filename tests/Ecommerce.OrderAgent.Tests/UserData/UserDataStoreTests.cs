using Ecommerce.Contracts;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Tests.Checkouts;
using Ecommerce.OrderAgent.UserData;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;

namespace Ecommerce.OrderAgent.Tests.UserData;

public sealed class UserDataStoreTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly IdempotencyKey Key = new([1], [2]);

    private Rig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await Rig.StartAsync(postgres);

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task An_order_under_way_is_waited_for_and_no_link_to_confirm_its_payment_is_left()
    {
        var replica = await _rig.StartReplicaAsync(Answers.First(
            CheckoutCommands.Pay, new CheckoutEvent.ActionRequired(Answers.TransactionId, "https://pay.example/confirm/1")));
        var opened = await _rig.OpenAsync();
        var (orderId, userId) = (opened.Order.OrderId, opened.Order.UserId);
        _ = replica.Worker.Start(opened);
        await _rig.UntilAsync(orderId, c => c.State.Phase == CheckoutPhase.AwaitingAction);

        var refusal = await Assert.ThrowsAsync<ProblemException>(() => EraseAsync(userId));
        Assert.Equal(ErrorCodes.Unavailable, refusal.Code);

        var (step, saved) = await _rig.Checkouts.CancelAsync(orderId, "my neighbour has one", default);
        replica.Worker.Continue(step, saved);
        await _rig.UntilAsync(orderId, c => c.State.AtRest);
        Assert.Equal(2L, await CountAsync("order_events WHERE detail <> ''"));
        await EraseAsync(userId);
        Assert.Equal(0L, await CountAsync("order_events WHERE detail <> ''"));
        Assert.Contains("action_required", await _rig.HistoryAsync(orderId));
    }

    [Fact]
    public async Task A_stored_reply_names_the_user_no_more_and_its_key_stays()
    {
        var replica = await _rig.StartReplicaAsync(Answers.Always);
        var (erased, other) = (
            Rig.NewOrder() with { PaymentMethod = "pm_card_visa" }, Rig.NewOrder() with { PaymentMethod = "pm_card_visa" });
        await replica.Worker.Start(await _rig.OpenAsync(Key, erased));
        await replica.Worker.Start(await _rig.OpenAsync(new([3], [4]), other));
        var untouched = (await _rig.Idempotency.FindAsync(new([3], [4]), default))!.Reply;

        await EraseAsync(erased.UserId);

        Assert.Equal(0L, await CountAsync($"idempotency WHERE position('{erased.UserId}'::bytea IN reply) > 0"));
        Assert.Equal(1L, await CountAsync("orders WHERE payment_method LIKE 'pm%'"));
        var reply = (await _rig.Idempotency.FindAsync(Key, default))!.Replay<Contracts.V1.Order>()!;
        Assert.Equal((erased.OrderId.ToString(), "", ""), (reply.OrderId, reply.UserId, reply.PaymentMethod));
        Assert.Equal(untouched, (await _rig.Idempotency.FindAsync(new([3], [4]), default))!.Reply);
    }

    [Fact]
    public async Task An_export_has_every_order_with_its_own_history()
    {
        var replica = await _rig.StartReplicaAsync(Answers.Always);
        var first = Rig.NewOrder();
        var second = Rig.NewOrder() with { UserId = first.UserId };
        await replica.Worker.Start(await _rig.OpenAsync(Key, first));
        await replica.Worker.Start(await _rig.OpenAsync(new([3], [4]), second));
        await replica.Worker.Start(await _rig.OpenAsync(new([5], [6]), Rig.NewOrder()));

        var data = await new UserDataStore(_rig.Database, _rig.Orders, _rig.Idempotency).ExportAsync(first.UserId, default);

        var exported = data.Records.ToDictionary(
            record => Guid.Parse(record.Record.Fields["order_id"].StringValue),
            record => record.Record.Fields["events"].ListValue.Values.Select(happened => happened.StructValue.Fields));
        Assert.Equal(new[] { first.OrderId, second.OrderId }.Order(), exported.Keys.Order());
        foreach (var (order, events) in exported)
        {
            Assert.All(events, happened => Assert.Equal(order.ToString(), happened["order_id"].StringValue));
            Assert.Equal(await _rig.HistoryAsync(order), events.Select(happened => happened["type"].StringValue));
        }
    }

    [Fact]
    public async Task An_erasure_under_the_key_of_another_request_is_refused()
    {
        var user = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        await EraseAsync(user, Key);
        var refused = await Assert.ThrowsAsync<ProblemException>(() => EraseAsync(user, new(Key.Scope, [9])));
        Assert.Equal(ErrorCodes.IdempotencyKeyReused, refused.Code);
    }

    private Task<Contracts.V1.UserDataErased> EraseAsync(Guid userId, IdempotencyKey? key = null) =>
        new UserDataStore(_rig.Database, _rig.Orders, _rig.Idempotency).EraseAsync(userId, key, default);

    private async Task<long> CountAsync(string rows)
    {
        await using var command = _rig.Database.CreateCommand($"SELECT count(*) FROM {rows}");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
