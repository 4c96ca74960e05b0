using System.Collections.Concurrent;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Orders;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecommerce.OrderAgent.Tests.Checkouts;

public sealed class LostCommitTests(PostgresFixture postgres)
{
    [Fact]
    public async Task An_order_whose_commit_is_not_acknowledged_is_read_back_and_driven_on()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await using var database = new LossyDatabase(rig.ConnectionString);
        var replica = await rig.StartReplicaAsync(Answers.Always);
        var (placement, call, request) = (Placement(rig, replica, database), Call(), Callees.Request());

        database.LoseAnswerTo("INSERT INTO orders");
        var order = await placement.PlaceAsync(request, call, TestContext.Current.CancellationToken);
        Assert.Equal(1, database.Lost);
        Assert.Equal(OrderStatus.Confirmed, order.Status);
        Assert.Equal(["created", "reserved", "paid", "confirmed"], await rig.HistoryAsync(Guid.Parse(order.OrderId)));

        Assert.Equal(order, await placement.PlaceAsync(request, call, TestContext.Current.CancellationToken));
        Assert.Equal(3, replica.Sent.Count);
    }

    [Fact]
    public async Task A_refusal_whose_commit_is_not_acknowledged_is_told_and_repeated()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await using var database = new LossyDatabase(rig.ConnectionString);
        var (placement, call, request) = (Placement(rig, await rig.StartReplicaAsync(Answers.Always), database), Call(), Callees.Request());
        request.Items[0].Price = "1.00";
        async Task<(string, string, string?)> RefusalAsync()
        {
            var refused = await Assert.ThrowsAsync<ProblemException>(
                () => placement.PlaceAsync(request, call, TestContext.Current.CancellationToken));
            return (refused.Code, refused.Message, refused.Field);
        }

        database.LoseAnswerTo("INSERT INTO orders");
        Assert.Equal((ErrorCodes.PriceChanged, "WIDGET-001 costs 19.99 USD.", "items[0].price"), await RefusalAsync());
        Assert.Equal(1, database.Lost);

        Assert.Equal((ErrorCodes.PriceChanged, "WIDGET-001 costs 19.99 USD.", "items[0].price"), await RefusalAsync());
        await using var orders = rig.Database.CreateCommand("SELECT count(*) FROM orders");
        Assert.Equal(1L, await orders.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_step_whose_commit_is_not_acknowledged_is_read_back_and_its_call_not_repeated()
    {
        await using var rig = await Rig.StartAsync(
            postgres, new() { Lease = TimeSpan.FromMilliseconds(600), PollInterval = TimeSpan.FromMilliseconds(20) });
        await using var database = new LossyDatabase(rig.ConnectionString);
        ConcurrentQueue<CheckoutCommands> sent = [];
        using OrderSignals signals = new(database.Source, TimeProvider.System, NullLogger<OrderSignals>.Instance);
        using CheckoutWorker worker = new(
            new(database.Source, rig.Options, TimeProvider.System, rig.Log.Of<CheckoutStore>()),
            (command, _, _) =>
            {
                sent.Enqueue(command);
                return Task.FromResult(Answers.Yes(command));
            },
            signals, rig.Options, TimeProvider.System, rig.Log.Of<CheckoutWorker>());
        await worker.StartAsync(TestContext.Current.CancellationToken);
        var opened = await rig.OpenAsync();

        database.LoseAnswerTo("phase = $3");
        Assert.Null(await worker.Start(opened));
        Assert.Equal(1, database.Lost);
        await rig.UntilAsync(opened.Order.OrderId, checkout => checkout.State.AtRest);
        Assert.Equal([CheckoutCommands.Reserve, CheckoutCommands.Pay, CheckoutCommands.Confirm], sent);
        await worker.StopAsync(TestContext.Current.CancellationToken);
    }

    private static OrderPlacement Placement(Rig rig, Replica replica, LossyDatabase database) => Callees.Placement(
        rig, replica, new(database.Source, rig.Options, TimeProvider.System, rig.Log.Of<CheckoutStore>()), TimeProvider.System);

    private static CapabilityContext Call() => new()
    {
        Capability = CapabilityCatalogue.Find(AgentNames.Order, "create_order")!,
        Caller = "spiffe://agentweave.io/agent/gateway",
        Actor = "spiffe://agentweave.io/client/cli",
        Scope = Scope.Any,
        Idempotency = new([1], [2]),
        Deadline = TimeProvider.System.GetUtcNow() + Rig.Timeout,
    };
}
