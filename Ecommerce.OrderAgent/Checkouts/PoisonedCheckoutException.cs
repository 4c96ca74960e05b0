namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>The saga's table itself failed on a checkout: so it will at every attempt, and the checkout is parked at once.</summary>
internal sealed class PoisonedCheckoutException(Exception inner) : Exception(inner.Message, inner);
