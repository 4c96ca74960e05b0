using System.Collections.Concurrent;
using Ecommerce.OrderAgent.Orders;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Resilience;
using Ecommerce.ServiceDefaults.Telemetry;

namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>
/// Drives checkouts: those that this replica has just written, at once, and those that are due and that no replica holds. Commits each
/// step before its calls leave. When it stops, it releases its leases, so that another replica can continue.
/// </summary>
internal sealed class CheckoutWorker(
    CheckoutStore store, CheckoutCall call, OrderSignals signals, CheckoutOptions options, TimeProvider time,
    ILogger<CheckoutWorker> logger) : BackgroundLoop(time, logger)
{
    private const int MaxRunning = 256;
    private const int MaxClaim = 32;
    private const int MaxFaults = 10;

    private readonly ConcurrentDictionary<Guid, Drive> _running = new();
    private readonly SemaphoreSlim _slots = new(MaxRunning, MaxRunning);
    private readonly CancellationTokenSource _stopping = new();

    // Ends the pause before the next claim.
    private readonly Signal _wake = new();

    /// <summary>Cancelled when this replica stops working on checkouts.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>
    /// Continues a checkout that this replica has just written and leased, outside of the call that asks for it: under the agent's own
    /// authority and beyond that call's deadline.
    /// </summary>
    /// <returns>The checkout when this replica releases it; null if another replica continued it, or if there was no room: then it
    /// continues when its lease ends.</returns>
    public Task<Checkout?> Start(Checkout leased) => Start(leased, resumed: null);

    /// <summary>Reports a step that was committed outside of this worker, and continues its checkout.</summary>
    /// <param name="step">The step; null if nothing was decided.</param>
    /// <param name="saved">The checkout after it; null if there is none.</param>
    public void Continue(CheckoutStep? step, Checkout? saved)
    {
        if (step is not null)
        {
            Report(step);
        }

        if (saved is { Leased: true })
        {
            _ = Start(saved);
        }
        else
        {
            _wake.Set();
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await base.StopAsync(cancellationToken);
        try
        {
            // The calls were cut off; their effect is in doubt, so the next holder asks for it.
            for (var i = 0; i < MaxRunning; i++)
            {
                await _slots.WaitAsync(cancellationToken);
            }

            if (!_running.IsEmpty)
            {
                await store.ReleaseAsync(Held(), cancellationToken);
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
        using var unrecorded = AgentTelemetry.Unrecorded();
        await _wake.WaitAsync(options.PollInterval, cancellationToken);
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
            _wake.Set();
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        using var unrecorded = AgentTelemetry.Unrecorded();
        await Task.Delay(options.Lease / 3, Time, cancellationToken);
        if (!_running.IsEmpty)
        {
            await store.RenewAsync(Held(), cancellationToken);
        }
    }

    private List<Checkout> Held() => [.. _running.Values.Select(drive => drive.Held)];

    private Task<Checkout?> Start(Checkout leased, CheckoutEvent? resumed)
    {
        if (!_slots.Wait(0))
        {
            return Task.FromResult<Checkout?>(null);
        }

        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => RunAsync(leased, resumed));
        }
    }

    private async Task<Checkout?> RunAsync(Checkout checkout, CheckoutEvent? resumed)
    {
        using var activity = CheckoutTelemetry.Work(checkout);
        Drive drive = new(checkout);
        _running[checkout.Order.OrderId] = drive;
        try
        {
            var driven = await DriveAsync(drive, resumed);
            End(drive);
            return driven;
        }
        catch (Exception) when (Stopping.IsCancellationRequested)
        {
            // Stays among the running ones, whose leases are released at the end.
            return null;
        }
        catch (Exception exception)
        {
            // Whether the step was committed shows when the lease ends and the row is read again.
            Log.LetGo(Logger, checkout.Order.OrderId, exception.Message);
            End(drive);
            return null;
        }
        finally
        {
            _slots.Release();
        }
    }

    // A drive that was overtaken leaves its successor where it is.
    private void End(Drive drive) => _running.TryRemove(new(drive.Held.Order.OrderId, drive));

    private async Task<Checkout?> DriveAsync(Drive drive, CheckoutEvent? resumed)
    {
        var claimed = drive.Held;
        Checkout? checkout = claimed;
        try
        {
            if (resumed is not null)
            {
                // The intent was committed before; only another one has to be committed before its calls leave.
                var step = CheckoutStep.Take(claimed, [resumed], options);
                checkout = step.ChangesIntent || step.After.State.Todo == CheckoutCommands.None
                    ? await CommitAsync(drive, step)
                    : claimed with { State = step.After.State };
            }

            while (checkout is { Leased: true })
            {
                var events = await Task.WhenAll(checkout.State.Todo.Each().Select(command => call(command, checkout, Stopping)));
                checkout = await CommitAsync(drive, CheckoutStep.Take(checkout, events, options));
            }
        }
        catch (Exception exception) when (!DatabaseProblems.IsOutage(exception) && !Stopping.IsCancellationRequested)
        {
            await FaultAsync(checkout ?? claimed, exception);
            checkout = null;
        }

        return checkout;
    }

    private async Task<Checkout?> CommitAsync(Drive drive, CheckoutStep step)
    {
        if (await store.SaveAsync(step, Stopping) is not { } saved)
        {
            Log.Stale(Logger, step.Before.Order.OrderId);
            return null;
        }

        drive.Held = saved;
        Report(step);
        return saved;
    }

    private void Report(CheckoutStep step)
    {
        CheckoutTelemetry.Report(Logger, step);
        if (step.Facts.Count > 0 || step.ChangesIntent)
        {
            signals.Raise(step.Before.Order.OrderId);
        }
    }

    private async Task FaultAsync(Checkout checkout, Exception exception)
    {
        var orderId = checkout.Order.OrderId;
        if (exception is not PoisonedCheckoutException && checkout.Faults + 1 < MaxFaults)
        {
            await store.FaultAsync(checkout, options.Backoff.After(checkout.Faults + 1), Stopping);
            Log.Faulted(Logger, exception, orderId);
            return;
        }

        await store.ParkAsync(orderId, checkout.Version, exception.InnerException ?? exception, Stopping);
    }

    // The work on a checkout, from its claim until it is let go.
    private sealed class Drive(Checkout claimed)
    {
        /// <summary>As it was last read or written.</summary>
        public volatile Checkout Held = claimed;
    }
}
