using System.Runtime.CompilerServices;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Resilience;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace Ecommerce.PaymentAgent;

/// <summary>
/// The history of payments as a stream. A watcher reads the table from its own place on, so that none is lost and a slow one costs no
/// memory; PostgreSQL's notification wakes it, and a look each second stands in for a notification that was missed.
/// </summary>
internal sealed class PaymentEvents(NpgsqlDataSource database, ILogger<PaymentEvents> logger, TimeProvider time)
    : BackgroundLoop(time, logger)
{
    private const int PageSize = 100;
    private const int MostWatchers = 64;
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(1);

    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _watchers;

    /// <summary>Every event after one, in order, and then each as it happens; without end.</summary>
    /// <param name="afterEventId">The last event that the watcher has seen; 0 for none.</param>
    /// <param name="owner">If not null, only of this user's payments.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="ProblemException"><c>rate_limited</c>: too many watch already.</exception>
    public async IAsyncEnumerable<PaymentEvent> WatchAsync(
        long afterEventId, Guid? owner, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _watchers) > MostWatchers)
            {
                throw new ProblemException(ErrorCodes.RateLimited, "Too many watch payments already.", retryAfter: LookAnyway);
            }

            var last = afterEventId;
            while (true)
            {
                // Taken before the look, so that news between the look and the wait are not slept through.
                var news = Volatile.Read(ref _news).Task;
                var page = await ReadAsync(last, owner, cancellationToken);
                foreach (var happened in page)
                {
                    yield return happened;
                    last = happened.EventId;
                }

                if (page.Count < PageSize)
                {
                    await Task.WhenAny(news, Task.Delay(LookAnyway, Time, cancellationToken));
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref _watchers);
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [ListenAsync];

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, _) => Wake();
        await using (var listen = new NpgsqlCommand("LISTEN payment_events", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    private void Wake() =>
        Interlocked.Exchange(ref _news, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    private async Task<List<PaymentEvent>> ReadAsync(long after, Guid? owner, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"""
            SELECT event_id, order_id, transaction_id, type, status, amount_minor, currency, at FROM payment_events
            WHERE event_id > $1 AND ($2 IS NULL OR user_id = $2) ORDER BY event_id LIMIT {PageSize}
            """);
        command.Parameters.AddRange((NpgsqlParameter[])[new() { Value = after }, PaymentTable.Uuid(owner)]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<PaymentEvent> page = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            page.Add(new()
            {
                EventId = reader.GetInt64(0),
                OrderId = reader.GetGuid(1).ToString(),
                TransactionId = reader.GetGuid(2).ToString(),
                Type = reader.GetString(3),
                Status = StatusColumn.Read(reader.GetString(4)),
                Amount = Money.Format(reader.GetInt64(5), reader.GetString(6)),
                At = reader.GetFieldValue<DateTimeOffset>(7).ToTimestamp(),
            });
        }

        return page;
    }
}
