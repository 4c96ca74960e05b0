using System.Collections.Concurrent;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Resilience;

namespace Ecommerce.OrderAgent.Checkout;

/// <summary>
/// Drives checkouts: those that this replica was just given, at once, and those that are due and that nobody holds. Commits each step
/// before its calls leave. Does not hold on to anything at the end: whoever finds the lease free goes on.
/// </summary>
internal sealed class CheckoutRunner(
    CheckoutStore store, CheckoutCall call, OrderSignals signals, CheckoutOptions options, TimeProvider time,
    ILogger<CheckoutRunner> logger) : BackgroundLoop(time, logger)
{
    private const int MaxRunning = 256;
    private const int MaxClaim = 32;
    private const int MaxFaults = 10;

    private readonly ConcurrentDictionary<Guid, OrderCheckout> _running = new();
    private readonly SemaphoreSlim _slots = new(MaxRunning, MaxRunning);
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Cancelled when this replica stops working on checkouts.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>
    /// Goes on with a checkout that this replica has just written and leased, outside the call that asks for it: under its own authority
    /// and beyond that call's deadline.
    /// </summary>
    /// <returns>The checkout when this replica lets go of it; null if somebody else went on with it, or if there was no room: then it is
    /// taken up when its lease ends.</returns>
    public Task<OrderCheckout?> Start(OrderCheckout leased) => Start(leased, resumed: null);

    /// <summary>Looks for due checkouts now.</summary>
    public void Wake()
    {
        try
        {
            if (_wake.CurrentCount == 0)
            {
                _wake.Release();
            }
        }
        catch (SemaphoreFullException)
        {
            // Somebody else woke it.
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await base.StopAsync(cancellationToken);
        try
        {
            // The calls were cut off; what they did is in doubt, and the next owner asks.
            for (var i = 0; i < MaxRunning; i++)
            {
                await _slots.WaitAsync(cancellationToken);
            }
            if (!_running.IsEmpty)
            {
                await store.ReleaseAsync([.. _running.Values], cancellationToken);
            }
        }
        catch (Exception exception)
        {
            // The leases end by themselves.
            Log.NotReleased(Logger, exception.Message);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _stopping.Dispose();
        _slots.Dispose();
        _wake.Dispose();
    }

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [ClaimAsync, RenewAsync];

    private async Task ClaimAsync(CancellationToken cancellationToken)
    {
        using var unrecorded = CheckoutTelemetry.Unrecorded();
        await _wake.WaitAsync(options.Poll, cancellationToken);
        var room = Math.Min(_slots.CurrentCount, MaxClaim);
        if (room == 0)
        {
            return;
        }
        var claimed = await store.ClaimAsync(room, cancellationToken);
        foreach (var checkout in claimed)
        {
            _ = Start(checkout, checkout.DeadlinePassed ? new CheckoutEvent.DeadlinePassed() : new CheckoutEvent.Due());
        }
        if (claimed.Count == room)
        {
            Wake();
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        using var unrecorded = CheckoutTelemetry.Unrecorded();
        await Task.Delay(options.Lease / 3, Time, cancellationToken);
        if (!_running.IsEmpty)
        {
            await store.RenewAsync([.. _running.Values], cancellationToken);
        }
    }

    private Task<OrderCheckout?> Start(OrderCheckout leased, CheckoutEvent? resumed)
    {
        if (!_slots.Wait(0))
        {
            return Task.FromResult<OrderCheckout?>(null);
        }
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => RunAsync(leased, resumed));
        }
    }

    private async Task<OrderCheckout?> RunAsync(OrderCheckout checkout, CheckoutEvent? resumed)
    {
        using var activity = CheckoutTelemetry.Work(checkout);
        try
        {
            return await DriveAsync(checkout, resumed);
        }
        catch (Exception) when (Stopping.IsCancellationRequested)
        {
            // Stays among the running ones, whose leases are given back at the end.
            return null;
        }
        catch (Exception exception)
        {
            // Whether the step was committed is seen when the lease ends and the row is read again.
            Log.LetGo(Logger, checkout.Order.OrderId, exception.Message);
            _running.TryRemove(checkout.Order.OrderId, out _);
            return null;
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<OrderCheckout?> DriveAsync(OrderCheckout claimed, CheckoutEvent? resumed)
    {
        var orderId = claimed.Order.OrderId;
        OrderCheckout? checkout = claimed;
        _running[orderId] = claimed;
        try
        {
            if (resumed is not null)
            {
                // What is to do was committed before; only another intent has to be committed before its calls leave.
                var step = Decide(claimed, [resumed]);
                checkout = step.ChangesIntent || step.After.State.Todo == CheckoutCommands.None
                    ? await CommitAsync(step)
                    : claimed with { State = step.After.State };
            }

            while (checkout is { Leased: true })
            {
                var events = await Task.WhenAll(Commands(checkout.State.Todo).Select(command => call(command, checkout, Stopping)));
                checkout = await CommitAsync(Decide(checkout, events));
            }
        }
        catch (Exception exception) when (!DatabaseProblems.IsOutage(exception) && !Stopping.IsCancellationRequested)
        {
            await FaultAsync(checkout ?? claimed, exception);
            checkout = null;
        }

        _running.TryRemove(orderId, out _);
        return checkout;
    }

    private async Task<OrderCheckout?> CommitAsync(CheckoutStep step)
    {
        var orderId = step.Before.Order.OrderId;
        var saved = await store.SaveAsync(step, Stopping);
        if (saved is null)
        {
            Log.Stale(Logger, orderId);
            return null;
        }

        _running[orderId] = saved;
        Tell(step);
        return saved;
    }

    /// <summary>Tells of a step that was committed: to those who wait for the order, and to operators.</summary>
    public void Tell(CheckoutStep step)
    {
        var (orderId, before, after) = (step.Before.Order.OrderId, step.Before.State, step.After.State);
        if (before.Phase != after.Phase)
        {
            Log.Stepped(Logger, orderId, before.Phase, after.Phase);
        }
        if (after.Phase == CheckoutPhase.Compensating && after.Overdue && !before.Overdue)
        {
            Log.Overdue(Logger, orderId, after.Todo);
            CheckoutTelemetry.Overdue.Add(1);
        }

        if (before.OrderStatus != after.OrderStatus)
        {
            CheckoutTelemetry.Closed.Add(1, new KeyValuePair<string, object?>("status", Sql.Name(after.OrderStatus)));
        }
        if (step.Facts.Count > 0 || step.ChangesIntent)
        {
            signals.Raise(orderId);
        }
    }

    private CheckoutStep Decide(OrderCheckout checkout, IReadOnlyList<CheckoutEvent> events)
    {
        try
        {
            return CheckoutStep.Take(checkout, events, options);
        }
        catch (Exception exception)
        {
            throw new PoisonedCheckoutException(exception);
        }
    }

    private async Task FaultAsync(OrderCheckout checkout, Exception e)
    {
        var orderId = checkout.Order.OrderId;
        if (e is PoisonedCheckoutException || checkout.Faults + 1 >= MaxFaults)
        {
            var reason = (e.InnerException ?? e).Message;
            await store.ParkAsync(orderId, reason, Stopping);
            Log.Parked(Logger, e, orderId, reason);
            CheckoutTelemetry.Parked.Add(1);
            return;
        }

        await store.FaultAsync(checkout, options.Backoff(checkout.Faults), Stopping);
        Log.Faulted(Logger, e, orderId);
    }

    private static IEnumerable<CheckoutCommands> Commands(CheckoutCommands todo) =>
        Enum.GetValues<CheckoutCommands>().Where(command => command != CheckoutCommands.None && todo.HasFlag(command));

    private sealed class PoisonedCheckoutException(Exception inner) : Exception(inner.Message, inner);
}
