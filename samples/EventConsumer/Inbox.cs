using Npgsql;

namespace EventConsumer;

/// <summary>
/// Handles each event once, although the broker delivers it at least once: its source and id are written in the transaction of what it
/// brings about.
/// </summary>
public sealed class Inbox(NpgsqlDataSource database)
{
    /// <summary>Creates the table.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            CREATE TABLE IF NOT EXISTS inbox (
                source text NOT NULL, id text NOT NULL, at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (source, id))
            """);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Handles an event.</summary>
    /// <param name="source">The event's source.</param>
    /// <param name="id">The event's id; with the source it is the same in every delivery.</param>
    /// <param name="handle">What the event brings about, in the transaction that it is given.</param>
    /// <param name="cancellationToken">Rolls the transaction back.</param>
    /// <returns>False if the event was handled before.</returns>
    public async Task<bool> HandleAsync(
        string source, string id, Func<NpgsqlTransaction, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var note = new NpgsqlCommand(
            "INSERT INTO inbox (source, id) VALUES ($1, $2) ON CONFLICT DO NOTHING", connection, transaction)
        {
            Parameters = { new() { Value = source }, new() { Value = id } },
        };
        if (await note.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return false;
        }

        await handle(transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
