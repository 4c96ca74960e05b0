using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>The ledger, of one payment or of all.</summary>
/// <param name="Asked">The payment's or the order's ID that was asked for; empty for all.</param>
/// <param name="Payments">The payments that were asked for.</param>
/// <param name="Entries">The entries, the newest first.</param>
/// <param name="NextToken">Of the next page; empty on the last.</param>
/// <param name="IsFirst">Whether it is the first page.</param>
public sealed record Ledger(
    string Asked, IReadOnlyList<Payment> Payments, IReadOnlyList<LedgerEntry> Entries, string NextToken, bool IsFirst)
{
    private const int PageSize = 25;

    /// <summary>Asks the payment agent. An ID may be a payment's or an order's.</summary>
    /// <exception cref="ProblemException">It refuses, or does not answer.</exception>
    internal static async Task<Ledger> ReadAsync(ShopView shop, string id, string token, CancellationToken cancellationToken)
    {
        if (id.Length == 0)
        {
            var page = await ListAsync(shop, "", token, cancellationToken);
            return new(id, [], page.Entries, page.NextPageToken, token.Length == 0);
        }

        IReadOnlyList<Payment> payments = await FindAsync(shop, id, cancellationToken);
        var pages = await Task.WhenAll(payments.Select(payment => ListAsync(shop, payment.TransactionId, token, cancellationToken)));
        return new(
            id, payments, [.. pages.SelectMany(page => page.Entries)], pages is [var only] ? only.NextPageToken : "", token.Length == 0);
    }

    private static async Task<IReadOnlyList<Payment>> FindAsync(ShopView shop, string id, CancellationToken cancellationToken)
    {
        try
        {
            return [await shop.Payments.GetPaymentAsync(new() { TransactionId = id }, ShopView.Within(cancellationToken))];
        }
        catch (ProblemException exception) when (exception.Code == Contracts.ErrorCodes.NotFound)
        {
            return (await shop.Payments.ListPaymentsAsync(new() { OrderId = id }, ShopView.Within(cancellationToken))).Payments;
        }
    }

    private static Task<LedgerList> ListAsync(ShopView shop, string transactionId, string token, CancellationToken cancellationToken) =>
        shop.Payments.ListLedgerAsync(
            new() { TransactionId = transactionId, PageSize = PageSize, PageToken = token },
            ShopView.Within(cancellationToken)).ResponseAsync;
}
