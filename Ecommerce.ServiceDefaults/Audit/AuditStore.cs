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
    public static async Task InsertAsync(
        NpgsqlDataSource database, string agent, List<AuditEntry> batch, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            INSERT INTO audit (agent_name, audit_id, event_type, at, trace_id, span_id, caller_id, actor_id, peer_id, action, resource,
                decision, reason, outcome, call_id, duration_us, listener, address, count)
            SELECT $1, * FROM unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
            ON CONFLICT (audit_id) DO NOTHING
            """);
        command.Parameters.Add(new() { Value = agent });
        Add(command, NpgsqlDbType.Uuid, batch, e => e.Id);
        Add(command, NpgsqlDbType.Text, batch, e => e.Event.EventType);
        Add(command, NpgsqlDbType.TimestampTz, batch, e => e.At);
        Add(command, NpgsqlDbType.Text, batch, e => e.Event.TraceId);
        Add(command, NpgsqlDbType.Text, batch, e => e.Event.SpanId);
        Add(command, NpgsqlDbType.Text, batch, e => e.Event.CallerId);
        Add(command, NpgsqlDbType.Text, batch, e => e.Event.ActorId);
        Add(command, NpgsqlDbType.Text, batch, e => e.Event.PeerId);
        Add(command, NpgsqlDbType.Text, batch, e => e.Event.Action);
        Add(command, NpgsqlDbType.Text, batch, e => e.Event.Resource);
        Add(command, NpgsqlDbType.Text, batch, e => e.Event.Decision);
        Add(command, NpgsqlDbType.Text, batch, e => e.Event.Reason);
        Add(command, NpgsqlDbType.Text, batch, e => e.Event.Outcome);
        Add(command, NpgsqlDbType.Uuid, batch, e => e.Event.CallId);
        Add(command, NpgsqlDbType.Bigint, batch, e => (long?)e.Event.Duration?.TotalMicroseconds);
        Add(command, NpgsqlDbType.Text, batch, e => e.Event.Listener);
        Add(command, NpgsqlDbType.Text, batch, e => e.Event.Address);
        Add(command, NpgsqlDbType.Bigint, batch, e => e.Event.Count);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Add<T>(NpgsqlCommand command, NpgsqlDbType type, List<AuditEntry> batch, Func<AuditEntry, T> column) =>
        command.Parameters.Add(new() { Value = batch.ConvertAll(e => column(e)), NpgsqlDbType = NpgsqlDbType.Array | type });
}
