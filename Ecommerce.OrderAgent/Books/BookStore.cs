using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.OrderAgent.Books;

/// <summary>The books, read by the orders' index.</summary>
internal sealed class BookStore(NpgsqlDataSource database)
{
    private const int PageSize = 500;

    /// <summary>Each order, in the order of its ID.</summary>
    /// <param name="after">The last order that the caller has; <see cref="Guid.Empty"/> for none.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public IAsyncEnumerable<OrderBook> ListAsync(Guid after, CancellationToken cancellationToken) => Page.ReadAllAsync(
        after,
        async last =>
        {
            await using var command = database.CreateCommand(BookSql.After).With(last).With(PageSize);
            return await command.ReadAllAsync(BookSql.Read, cancellationToken);
        },
        book => book.OrderId);
}
