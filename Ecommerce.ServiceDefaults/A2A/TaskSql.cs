namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>The statements on tasks. Each that serves a caller names the owner, so that another's task is not there.</summary>
internal static class TaskSql
{
    /// <summary>
    /// $1: task, $2: owner, $3: message ID, $4: its hash, $5: the message, $6: most unfinished tasks of an owner, $7: actor, $8: user,
    /// $9: context, $10: state, $11: now, $12: note, $13: capability, $14, $15: idempotency key, $16: holder, $17: held until,
    /// $18: expires at, $19: most tasks that are kept. Begins a task; no row if the owner has said the message before, or has too many.
    /// </summary>
    public const string Begin =
        """
        WITH kept AS (
            SELECT coalesce(sum(tasks), 0) AS tasks, coalesce(sum(tasks) FILTER (
                WHERE state IN ('submitted', 'working', 'input_required', 'auth_required')), 0) AS unfinished
            FROM a2a_task_counts WHERE owner = $2),
        said AS (
            INSERT INTO a2a_task_messages (owner, message_id, hash, task_id, message)
            SELECT $2, $3, $4, $1, $5 FROM kept WHERE unfinished < $6 AND tasks < $19
            ON CONFLICT (owner, message_id) DO NOTHING
            RETURNING task_id)
        INSERT INTO a2a_tasks (
            task_id, owner, actor, user_id, context_id, state, changed_at, note, last_event, capability, key_scope, key_hash, holder,
            held_until, expires_at)
        SELECT task_id, $2, $7, $8, $9, $10, $11, $12, 0, $13, $14, $15, $16, $17, $18 FROM said
        RETURNING task_id
        """;

    /// <summary>
    /// $1: task, $2: owner, $3: message ID, $4: its hash, $5: the message, $6: now, $7: capability, $8, $9: idempotency key, $10: holder,
    /// $11: held until, $12: the event that tells of it, $13: note. Begins the work of a task that waits for it; no row if it does not, or
    /// if the owner has said the message before.
    /// </summary>
    public const string GoOn =
        """
        WITH waiting AS (
            UPDATE a2a_tasks SET state = 'working', changed_at = $6, note = $13, capability = $7, key_scope = $8, key_hash = $9,
                holder = $10, held_until = $11, expires_at = NULL, last_event = last_event + 1, last_told = NULL
            WHERE task_id = $1 AND owner = $2 AND state = 'input_required'
                AND NOT EXISTS (SELECT FROM a2a_task_messages WHERE owner = $2 AND message_id = $3)
            RETURNING task_id, last_event),
        said AS (
            INSERT INTO a2a_task_messages (owner, message_id, hash, task_id, message, after_event)
            SELECT $2, $3, $4, task_id, $5, last_event - 1 FROM waiting)
        INSERT INTO a2a_task_events (task_id, number, is_artifact, event) SELECT task_id, last_event, false, $12 FROM waiting
        RETURNING task_id
        """;

    /// <summary>$1: owner, $2: message ID. The task that it began or went to, and its hash.</summary>
    public const string FindMessage = "SELECT task_id, hash FROM a2a_task_messages WHERE owner = $1 AND message_id = $2";

    // The history is what was said to the task and of it, in order: messages, and events with a byte before them that tells one from the
    // other.
    private const string Columns =
        """
        t.task_id, t.context_id, t.state, t.changed_at, t.note, t.capability, t.last_event, t.key_scope, t.key_hash,
            CASE WHEN $1 THEN ARRAY(
                SELECT said FROM (
                    SELECT after_event AS place, position, '\x00'::bytea || message AS said
                    FROM a2a_task_messages m WHERE m.task_id = t.task_id
                    UNION ALL
                    SELECT number, 0, '\x01'::bytea || event
                    FROM a2a_task_events e WHERE e.task_id = t.task_id AND NOT is_artifact) all_said
                ORDER BY place, position) END,
            CASE WHEN $2 THEN ARRAY(
                SELECT event FROM a2a_task_events e WHERE e.task_id = t.task_id AND is_artifact ORDER BY number) END
        """;

    /// <summary>$1: with history, $2: with artifacts, $3: owner, $4: task.</summary>
    public const string Find = $"SELECT {Columns} FROM a2a_tasks t WHERE owner = $3 AND task_id = $4";

    private const string BeforeRow = "AND (changed_at, task_id) < ($4, $5) AND changed_at > $6";
    private const string Newest = "ORDER BY changed_at DESC, task_id DESC LIMIT $7";

    /// <summary>
    /// $1: with history, $2: with artifacts, $3: owner, $4, $5: the row before the page, $6: changed after, $7: at most so many.
    /// </summary>
    public const string List = $"SELECT {Columns} FROM a2a_tasks t WHERE owner = $3 {BeforeRow} {Newest}";

    /// <summary>As <see cref="List"/>; $8: state.</summary>
    public const string ListInState = $"SELECT {Columns} FROM a2a_tasks t WHERE owner = $3 AND state = $8 {BeforeRow} {Newest}";

    /// <summary>As <see cref="List"/>; $8: context.</summary>
    public const string ListOfContext = $"SELECT {Columns} FROM a2a_tasks t WHERE owner = $3 AND context_id = $8 {BeforeRow} {Newest}";

    /// <summary>As <see cref="List"/>; $8: context, $9: state.</summary>
    public const string ListOfContextInState =
        $"SELECT {Columns} FROM a2a_tasks t WHERE owner = $3 AND context_id = $8 AND state = $9 {BeforeRow} {Newest}";

    /// <summary>$1: owner, $2: state; null for any.</summary>
    public const string Count =
        "SELECT coalesce(sum(tasks), 0)::int FROM a2a_task_counts WHERE owner = $1 AND ($2::text IS NULL OR state = $2)";

    /// <summary>
    /// $1: owner, $2: changed after. It counts by an index alone, as the next one does: those that changed after, or where there seem to
    /// be more of these, those that did not, which the counter has beyond them.
    /// </summary>
    public const string CountSince =
        """
        SELECT (CASE WHEN $2 < (
                SELECT min(changed_at) + (max(changed_at) - min(changed_at)) / 2 FROM a2a_tasks WHERE owner = $1)
            THEN (SELECT coalesce(sum(tasks), 0) FROM a2a_task_counts WHERE owner = $1)
                - (SELECT count(*) FROM a2a_tasks WHERE owner = $1 AND changed_at <= $2)
            ELSE (SELECT count(*) FROM a2a_tasks WHERE owner = $1 AND changed_at > $2) END)::int
        """;

    /// <summary>$1: owner, $2: changed after, $3: state.</summary>
    public const string CountSinceInState =
        """
        SELECT (CASE WHEN $2 < (
                SELECT min(changed_at) + (max(changed_at) - min(changed_at)) / 2 FROM a2a_tasks WHERE owner = $1 AND state = $3)
            THEN (SELECT coalesce(sum(tasks), 0) FROM a2a_task_counts WHERE owner = $1 AND state = $3)
                - (SELECT count(*) FROM a2a_tasks WHERE owner = $1 AND state = $3 AND changed_at <= $2)
            ELSE (SELECT count(*) FROM a2a_tasks WHERE owner = $1 AND state = $3 AND changed_at > $2) END)::int
        """;

    /// <summary>$1: owner, $2: changed after, $3: state; null for any, $4: context.</summary>
    public const string CountOfContext =
        """
        SELECT count(*)::int FROM a2a_tasks
        WHERE owner = $1 AND context_id = $4 AND changed_at > $2 AND ($3::text IS NULL OR state = $3)
        """;

    /// <summary>$1: task, $2: owner, $3: after this event, $4: at most so many. One row without an event if there is none.</summary>
    public const string EventsAfter =
        """
        SELECT t.state, t.last_event, e.number, e.event FROM a2a_tasks t
        LEFT JOIN LATERAL (
            SELECT number, event FROM a2a_task_events WHERE task_id = t.task_id AND number > $3 ORDER BY number LIMIT $4) e ON true
        WHERE t.task_id = $1 AND t.owner = $2 ORDER BY e.number
        """;

    /// <summary>
    /// $1: task, $2: owner, $3: holder, $4: state, $5: now, $6: note, $7: expires at; null while it is worked on, $8: events, $9: whether
    /// each is of an artifact, $10: the event of the work behind it that is told; null for another. No row if the task is not the holder's
    /// any more, or if that event was told before.
    /// </summary>
    public const string Append =
        """
        WITH held AS (
            UPDATE a2a_tasks SET state = $4, note = $6,
                changed_at = CASE WHEN state = $4 AND $6::bytea IS NULL THEN changed_at ELSE $5 END,
                last_event = last_event + cardinality($8::bytea[]), last_told = coalesce($10, last_told), expires_at = $7,
                holder = CASE WHEN $7::timestamptz IS NULL THEN holder END,
                held_until = CASE WHEN $7::timestamptz IS NULL THEN held_until END
            WHERE task_id = $1 AND owner = $2 AND holder = $3 AND ($10::bigint IS NULL OR coalesce(last_told, 0) < $10)
            RETURNING task_id, last_event - cardinality($8::bytea[]) AS before)
        INSERT INTO a2a_task_events (task_id, number, is_artifact, event)
        SELECT task_id, before + n, is_artifact, event
        FROM held, unnest($8::bytea[], $9::boolean[]) WITH ORDINALITY AS told (event, is_artifact, n)
        RETURNING task_id
        """;

    /// <summary>
    /// $1: task, $2: owner, $3: holder, $4: an event of the work behind it. A row if it was told, and the task is the holder's.
    /// </summary>
    public const string FindTold =
        "SELECT task_id FROM a2a_tasks WHERE task_id = $1 AND owner = $2 AND holder = $3 AND last_told >= $4";

    /// <summary>
    /// $1: task, $2: owner, $3: holder, $4: capability. What is called from now on, before it is: <see cref="Cancel"/> finds it, or comes
    /// first. No row if the task is not the holder's any more.
    /// </summary>
    public const string Change =
        "UPDATE a2a_tasks SET capability = $4 WHERE task_id = $1 AND owner = $2 AND holder = $3 RETURNING task_id";

    /// <summary>
    /// $1: task, $2: owner, $3: now, $4: expires at, $5: the event that tells of it, $6: capabilities that change nothing. Cancels a task
    /// that waits for its owner, or whose work changes nothing, as that of a question does until it calls what changes something.
    /// </summary>
    public const string Cancel =
        """
        WITH ended AS (
            UPDATE a2a_tasks SET state = 'canceled', changed_at = $3, note = NULL, last_event = last_event + 1, expires_at = $4,
                holder = NULL, held_until = NULL
            WHERE task_id = $1 AND owner = $2
                AND (state = 'input_required' OR (state = 'working' AND coalesce(capability = ANY ($6), true)))
            RETURNING task_id, last_event)
        INSERT INTO a2a_task_events (task_id, number, is_artifact, event) SELECT task_id, last_event, false, $5 FROM ended
        RETURNING task_id
        """;

    /// <summary>$1: tasks, $2: holder, $3: held until. The tasks that are still the holder's.</summary>
    public const string Renew =
        "UPDATE a2a_tasks SET held_until = $3 WHERE task_id = ANY ($1) AND holder = $2 RETURNING task_id";

    /// <summary>
    /// $1: now, $2: holder, $3: held until, $4: at most so many, $5: what the holder works on itself. Takes tasks whose holder is gone.
    /// </summary>
    public const string TakeOver =
        """
        UPDATE a2a_tasks t SET holder = $2, held_until = $3 WHERE task_id = ANY (ARRAY(
            SELECT task_id FROM a2a_tasks WHERE held_until < $1 AND NOT (holder = $2 AND task_id = ANY ($5))
            ORDER BY held_until LIMIT $4 FOR UPDATE SKIP LOCKED))
        RETURNING t.task_id, t.owner, t.actor, t.user_id, t.context_id, t.note, t.capability, t.key_scope, t.key_hash, t.changed_at,
            t.last_told,
            (SELECT message FROM a2a_task_messages m WHERE m.task_id = t.task_id ORDER BY position DESC LIMIT 1),
            (SELECT hash FROM a2a_task_messages m WHERE m.task_id = t.task_id ORDER BY position DESC LIMIT 1)
        """;

    /// <summary>$1: now, $2: at most so many. Deletes tasks that have expired.</summary>
    public const string Sweep =
        """
        DELETE FROM a2a_tasks WHERE task_id = ANY (ARRAY(
            SELECT task_id FROM a2a_tasks WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED))
        """;

    /// <summary>Deletes the counts of owners without tasks.</summary>
    public const string SweepCounts = "DELETE FROM a2a_task_counts WHERE tasks = 0";
}
