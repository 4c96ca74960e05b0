using Ecommerce.PaymentAgent.Provider;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Development;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.PaymentAgent.Refunds;

/// <summary>Refunds payments: the intent is committed first, then the provider is asked, then its answer is committed.</summary>
internal sealed class RefundProcessor(
    RefundStore store, PaymentProvider provider, Failpoints failpoints, TimeProvider time, ILogger<RefundProcessor> logger)
    : ProviderWork<Refund>(time, logger)
{
    // A refund is logged as an error each time it has failed as often as this.
    private const int AttemptsBeforeAlert = 10;

    /// <summary>Refunds what is asked for, or joins the same request's earlier refund.</summary>
    /// <param name="request">What to refund.</param>
    /// <param name="key">The call's idempotency key; null without one.</param>
    /// <param name="until">When to answer, at the latest, then with <c>pending</c>.</param>
    /// <param name="cancellationToken">Stops waiting; the refund continues.</param>
    /// <exception cref="ProblemException">As <see cref="RefundStore.BeginAsync"/>.</exception>
    public async Task<Contracts.V1.Refund> RefundAsync(
        RefundRequest request, IdempotencyKey? key, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var intent = await store.BeginAsync(request, key, cancellationToken);
        return intent.Refund is { } refund
            ? (await DriveAsync(refund, intent.IsNew, r => r.IsAccepted, until, cancellationToken)).ToMessage()
            : intent.Reply!;
    }

    /// <summary>Drives a payment's pending refunds until the provider has accepted them or the time is over.</summary>
    /// <returns>Whether it has accepted all of them.</returns>
    public async Task<bool> ReturnAsync(Guid transactionId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var accepted = true;
        foreach (var refund in await store.ListPendingAsync(transactionId, cancellationToken))
        {
            var driven = await DriveAsync(refund, isTaken: false, r => r.IsAccepted, until, cancellationToken);
            accepted &= driven.IsAccepted;
        }

        return accepted;
    }

    // The provider does nothing twice under one key, so asking again also shows what it did.
    protected override async Task<Refund> AskAsync(Refund item, CancellationToken cancellationToken)
    {
        if (item.Attempts % AttemptsBeforeAlert == 0)
        {
            Log.RefundKeepsFailing(Logger, item.RefundId, item.TransactionId, item.Attempts);
        }

        await failpoints.HitAsync("refund.before_provider", CancellationToken.None);
        var outcome = await provider.RefundAsync(item.ChargeRefund, cancellationToken);
        await failpoints.HitAsync("refund.after_provider", CancellationToken.None);
        var learned = await store.LearnAsync(item, outcome, CancellationToken.None);
        await failpoints.HitAsync("refund.after_commit", CancellationToken.None);
        if (outcome.State == RefundState.Refused)
        {
            Log.RefundRefused(Logger, item.RefundId, item.TransactionId, learned.Status);
            PaymentTelemetry.Refused.Add(1, new KeyValuePair<string, object?>("kind", item.Kind.ToColumn()));
        }

        return learned;
    }

    protected override Task<Refund?> ClaimAsync(Refund item, CancellationToken cancellationToken) =>
        store.ClaimAsync(item.RefundId, cancellationToken);

    protected override async Task<Refund> FindAsync(Refund item, CancellationToken cancellationToken) =>
        await store.FindAsync(item.RefundId, cancellationToken) ?? item;

    protected override Task PostponeAsync(Refund item, TimeSpan pause, CancellationToken cancellationToken) =>
        store.PostponeAsync(item, pause, cancellationToken);

    protected override Guid Id(Refund item) => item.RefundId;
}
