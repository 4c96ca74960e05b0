namespace Ecommerce.OrderAgent.UserData;

/// <summary>The statements on what orders hold of a user.</summary>
internal static class UserDataSql
{
    /// <summary>$1: orders. The history of each, behind its order.</summary>
    public const string Events =
        """
        SELECT order_id, event_id, type, status, at, detail FROM order_events WHERE order_id = ANY ($1) ORDER BY order_id, event_id
        """;

    /// <summary>
    /// $1: user. Returns how many orders are under way: their payments may still ask the user to confirm them, and what goes back is told
    /// why.
    /// </summary>
    public const string CountPending =
        """
        SELECT count(*) FROM orders JOIN checkouts USING (order_id)
        WHERE user_id = $1 AND (status = 'pending' OR phase NOT IN ('confirmed', 'failed', 'cancelled', 'refunded'))
        """;

    /// <summary>
    /// $1: user. Erases what the user wrote, and the links at which the user was to confirm a payment; a history keeps what happened and
    /// when.
    /// </summary>
    public const string EraseTexts =
        """
        UPDATE order_events SET detail = '' FROM orders
        WHERE orders.user_id = $1 AND order_events.order_id = orders.order_id AND type IN ('cancel_requested', 'action_required')
            AND detail <> ''
        """;

    /// <summary>$1: user. Erases the provider's names of the user's means of payment.</summary>
    public const string EraseMethods = "UPDATE orders SET payment_method = '' WHERE user_id = $1 AND payment_method LIKE 'pm\\_%'";
}
