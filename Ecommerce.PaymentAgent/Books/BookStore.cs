using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.PaymentAgent.Books;

/// <summary>The books, read by the orders' index.</summary>
internal sealed class BookStore(NpgsqlDataSource database, PaymentProvider provider, TimeProvider time, ILogger<BookStore> logger)
{
    private const int PageSize = 500;

    // How many questions the provider gets at once from one reader.
    private const int Concurrency = 8;

    private static readonly TimeSpan ProviderTimeout = TimeSpan.FromSeconds(4);

    /// <summary>Each order that a charge or a void was asked for, in the order of its ID.</summary>
    /// <param name="after">The last order that the caller has; <see cref="Guid.Empty"/> for none.</param>
    /// <param name="askProvider">Whether the provider is asked about each payment.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public IAsyncEnumerable<PaymentBook> ListAsync(Guid after, bool askProvider, CancellationToken cancellationToken) =>
        Page.ReadAllAsync(after, last => ReadAsync(last, askProvider, cancellationToken), book => book.OrderId);

    private async Task<IReadOnlyList<PaymentBook>> ReadAsync(Guid after, bool askProvider, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(BookSql.After).With(after).With(PageSize);
        var page = await command.ReadAllAsync(BookSql.Read, cancellationToken);
        if (askProvider)
        {
            await Parallel.ForEachAsync(
                page, new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken }, AskAsync);
        }

        return [.. page.Select(row => row.Book)];
    }

    private async ValueTask AskAsync((PaymentBook Book, Charge? Charge) item, CancellationToken cancellationToken)
    {
        if (item.Charge is not { } charge)
        {
            return;
        }

        try
        {
            using var timeout = new CancellationTokenSource(ProviderTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            var known = await AskAsync(charge, either.Token);
            item.Book.Provider = new()
            {
                State = known.State.ToColumn(),
                Captured = Money.Format(known.Captured, charge.Currency),
                Refunded = Money.Format(known.Refunded, charge.Currency),
            };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.BookUnknown(logger, exception, item.Book.OrderId);
            item.Book.Provider = new() { State = "unknown" };
        }
    }

    // The first question after an outage meets a connection that ended with it. A question changes nothing, so it is repeated.
    private async Task<ChargeBook> AskAsync(Charge charge, CancellationToken cancellationToken)
    {
        try
        {
            return await provider.ReadBookAsync(charge, cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(ProviderWork.Backoff.After(1), time, cancellationToken);
            return await provider.ReadBookAsync(charge, cancellationToken);
        }
    }
}
