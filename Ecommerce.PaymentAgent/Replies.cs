using Ecommerce.Contracts;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.PaymentAgent;

/// <summary>What callers are told, in the contract's messages; and the contract's statuses as the database spells them.</summary>
internal static class Replies
{
    public static Contracts.Payment ToReply(this Payment payment) => new()
    {
        TransactionId = payment.TransactionId.ToString(),
        OrderId = payment.OrderId.ToString(),
        UserId = payment.UserId.ToString(),
        Amount = Money.Format(payment.Amount, payment.Currency),
        Currency = payment.Currency,
        PaymentMethod = payment.Method,
        Status = payment.Status,
        Refunded = Money.Format(payment.Refunded, payment.Currency),
        NextAction = payment.NextAction is { } action ? new() { Type = action.Type, Url = action.Url } : null,
        DeclineCode = payment.DeclineCode ?? "",
        CreatedAt = payment.CreatedAt.ToTimestamp(),
    };

    public static Contracts.Refund ToReply(this Refund refund) => new()
    {
        RefundId = refund.RefundId.ToString(),
        TransactionId = refund.TransactionId.ToString(),
        Amount = Money.Format(refund.Amount, refund.Currency),
        Currency = refund.Currency,
        Status = refund.Status,
        Reason = refund.Reason,
        CreatedAt = refund.CreatedAt.ToTimestamp(),
    };

    public static string ToColumn(this PaymentStatus status) => status switch
    {
        PaymentStatus.Pending => "pending",
        PaymentStatus.Captured => "captured",
        PaymentStatus.Declined => "declined",
        PaymentStatus.RequiresAction => "requires_action",
        PaymentStatus.Voided => "voided",
        PaymentStatus.Refunded => "refunded",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, message: null),
    };

    public static PaymentStatus ToPaymentStatus(string column) => column switch
    {
        "pending" => PaymentStatus.Pending,
        "captured" => PaymentStatus.Captured,
        "declined" => PaymentStatus.Declined,
        "requires_action" => PaymentStatus.RequiresAction,
        "voided" => PaymentStatus.Voided,
        "refunded" => PaymentStatus.Refunded,
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, message: null),
    };
}
