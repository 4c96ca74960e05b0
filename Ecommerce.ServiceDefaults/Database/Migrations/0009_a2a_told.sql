-- So that another replica goes on with a task where one stopped, that nothing is told twice, and that a task's history is in order.

-- The event_id of what was told last of the work that goes on after its call.
ALTER TABLE a2a_tasks ADD COLUMN last_told bigint;

-- The last event before the message.
ALTER TABLE a2a_task_messages ADD COLUMN after_event int NOT NULL DEFAULT 0;
