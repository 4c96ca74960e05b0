-- Tasks of the Agent2Agent protocol, with the agent that does their work. An owner is the SHA-256 of an actor and a user; every statement
-- names it, so that another's task is not there.

CREATE TABLE a2a_tasks (
    task_id uuid PRIMARY KEY,
    owner bytea NOT NULL,
    -- Whom the work is done for, as it goes on by itself.
    actor text NOT NULL,
    user_id uuid,
    context_id text NOT NULL,
    -- A state of the protocol, in lower case.
    state text NOT NULL,
    changed_at timestamptz NOT NULL,
    -- The message that explains the state.
    note bytea,
    last_event int NOT NULL,
    capability text,
    -- The key of the idempotency table under which the work is done.
    key_scope bytea,
    key_hash bytea,
    -- Which replica works on it, and until when it has said so.
    holder uuid,
    held_until timestamptz,
    -- Null while it is worked on.
    expires_at timestamptz
);

CREATE INDEX a2a_tasks_by_time ON a2a_tasks (owner, changed_at DESC, task_id DESC);
CREATE INDEX a2a_tasks_by_context ON a2a_tasks (owner, context_id, changed_at DESC, task_id DESC);
CREATE INDEX a2a_tasks_by_state ON a2a_tasks (owner, state, changed_at DESC, task_id DESC);
CREATE INDEX a2a_tasks_of_user ON a2a_tasks (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX a2a_tasks_held ON a2a_tasks (held_until) WHERE held_until IS NOT NULL;
CREATE INDEX a2a_tasks_expire ON a2a_tasks (expires_at) WHERE expires_at IS NOT NULL;

-- What the owner said. A message ID is its owner's once: the same message again is the same task.
CREATE TABLE a2a_task_messages (
    owner bytea NOT NULL,
    message_id text NOT NULL,
    hash bytea NOT NULL,
    task_id uuid NOT NULL REFERENCES a2a_tasks ON DELETE CASCADE,
    position bigint GENERATED ALWAYS AS IDENTITY,
    message bytea NOT NULL,
    PRIMARY KEY (owner, message_id)
);

CREATE INDEX a2a_task_messages_of_task ON a2a_task_messages (task_id, position);

-- What happened to a task since it was begun, in the one order that every subscriber sees.
CREATE TABLE a2a_task_events (
    task_id uuid NOT NULL REFERENCES a2a_tasks ON DELETE CASCADE,
    number int NOT NULL,
    is_artifact boolean NOT NULL,
    event bytea NOT NULL,
    PRIMARY KEY (task_id, number)
);

-- How many tasks an owner has, so that nobody counts them.
CREATE TABLE a2a_task_counts (
    owner bytea NOT NULL,
    state text NOT NULL,
    tasks int NOT NULL,
    PRIMARY KEY (owner, state)
);

CREATE INDEX a2a_task_counts_empty ON a2a_task_counts (owner) WHERE tasks = 0;

-- In the order of the keys, so that no two statements wait for each other.
CREATE FUNCTION a2a_count_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO a2a_task_counts AS c (owner, state, tasks)
        SELECT owner, state, count(*) FROM added GROUP BY owner, state ORDER BY owner, state
        ON CONFLICT (owner, state) DO UPDATE SET tasks = c.tasks + excluded.tasks;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO a2a_task_counts AS c (owner, state, tasks)
        SELECT owner, state, -count(*) FROM removed GROUP BY owner, state ORDER BY owner, state
        ON CONFLICT (owner, state) DO UPDATE SET tasks = c.tasks + excluded.tasks;
    ELSE
        INSERT INTO a2a_task_counts AS c (owner, state, tasks)
        SELECT owner, state, sum(change) FROM (
            SELECT owner, state, 1 AS change FROM added UNION ALL SELECT owner, state, -1 FROM removed) changes
        GROUP BY owner, state HAVING sum(change) <> 0 ORDER BY owner, state
        ON CONFLICT (owner, state) DO UPDATE SET tasks = c.tasks + excluded.tasks;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER a2a_tasks_added AFTER INSERT ON a2a_tasks
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION a2a_count_tasks();
CREATE TRIGGER a2a_tasks_changed AFTER UPDATE ON a2a_tasks
    REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION a2a_count_tasks();
CREATE TRIGGER a2a_tasks_removed AFTER DELETE ON a2a_tasks
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION a2a_count_tasks();
