using Ecommerce.ServiceDefaults.Audit;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Database;

/// <summary>
/// The audit row of a call that changes something. It is written in the transaction of the change, so that there is neither without the
/// other; a call that commits none has its row before it is answered.
/// </summary>
public abstract class ChangeRecord
{
    private static readonly AsyncLocal<ChangeRecord?> Ambient = new();

    /// <summary>The record of the call that this code serves; null in a call that changes nothing, and in background work.</summary>
    public static ChangeRecord? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>Whether the row was committed with a change.</summary>
    public bool IsCommitted { get; private set; }

    /// <summary>Adds the current call's row to the statements that make its change.</summary>
    public static void AddTo(NpgsqlBatch batch)
    {
        if (Current is { IsCommitted: false } record)
        {
            record.Add(batch, [record]);
        }
    }

    /// <summary>
    /// The insertion of the current call's row as part of the statement that makes its change, such as <c>audited AS (…)</c>: then there is
    /// no row if there was nothing to change.
    /// </summary>
    /// <param name="source">What has one row if the change is made.</param>
    /// <param name="first">The number of its first parameter; see <see cref="AddTo(NpgsqlBatchCommand)"/>.</param>
    public static string InsertFrom(string source, int first) => AuditStore.InsertFrom(source, first);

    /// <summary>Adds the parameters of <see cref="InsertFrom"/>, which are the statement's last.</summary>
    public static void AddTo(NpgsqlBatchCommand statement)
    {
        if (Current is not { IsCommitted: false } record || !record.TryAdd(statement))
        {
            AuditStore.Add(statement, agent: "", entry: null);
        }
    }

    /// <summary>Adds the rows of calls that share a transaction.</summary>
    public static void AddTo(NpgsqlBatch batch, IReadOnlyList<ChangeRecord> records)
    {
        if (records.Count > 0)
        {
            records[0].Add(batch, records);
        }
    }

    /// <summary>Writes the current call's row in the transaction of its change.</summary>
    public static async Task WriteAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var batch = transaction.CreateBatch();
        AddTo(batch);
        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>The current call's change is committed, and its row with it.</summary>
    public static void Committed() => Current?.Commit();

    /// <summary>The row is committed with a change.</summary>
    public void Commit() => IsCommitted = true;

    /// <summary>Adds the parameters of this record's row; false if it needs none.</summary>
    protected abstract bool TryAdd(NpgsqlBatchCommand statement);

    /// <summary>Adds the rows of records of this kind.</summary>
    protected abstract void Add(NpgsqlBatch batch, IReadOnlyList<ChangeRecord> records);
}
