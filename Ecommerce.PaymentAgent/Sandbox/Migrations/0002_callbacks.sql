-- What the sandbox signs its messages with, and the payment agent verifies them by. One row.
CREATE TABLE callback_secret (
    id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
    secret text NOT NULL CHECK (length(secret) >= 32)
);

INSERT INTO callback_secret (secret) VALUES (gen_random_uuid()::text || gen_random_uuid()::text);
