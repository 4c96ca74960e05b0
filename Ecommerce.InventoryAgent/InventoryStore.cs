using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Npgsql;

namespace Ecommerce.InventoryAgent;

/// <summary>The catalogue and what is booked into and out of stock.</summary>
internal sealed class InventoryStore(NpgsqlDataSource database, IdempotencyStore idempotency, TimeProvider time)
{
    private const string Columns = "sku, name, price_minor, currency, available";

    /// <summary>Reads products in the order of their SKUs.</summary>
    /// <param name="afterSku">The last SKU of the page before; empty for the first page.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<Product>> ListAsync(string afterSku, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM products WHERE sku > $1 ORDER BY sku LIMIT $2");
        command.Parameters.Add(new() { Value = afterSku });
        command.Parameters.Add(new() { Value = limit });
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>Reads those of the SKUs that exist, in no certain order.</summary>
    public async Task<IReadOnlyList<Product>> FindAsync(string[] skus, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM products WHERE sku = ANY ($1)");
        command.Parameters.Add(new() { Value = skus });
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>Books units in (above zero) or out (below); once, if there is a key.</summary>
    /// <exception cref="ProblemException"><c>not_found</c>, or <c>out_of_stock</c>: fewer units are available than go out.</exception>
    public async Task<Contracts.V1.Product> AdjustAsync(
        string sku, long delta, string reason, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (key is not null)
        {
            var earlier =
                await idempotency.ClaimAsync(connection, transaction, key, Guid.CreateVersion7(time.GetUtcNow()), cancellationToken);
            if (earlier.Problem is { } problem)
            {
                throw problem;
            }
            if (earlier.Reply is { } reply)
            {
                return Contracts.V1.Product.Parser.ParseFrom(reply);
            }
        }

        await using var command = new NpgsqlCommand(
            $"""
            WITH adjusted AS (
                UPDATE products SET received = received + $2 WHERE sku = $1 AND available + $2 >= 0 RETURNING {Columns}),
            noted AS (
                INSERT INTO stock_movements (sku, kind, quantity, reason) SELECT sku, 'adjusted', $2, $3 FROM adjusted)
            SELECT {Columns} FROM adjusted
            """,
            connection, transaction)
        {
            Parameters = { new() { Value = sku }, new() { Value = delta }, new() { Value = reason } },
        };
        var adjusted = (await ReadAsync(command, cancellationToken)).SingleOrDefault()?.ToMessage();
        var refusal = adjusted is null ? await ShortageAsync(connection, sku, cancellationToken) : null;
        if (key is not null)
        {
            await (refusal is null
                ? idempotency.CompleteAsync(connection, transaction, key, adjusted!, cancellationToken)
                : idempotency.CompleteAsync(connection, transaction, key, refusal, cancellationToken));
        }

        await transaction.CommitAsync(cancellationToken);
        return adjusted ?? throw refusal!;
    }

    private static async Task<ProblemException> ShortageAsync(NpgsqlConnection connection, string sku, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT available FROM products WHERE sku = $1", connection)
        {
            Parameters = { new() { Value = sku } },
        };
        return await command.ExecuteScalarAsync(cancellationToken) is long available
            ? new(ErrorCodes.OutOfStock, $"Only {available} are available.", "delta")
            : throw Product.Unknown("sku");
    }

    private static async Task<IReadOnlyList<Product>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<Product> products = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            products.Add(new(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3), reader.GetInt64(4)));
        }
        return products;
    }
}
