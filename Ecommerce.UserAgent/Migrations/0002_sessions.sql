-- A password that an administrator set is for one use, and until then. Null: the user chose it.
ALTER TABLE passwords ADD COLUMN one_time_until timestamptz;

-- Who is signed in. A session's refresh tokens share the family's secret; the last one alone is good. Both are kept as SHA-256.
CREATE TABLE sessions (
    session_id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    family_hash bytea NOT NULL,
    token_hash bytea NOT NULL,
    client_id text NOT NULL,
    created_at timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);

CREATE INDEX sessions_user_id ON sessions (user_id, last_used_at);
CREATE INDEX sessions_expires_at ON sessions (expires_at);

-- The keys that sign access tokens. The private one is encrypted with the key that sealed_with names; null: it is not encrypted.
CREATE TABLE signing_keys (
    key_id text PRIMARY KEY,
    public_key bytea NOT NULL,
    private_key bytea NOT NULL,
    sealed_with text,
    signs_from timestamptz NOT NULL,
    published_until timestamptz
);
