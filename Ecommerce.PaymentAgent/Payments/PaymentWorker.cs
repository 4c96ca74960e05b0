using System.Runtime.CompilerServices;
using Ecommerce.PaymentAgent.Refunds;
using Ecommerce.ServiceDefaults.Resilience;

namespace Ecommerce.PaymentAgent.Payments;

/// <summary>
/// Finishes what no call waits for any more: asks the provider for the outcome of payments and refunds what is owed. Runs in every
/// replica; one replica at a time works on a row. Says what has waited for too long, and how far the events have come.
/// </summary>
internal sealed class PaymentWorker(
    PaymentStore payments, RefundStore refunds, PaymentProcessor paymentProcessor, RefundProcessor refundProcessor,
    TimeProvider time, ILogger<PaymentWorker> logger) : BackgroundLoop(time, logger)
{
    // A provider that does not answer occupies one of these for some seconds; the other rows go on.
    private const int Concurrency = 16;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [WorkAsync, LookAsync];

    // Stopping ends the claims, not the work that is under way: each piece is bounded by the provider's timeout.
    private Task WorkAsync(CancellationToken cancellationToken) => Parallel.ForEachAsync(
        DueAsync(cancellationToken), new ParallelOptions { MaxDegreeOfParallelism = Concurrency }, async (work, _) => await work());

    // What hangs goes on by itself; an operator should find out why.
    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var (overduePayments, overdueRefunds) = await payments.CountOverdueAsync(cancellationToken);
        PaymentTelemetry.Overdue(overduePayments, overdueRefunds);
        if (overduePayments + overdueRefunds > 0)
        {
            Log.Overdue(Logger, overduePayments, overdueRefunds);
        }

        PaymentTelemetry.LastEvent.Record(await payments.NewestEventAsync(cancellationToken));
        await PauseAsync(LookInterval, cancellationToken);
    }

    // A row that is claimed and not worked on is due again when its lease ends.
    private async IAsyncEnumerable<Func<Task>> DueAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var payment = await payments.ClaimDueAsync(cancellationToken);
            if (payment is not null)
            {
                yield return () => paymentProcessor.AttemptAsync(payment);
            }

            var refund = await refunds.ClaimDueAsync(cancellationToken);
            if (refund is not null)
            {
                yield return () => refundProcessor.AttemptAsync(refund);
            }

            if (payment is null && refund is null)
            {
                await PauseAsync(PollInterval, cancellationToken);
            }
        }
    }
}
