using System.Diagnostics;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.InventoryAgent;

/// <summary>
/// Reserves; and lets callers who want the same SKU at the same time share one statement, so that a hot SKU's row is locked and
/// committed once for many of them. A lone caller waits for nobody: a batch is whatever came while the one before was under way.
/// </summary>
internal sealed class ReservationBatcher(ReservationStore store, ILogger<ReservationBatcher> logger)
{
    /// <summary>As many callers as may wait for one SKU.</summary>
    public const int MaxWaiting = 1024;

    /// <summary>As many callers as share a statement.</summary>
    public const int MaxBatch = 64;

    private readonly Lock _gate = new();

    // A SKU is here as long as somebody waits for it or its statement runs.
    private readonly Dictionary<string, Queue<Waiting>> _queues = new(StringComparer.Ordinal);

    /// <summary>Holds all items for an order, or none. A repeat with the same items gets the same reservation.</summary>
    /// <exception cref="ProblemException">As <see cref="ReservationStore.ReserveAsync"/>; <c>unavailable</c>: too many wait for the SKU.</exception>
    public async Task<Reservation> ReserveAsync(Guid orderId, RequestedItems items, TimeSpan lifetime, CancellationToken ct)
    {
        if (items.Skus is [var sku])
        {
            var waiting = new Waiting(new(orderId, items.Quantities[0], lifetime), Activity.Current, ct);
            Enqueue(sku, waiting);
            if (await waiting.Outcome.Task.WaitAsync(ct) is { } outcome)
            {
                return outcome.ExpiresAt is { } expiresAt
                    ? new(orderId, ReservationStatus.Held, items.Skus, items.Quantities, expiresAt)
                    : throw items.Refuse([(sku, outcome.Remaining)]);
            }
        }

        return await store.ReserveAsync(orderId, items, lifetime, ct);
    }

    private void Enqueue(string sku, Waiting waiting)
    {
        lock (_gate)
        {
            if (_queues.TryGetValue(sku, out var queue))
            {
                if (queue.Count >= MaxWaiting)
                    throw ProblemException.Unavailable("Too many reservations of this SKU are waiting.");
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
            // The statement belongs to many traces; it is shown in that of the first.
            Activity.Current = batch[0].Activity;
            try
            {
                var outcomes = await store.ReserveManyAsync(sku, [.. batch.Select(waiting => waiting.Request)], CancellationToken.None);
                foreach (var waiting in batch)
                    waiting.Outcome.SetResult(outcomes.TryGetValue(waiting.Request.OrderId, out var outcome) ? outcome : null);
            }
            catch (Exception e)
            {
                Log.BatchFailed(logger, e, batch.Count, sku);
                foreach (var waiting in batch)
                    waiting.Outcome.SetException(e);
            }
        }
    }

    // Leaves out callers who have left, and an order's second call, which the next batch answers.
    private List<Waiting> Next(string sku)
    {
        lock (_gate)
        {
            var queue = _queues[sku];
            List<Waiting> batch = [];
            HashSet<Guid> orders = [];
            while (batch.Count < MaxBatch && queue.TryPeek(out var waiting) && (waiting.HasLeft || orders.Add(waiting.Request.OrderId)))
            {
                queue.Dequeue();
                if (!waiting.HasLeft)
                    batch.Add(waiting);
            }

            if (batch.Count == 0)
                _queues.Remove(sku);
            return batch;
        }
    }

    private sealed record Waiting(HoldRequest Request, Activity? Activity, CancellationToken Cancellation)
    {
        public bool HasLeft => Cancellation.IsCancellationRequested;

        public TaskCompletionSource<HoldOutcome?> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
