namespace Ecommerce.ServiceDefaults.A2A.Push;

/// <summary>
/// The statements on push notifications. Each that serves a caller names the owner, so that what is another's is not there.
/// </summary>
internal static class PushSql
{
    /// <summary>$1: task, $2: owner. One caller at a time counts its configurations; no row if the owner has no such task.</summary>
    public const string Lock = "SELECT last_event FROM a2a_tasks WHERE task_id = $1 AND owner = $2 FOR UPDATE";

    private const string InsertColumns = "INSERT INTO a2a_task_pushes (task_id, config_id, owner, config, sent, wanted, due_at)";

    /// <summary>
    /// $1: task, $2: owner, $3: configuration, $4: the same encrypted, $5: most of a task. Tells of what happens from now on; one of that
    /// ID begins anew. No row if the owner has no such task, or if it has too many.
    /// </summary>
    public const string Create =
        $"""
        {InsertColumns}
        SELECT task_id, $3, owner, $4, last_event, last_event, NULL FROM a2a_tasks
        WHERE task_id = $1 AND owner = $2
            AND (SELECT count(*) FROM a2a_task_pushes WHERE task_id = $1 AND config_id <> $3) < $5
        ON CONFLICT (task_id, config_id) DO UPDATE SET config = excluded.config, sent = excluded.sent, wanted = excluded.wanted,
            due_at = NULL, holder = NULL, attempts = 0, failed_at = NULL
        RETURNING push_id
        """;

    /// <summary>
    /// $1: task, $2: owner, $3: configuration, $4: the same encrypted, $5: the message that it came with, $6: the task as it was begun,
    /// $7: most of a task beside it: one that came since <see cref="CountOthers"/> was asked does not keep this one out.
    /// Follows the statement that began the task or set it going: tells from there on, if that was this message. Of a new task the first
    /// notification is the task.
    /// </summary>
    public const string CreateWithMessage =
        $"""
        WITH task AS (
            SELECT task_id, owner, last_event FROM a2a_tasks WHERE task_id = $1 AND owner = $2 AND EXISTS (
                SELECT FROM a2a_task_messages WHERE owner = $2 AND message_id = $5 AND task_id = $1)),
        first AS (
            INSERT INTO a2a_task_events (task_id, number, is_artifact, event)
            SELECT task_id, 0, false, $6 FROM task WHERE last_event = 0 ON CONFLICT (task_id, number) DO NOTHING)
        {InsertColumns}
        SELECT task_id, $3, owner, $4, last_event - 1, last_event, '-infinity' FROM task
        WHERE (SELECT count(*) FROM a2a_task_pushes WHERE task_id = $1 AND config_id <> $3) <= $7
        ON CONFLICT (task_id, config_id) DO UPDATE SET config = excluded.config, sent = least(a2a_task_pushes.sent, excluded.sent),
            wanted = excluded.wanted, due_at = excluded.due_at, attempts = 0, failed_at = NULL
        """;

    /// <summary>$1: task, $2: owner, $3: configuration. How many the task has beside it.</summary>
    public const string CountOthers =
        "SELECT count(*)::int FROM a2a_task_pushes WHERE task_id = $1 AND owner = $2 AND config_id <> $3";

    /// <summary>$1: task, $2: owner, $3: configuration.</summary>
    public const string Find =
        "SELECT config_id, config FROM a2a_task_pushes WHERE task_id = $1 AND owner = $2 AND config_id = $3";

    /// <summary>
    /// $1: task, $2: owner, $3: after this one, $4: at most so many. One row without a configuration if there is none; no row if the owner
    /// has no such task.
    /// </summary>
    public const string List =
        """
        SELECT p.config_id, p.config FROM a2a_tasks t
        LEFT JOIN LATERAL (
            SELECT config_id, config FROM a2a_task_pushes
            WHERE task_id = t.task_id AND config_id > $3 ORDER BY config_id LIMIT $4) p ON true
        WHERE t.task_id = $1 AND t.owner = $2 ORDER BY p.config_id
        """;

    /// <summary>$1: task, $2: owner, $3: configuration. No row if the owner has no such task.</summary>
    public const string Delete =
        """
        WITH gone AS (DELETE FROM a2a_task_pushes WHERE task_id = $1 AND owner = $2 AND config_id = $3)
        SELECT last_event FROM a2a_tasks WHERE task_id = $1 AND owner = $2
        """;

    /// <summary>$1: now, $2: holder, $3: until when it has them, $4: owners that wait, $5: at most so many. Takes what is due.</summary>
    public const string Take =
        """
        UPDATE a2a_task_pushes SET holder = $2, due_at = $3 WHERE push_id = ANY (ARRAY(
            SELECT push_id FROM a2a_task_pushes WHERE due_at <= $1 AND NOT owner = ANY ($4)
            ORDER BY due_at LIMIT $5 FOR UPDATE SKIP LOCKED))
        RETURNING push_id, task_id, config_id, owner, config, sent, attempts, holder
        """;

    /// <summary>$1: task, $2: after this event, $3: at most so many.</summary>
    public const string EventsAfter =
        "SELECT number, event FROM a2a_task_events WHERE task_id = $1 AND number > $2 ORDER BY number LIMIT $3";

    /// <summary>
    /// $1: push, $2: holder, $3: the event that the receiver has taken, $4: until when the holder has it, if there is more. Whether there
    /// is; no row if it is not the holder's any more.
    /// </summary>
    public const string Sent =
        """
        UPDATE a2a_task_pushes SET sent = $3, attempts = 0, holder = CASE WHEN wanted > $3 THEN holder END,
            due_at = CASE WHEN wanted > $3 THEN $4::timestamptz END
        WHERE push_id = $1 AND holder = $2 RETURNING wanted > $3
        """;

    /// <summary>$1: push, $2: holder, $3: attempts so far, $4: when the next is due; null if there is none, $5: now.</summary>
    public const string NotSent =
        """
        UPDATE a2a_task_pushes SET attempts = $3, holder = NULL, due_at = $4,
            failed_at = CASE WHEN $4::timestamptz IS NULL THEN $5::timestamptz END
        WHERE push_id = $1 AND holder = $2
        """;

    /// <summary>$1: pushes, $2: their holders. Leaves them to another replica.</summary>
    public const string Release =
        "UPDATE a2a_task_pushes SET holder = NULL, due_at = '-infinity' WHERE push_id = ANY ($1) AND holder = ANY ($2)";
}
