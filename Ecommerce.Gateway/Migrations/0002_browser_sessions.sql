-- Who is signed in by a browser's cookie. The tokens are encrypted with a key that only the cookie yields, and of the cookie there is only
-- SHA-256: nobody who reads this table learns anything, or can act for anybody.
CREATE TABLE browser_sessions (
    cookie_hash bytea PRIMARY KEY CHECK (octet_length(cookie_hash) = 32),
    sealed_tokens bytea NOT NULL,
    -- When the access token expires.
    access_until timestamptz NOT NULL,
    -- Counts the renewals. Until renewing_until one of the gateway's instances is at the next one.
    renewals integer NOT NULL DEFAULT 0,
    renewing_until timestamptz,
    expires_at timestamptz NOT NULL
);

CREATE INDEX browser_sessions_expires_at ON browser_sessions (expires_at);
