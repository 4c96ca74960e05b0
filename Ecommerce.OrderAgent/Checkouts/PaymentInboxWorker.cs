using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Resilience;
using Ecommerce.ServiceDefaults.Telemetry;
using Npgsql;

namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>
/// Follows the payment agent's events: adds up an order's refunds, gives the saga the events that it cannot ask for, and hastens checkouts
/// whose payment has moved. One replica follows at a time: the one that leads the inbox.
/// </summary>
internal sealed class PaymentInboxWorker(
    PaymentService.PaymentServiceClient payments, PaymentInboxStore inbox, CheckoutWorker checkouts, CheckoutOptions options,
    TimeProvider time, ILogger<PaymentInboxWorker> logger) : BackgroundLoop(time, logger)
{
    private const int MaxGathered = 500;
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    // By then the saga has learned of most captures from the payment's reply.
    private static readonly TimeSpan GatherInterval = TimeSpan.FromSeconds(0.25);

    // What somebody mends within minutes, such as a grant that a rollout has forgotten, holds all events up and loses none.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // Events are applied in their order, so that only one is tried again and again.
    private (long EventId, long Since) _faulty;

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [FollowAsync];

    // When the stream breaks, the position in it is kept.
    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        using var unrecorded = AgentTelemetry.Unrecorded();
        if (await inbox.LeadAsync(cancellationToken) is { } after)
        {
            using var leading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var renewal = RenewAsync(leading);
            try
            {
                await ApplyAllAsync(after, leading.Token);
            }
            catch (Exception) when (leading.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                Log.LeadLost(Logger);
            }
            finally
            {
                await leading.CancelAsync();
                await renewal;
                // Also when this replica stops; a lease that is not released ends by itself.
                await inbox.ReleaseAsync(CancellationToken.None);
            }
        }

        await PauseAsync(PollInterval, cancellationToken);
    }

    private async Task ApplyAllAsync(long after, CancellationToken cancellationToken)
    {
        Log.Following(Logger, after);
        using var call = payments.WatchPayments(new() { AfterEventId = after }, cancellationToken: cancellationToken);
        var events = call.ResponseStream;
        var next = events.MoveNext(cancellationToken);
        while (await next)
        {
            List<PaymentEvent> gathered = [events.Current];
            next = events.MoveNext(cancellationToken);
            var pause = Task.Delay(GatherInterval, Time, cancellationToken);
            while (gathered.Count < MaxGathered && PaymentInboxStore.IsCapture(gathered[^1])
                && await Task.WhenAny(next, pause) == next && await next)
            {
                gathered.Add(events.Current);
                next = events.MoveNext(cancellationToken);
            }

            await inbox.ApplyAsync(gathered, happened => ApplyAsync(happened, cancellationToken), cancellationToken);
        }
    }

    // Ends the following once another replica leads. While the database does not answer, nothing can be applied either.
    private async Task RenewAsync(CancellationTokenSource leading)
    {
        while (!leading.IsCancellationRequested)
        {
            await Task.Delay(options.Lease / 3, Time, leading.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (!await inbox.RenewAsync(leading.Token))
                {
                    await leading.CancelAsync();
                }
            }
            catch (Exception exception) when (leading.IsCancellationRequested || DatabaseProblems.IsOutage(exception))
            {
                // The next round shows who leads.
            }
        }
    }

    private async Task ApplyAsync(PaymentEvent happened, CancellationToken cancellationToken)
    {
        try
        {
            var (step, saved) = await inbox.ApplyAsync(happened, cancellationToken);
            checkouts.Continue(step, saved);
        }
        catch (Exception exception) when (IsFault(exception) && !cancellationToken.IsCancellationRequested)
        {
            if (_faulty.EventId != happened.EventId)
            {
                _faulty = (happened.EventId, Time.GetTimestamp());
            }

            if (!IsPoison(exception) && Time.GetElapsedTime(_faulty.Since) < Patience)
            {
                throw;
            }

            var parked = await inbox.SkipAsync(happened, exception.Message, cancellationToken);
            Log.EventSkipped(Logger, exception, happened.EventId, happened.OrderId, parked);
            CheckoutTelemetry.Parked.Add(1);
        }
    }

    // Outages and conflicts with other work pass, and so does what newer code has to apply. An event that fails otherwise must not hold up
    // the events behind it for ever: it is kept until its checkout is retried.
    private static bool IsFault(Exception exception) => exception is not (ProblemException or NpgsqlException { IsTransient: true })
        && !DatabaseProblems.IsOutage(exception);

    // What is certain to fail at every attempt (PostgreSQL, Appendix A: classes 22 and 23).
    private static bool IsPoison(Exception exception) =>
        exception is FormatException or InvalidCastException or PoisonedCheckoutException
        || (exception is PostgresException { SqlState: var state }
            && (state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal)));
}
