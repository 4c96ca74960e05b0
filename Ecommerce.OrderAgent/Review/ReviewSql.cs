using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace Ecommerce.OrderAgent.Review;

/// <summary>The statements on checkouts that operators look at, and a row as they see it, also one that this code cannot read.</summary>
internal static class ReviewSql
{
    // As in the index checkouts_to_review.
    private const string Rank =
        """
        (CASE
            WHEN parked_reason IS NOT NULL THEN 0
            WHEN overdue AND phase IN ('confirming', 'compensating', 'returning') THEN 1
            WHEN phase = 'returning' THEN 2 END)
        """;

    private const string NeedsReview = "(parked_reason IS NOT NULL OR overdue OR phase = 'returning')";

    // Due for long, and no replica takes it: those that run are all of an older version than the one that began it, or none gets on.
    private const string IsLeft =
        """
        (parked_reason IS NULL AND next_attempt_at <= now() - interval '30 s'
            AND (leased_until IS NULL OR leased_until <= now() - interval '30 s'))
        """;

    private const string AnyRank = $"coalesce({Rank}, CASE WHEN {IsLeft} THEN 1 END)";

    private const string HasEnded = "phase IN ('confirmed', 'failed', 'cancelled', 'refunded')";

    private const string Columns =
        $"""
        c.order_id, {AnyRank}, {HasEnded}, c.phase, o.status, c.todo, c.parked_reason, c.failure_code, c.cancel_requested, c.attempts,
        c.faults, c.refund_attempt, c.next_attempt_at, c.deadline_at, c.created_at, c.updated_at
        """;

    /// <summary>$1: order.</summary>
    public const string Find = $"SELECT {Columns} FROM checkouts c JOIN orders o USING (order_id) WHERE order_id = $1";

    /// <summary>$1–$2: the first and the last rank, $3–$4: the rank and the order of the last row before, $5: limit.</summary>
    public const string List =
        $"""
        SELECT {Columns} FROM (
            (SELECT * FROM checkouts
            WHERE {NeedsReview} AND {Rank} BETWEEN $1 AND $2 AND ({Rank}, order_id) > ($3, $4)
            ORDER BY {Rank}, order_id LIMIT $5)
            UNION ALL
            (SELECT * FROM checkouts
            WHERE {IsLeft} AND NOT {NeedsReview} AND 1 BETWEEN $1 AND $2 AND (1, order_id) > ($3, $4)
            ORDER BY order_id LIMIT $5)) c
        JOIN orders o USING (order_id)
        ORDER BY {AnyRank}, order_id LIMIT $5
        """;

    /// <summary>$1: the last order of the page before, or the greatest UUID; $2: limit. Those that have ended, the newest first.</summary>
    public const string Ended =
        $"""
        SELECT {Columns} FROM checkouts c JOIN orders o USING (order_id)
        WHERE order_id < $1 AND {HasEnded} AND parked_reason IS NULL ORDER BY order_id DESC LIMIT $2
        """;

    // What is under way is few rows, found by their index; by the orders' IDs all that has ended would be passed over.
    /// <summary>$1: the last order of the page before, or the greatest UUID; $2: limit. Those that go on, the newest first.</summary>
    public const string Running =
        $"""
        WITH c AS MATERIALIZED (SELECT * FROM checkouts WHERE next_attempt_at > '-infinity' AND NOT {HasEnded})
        SELECT {Columns} FROM c JOIN orders o USING (order_id)
        WHERE order_id < $1 AND {AnyRank} IS NULL ORDER BY order_id DESC LIMIT $2
        """;

    /// <summary>Returns how many checkouts have each rank.</summary>
    public const string Count =
        $"""
        SELECT {AnyRank}, count(*) FROM (
            SELECT * FROM checkouts WHERE {NeedsReview} AND {Rank} >= 0
            UNION ALL
            SELECT * FROM checkouts WHERE {IsLeft} AND NOT {NeedsReview}) c
        GROUP BY 1
        """;

    /// <summary>Returns for how many seconds the oldest checkout that is under way has been so; null if none is.</summary>
    public const string Oldest =
        "SELECT extract(epoch FROM now() - min(created_at))::float8 FROM checkouts WHERE next_attempt_at IS NOT NULL";

    /// <summary>$1: order. One that has ended stays ended; only that it was parked is forgotten.</summary>
    public const string Retry =
        $"""
        UPDATE checkouts SET parked_reason = NULL, faults = 0, updated_at = now(),
            next_attempt_at = CASE WHEN {HasEnded} THEN next_attempt_at ELSE now() END
        WHERE order_id = $1 AND (parked_reason IS NOT NULL OR NOT {HasEnded})
        """;

    /// <summary>Reads a row of <see cref="Find"/> or <see cref="List"/>.</summary>
    public static CheckoutReview Read(NpgsqlDataReader reader) => new()
    {
        OrderId = reader.GetGuid(0).ToString(),
        State = reader.GetNullable<int>(1) is { } rank ? StateOf(rank)
            : reader.GetBoolean(2) ? ReviewState.Ended : ReviewState.Running,
        Phase = reader.GetString(3),
        OrderStatus = reader.GetEnum<OrderStatus>(4),
        Todo = { reader.GetFieldValue<string[]>(5) },
        ParkedReason = reader.GetNullableString(6) ?? "",
        FailureCode = reader.GetNullableString(7) ?? "",
        CancelRequested = reader.GetBoolean(8),
        Attempts = reader.GetInt32(9),
        Faults = reader.GetInt32(10),
        RefundAttempts = reader.GetInt32(11),
        NextAttemptAt = reader.GetNullable<DateTimeOffset>(12)?.ToTimestamp(),
        DeadlineAt = reader.GetNullable<DateTimeOffset>(13)?.ToTimestamp(),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(14).ToTimestamp(),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(15).ToTimestamp(),
    };

    /// <summary>The state that a rank stands for.</summary>
    public static ReviewState StateOf(int rank) => ReviewState.Parked + rank;

    /// <summary>The rank of a state; null if it has none.</summary>
    public static int? RankOf(ReviewState state) =>
        state is ReviewState.Parked or ReviewState.Overdue or ReviewState.Returning ? state - ReviewState.Parked : null;
}
