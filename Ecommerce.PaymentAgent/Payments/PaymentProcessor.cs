using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.PaymentAgent.Refunds;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Development;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.PaymentAgent.Payments;

/// <summary>
/// Takes payments and ends them: the intent is committed first, then the provider is asked, then its answer is committed.
/// </summary>
internal sealed class PaymentProcessor(
    PaymentStore store, RefundProcessor refundProcessor, PaymentProvider provider, Failpoints failpoints, TimeProvider time,
    ILogger<PaymentProcessor> logger) : ProviderWork<Payment>(time, logger)
{
    /// <summary>Takes a payment, or joins the same request's earlier one.</summary>
    /// <param name="request">What to take.</param>
    /// <param name="key">The call's idempotency key; null without one.</param>
    /// <param name="until">When to answer, at the latest, then with <c>pending</c>.</param>
    /// <param name="cancellationToken">Stops waiting; the payment continues.</param>
    /// <exception cref="ProblemException"><c>payment_declined</c>, <c>insufficient_funds</c>, or as <see cref="PaymentStore.BeginAsync"/>.
    /// </exception>
    public async Task<Contracts.V1.Payment> ProcessAsync(
        PaymentRequest request, IdempotencyKey? key, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var intent = await store.BeginAsync(request, key, cancellationToken);
        if (intent.Payment is not { } payment)
        {
            return intent.Reply!;
        }

        payment = await DriveAsync(payment, intent.IsNew, p => !p.IsPending, until, cancellationToken);
        return payment.Refusal() is { } refusal ? throw refusal : payment.AsCharged().ToMessage();
    }

    /// <summary>Ends an order's payment, before its charge, while it runs or after it.</summary>
    /// <returns>The payment, voided, its money with the buyer or on its way; null if the order had none.</returns>
    /// <exception cref="ProblemException">
    /// <c>unavailable</c>: the provider has not answered yet. The void is recorded and continues; a repeat returns its outcome.
    /// </exception>
    public async Task<Payment?> VoidAsync(Guid orderId, string reason, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var payment = await store.VoidAsync(orderId, reason, cancellationToken);
        if (payment is null)
        {
            return null;
        }

        payment = await DriveAsync(payment, isTaken: false, p => p.Status == PaymentStatus.Voided, until, cancellationToken);
        var accepted = false;
        if (payment.Status == PaymentStatus.Voided && !payment.IsReturned)
        {
            accepted = await refundProcessor.ReturnAsync(payment.TransactionId, until, cancellationToken);
            payment = await FindAsync(payment, cancellationToken);
        }

        return payment.IsReturned || accepted
            ? payment
            : throw new ProblemException(ErrorCodes.Unavailable, "The void is recorded; the provider has not confirmed it yet.",
                retryAfter: TimeSpan.FromSeconds(1));
    }

    protected override async Task<Payment> AskAsync(Payment item, CancellationToken cancellationToken)
    {
        var outcome = await AskProviderAsync(item, cancellationToken);
        await failpoints.HitAsync("payment.after_provider", CancellationToken.None);
        var learned = await store.LearnAsync(item, outcome, CancellationToken.None);
        if (learned.Settled)
        {
            await failpoints.HitAsync("payment.after_commit", CancellationToken.None);
            Log.PaymentSettled(Logger, learned.TransactionId, learned.OrderId, learned.Status);
        }

        if (learned is { VoidRequested: true, Settled: true, Captured: > 0 })
        {
            Log.CapturedLate(Logger, learned.TransactionId, learned.OrderId);
        }

        return learned;
    }

    protected override Task<Payment?> ClaimAsync(Payment item, CancellationToken cancellationToken) =>
        store.ClaimAsync(item.TransactionId, cancellationToken);

    protected override async Task<Payment> FindAsync(Payment item, CancellationToken cancellationToken) =>
        await store.FindAsync(item.TransactionId, owner: null, cancellationToken) ?? item;

    protected override Task PostponeAsync(Payment item, TimeSpan pause, CancellationToken cancellationToken) =>
        store.PostponeAsync(item, pause, cancellationToken);

    protected override Guid Id(Payment item) => item.TransactionId;

    // Only the first attempt knows that nothing was charged yet. Every later one asks before it charges, and charges under the same key.
    private async Task<ChargeOutcome> AskProviderAsync(Payment payment, CancellationToken cancellationToken)
    {
        if (!payment.IsWanted)
        {
            return await provider.CancelAsync(payment.Charge, cancellationToken);
        }

        if (payment.Attempts > 1 && await provider.InquireAsync(payment.Charge, cancellationToken) is var known
            && known.State != ChargeState.NotFound)
        {
            return known;
        }

        await failpoints.HitAsync("payment.before_provider", CancellationToken.None);
        return await provider.ChargeAsync(payment.Charge, cancellationToken);
    }
}
