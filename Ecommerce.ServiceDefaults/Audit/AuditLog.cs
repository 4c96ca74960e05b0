using System.Threading.Channels;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Resilience;
using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Audit;

/// <summary>
/// Writes the audit table. Many events share one statement, so that concurrent calls share a round trip. Events that no call waits for are
/// kept during an outage of the database, as far as the queue has room.
/// </summary>
internal sealed class AuditLog(
    NpgsqlDataSource database, AgentInfo agent, AgentSettings settings, AgentMetrics metrics, TimeProvider time, ILogger<AuditLog> logger)
    : BackgroundLoop(time, logger)
{
    /// <summary>How long a call waits for its record.</summary>
    public static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(1);

    /// <summary>How often counted rows are written.</summary>
    public static readonly TimeSpan CountInterval = TimeSpan.FromMinutes(1);

    private const int QueueLimit = 8192;

    // Leaves room for events that must be written before their call may go on.
    private const int UnawaitedLimit = QueueLimit / 2;
    private const int BatchLimit = 256;

    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(2);

    private readonly AuditCounts _counts = new();
    private readonly Channel<AuditEntry> _queue =
        Channel.CreateBounded<AuditEntry>(new BoundedChannelOptions(QueueLimit) { SingleReader = true });
    private readonly List<AuditEntry> _batch = new(BatchLimit);
    private bool _failing;

    /// <summary>Whether anything is recorded. Callers need not build an event that is not.</summary>
    public bool IsEnabled { get; } = settings.AuditEnabled;

    /// <summary>Queues an event; the task ends when it is written.</summary>
    /// <exception cref="ProblemException"><c>unavailable</c>: it cannot be written within <see cref="WriteTimeout"/>.</exception>
    public async Task RecordAsync(AuditEvent entry, CancellationToken cancellationToken)
    {
        if (!IsEnabled)
        {
            return;
        }

        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_queue.Writer.TryWrite(AuditEntry.Create(entry, Time.GetUtcNow(), written)))
        {
            metrics.AuditDropped.Add(1);
            throw Unavailable();
        }

        try
        {
            await written.Task.WaitAsync(WriteTimeout, Time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // The call no longer waits: an event that is not yet on its way to the database is not written.
            written.TrySetCanceled(CancellationToken.None);
            throw exception is TimeoutException ? Unavailable(exception) : exception;
        }
    }

    /// <summary>Queues an event that no call waits for; if the queue has no room, the event is dropped and counted.</summary>
    public void Record(AuditEvent entry)
    {
        if (IsEnabled
            && (_queue.Reader.Count >= UnawaitedLimit
                || !_queue.Writer.TryWrite(AuditEntry.Create(entry, Time.GetUtcNow(), written: null))))
        {
            metrics.AuditDropped.Add(1);
        }
    }

    /// <summary>Counts what has no row of its own: one row a minute for each kind.</summary>
    public void Count(AuditCount what)
    {
        if (IsEnabled)
        {
            _counts.Add(what);
        }
    }

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Record(AuditEvent.Startup(agent.Version));
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        RecordCounts();
        Record(AuditEvent.Shutdown());
        _queue.Writer.TryComplete();
        using var last = new CancellationTokenSource(ShutdownTimeout, Time);
        while (!last.IsCancellationRequested && (_batch.Count > 0 || _queue.Reader.Count > 0))
        {
            await WriteNextAsync(last.Token);
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [WriteAsync, CountAsync];

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        if (_batch.Count == 0)
        {
            await _queue.Reader.WaitToReadAsync(cancellationToken);
        }

        await WriteNextAsync(cancellationToken);
    }

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(CountInterval, Time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            RecordCounts();
        }
    }

    private void RecordCounts()
    {
        foreach (var (what, count) in _counts.Take())
        {
            Record(what.ToEvent(count));
        }
    }

    // What remains in the batch is retried.
    private async Task WriteNextAsync(CancellationToken cancellationToken)
    {
        while (_batch.Count < BatchLimit && _queue.Reader.TryRead(out var entry))
        {
            _batch.Add(entry);
        }

        _batch.RemoveAll(entry => entry.Written is { Task.IsCompleted: true });
        if (_batch.Count == 0)
        {
            return;
        }

        try
        {
            await AuditStore.InsertAsync(database, agent.Name, _batch, cancellationToken);
            _batch.ForEach(entry => entry.Written?.TrySetResult());
            _batch.Clear();
            _failing = false;
        }
        catch (Exception exception)
        {
            await FailAsync(exception, cancellationToken);
        }
    }

    private async Task FailAsync(Exception exception, CancellationToken cancellationToken)
    {
        if (!_failing)
        {
            Log.AuditFailed(Logger, _batch.Count, exception.Message);
        }

        _failing = true;
        foreach (var waiting in _batch.Select(entry => entry.Written).OfType<TaskCompletionSource>())
        {
            waiting.TrySetException(Unavailable(exception));
            _ = waiting.Task.Exception;
        }

        _batch.RemoveAll(entry => entry.Written is not null);
        if (!MayPass(exception))
        {
            metrics.AuditDropped.Add(_batch.Count);
            _batch.Clear();
        }

        if (!cancellationToken.IsCancellationRequested)
        {
            await PauseAsync(RetryInterval, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Any other failure would happen again.
    private static bool MayPass(Exception exception) =>
        exception is OperationCanceledException || DatabaseProblems.IsOutage(exception);

    private static ProblemException Unavailable(Exception? exception = null) =>
        ProblemException.Unavailable("The audit log is unavailable.", exception);
}
