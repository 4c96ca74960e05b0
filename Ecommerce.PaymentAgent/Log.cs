using Ecommerce.Contracts.V1;

namespace Ecommerce.PaymentAgent;

/// <summary>What this agent logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "payment {TransactionId} of order {OrderId} is {Status}")]
    public static partial void PaymentSettled(ILogger logger, Guid transactionId, Guid orderId, PaymentStatus status);

    [LoggerMessage(2, LogLevel.Warning, "payment {TransactionId} of order {OrderId} was captured after it was voided; it is refunded")]
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
}
