namespace Ecommerce.OrderAgent.Orders;

/// <summary>Something that happened to an order, as its history keeps it.</summary>
/// <param name="Type">created, reserved, reserving_again, action_required, paid, confirmed, cancel_requested, returning, refund, refunded,
/// cancelled or failed.</param>
/// <param name="Detail">What the type leaves open; empty if nothing.</param>
internal sealed record OrderFact(string Type, string Detail = "");
