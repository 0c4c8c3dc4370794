-- As orders.sql, but where lines only change what they show, their elements are replaced in the array that there is, one
-- statement for each changed line: its place is the number of lines before it.

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
  v_line record;
  v_keys CONSTANT integer[] := ARRAY (
    SELECT DISTINCT fk_order FROM (
      (SELECT pk_line, fk_order, position FROM new_lines EXCEPT SELECT pk_line, fk_order, position FROM old_lines)
      UNION ALL
      (SELECT pk_line, fk_order, position FROM old_lines EXCEPT SELECT pk_line, fk_order, position FROM new_lines)) moved
    UNION
    SELECT fk_order FROM new_lines GROUP BY fk_order HAVING count(*) > 3);
BEGIN
  IF v_keys <> '{}' THEN
    PERFORM refresh_tv_order(v_keys);
  END IF;
  FOR v_line IN
    SELECT n.*
    FROM (
      SELECT pk_line, fk_order, position, product, quantity FROM new_lines
      EXCEPT
      SELECT pk_line, fk_order, position, product, quantity FROM old_lines
    ) n
    WHERE n.fk_order <> ALL (v_keys)
    ORDER BY n.fk_order
  LOOP
    PERFORM FROM tv_order WHERE pk_order = v_line.fk_order FOR NO KEY UPDATE;
    UPDATE tv_order t
    SET data = jsonb_set(t.data,
      ARRAY['lines',
            (SELECT count(*)::text FROM tb_line l WHERE l.fk_order = v_line.fk_order AND l.position < v_line.position)],
      jsonb_build_object('id', v_line.pk_line, 'product', v_line.product, 'quantity', v_line.quantity))
    WHERE t.pk_order = v_line.fk_order;
  END LOOP;
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
