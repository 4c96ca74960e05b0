using System.Diagnostics;
using Ecommerce.Contracts.V1;
using Ecommerce.InventoryAgent.Catalogue;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.InventoryAgent.Reservations;

/// <summary>
/// Reserves, and lets concurrent callers of the same SKU share one statement, so that a hot SKU's row is locked and committed once for many
/// of them. A lone caller does not wait: a batch is what arrived while the one before was under way.
/// </summary>
internal sealed class ReservationBatcher(ReservationStore store, ILogger<ReservationBatcher> logger)
{
    /// <summary>The most callers that may wait for one SKU.</summary>
    public const int MaxWaiting = 1024;

    /// <summary>The most callers that share a statement.</summary>
    public const int MaxBatch = 64;

    private readonly Lock _gate = new();

    // Holds a SKU as long as a caller waits for it or its statement runs.
    private readonly Dictionary<string, Queue<Waiting>> _queues = new(StringComparer.Ordinal);

    /// <summary>Holds all items for an order, or none. A repeat with the same items gets the same reservation.</summary>
    /// <exception cref="ProblemException">
    /// As <see cref="ReservationStore.ReserveAsync"/>; <c>unavailable</c>: too many wait for the SKU.
    /// </exception>
    public async Task<Reservation> ReserveAsync(Guid orderId, RequestedItems items, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        if (items.Skus is [var sku])
        {
            var waiting = new Waiting(orderId, items, lifetime, Activity.Current, ChangeRecord.Current, cancellationToken);
            Enqueue(sku, waiting);
            if (await waiting.Outcome.Task.WaitAsync(cancellationToken) is { } reservation)
            {
                return reservation;
            }
        }

        return await store.ReserveAsync(orderId, items, lifetime, cancellationToken);
    }

    private void Enqueue(string sku, Waiting waiting)
    {
        lock (_gate)
        {
            if (_queues.TryGetValue(sku, out var queue))
            {
                if (queue.Count >= MaxWaiting)
                {
                    throw ProblemException.Unavailable("Too many reservations of this SKU are waiting.");
                }

                queue.Enqueue(waiting);
                return;
            }

            _queues.Add(sku, new([waiting]));
        }

        _ = Task.Run(() => ServeAsync(sku), CancellationToken.None);
    }

    private async Task ServeAsync(string sku)
    {
        while (Next(sku) is { Count: > 0 } batch)
        {
            // The statement belongs to many traces and is recorded in the first.
            Activity.Current = batch[0].Activity;
            await (batch is [var only] ? ServeAloneAsync(only) : ServeTogetherAsync(sku, batch));
        }
    }

    private async Task ServeAloneAsync(Waiting waiting)
    {
        ChangeRecord.Current = waiting.Record;
        try
        {
            waiting.Outcome.TrySetResult(await store.ReserveAsync(waiting.OrderId, waiting.Items, waiting.Lifetime, waiting.Cancellation));
        }
        catch (Exception exception)
        {
            waiting.Outcome.TrySetException(exception);
        }
    }

    private async Task ServeTogetherAsync(string sku, List<Waiting> batch)
    {
        try
        {
            var requests = batch.Select(waiting => new HoldRequest(
                waiting.OrderId, waiting.Items.Quantities[0], waiting.Lifetime, waiting.Record));
            var outcomes = await store.ReserveManyAsync(sku, [.. requests], CancellationToken.None);
            foreach (var waiting in batch)
            {
                waiting.Answer(outcomes.TryGetValue(waiting.OrderId, out var outcome) ? outcome : null);
            }
        }
        catch (Exception exception)
        {
            Log.BatchFailed(logger, exception, batch.Count, sku);
            foreach (var waiting in batch)
            {
                waiting.Outcome.TrySetException(exception);
            }
        }
    }

    /// <summary>
    /// Takes those who come next, without those who have left; an order's second call stays for the next batch. The batch is empty only if
    /// the queue is.
    /// </summary>
    internal static List<T> Take<T>(Queue<T> queue, Func<T, bool> hasLeft, Func<T, Guid> orderOf)
    {
        List<T> batch = [];
        HashSet<Guid> orders = [];
        while (batch.Count < MaxBatch && queue.TryPeek(out var next))
        {
            // Asked once: who leaves after this is served, and its order counts as seen.
            if (!hasLeft(next))
            {
                if (!orders.Add(orderOf(next)))
                {
                    break;
                }

                batch.Add(next);
            }

            queue.Dequeue();
        }

        return batch;
    }

    private List<Waiting> Next(string sku)
    {
        lock (_gate)
        {
            var batch = Take(_queues[sku], static waiting => waiting.IsCancelled, static waiting => waiting.OrderId);
            if (batch.Count == 0)
            {
                _queues.Remove(sku);
            }

            return batch;
        }
    }

    private sealed record Waiting(
        Guid OrderId, RequestedItems Items, TimeSpan Lifetime, Activity? Activity, ChangeRecord? Record, CancellationToken Cancellation)
    {
        public bool IsCancelled => Cancellation.IsCancellationRequested;

        // Null: the order has a reservation already or the SKU is unknown; the caller's own statement tells which.
        public TaskCompletionSource<Reservation?> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Answer(HoldOutcome? outcome)
        {
            if (outcome is not { } known)
            {
                Outcome.TrySetResult(null);
            }
            else if (known.ExpiresAt is { } expiresAt)
            {
                Outcome.TrySetResult(new(OrderId, ReservationStatus.Held, Items.Skus, Items.Quantities, expiresAt));
            }
            else
            {
                Outcome.TrySetException(Items.Refuse([(Items.Skus[0], known.Remaining)]));
            }
        }
    }
}
