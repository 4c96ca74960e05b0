using Ecommerce.ServiceDefaults.Errors;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Database;

/// <summary>
/// Statements and their positional parameters: the first <c>With</c> is <c>$1</c>, the second <c>$2</c>. A transaction carries its
/// connection, so that it is all that a method takes.
/// </summary>
public static class Statements
{
    /// <summary>A statement of the transaction.</summary>
    public static NpgsqlCommand CreateCommand(this NpgsqlTransaction transaction, string sql) =>
        new(sql, transaction.Connection, transaction);

    /// <summary>Statements of the transaction in one round trip.</summary>
    public static NpgsqlBatch CreateBatch(this NpgsqlTransaction transaction) => new(transaction.Connection, transaction);

    /// <summary>Adds a statement to the batch.</summary>
    public static NpgsqlBatchCommand Add(this NpgsqlBatch batch, string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);
        return command;
    }

    /// <summary>Runs a statement for a caller, who is told if the database is away.</summary>
    /// <exception cref="ProblemException"><c>unavailable</c>: it cannot be reached.</exception>
    public static async Task<T> RunAsync<T>(this NpgsqlDataSource database, string sql, Func<NpgsqlCommand, Task<T>> run)
    {
        try
        {
            await using var command = database.CreateCommand(sql);
            return await run(command);
        }
        catch (Exception exception) when (DatabaseProblems.IsOutage(exception))
        {
            throw ProblemException.Unavailable("The database cannot be reached.", exception);
        }
    }

    /// <summary>Runs the statement and reads each of its rows.</summary>
    public static async Task<IReadOnlyList<T>> ReadAllAsync<T>(
        this NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Runs the statement and reads its row; null if it has none.</summary>
    public static async Task<T?> ReadOneAsync<T>(
        this NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
        where T : class
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? read(reader) : null;
    }

    /// <summary>Runs the statements and reads the one row of the only one that answers; null if it has none.</summary>
    public static async Task<T?> ReadOneAsync<T>(
        this NpgsqlBatch batch, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
        where T : class
    {
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var row = await reader.ReadAsync(cancellationToken) ? read(reader) : null;
        await reader.CommittedAsync(cancellationToken);
        return row;
    }

    /// <summary>
    /// Reads to the end. Statements in one round trip commit after they have sent their last row, so only the end of their results proves
    /// the commit.
    /// </summary>
    public static async Task CommittedAsync(this NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        while (await reader.NextResultAsync(cancellationToken))
        {
        }
    }

    /// <summary>Adds the next parameter; null is NULL, of the type that <typeparamref name="T"/> stands for.</summary>
    public static NpgsqlCommand With<T>(this NpgsqlCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }

    /// <inheritdoc cref="With{T}(NpgsqlCommand, T)"/>
    public static NpgsqlBatchCommand With<T>(this NpgsqlBatchCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }
}
