using Npgsql;

namespace EventConsumer;

/// <summary>
/// Handles each event once, although the broker delivers it at least once: its source and id are written in the transaction of what it
/// brings about.
/// </summary>
/// <param name="database">Where.</param>
/// <param name="pause">How long an event, and all behind it, waits after its database has failed.</param>
/// <param name="time">The clock of the pauses.</param>
public sealed class Inbox(NpgsqlDataSource database, TimeSpan pause, TimeProvider time)
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

    /// <summary>
    /// Handles an event, again and again while the database fails: one that is neither handled nor given back would be lost to this
    /// consumer until its connection ends, and those behind it would overtake it.
    /// </summary>
    /// <param name="source">The event's source.</param>
    /// <param name="id">The event's id; with the source it is the same in every delivery.</param>
    /// <param name="handle">What the event brings about, in the transaction that it is given.</param>
    /// <param name="cancellationToken">Rolls the transaction back.</param>
    /// <returns>False if the event was handled before.</returns>
    public async Task<bool> HandleAsync(
        string source, string id, Func<NpgsqlTransaction, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await TryAsync(source, id, handle, cancellationToken);
            }
            catch (NpgsqlException exception) when (!cancellationToken.IsCancellationRequested)
            {
                await Console.Error.WriteLineAsync($"{source} {id} waits for the database: {exception.Message}");
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }

    private async Task<bool> TryAsync(
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
