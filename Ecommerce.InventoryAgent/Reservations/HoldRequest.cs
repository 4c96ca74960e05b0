using Ecommerce.ServiceDefaults.Database;

namespace Ecommerce.InventoryAgent.Reservations;

/// <summary>One of many reservations of the same SKU.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Quantity">Units; above zero.</param>
/// <param name="Lifetime">How long it is held.</param>
/// <param name="Record">The audit row of the call that asks for it.</param>
internal readonly record struct HoldRequest(Guid OrderId, int Quantity, TimeSpan Lifetime, ChangeRecord? Record = null);

/// <summary>The outcome of one of many reservations.</summary>
/// <param name="ExpiresAt">When the hold ends; null if there were too few.</param>
/// <param name="Remaining">How many were left after its turn.</param>
internal readonly record struct HoldOutcome(DateTimeOffset? ExpiresAt, long Remaining);
