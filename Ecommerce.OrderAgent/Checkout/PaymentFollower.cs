using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Resilience;
using Npgsql;

namespace Ecommerce.OrderAgent.Checkout;

/// <summary>
/// Follows the payment agent's events: adds up an order's refunds, tells the saga of what it cannot ask for, and hastens checkouts whose
/// payment has moved. One replica follows at a time: the one whose session holds the lock, and by that same session it writes, so that
/// whoever loses the lock can write no more.
/// </summary>
internal sealed class PaymentFollower(
    NpgsqlDataSource database, PaymentService.PaymentServiceClient payments, RefundStore refunds, CheckoutRunner runner, TimeProvider time,
    ILogger<PaymentFollower> logger) : BackgroundLoop(time, logger)
{
    // Any constant will do, as long as every version of the code uses the same one.
    private const long LeaderLock = 0x6f72646572706179;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [FollowAsync];

    // Whatever cuts the stream, the place in it is kept. The pool's reset of the session frees the lock.
    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        using var unrecorded = CheckoutTelemetry.Unrecorded();
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            if (await LeadsAsync(connection, cancellationToken))
            {
                var after = await RefundStore.ReadCursorAsync(connection, cancellationToken);
                Log.Following(Logger, after);
                using var call = payments.WatchPayments(new() { AfterEventId = after }, cancellationToken: cancellationToken);
                while (await call.ResponseStream.MoveNext(cancellationToken))
                {
                    await ApplyAsync(connection, call.ResponseStream.Current, cancellationToken);
                }
            }
        }

        await PauseAsync(BetweenLooks, cancellationToken);
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
            var (step, saved) = await refunds.ApplyAsync(connection, happened, cancellationToken);
            if (step is not null)
            {
                runner.Tell(step);
            }
            if (saved is { Leased: true })
            {
                _ = runner.Start(saved);
            }
            else
            {
                runner.Wake();
            }
        }
        catch (Exception exception) when (IsPoison(exception))
        {
            Log.EventSkipped(Logger, exception, happened.EventId, happened.OrderId);
            await RefundStore.SkipAsync(connection, happened.EventId, cancellationToken);
        }
    }

    // What will fail again however often it is tried must not hold up the events behind it (PostgreSQL, Appendix A: classes 22 and 23).
    private static bool IsPoison(Exception e) => e is FormatException or InvalidCastException
        || (e is PostgresException { SqlState: var state }
            && (state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal)));
}
