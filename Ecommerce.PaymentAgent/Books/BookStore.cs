using System.Runtime.CompilerServices;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.PaymentAgent.Books;

/// <summary>The books, read in pages by the orders' index, so that their size costs neither memory nor a long transaction.</summary>
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
    public async IAsyncEnumerable<PaymentBook> ListAsync(
        Guid after, bool askProvider, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var last = after; await ReadAsync(last, cancellationToken) is { Count: > 0 } page;)
        {
            if (askProvider)
            {
                await Parallel.ForEachAsync(
                    page, new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken }, AskAsync);
            }

            foreach (var (book, _) in page)
            {
                yield return book;
            }

            last = Guid.Parse(page[^1].Book.OrderId);
        }
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
            var known = await provider.ReadBookAsync(charge, either.Token);
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

    private async Task<List<(PaymentBook Book, Charge? Charge)>> ReadAsync(Guid after, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(BookSql.After).With(after).With(PageSize);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<(PaymentBook Book, Charge? Charge)> page = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            page.Add(BookSql.Read(reader));
        }

        return page;
    }
}
