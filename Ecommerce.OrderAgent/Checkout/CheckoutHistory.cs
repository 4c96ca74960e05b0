using Ecommerce.Contracts.V1;
using Phase = Ecommerce.OrderAgent.Checkout.CheckoutPhase;

namespace Ecommerce.OrderAgent.Checkout;

/// <summary>Something that happened to an order, as its history keeps it.</summary>
/// <param name="Type">created, reserved, reserving_again, action_required, paid, confirmed, cancel_requested, returning, refund, refunded,
/// cancelled or failed.</param>
/// <param name="Detail">What the type leaves open; empty if nothing.</param>
internal sealed record OrderFact(string Type, string Detail = "");

/// <summary>Tells a step of the saga to the buyer.</summary>
internal static class CheckoutHistory
{
    /// <summary>The facts of one step, in order; none if nothing happened that concerns the buyer.</summary>
    public static IEnumerable<OrderFact> Tell(CheckoutState before, CheckoutState after, CheckoutEvent e)
    {
        if (before.Phase == Phase.Started && after.Phase != Phase.Started)
        {
            yield return new("created");
        }
        if (e is CheckoutEvent.CancelRequested cancel && after.CancelRequested && !before.CancelRequested)
        {
            yield return new("cancel_requested", cancel.Reason);
        }
        if (before.Phase == Phase.Confirming && after.OrderStatus == OrderStatus.Confirmed)
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
        Phase.Reserving when after.ReservedAgain => new("reserving_again"),
        Phase.Paying => new("reserved"),
        Phase.AwaitingAction => new("action_required", e is CheckoutEvent.ActionRequired action ? action.Url : ""),
        Phase.Confirming => new(before.Phase == Phase.Reserving ? "reserved" : "paid"),
        Phase.Returning => new("returning"),
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
