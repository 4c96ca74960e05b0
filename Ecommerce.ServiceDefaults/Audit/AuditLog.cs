using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.ServiceDefaults;

/// <summary>
/// Writes the audit table. Many events share one statement, so that waiting for a record costs a round trip at most and not one each.
/// </summary>
internal sealed class AuditLog(
    NpgsqlDataSource database, AgentInfo agent, AgentSettings settings, AgentMetrics metrics, TimeProvider time, ILogger<AuditLog> logger)
    : BackgroundService
{
    private const int QueueLimit = 8192;
    private const int BatchLimit = 256;

    private readonly bool _enabled = settings.AuditEnabled;
    private readonly Channel<Entry> _queue = Channel.CreateBounded<Entry>(new BoundedChannelOptions(QueueLimit) { SingleReader = true });

    /// <summary>Queues an event; the task ends when it is written.</summary>
    /// <exception cref="ProblemException"><c>unavailable</c>: it cannot be written now.</exception>
    public async Task RecordAsync(AuditEvent entry, CancellationToken ct)
    {
        if (!_enabled)
        {
            return;
        }

        var queued = new Entry(entry, time.GetUtcNow(), new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!_queue.Writer.TryWrite(queued))
        {
            metrics.AuditDropped.Add(1);
            throw ProblemException.Unavailable("The call cannot be audited now.");
        }

        await queued.Written.Task.WaitAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<Entry> batch = new(BatchLimit);
        try
        {
            while (await _queue.Reader.WaitToReadAsync(stoppingToken))
            {
                await DrainAsync(batch, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            _queue.Writer.Complete();
            using var last = new CancellationTokenSource(TimeSpan.FromSeconds(2), time);
            await DrainAsync(batch, last.Token);
        }
    }

    private async Task DrainAsync(List<Entry> batch, CancellationToken ct)
    {
        while (_queue.Reader.TryRead(out var entry))
        {
            batch.Add(entry);
            if (batch.Count == BatchLimit)
            {
                await WriteAsync(batch, ct);
            }
        }

        if (batch.Count > 0)
        {
            await WriteAsync(batch, ct);
        }
    }

    // A batch that fails is refused as a whole: whoever waits for it is told, and nothing is retried behind the callers' backs.
    private async Task WriteAsync(List<Entry> batch, CancellationToken ct)
    {
        try
        {
            await using var command = database.CreateCommand(
                """
                INSERT INTO audit (audit_id, event_type, at, agent_name, trace_id, span_id, caller_id, actor_id, peer_id, action, resource,
                    decision, reason, duration_us)
                SELECT audit_id, event_type, at, $4, trace_id, span_id, caller_id, actor_id, peer_id, action, resource,
                    decision, reason, duration_us
                FROM unnest($1, $2, $3, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) AS
                    e (audit_id, event_type, at, trace_id, span_id, caller_id, actor_id, peer_id, action, resource, decision, reason,
                    duration_us)
                """);
            Add(command, NpgsqlDbType.Uuid, batch, e => (Guid?)Guid.CreateVersion7(e.At));
            Add(command, NpgsqlDbType.Text, batch, e => e.Event.EventType);
            Add(command, NpgsqlDbType.TimestampTz, batch, e => (DateTimeOffset?)e.At);
            command.Parameters.Add(new() { Value = agent.Name });
            Add(command, NpgsqlDbType.Text, batch, e => e.Event.TraceId);
            Add(command, NpgsqlDbType.Text, batch, e => e.Event.SpanId);
            Add(command, NpgsqlDbType.Text, batch, e => e.Event.CallerId);
            Add(command, NpgsqlDbType.Text, batch, e => e.Event.ActorId);
            Add(command, NpgsqlDbType.Text, batch, e => e.Event.PeerId);
            Add(command, NpgsqlDbType.Text, batch, e => e.Event.Action);
            Add(command, NpgsqlDbType.Text, batch, e => e.Event.Resource);
            Add(command, NpgsqlDbType.Text, batch, e => e.Event.Decision);
            Add(command, NpgsqlDbType.Text, batch, e => e.Event.Reason);
            Add(command, NpgsqlDbType.Bigint, batch, e => (long?)e.Event.Duration?.TotalMicroseconds);
            await command.ExecuteNonQueryAsync(ct);
            batch.ForEach(entry => entry.Written.TrySetResult());
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            Log.AuditFailed(logger, batch.Count, e.Message);
            var problem = ProblemException.Unavailable("The call cannot be audited now.", e);
            foreach (var entry in batch)
            {
                entry.Written.TrySetException(problem);
                _ = entry.Written.Task.Exception;
            }
        }
        finally
        {
            batch.Clear();
        }
    }

    private static void Add<T>(NpgsqlCommand command, NpgsqlDbType type, List<Entry> batch, Func<Entry, T> column) =>
        command.Parameters.Add(new() { Value = batch.ConvertAll(e => column(e)), NpgsqlDbType = NpgsqlDbType.Array | type });

    private sealed record Entry(AuditEvent Event, DateTimeOffset At, TaskCompletionSource Written);
}
