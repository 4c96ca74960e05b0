using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;

namespace Ecommerce.OrderAgent;

/// <summary>What this agent logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "order {OrderId}: {Before} → {After}")]
    public static partial void Stepped(ILogger logger, Guid orderId, CheckoutPhase before, CheckoutPhase after);

    [LoggerMessage(2, LogLevel.Debug, "order {OrderId}: another replica continued it")]
    public static partial void Stale(ILogger logger, Guid orderId);

    [LoggerMessage(3, LogLevel.Warning, "order {OrderId}: {Command} has no answer, attempt {Attempt}: {Code} {Reason}")]
    public static partial void NoAnswer(ILogger logger, Guid orderId, CheckoutCommands command, int attempt, string code, string reason);

    [LoggerMessage(4, LogLevel.Critical, "order {OrderId}: {Phase} is overdue, the order is {Status} for the buyer, still to do: {Todo}")]
    public static partial void Overdue(ILogger logger, Guid orderId, CheckoutPhase phase, OrderStatus status, CheckoutCommands todo);

    [LoggerMessage(5, LogLevel.Critical, "order {OrderId}: parked: {Reason}")]
    public static partial void Parked(ILogger logger, Exception? exception, Guid orderId, string reason);

    [LoggerMessage(6, LogLevel.Error, "order {OrderId}: a step failed")]
    public static partial void Faulted(ILogger logger, Exception exception, Guid orderId);

    [LoggerMessage(7, LogLevel.Warning, "order {OrderId}: could not save the step; retrying after the lease expires: {Reason}")]
    public static partial void LetGo(ILogger logger, Guid orderId, string reason);

    [LoggerMessage(8, LogLevel.Information, "following the payment events after event {EventId}")]
    public static partial void Following(ILogger logger, long eventId);

    [LoggerMessage(9, LogLevel.Warning, "checkouts could not be released; they continue when their leases end: {Reason}")]
    public static partial void NotReleased(ILogger logger, string reason);

    [LoggerMessage(10, LogLevel.Critical,
        "payment event {EventId} refunds {Amount} of order {OrderId}, which exceeds its total: not booked")]
    public static partial void RefundRefused(ILogger logger, long eventId, string amount, string orderId);

    [LoggerMessage(11, LogLevel.Critical,
        "payment event {EventId} of order {OrderId} cannot be applied: it is skipped until the checkout is retried; parked: {Parked}")]
    public static partial void EventSkipped(ILogger logger, Exception exception, long eventId, string orderId, bool parked);

    [LoggerMessage(12, LogLevel.Warning, "the payment methods could not be refreshed: {Code} {Reason}")]
    public static partial void PaymentMethodsUnknown(ILogger logger, string code, string reason);

    [LoggerMessage(13, LogLevel.Error, "order {OrderId}: after refund {Attempt} only {Refunded} of {Amount} is back; it is tried anew")]
    public static partial void RefundFailed(ILogger logger, Guid orderId, int attempt, string refunded, string amount);

    [LoggerMessage(14, LogLevel.Warning, "another replica follows the payment events now: the lease was not renewed in time")]
    public static partial void LeadLost(ILogger logger);

    [LoggerMessage(15, LogLevel.Warning,
        "checkouts to review: {Parked} parked, {Overdue} overdue, {Returning} returning; `checkouts list` shows them")]
    public static partial void ToReview(ILogger logger, long parked, long overdue, long returning);
}
