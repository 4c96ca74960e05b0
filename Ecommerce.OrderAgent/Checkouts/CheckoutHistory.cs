using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Orders;

namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>What a step of the saga adds to its order's history.</summary>
internal static class CheckoutHistory
{
    /// <summary>The facts of one step, in order; none if the step does not concern the buyer.</summary>
    public static IEnumerable<OrderFact> FactsOf(CheckoutState before, CheckoutState after, CheckoutEvent e)
    {
        if (before.Phase == CheckoutPhase.Started && after.Phase != CheckoutPhase.Started)
        {
            yield return new("created");
        }

        if (e is CheckoutEvent.CancelRequested cancel && after.CancelRequested && !before.CancelRequested)
        {
            yield return new("cancel_requested", cancel.Reason);
        }

        if (before.Phase == CheckoutPhase.Confirming && after.OrderStatus is OrderStatus.Confirmed or OrderStatus.Refunded)
        {
            yield return new("confirmed");
        }

        if (before.Phase != after.Phase && Enter(before, after, e) is { } entered)
        {
            yield return entered;
        }

        if (before.OrderStatus != after.OrderStatus && Close(after) is { } closed)
        {
            yield return closed;
        }
    }

    private static OrderFact? Enter(CheckoutState before, CheckoutState after, CheckoutEvent e) => after.Phase switch
    {
        CheckoutPhase.Reserving when after.ReservedAgain => new("reserving_again"),
        CheckoutPhase.Paying => new("reserved"),
        CheckoutPhase.AwaitingAction => new("action_required", e is CheckoutEvent.ActionRequired action ? action.Url : ""),
        CheckoutPhase.Confirming => new(before.Phase == CheckoutPhase.Reserving ? "reserved" : "paid"),
        CheckoutPhase.Returning => new("returning"),
        _ => null,
    };

    private static OrderFact? Close(CheckoutState after) => after.OrderStatus switch
    {
        OrderStatus.Failed => new("failed", after.Failure!.Code),
        OrderStatus.Cancelled => new("cancelled"),
        OrderStatus.Refunded => new("refunded"),
        _ => null,
    };
}
