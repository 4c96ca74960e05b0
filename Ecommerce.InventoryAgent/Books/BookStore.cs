using System.Runtime.CompilerServices;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.InventoryAgent.Books;

/// <summary>The books, read in pages by the orders' index, so that their size costs neither memory nor a long transaction.</summary>
internal sealed class BookStore(NpgsqlDataSource database)
{
    private const int PageSize = 500;

    /// <summary>Each order that has a reservation, in the order of its ID.</summary>
    /// <param name="after">The last order that the caller has; <see cref="Guid.Empty"/> for none.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async IAsyncEnumerable<ReservationBook> ListAsync(
        Guid after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var last = after; await ReadAsync(last, cancellationToken) is { Count: > 0 } page;)
        {
            foreach (var book in page)
            {
                yield return book;
            }

            last = Guid.Parse(page[^1].OrderId);
        }
    }

    private async Task<List<ReservationBook>> ReadAsync(Guid after, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(BookSql.After).With(after).With(PageSize);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<ReservationBook> page = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            page.Add(BookSql.Read(reader));
        }

        return page;
    }
}
