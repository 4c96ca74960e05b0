using Ecommerce.Contracts;
using Npgsql;

namespace Ecommerce.OrderAgent.Checkout;

/// <summary>
/// Follows the payment agent's events: adds up an order's refunds, tells the saga of what it cannot ask for, and hastens checkouts whose
/// payment has moved. One replica follows at a time: the one whose session holds the lock, and by that same session it writes, so that
/// whoever loses the lock can write no more.
/// </summary>
internal sealed class PaymentFollower(
    NpgsqlDataSource database, PaymentService.PaymentServiceClient payments, RefundStore refunds, CheckoutRunner runner, TimeProvider time,
    ILogger<PaymentFollower> logger) : BackgroundService
{
    // Any constant will do, as long as every version of the code uses the same one.
    private const long LeaderLock = 0x6f72646572706179;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var unrecorded = CheckoutTelemetry.Unrecorded();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(stoppingToken);
                await LeadAsync(connection, stoppingToken);
            }
            catch (NpgsqlException e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.DatabaseAway(logger, e.Message);
            }

            await PauseAsync(LongestPause, stoppingToken);
        }
    }

    // Returns if another replica leads. The pool's reset of the session frees the lock.
    private async Task LeadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using (var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({LeaderLock})", connection))
        {
            if (await command.ExecuteScalarAsync(ct) is not true)
                return;
        }

        var pause = TimeSpan.FromMilliseconds(100);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var after = await RefundStore.ReadCursorAsync(connection, ct);
                Log.Following(logger, after);
                using var call = payments.WatchPayments(new() { AfterEventId = after }, cancellationToken: ct);
                while (await call.ResponseStream.MoveNext(ct))
                {
                    await ApplyAsync(connection, call.ResponseStream.Current, ct);
                    pause = TimeSpan.FromMilliseconds(100);
                }
            }
            catch (Exception e) when (e is not NpgsqlException && !ct.IsCancellationRequested)
            {
                // Whatever cut the stream, the place in it is kept.
                Log.FollowingBroke(logger, e.Message);
            }

            await PauseAsync(pause, ct);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, PaymentEvent happened, CancellationToken ct)
    {
        try
        {
            var (step, saved) = await refunds.ApplyAsync(connection, happened, ct);
            if (step is not null)
                runner.Tell(step);
            if (saved is { Leased: true })
                _ = runner.Start(saved);
            else
                runner.Wake();
        }
        catch (Exception e) when (IsPoison(e))
        {
            Log.EventSkipped(logger, e, happened.EventId, happened.OrderId);
            await RefundStore.SkipAsync(connection, happened.EventId, ct);
        }
    }

    // What will fail again however often it is tried must not hold up the events behind it (PostgreSQL, Appendix A: classes 22 and 23).
    private static bool IsPoison(Exception e) => e is FormatException or InvalidCastException
        || (e is PostgresException { SqlState: var state }
            && (state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal)));

    private Task PauseAsync(TimeSpan longest, CancellationToken ct) =>
        Task.Delay(longest * (0.5 + Random.Shared.NextDouble() / 2), time, ct);
}
