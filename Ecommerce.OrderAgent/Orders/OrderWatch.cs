using System.Runtime.CompilerServices;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Resilience;

namespace Ecommerce.OrderAgent.Orders;

/// <summary>
/// An order's history as a stream. The stream ends when the order has ended and all of its history is sent; a confirmed order has ended
/// too, until something happens to it. A watcher that resumes later after its last event gets what came after, such as a refund, and the
/// end again.
/// </summary>
internal sealed class OrderWatch(OrderStore orders, OrderSignals signals)
{
    private readonly WatcherLimit _watchers = new(max: 1000);

    /// <summary>Every event after one, in order, and then each as it happens.</summary>
    /// <exception cref="ProblemException"><c>rate_limited</c>: too many watchers.</exception>
    public async IAsyncEnumerable<OrderEvent> WatchAsync(
        Guid orderId, long lastEventId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var watcher = _watchers.TryEnter() ?? throw new ProblemException(
            ErrorCodes.RateLimited, "Too many callers watch orders already.", retryAfter: OrderSignals.PollInterval);
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

            await subscription.WaitAsync(OrderSignals.PollInterval, cancellationToken);
        }
    }
}
