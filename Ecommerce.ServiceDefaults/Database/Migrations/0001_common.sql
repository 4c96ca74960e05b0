-- Tables that every agent's database has.

CREATE TABLE idempotency (
    scope bytea PRIMARY KEY,
    request_hash bytea NOT NULL,
    resource_id uuid NOT NULL,
    reply bytea,
    problem_code text,
    problem_message text,
    problem_field text,
    expires_at timestamptz NOT NULL
);

CREATE INDEX idempotency_expires_at ON idempotency (expires_at);

CREATE TABLE audit (
    audit_id uuid PRIMARY KEY,
    event_type text NOT NULL,
    at timestamptz NOT NULL,
    agent_name text NOT NULL,
    trace_id text,
    span_id text,
    caller_id text,
    actor_id text,
    peer_id text,
    action text,
    resource text,
    decision text,
    reason text,
    duration_us bigint,
    context jsonb
);

CREATE INDEX audit_at ON audit (at);

-- The serving role may add to the audit and read it, and no more. Roles are {database}_owner, who runs this, and {database}_app.
DO $$
BEGIN
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON audit FROM %I', regexp_replace(current_user, '_owner$', '_app'));
END
$$;
