CREATE TABLE users (
    user_id uuid PRIMARY KEY,
    email text NOT NULL,
    name text NOT NULL,
    tier text NOT NULL CHECK (tier IN ('free', 'premium', 'enterprise')),
    created_at timestamptz NOT NULL
);

-- Addresses are ASCII, so "C" folds all of them, and the same on every server.
CREATE UNIQUE INDEX users_email ON users (lower(email COLLATE "C"));

-- Apart from the profile, so that no statement that reads a user reads a hash.
CREATE TABLE passwords (
    user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    hash text NOT NULL,
    changed_at timestamptz NOT NULL
);
