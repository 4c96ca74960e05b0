-- The n-th order's ID, in the order of creation, and its buyer.
CREATE FUNCTION pg_temp.id(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex(1700000000000 + n), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid
$$;
CREATE FUNCTION pg_temp.buyer(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT lpad(to_hex(CASE WHEN n % 100 = 0 THEN 1 ELSE n % 1000003 + 2 END), 32, '0')::uuid
$$;
