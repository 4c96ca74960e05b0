using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Resilience;
using Ecommerce.ServiceDefaults.Telemetry;
using Npgsql;

namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>
/// Follows the payment agent's events: adds up an order's refunds, gives the saga the events that it cannot ask for, and hastens checkouts
/// whose payment has moved. One replica follows at a time: the one whose session holds the lock. It writes through that same session, so
/// that a replica that loses the lock cannot write any more.
/// </summary>
internal sealed class PaymentInboxWorker(
    NpgsqlDataSource database, PaymentService.PaymentServiceClient payments, PaymentInboxStore inbox, CheckoutWorker checkouts,
    TimeProvider time, ILogger<PaymentInboxWorker> logger) : BackgroundLoop(time, logger)
{
    // An arbitrary constant, the same in every version of the code.
    private const long LeaderLock = 0x6f72646572706179;

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [FollowAsync];

    // When the stream breaks, the position in it is kept. The pool's reset of the session frees the lock.
    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        using var unrecorded = AgentTelemetry.Unrecorded();
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            if (await LeadsAsync(connection, cancellationToken))
            {
                var after = await PaymentInboxStore.ReadCursorAsync(connection, cancellationToken);
                Log.Following(Logger, after);
                using var call = payments.WatchPayments(new() { AfterEventId = after }, cancellationToken: cancellationToken);
                while (await call.ResponseStream.MoveNext(cancellationToken))
                {
                    await ApplyAsync(connection, call.ResponseStream.Current, cancellationToken);
                }
            }
        }

        await PauseAsync(PollInterval, cancellationToken);
    }

    private static async Task<bool> LeadsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({LeaderLock})", connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async Task ApplyAsync(NpgsqlConnection connection, PaymentEvent happened, CancellationToken cancellationToken)
    {
        try
        {
            var (step, saved) = await inbox.ApplyAsync(connection, happened, cancellationToken);
            checkouts.Continue(step, saved);
        }
        catch (Exception exception) when (IsPoison(exception))
        {
            Log.EventSkipped(Logger, exception, happened.EventId, happened.OrderId);
            await PaymentInboxStore.SkipAsync(connection, happened.EventId, cancellationToken);
        }
    }

    // An event that fails at every attempt must not hold up the events behind it (PostgreSQL, Appendix A: classes 22 and 23).
    private static bool IsPoison(Exception exception) => exception is FormatException or InvalidCastException
        || (exception is PostgresException { SqlState: var state }
            && (state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal)));
}
