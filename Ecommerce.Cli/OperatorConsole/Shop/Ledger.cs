using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>The ledger, of one payment or of all.</summary>
/// <param name="Asked">The payment's or the order's ID that was asked for; empty for all.</param>
/// <param name="Payments">The payments that were asked for.</param>
/// <param name="Entries">A page of the entries, the newest first.</param>
/// <param name="IsFirst">Whether it is the first page.</param>
public sealed record Ledger(
    string Asked, IReadOnlyList<Payment> Payments, Answer<LedgerList> Entries, bool IsFirst)
{
    private const int PageSize = 25;

    /// <summary>Asks the payment agent. An ID may be a payment's or an order's.</summary>
    /// <exception cref="ProblemException">What was asked for is not answered.</exception>
    internal static async Task<Ledger> ReadAsync(ShopView shop, string id, string token, CancellationToken cancellationToken)
    {
        var payments = id.Length == 0 ? [] : await FindAsync(shop, id, cancellationToken);
        var entries = await Answer.OfAsync(() => EntriesAsync(shop, id, payments, token, cancellationToken));
        return new(id, payments, entries, token.Length == 0);
    }

    private static async Task<LedgerList> EntriesAsync(
        ShopView shop, string id, IReadOnlyList<Payment> payments, string token, CancellationToken cancellationToken)
    {
        if (id.Length == 0)
        {
            return await ListAsync(shop, "", token, cancellationToken);
        }

        var pages = await Task.WhenAll(payments.Select(payment => ListAsync(shop, payment.TransactionId, token, cancellationToken)));
        return pages is [var only] ? only : new() { Entries = { pages.SelectMany(page => page.Entries) } };
    }

    private static async Task<IReadOnlyList<Payment>> FindAsync(ShopView shop, string id, CancellationToken cancellationToken)
    {
        try
        {
            return [await shop.GetPaymentAsync(id, cancellationToken)];
        }
        catch (ProblemException exception) when (exception.Code == Contracts.ErrorCodes.NotFound)
        {
            return (await shop.ListPaymentsAsync(id, cancellationToken)).Payments;
        }
    }

    private static Task<LedgerList> ListAsync(ShopView shop, string transactionId, string token, CancellationToken cancellationToken) =>
        shop.Payments.ListLedgerAsync(
            new() { TransactionId = transactionId, PageSize = PageSize, PageToken = token },
            ShopView.Within(cancellationToken)).ResponseAsync;
}
