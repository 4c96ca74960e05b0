using System.Collections.Concurrent;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Orders;
using Ecommerce.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecommerce.OrderAgent.Tests;

/// <summary>One process of the order agent, whose calls are answered by a script.</summary>
internal sealed class Replica : IAsyncDisposable
{
    public Replica(Rig rig, CheckoutCall call)
    {
        Signals = new(rig.Database, TimeProvider.System, NullLogger<OrderSignals>.Instance);
        Worker = new(
            rig.Checkouts,
            (command, checkout, cancellationToken) =>
            {
                Sent.Enqueue((checkout.Order.OrderId, command));
                return call(command, checkout, cancellationToken);
            },
            Signals, rig.Options, TimeProvider.System, Log.Of<CheckoutWorker>());
        Placement = new(
            rig.Checkouts, rig.Idempotency, Worker, Signals, users: null!, inventory: null!, paymentMethods: null!, TimeProvider.System);
    }

    public RecordedLog Log { get; } = new();

    public OrderSignals Signals { get; }

    public CheckoutWorker Worker { get; }

    public OrderPlacement Placement { get; }

    public ConcurrentQueue<(Guid OrderId, CheckoutCommands Command)> Sent { get; } = new();

    public async Task StartAsync()
    {
        await Signals.StartAsync(CancellationToken.None);
        await Worker.StartAsync(CancellationToken.None);
    }

    public async Task StopAsync()
    {
        await Worker.StopAsync(CancellationToken.None);
        await Signals.StopAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!Worker.Stopping.IsCancellationRequested)
        {
            await StopAsync();
        }

        Worker.Dispose();
        Signals.Dispose();
        Log.Dispose();
    }
}
