using Ecommerce.ServiceDefaults.Database;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.ServiceDefaults.Audit;

/// <summary>A row that waits to be written.</summary>
/// <param name="Id">Its key, so that a row that is retried after an unknown outcome is written once.</param>
/// <param name="Event">The event.</param>
/// <param name="At">When it happened.</param>
/// <param name="Written">Completes when it is written; null if no call waits.</param>
internal sealed record AuditEntry(Guid Id, AuditEvent Event, DateTimeOffset At, TaskCompletionSource? Written)
{
    public static AuditEntry Create(AuditEvent entry, DateTimeOffset at, TaskCompletionSource? written) =>
        new(Guid.CreateVersion7(at), entry, at, written);
}

/// <summary>Writes rows of the audit table, many in one statement.</summary>
internal static class AuditStore
{
    private const string Columns =
        """
        agent_name, audit_id, event_type, at, trace_id, span_id, caller_id, actor_id, peer_id, action, resource, decision, reason, outcome,
        call_id, duration_us, listener, address, count
        """;

    private const int ColumnCount = 19;

    private const string InsertOne =
        $"""
        INSERT INTO audit ({Columns})
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
        ON CONFLICT (audit_id) DO NOTHING
        """;

    private const string InsertMany =
        $"""
        INSERT INTO audit ({Columns})
        SELECT $1, * FROM unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
        ON CONFLICT (audit_id) DO NOTHING
        """;

    public static async Task InsertAsync(
        NpgsqlDataSource database, string agent, List<AuditEntry> entries, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        Add(batch, agent, entries);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// The insertion of a row as part of a statement, such as <c>audited AS (…)</c>: made for each row of the source, and none if the row's
    /// parameters are null.
    /// </summary>
    /// <param name="source">What has one row if the statement makes its change.</param>
    /// <param name="first">The number of the row's first parameter; the others follow.</param>
    public static string InsertFrom(string source, int first) =>
        $"""
        INSERT INTO audit ({Columns})
        SELECT {string.Join(", ", Enumerable.Range(first, ColumnCount).Select(number => $"${number}"))} FROM {source}
        WHERE ${first + 1}::uuid IS NOT NULL
        """;

    /// <summary>Adds the parameters of <see cref="InsertFrom"/>; null for no row.</summary>
    public static void Add(NpgsqlBatchCommand command, string agent, AuditEntry? entry)
    {
        var e = entry?.Event;
        command.With(agent).With(entry?.Id).With(e?.EventType).With(entry?.At).With(e?.TraceId).With(e?.SpanId).With(e?.CallerId)
            .With(e?.ActorId).With(e?.PeerId).With(e?.Action).With(e?.Resource).With(e?.Decision).With(e?.Reason).With(e?.Outcome)
            .With(e?.CallId).With((long?)e?.Duration?.TotalMicroseconds).With(e?.Listener).With(e?.Address).With(e?.Count);
    }

    /// <summary>Adds the rows to statements that are sent together.</summary>
    public static void Add(NpgsqlBatch batch, string agent, List<AuditEntry> entries)
    {
        if (entries is [var only])
        {
            Add(batch.Add(InsertOne), agent, only);
            return;
        }

        var command = batch.Add(InsertMany).With(agent);
        Add(command, NpgsqlDbType.Uuid, entries, row => row.Id);
        Add(command, NpgsqlDbType.Text, entries, row => row.Event.EventType);
        Add(command, NpgsqlDbType.TimestampTz, entries, row => row.At);
        Add(command, NpgsqlDbType.Text, entries, row => row.Event.TraceId);
        Add(command, NpgsqlDbType.Text, entries, row => row.Event.SpanId);
        Add(command, NpgsqlDbType.Text, entries, row => row.Event.CallerId);
        Add(command, NpgsqlDbType.Text, entries, row => row.Event.ActorId);
        Add(command, NpgsqlDbType.Text, entries, row => row.Event.PeerId);
        Add(command, NpgsqlDbType.Text, entries, row => row.Event.Action);
        Add(command, NpgsqlDbType.Text, entries, row => row.Event.Resource);
        Add(command, NpgsqlDbType.Text, entries, row => row.Event.Decision);
        Add(command, NpgsqlDbType.Text, entries, row => row.Event.Reason);
        Add(command, NpgsqlDbType.Text, entries, row => row.Event.Outcome);
        Add(command, NpgsqlDbType.Uuid, entries, row => row.Event.CallId);
        Add(command, NpgsqlDbType.Bigint, entries, row => (long?)row.Event.Duration?.TotalMicroseconds);
        Add(command, NpgsqlDbType.Text, entries, row => row.Event.Listener);
        Add(command, NpgsqlDbType.Text, entries, row => row.Event.Address);
        Add(command, NpgsqlDbType.Bigint, entries, row => row.Event.Count);
    }

    private static void Add<T>(NpgsqlBatchCommand command, NpgsqlDbType type, List<AuditEntry> entries, Func<AuditEntry, T> column) =>
        command.Parameters.Add(
            new NpgsqlParameter { Value = entries.ConvertAll(row => column(row)), NpgsqlDbType = NpgsqlDbType.Array | type });
}
