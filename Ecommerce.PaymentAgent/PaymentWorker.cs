using System.Runtime.CompilerServices;

namespace Ecommerce.PaymentAgent;

/// <summary>
/// Finishes what no call waits for any more: asks the provider for the outcome of payments and gives back what is owed. Runs in every
/// replica; each row is worked on by one at a time.
/// </summary>
internal sealed class PaymentWorker(
    PaymentStore payments, RefundStore refunds, PaymentProcessor paymentProcessor, RefundProcessor refundProcessor,
    ILogger<PaymentWorker> logger, TimeProvider time) : BackgroundService
{
    // A provider that does not answer holds one of these for some seconds; the other rows go on.
    private const int Concurrency = 16;

    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    // Stopping ends the claims, not the work that is under way: each piece is bounded by the provider's timeout.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        DueAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = Concurrency }, async (work, _) => await work());

    private async IAsyncEnumerable<Func<Task>> DueAsync([EnumeratorCancellation] CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            Payment? payment = null;
            Refund? refund = null;
            var pause = Idle;
            try
            {
                payment = await payments.ClaimDueAsync(stopping);
                refund = await refunds.ClaimDueAsync(stopping);
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                logger.ClaimFailed(exception);
                pause = AfterFailure;
            }
            catch (OperationCanceledException)
            {
                // Stopping; what was claimed comes back when its lease ends.
            }

            if (payment is not null)
            {
                yield return () => paymentProcessor.AttemptAsync(payment);
            }

            if (refund is not null)
            {
                yield return () => refundProcessor.AttemptAsync(refund);
            }

            if (payment is null && refund is null)
            {
                await Task.Delay(Backoff.Jitter(pause), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
