namespace Ecommerce.PaymentAgent.UserData;

/// <summary>The statements on what payments hold of a user. A user's payments are found by what happened to them.</summary>
internal static class UserDataSql
{
    /// <summary>$1: user, $2: the last payment of the page before, $3: limit. The user's payments.</summary>
    public const string Payments =
        """
        SELECT DISTINCT transaction_id FROM payment_events WHERE user_id = $1 AND transaction_id > $2 ORDER BY transaction_id LIMIT $3
        """;

    /// <summary>
    /// $1: user. Returns how many refunds and charges are under way: the provider may be told of a refund's reason again, and may answer
    /// with a charge's link again.
    /// </summary>
    public const string CountPending =
        $"""
        SELECT (SELECT count(*) FROM refunds WHERE status = 'pending' AND {OfUser})
            + (SELECT count(*) FROM payments
                WHERE NOT settled AND (status NOT IN ('voided', 'declined') OR next_action_url IS NOT NULL) AND {OfUser})
        """;

    /// <summary>$1: user. Erases why money went back; the ledger keeps that it did. Returns the refunds.</summary>
    public const string EraseTexts =
        $"UPDATE refunds SET reason = '' WHERE status <> 'pending' AND reason <> '' AND {OfUser} RETURNING refund_id";

    /// <summary>
    /// $1: user. Erases the links at which the user was to confirm a payment, and the provider's names of the user's means of payment.
    /// </summary>
    public const string EraseMethods =
        $"""
        UPDATE payments SET next_action_type = NULL, next_action_url = NULL,
            payment_method = CASE WHEN payment_method LIKE 'pm\_%' THEN '' ELSE payment_method END
        WHERE (settled OR status IN ('voided', 'declined')) AND (next_action_url IS NOT NULL OR payment_method LIKE 'pm\_%') AND {OfUser}
        """;

    private const string OfUser = "transaction_id = ANY (ARRAY(SELECT transaction_id FROM payment_events WHERE user_id = $1))";
}
