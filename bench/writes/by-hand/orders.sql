-- Orders with their lines, kept by triggers that were written for these two tables.
--
-- Right at READ COMMITTED: whoever changes lines takes the documents of their orders first, then computes them in a
-- statement of its own, which sees what those have committed for whom it has waited.

CREATE FUNCTION insert_tv_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tv_order SELECT v.* FROM new_orders n JOIN v_order v ON v.pk_order = n.pk_order;
  RETURN NULL;
END $$;

-- The lines are not touched, and nobody else changes the customer meanwhile.
CREATE FUNCTION update_tv_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tv_order t
  SET data = jsonb_set(t.data, '{customer}', to_jsonb(n.customer))
  FROM (SELECT pk_order, customer FROM new_orders EXCEPT SELECT pk_order, customer FROM old_orders) n
  WHERE t.pk_order = n.pk_order;
  RETURN NULL;
END $$;

CREATE FUNCTION delete_tv_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM tv_order t USING old_orders o WHERE t.pk_order = o.pk_order;
  RETURN NULL;
END $$;

-- Else PostgreSQL plans it anew for each array.
CREATE FUNCTION refresh_tv_order(p_keys integer[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  PERFORM FROM tv_order WHERE pk_order = ANY (p_keys) ORDER BY pk_order FOR NO KEY UPDATE;
  UPDATE tv_order t
  SET data = (
    SELECT jsonb_build_object('id', o.pk_order, 'customer', o.customer,
             'lines', coalesce(
               (SELECT jsonb_agg(jsonb_build_object('id', l.pk_line, 'product', l.product, 'quantity', l.quantity)
                                 ORDER BY l.position)
                FROM tb_line l WHERE l.fk_order = o.pk_order), '[]'))
    FROM tb_order o WHERE o.pk_order = t.pk_order)
  WHERE t.pk_order = ANY (p_keys);
END $$;

CREATE FUNCTION insert_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_tv_order(ARRAY (SELECT DISTINCT fk_order FROM new_lines));
  RETURN NULL;
END $$;

CREATE FUNCTION update_lines() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_keys CONSTANT integer[] := ARRAY (
    (SELECT DISTINCT fk_order FROM (
       SELECT pk_line, fk_order, position, product, quantity FROM new_lines
       EXCEPT
       SELECT pk_line, fk_order, position, product, quantity FROM old_lines) changed)
    UNION
    (SELECT fk_order FROM (
       SELECT pk_line, fk_order FROM old_lines
       EXCEPT
       SELECT pk_line, fk_order FROM new_lines) moved));
BEGIN
  IF v_keys <> '{}' THEN
    PERFORM refresh_tv_order(v_keys);
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION delete_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_tv_order(ARRAY (SELECT DISTINCT fk_order FROM old_lines));
  RETURN NULL;
END $$;

CREATE TRIGGER tv_order_insert AFTER INSERT ON tb_order
  REFERENCING NEW TABLE AS new_orders FOR EACH STATEMENT EXECUTE FUNCTION insert_tv_order();
CREATE TRIGGER tv_order_update AFTER UPDATE ON tb_order
  REFERENCING OLD TABLE AS old_orders NEW TABLE AS new_orders FOR EACH STATEMENT EXECUTE FUNCTION update_tv_order();
CREATE TRIGGER tv_order_delete AFTER DELETE ON tb_order
  REFERENCING OLD TABLE AS old_orders FOR EACH STATEMENT EXECUTE FUNCTION delete_tv_order();
CREATE TRIGGER tv_order_lines_insert AFTER INSERT ON tb_line
  REFERENCING NEW TABLE AS new_lines FOR EACH STATEMENT EXECUTE FUNCTION insert_lines();
CREATE TRIGGER tv_order_lines_update AFTER UPDATE ON tb_line
  REFERENCING OLD TABLE AS old_lines NEW TABLE AS new_lines FOR EACH STATEMENT EXECUTE FUNCTION update_lines();
CREATE TRIGGER tv_order_lines_delete AFTER DELETE ON tb_line
  REFERENCING OLD TABLE AS old_lines FOR EACH STATEMENT EXECUTE FUNCTION delete_lines();
