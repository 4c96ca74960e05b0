using System.Runtime.CompilerServices;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.OrderAgent;

/// <summary>
/// An order's history as a stream. It ends when the order has ended and all of it is told; a confirmed order has ended too, until
/// something happens to it. Whoever resumes later by the last event that it has seen gets what came after, such
/// as a refund, and the end again.
/// </summary>
internal sealed class OrderWatch(OrderStore orders, OrderSignals signals)
{
    private const int MostWatchers = 1000;

    // How often a watcher looks if no signal comes.
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(1);

    private int _watchers;

    /// <summary>Every event after one, in order, and then each as it happens.</summary>
    /// <exception cref="ProblemException"><c>rate_limited</c>: too many watch already.</exception>
    public async IAsyncEnumerable<OrderEvent> WatchAsync(
        Guid orderId, long lastEventId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _watchers) > MostWatchers)
            {
                throw new ProblemException(ErrorCodes.RateLimited, "Too many watch orders already.", retryAfter: LookAnyway);
            }
            using var subscription = signals.Subscribe(orderId);
            var last = lastEventId;
            while (true)
            {
                var (events, ended) = await orders.EventsAfterAsync(orderId, last, cancellationToken);
                foreach (var happened in events)
                {
                    yield return happened;
                    last = happened.EventId;
                }

                if (ended)
                {
                    yield break;
                }
                await subscription.WaitAsync(LookAnyway, cancellationToken);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _watchers);
        }
    }
}
