-- What one durable commit takes.
INSERT INTO audit (caller_id, action, resource, decision, outcome) VALUES ('nobody', 'commit', 'time', 'allow', 'completed');
