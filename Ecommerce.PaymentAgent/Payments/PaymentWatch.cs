using System.Runtime.CompilerServices;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Resilience;
using Npgsql;

namespace Ecommerce.PaymentAgent.Payments;

/// <summary>
/// The history of payments as a stream. A watcher reads the table from its own position on, so that no event is lost and a slow watcher
/// costs no memory; PostgreSQL's notification wakes it.
/// </summary>
internal sealed class PaymentWatch(NpgsqlDataSource database, TimeProvider time, ILogger<PaymentWatch> logger)
    : NotificationListener(database, "payment_events", time, logger)
{
    private const int PageSize = 100;

    private readonly WatcherLimit _watchers = new(max: 64);
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Every event after one, in order, and then each as it happens; without end.</summary>
    /// <param name="afterEventId">The last event that the watcher has seen; 0 for none.</param>
    /// <param name="owner">If not null, only of this user's payments.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="ProblemException">
    /// <c>rate_limited</c>: too many watchers; <c>conflict</c>: there is no such event yet. The watcher has seen a history that was undone
    /// by a restore, and would be told of nothing until the numbers reach its own.
    /// </exception>
    public async IAsyncEnumerable<PaymentEvent> WatchAsync(
        long afterEventId, Guid? owner, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var watcher = _watchers.TryEnter() ?? throw new ProblemException(
            ErrorCodes.RateLimited, "Too many callers watch payments already.", retryAfter: PollInterval);
        await EnsureReachedAsync(afterEventId, cancellationToken);
        var last = afterEventId;
        while (true)
        {
            // Taken before the read, so that news between the read and the wait is not missed.
            var news = Volatile.Read(ref _news).Task;
            var page = await ReadAsync(last, owner, cancellationToken);
            foreach (var happened in page)
            {
                yield return happened;
                last = happened.EventId;
            }

            if (page.Count < PageSize)
            {
                await Task.WhenAny(news, Task.Delay(PollInterval, Time, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    /// <inheritdoc/>
    protected override void OnNotified(string payload) =>
        Interlocked.Exchange(ref _news, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    private async Task EnsureReachedAsync(long eventId, CancellationToken cancellationToken)
    {
        await using var command = Database.CreateCommand(PaymentSql.LastEvent);
        var last = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        if (eventId > last)
        {
            throw new ProblemException(
                ErrorCodes.Conflict,
                $"The last payment event is {last}, and the watcher has seen {eventId}: these payments are of an earlier time, as after a "
                    + "restore (docs/production.md).",
                "after_event_id");
        }
    }

    private async Task<List<PaymentEvent>> ReadAsync(long after, Guid? owner, CancellationToken cancellationToken)
    {
        await using var command = owner is { } user
            ? Database.CreateCommand(PaymentSql.EventsOfUserAfter).With(after).With(PageSize).With(user)
            : Database.CreateCommand(PaymentSql.EventsAfter).With(after).With(PageSize);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<PaymentEvent> page = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            page.Add(PaymentSql.ReadEvent(reader));
        }

        return page;
    }
}
