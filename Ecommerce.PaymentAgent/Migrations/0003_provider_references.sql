-- The provider's own names, by which it is asked for a charge or a refund once they are known.
ALTER TABLE payments ADD COLUMN provider_reference text;
ALTER TABLE refunds ADD COLUMN provider_reference text;

-- Which of its keys a refund is asked under: after a refusal, what is still owed is asked for under the next.
ALTER TABLE refunds ADD COLUMN round integer NOT NULL DEFAULT 1 CHECK (round > 0);
