-- Whose session it is, so that it ends when the user is erased. A session that was kept before this column has none; its tokens are refused
-- where the user is gone, and a week without use ends it.
ALTER TABLE browser_sessions ADD COLUMN user_id uuid;

CREATE INDEX browser_sessions_user_id ON browser_sessions (user_id);
