-- Who is told of a task by push notifications, and how far.

CREATE TABLE a2a_task_pushes (
    push_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    task_id uuid NOT NULL REFERENCES a2a_tasks ON DELETE CASCADE,
    config_id text NOT NULL,
    -- The task's.
    owner bytea NOT NULL,
    -- URL, token and credentials, encrypted.
    config bytea NOT NULL,
    -- The last event that the receiver has taken, and the last one that there is.
    sent int NOT NULL,
    wanted int NOT NULL,
    -- When the next one is sent; while a replica does it, when another may. Null if there is none.
    due_at timestamptz,
    holder uuid,
    -- Of the next event.
    attempts int NOT NULL DEFAULT 0,
    -- Nothing is sent any more.
    failed_at timestamptz,
    UNIQUE (task_id, config_id)
);

CREATE INDEX a2a_task_pushes_due ON a2a_task_pushes (due_at) WHERE due_at IS NOT NULL;

-- In the same transaction as the event. The row tells by itself whether there is more to send, so that whoever has sent an event and
-- whoever adds the next wait for each other there, and none is forgotten between them.
CREATE FUNCTION a2a_want_pushes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE a2a_task_pushes p SET wanted = e.number, due_at = coalesce(p.due_at, '-infinity')
    FROM (SELECT task_id, max(number) AS number FROM added GROUP BY task_id) e
    WHERE p.task_id = e.task_id AND p.wanted < e.number AND p.failed_at IS NULL;
    RETURN NULL;
END
$$;

CREATE TRIGGER a2a_task_events_added AFTER INSERT ON a2a_task_events
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION a2a_want_pushes();
