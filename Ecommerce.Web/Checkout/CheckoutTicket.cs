using Ecommerce.Web.Gateway;

namespace Ecommerce.Web.Checkout;

/// <summary>
/// What the checkout page showed, as its form brings it back, sealed for the user who saw it: what is ordered is what was seen, under the
/// key that was made then, whatever has become of the basket in another tab.
/// </summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="CartId">The basket that it came of.</param>
/// <param name="Lines">What is ordered, with the prices that were shown.</param>
/// <param name="At">When it was shown.</param>
internal sealed record CheckoutTicket(string Key, string CartId, IReadOnlyList<NewLine> Lines, DateTimeOffset At)
{
    /// <summary>How long it counts: well within the day for which the order agent remembers a key.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(6);
}
