using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>A page of checkouts.</summary>
/// <param name="State">Which: <see cref="ReviewState.Unspecified"/> for all that need somebody.</param>
/// <param name="List">The page.</param>
/// <param name="IsFirst">Whether it is the first.</param>
public sealed record Checkouts(ReviewState State, CheckoutList List, bool IsFirst)
{
    /// <summary>Asks the order agent.</summary>
    /// <exception cref="ProblemException">It refuses, or does not answer.</exception>
    internal static async Task<Checkouts> ReadAsync(
        ShopView shop, ReviewState state, string token, CancellationToken cancellationToken) => new(
        state,
        await shop.Orders.ListCheckoutsAsync(
            new() { State = state, PageSize = 25, PageToken = token }, ShopView.Within(cancellationToken)),
        token.Length == 0);
}
