using Ecommerce.Contracts.V1;

namespace Ecommerce.PaymentAgent;

/// <summary>The contract's statuses as the database spells them.</summary>
internal static class StatusColumn
{
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

    public static PaymentStatus Read(string column) => column switch
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
