-- The checkouts that need an operator: parked (0), overdue (1), returning (2). Others are not in the index, so that they cost nothing.

CREATE INDEX checkouts_to_review ON checkouts ((CASE
    WHEN parked_reason IS NOT NULL THEN 0
    WHEN overdue AND phase IN ('confirming', 'compensating', 'returning') THEN 1
    WHEN phase = 'returning' THEN 2 END), order_id)
WHERE parked_reason IS NOT NULL OR overdue OR phase = 'returning';
