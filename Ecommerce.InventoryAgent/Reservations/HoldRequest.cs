namespace Ecommerce.InventoryAgent.Reservations;

/// <summary>One of many reservations of the same SKU.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Quantity">Units; above zero.</param>
/// <param name="Lifetime">How long it is held.</param>
internal readonly record struct HoldRequest(Guid OrderId, int Quantity, TimeSpan Lifetime);

/// <summary>The outcome of one of many reservations.</summary>
/// <param name="ExpiresAt">When the hold ends; null if there were too few.</param>
/// <param name="Remaining">How many were left after its turn.</param>
internal readonly record struct HoldOutcome(DateTimeOffset? ExpiresAt, long Remaining);
