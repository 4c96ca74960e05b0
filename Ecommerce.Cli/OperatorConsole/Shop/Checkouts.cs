using Ecommerce.Contracts.V1;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>A page of checkouts.</summary>
/// <param name="State">Which: <see cref="ReviewState.Unspecified"/> for all that need somebody.</param>
/// <param name="List">The page.</param>
/// <param name="IsFirst">Whether it is the first.</param>
public sealed record Checkouts(ReviewState State, Answer<CheckoutList> List, bool IsFirst)
{
    /// <summary>Asks the order agent.</summary>
    internal static async Task<Checkouts> ReadAsync(
        ShopView shop, ReviewState state, string token, CancellationToken cancellationToken) => new(
        state,
        await Answer.OfAsync(() => shop.Orders.ListCheckoutsAsync(
            new() { State = state, PageSize = 25, PageToken = token }, ShopView.Within(cancellationToken)).ResponseAsync),
        token.Length == 0);
}
