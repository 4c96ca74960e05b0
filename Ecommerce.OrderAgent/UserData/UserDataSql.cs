namespace Ecommerce.OrderAgent.UserData;

/// <summary>The statements on what orders hold of a user.</summary>
internal static class UserDataSql
{
    /// <summary>$1: user. Erases what the user wrote; a history keeps what happened and when.</summary>
    public const string EraseTexts =
        """
        UPDATE order_events SET detail = '' FROM orders
        WHERE orders.user_id = $1 AND order_events.order_id = orders.order_id AND type = 'cancel_requested' AND detail <> ''
        """;
}
