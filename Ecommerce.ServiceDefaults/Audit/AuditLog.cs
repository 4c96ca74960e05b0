using System.Threading.Channels;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Resilience;
using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Audit;

/// <summary>
/// Writes the audit table. Many events share one statement, so that concurrent calls share a round trip and a commit. Events that no call
/// waits for let others join them for <see cref="ShareInterval"/>, and are kept during an outage of the database, as far as the queue has
/// room.
/// </summary>
internal sealed class AuditLog(
    NpgsqlDataSource database, AgentInfo agent, AgentSettings settings, AgentMetrics metrics, TimeProvider time, ILogger<AuditLog> logger)
    : BackgroundLoop(time, logger)
{
    /// <summary>How long a call waits for its record.</summary>
    public static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(1);

    /// <summary>How often counted rows are written.</summary>
    public static readonly TimeSpan CountInterval = TimeSpan.FromMinutes(1);

    /// <summary>How long events that no call waits for are collected.</summary>
    public static readonly TimeSpan ShareInterval = TimeSpan.FromSeconds(0.5);

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

    // Holds an item when there is something to write at once.
    private readonly Channel<bool> _urgent =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private int _waiting;
    private volatile bool _failing;

    /// <summary>Whether anything is recorded. Callers need not build an event that is not.</summary>
    public bool IsEnabled { get; } = settings.AuditEnabled;

    /// <summary>Whether the last attempt to write failed.</summary>
    public bool IsFailing => _failing;

    /// <summary>Adds events to statements that are sent together: they are written if those are.</summary>
    public void AddTo(NpgsqlBatch batch, IEnumerable<AuditEvent> entries) =>
        AuditStore.Add(batch, agent.Name, [.. entries.Select(entry => Entry(entry, written: null))]);

    /// <summary>Adds an event to a statement that inserts it; see <see cref="AuditStore.InsertFrom"/>.</summary>
    public void AddTo(NpgsqlBatchCommand statement, AuditEvent entry) => AuditStore.Add(statement, agent.Name, Entry(entry, written: null));

    /// <summary>Queues an event; the task ends when it is written.</summary>
    /// <exception cref="ProblemException"><c>unavailable</c>: it cannot be written within <see cref="WriteTimeout"/>.</exception>
    public async Task RecordAsync(AuditEvent entry, CancellationToken cancellationToken)
    {
        if (!IsEnabled)
        {
            return;
        }

        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Increment(ref _waiting);
        if (!_queue.Writer.TryWrite(Entry(entry, written)))
        {
            Interlocked.Decrement(ref _waiting);
            metrics.AuditDropped.Add(1);
            throw Unavailable();
        }

        _urgent.Writer.TryWrite(true);
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
        if (!IsEnabled)
        {
            return;
        }

        var queued = _queue.Reader.Count;
        if (queued >= UnawaitedLimit || !_queue.Writer.TryWrite(Entry(entry, written: null)))
        {
            metrics.AuditDropped.Add(1);
        }
        else if (queued >= BatchLimit)
        {
            _urgent.Writer.TryWrite(true);
        }
    }

    /// <summary>As <see cref="AuditCounts.TryTakeRow"/>, of this minute.</summary>
    public bool TryTakeRow(string action, string outcome) => _counts.TryTakeRow(action, outcome);

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
            await ShareAsync(cancellationToken);
        }

        await WriteNextAsync(cancellationToken);
    }

    // Returns early if a call waits, or if what is there fills a statement.
    private async Task ShareAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _waiting) > 0 || _queue.Reader.Count >= BatchLimit)
        {
            return;
        }

        using var interval = new CancellationTokenSource(ShareInterval, Time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(interval.Token, cancellationToken);
        await ((Task)_urgent.Reader.WaitToReadAsync(end.Token).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
        _urgent.Reader.TryRead(out _);
        while (_batch.Count < BatchLimit && _queue.Reader.TryRead(out var entry))
        {
            _batch.Add(entry);
            if (entry.Written is not null)
            {
                Interlocked.Decrement(ref _waiting);
            }
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

    private AuditEntry Entry(AuditEvent entry, TaskCompletionSource? written) => AuditEntry.Create(entry, Time.GetUtcNow(), written);

    // Any other failure would happen again.
    private static bool MayPass(Exception exception) =>
        exception is OperationCanceledException || DatabaseProblems.IsOutage(exception);

    private static ProblemException Unavailable(Exception? exception = null) =>
        ProblemException.Unavailable("The audit log is unavailable.", exception);
}
