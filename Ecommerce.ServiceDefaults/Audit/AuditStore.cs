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
    private const string Insert =
        """
        INSERT INTO audit (agent_name, audit_id, event_type, at, trace_id, span_id, caller_id, actor_id, peer_id, action, resource,
            decision, reason, outcome, call_id, duration_us, listener, address, count)
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

    /// <summary>Adds the rows to statements that are sent together.</summary>
    public static void Add(NpgsqlBatch batch, string agent, List<AuditEntry> entries)
    {
        var command = batch.Add(Insert).With(agent);
        Add(command, NpgsqlDbType.Uuid, entries, e => e.Id);
        Add(command, NpgsqlDbType.Text, entries, e => e.Event.EventType);
        Add(command, NpgsqlDbType.TimestampTz, entries, e => e.At);
        Add(command, NpgsqlDbType.Text, entries, e => e.Event.TraceId);
        Add(command, NpgsqlDbType.Text, entries, e => e.Event.SpanId);
        Add(command, NpgsqlDbType.Text, entries, e => e.Event.CallerId);
        Add(command, NpgsqlDbType.Text, entries, e => e.Event.ActorId);
        Add(command, NpgsqlDbType.Text, entries, e => e.Event.PeerId);
        Add(command, NpgsqlDbType.Text, entries, e => e.Event.Action);
        Add(command, NpgsqlDbType.Text, entries, e => e.Event.Resource);
        Add(command, NpgsqlDbType.Text, entries, e => e.Event.Decision);
        Add(command, NpgsqlDbType.Text, entries, e => e.Event.Reason);
        Add(command, NpgsqlDbType.Text, entries, e => e.Event.Outcome);
        Add(command, NpgsqlDbType.Uuid, entries, e => e.Event.CallId);
        Add(command, NpgsqlDbType.Bigint, entries, e => (long?)e.Event.Duration?.TotalMicroseconds);
        Add(command, NpgsqlDbType.Text, entries, e => e.Event.Listener);
        Add(command, NpgsqlDbType.Text, entries, e => e.Event.Address);
        Add(command, NpgsqlDbType.Bigint, entries, e => e.Event.Count);
    }

    private static void Add<T>(NpgsqlBatchCommand command, NpgsqlDbType type, List<AuditEntry> entries, Func<AuditEntry, T> column) =>
        command.Parameters.Add(
            new NpgsqlParameter { Value = entries.ConvertAll(e => column(e)), NpgsqlDbType = NpgsqlDbType.Array | type });
}
