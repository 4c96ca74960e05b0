using Ecommerce.Contracts.V1;

namespace Ecommerce.PaymentAgent;

/// <summary>What this agent logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "payment {TransactionId} of order {OrderId} is {Status}")]
    public static partial void PaymentSettled(ILogger logger, Guid transactionId, Guid orderId, PaymentStatus status);

    [LoggerMessage(2, LogLevel.Warning,
        "payment {TransactionId} of order {OrderId} was captured after it was voided or declined; it is refunded")]
    public static partial void CapturedLate(ILogger logger, Guid transactionId, Guid orderId);

    [LoggerMessage(3, LogLevel.Warning, "the provider's outcome of {Kind} {Id} is unknown; it is asked again")]
    public static partial void OutcomeUnknown(ILogger logger, Exception exception, string kind, Guid id);

    [LoggerMessage(4, LogLevel.Warning, "{Kind} {Id} could not be released; retrying after the lease expires")]
    public static partial void PostponeFailed(ILogger logger, Exception exception, string kind, Guid id);

    [LoggerMessage(5, LogLevel.Error, "refund {RefundId} of payment {TransactionId} has failed {Attempts} times")]
    public static partial void RefundKeepsFailing(ILogger logger, Guid refundId, Guid transactionId, int attempts);

    [LoggerMessage(6, LogLevel.Error, "the provider refused refund {RefundId} of payment {TransactionId}, which is {Status}")]
    public static partial void RefundRefused(ILogger logger, Guid refundId, Guid transactionId, RefundStatus status);

    [LoggerMessage(7, LogLevel.Warning, "the provider did not say what its books hold of order {OrderId}")]
    public static partial void BookUnknown(ILogger logger, Exception exception, string orderId);

    [LoggerMessage(8, LogLevel.Warning, "{Payments} payments and {Refunds} refunds wait for the provider for too long")]
    public static partial void Overdue(ILogger logger, long payments, long refunds);

    [LoggerMessage(9, LogLevel.Warning,
        "the payment provider is the sandbox, which moves no money: set payments.provider to take real payments")]
    public static partial void SandboxInUse(ILogger logger);

    [LoggerMessage(10, LogLevel.Warning,
        "payments.stripe.webhook_secret_files is not set: Stripe's callbacks are refused, and outcomes are learned by asking alone")]
    public static partial void NoWebhookSecret(ILogger logger);

    [LoggerMessage(11, LogLevel.Error, "{Key} in {Currency} is nothing that Stripe can be asked for; it is refused")]
    public static partial void NotForStripe(ILogger logger, string key, string currency);

    [LoggerMessage(12, LogLevel.Warning, "Stripe refused {Key}: {Status} {Code} {Param}")]
    public static partial void StripeRefused(ILogger logger, string key, int status, string code, string param);

    [LoggerMessage(13, LogLevel.Information, "payment {TransactionId} is asked for: the provider sent {EventId}, {Type}")]
    public static partial void EventAccepted(ILogger logger, Guid transactionId, string eventId, string type);

    [LoggerMessage(14, LogLevel.Error,
        "refund {Reference} of payment {TransactionId} failed at the provider after it had succeeded: the buyer does not have the money")]
    public static partial void RefundReversed(ILogger logger, string reference, Guid transactionId);
}
