using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Npgsql;

namespace Ecommerce.InventoryAgent.Catalogue;

/// <summary>The catalogue and what is booked into and out of stock.</summary>
internal sealed class ProductStore(NpgsqlDataSource database, IdempotencyStore idempotency)
{
    /// <summary>Reads products in the order of their SKUs.</summary>
    /// <param name="afterSku">The last SKU of the page before; null for the first page.</param>
    /// <param name="limit">The maximum number of rows.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<IReadOnlyList<Product>> ListAsync(string? afterSku, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(ProductSql.List).With(afterSku ?? "").With(limit);
        return await command.ReadAllAsync(ProductSql.Read, cancellationToken);
    }

    /// <summary>Reads those of the SKUs that exist, in no particular order.</summary>
    public async Task<IReadOnlyList<Product>> FindAsync(string[] skus, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(ProductSql.Find).With(skus);
        return await command.ReadAllAsync(ProductSql.Read, cancellationToken);
    }

    /// <summary>Books units in (above zero) or out (below); once, if there is a key.</summary>
    /// <exception cref="ProblemException"><c>not_found</c>, or <c>out_of_stock</c>: fewer units are available than go out.</exception>
    public Task<Contracts.V1.Product> AdjustAsync(
        string sku, long delta, string reason, IdempotencyKey? key, CancellationToken cancellationToken) =>
        idempotency.RunAsync(
            key,
            async (transaction, cancellationToken) =>
            {
                await using var adjust = transaction.CreateCommand(ProductSql.Adjust).With(sku).With(delta).With(reason);
                if (await adjust.ReadAllAsync(ProductSql.Read, cancellationToken) is [var adjusted])
                {
                    return adjusted.ToMessage();
                }

                await using var find = transaction.CreateCommand(ProductSql.Find).With<string[]>([sku]);
                throw await find.ReadAllAsync(ProductSql.Read, cancellationToken) is [var product]
                    ? new ProblemException(ErrorCodes.OutOfStock, $"Only {product.Available} are available.", "delta")
                    : Product.NotFound("sku");
            },
            cancellationToken);
}
