using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.InventoryAgent.Catalogue;

/// <summary>What changed the stock.</summary>
internal sealed class MovementStore(NpgsqlDataSource database)
{
    /// <summary>Reads movements, the newest first.</summary>
    /// <param name="sku">Of one product; of all if empty.</param>
    /// <param name="before">The last movement of the page before; null for the first page.</param>
    /// <param name="limit">The maximum number of rows.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<IReadOnlyList<StockMovement>> ListAsync(
        string sku, Guid? before, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(sku.Length == 0 ? MovementSql.List : MovementSql.ListOfProduct)
            .With(before ?? Guid.AllBitsSet).With(limit);
        if (sku.Length > 0)
        {
            command.With(sku);
        }

        return await command.ReadAllAsync(MovementSql.Read, cancellationToken);
    }
}
