-- Products with category, supplier, stock and reviews, kept by triggers that were written for these tables.
--
-- Right at READ COMMITTED: whoever changes something that products show takes their documents first, in ascending order,
-- then computes them in a statement of its own, which sees what those have committed for whom it has waited. A product
-- that is new, or moves, takes category and supplier FOR SHARE, so that a rename that does not see it waits for it.

-- Else PostgreSQL plans it anew for each array.
CREATE FUNCTION refresh_tv_product(p_keys integer[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  PERFORM FROM tv_product WHERE pk_product = ANY (p_keys) ORDER BY pk_product FOR NO KEY UPDATE;
  UPDATE tv_product t
  SET data = jsonb_build_object(
    'id', p.pk_product, 'name', p.name, 'price', p.price,
    'category', jsonb_build_object('id', c.pk_category, 'name', c.name),
    'supplier', CASE WHEN s.pk_supplier IS NOT NULL THEN jsonb_build_object('id', s.pk_supplier, 'name', s.name) END,
    'quantity', i.quantity,
    'reviews', jsonb_build_object('count', r.count, 'average', r.average))
  FROM tb_product p
  JOIN tb_category c ON c.pk_category = p.fk_category
  LEFT JOIN tb_supplier s ON s.pk_supplier = p.fk_supplier
  LEFT JOIN tb_inventory i ON i.fk_product = p.pk_product,
  LATERAL (SELECT count(*) AS count, avg(rating) AS average FROM tb_review WHERE fk_product = p.pk_product) r
  WHERE t.pk_product = p.pk_product AND p.pk_product = ANY (p_keys);
END $$;

CREATE FUNCTION insert_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM tb_category WHERE pk_category IN (SELECT fk_category FROM new_rows) ORDER BY pk_category FOR SHARE;
  PERFORM FROM tb_supplier WHERE pk_supplier IN (SELECT fk_supplier FROM new_rows) ORDER BY pk_supplier FOR SHARE;
  INSERT INTO tv_product SELECT v.* FROM new_rows n JOIN v_product v ON v.pk_product = n.pk_product;
  RETURN NULL;
END $$;

-- What a product shows of itself is nobody else's to change, so it is written into the document that there is.
CREATE FUNCTION update_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tv_product t
  SET data = t.data || jsonb_build_object('name', n.name, 'price', n.price)
  FROM (SELECT pk_product, name, price FROM new_rows EXCEPT SELECT pk_product, name, price FROM old_rows) n
  WHERE t.pk_product = n.pk_product;
  RETURN NULL;
END $$;

CREATE FUNCTION move_product() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM tb_category WHERE pk_category IN (OLD.fk_category, NEW.fk_category) ORDER BY pk_category FOR SHARE;
  PERFORM FROM tb_supplier WHERE pk_supplier IN (OLD.fk_supplier, NEW.fk_supplier) ORDER BY pk_supplier FOR SHARE;
  PERFORM refresh_tv_product(ARRAY[NEW.pk_product]);
  RETURN NULL;
END $$;

CREATE FUNCTION delete_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM tv_product t USING old_rows o WHERE t.pk_product = o.pk_product;
  RETURN NULL;
END $$;

CREATE FUNCTION update_categories() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_tv_product(ARRAY (
    SELECT p.pk_product
    FROM (SELECT pk_category, name FROM new_rows EXCEPT SELECT pk_category, name FROM old_rows) c
    JOIN tb_product p ON p.fk_category = c.pk_category));
  RETURN NULL;
END $$;

CREATE FUNCTION update_suppliers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_tv_product(ARRAY (
    SELECT p.pk_product
    FROM (SELECT pk_supplier, name FROM new_rows EXCEPT SELECT pk_supplier, name FROM old_rows) s
    JOIN tb_product p ON p.fk_supplier = s.pk_supplier));
  RETURN NULL;
END $$;

-- Of stock and reviews alike: what an INSERT, DELETE or UPDATE has changed for which products.
CREATE FUNCTION insert_parts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_tv_product(ARRAY (SELECT DISTINCT fk_product FROM new_rows));
  RETURN NULL;
END $$;

CREATE FUNCTION update_parts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_tv_product(ARRAY (SELECT fk_product FROM new_rows UNION SELECT fk_product FROM old_rows));
  RETURN NULL;
END $$;

CREATE FUNCTION delete_parts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_tv_product(ARRAY (SELECT DISTINCT fk_product FROM old_rows));
  RETURN NULL;
END $$;

CREATE TRIGGER tv_product_insert AFTER INSERT ON tb_product
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION insert_products();
CREATE TRIGGER tv_product_update AFTER UPDATE ON tb_product
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION update_products();
CREATE TRIGGER tv_product_move AFTER UPDATE OF fk_category, fk_supplier ON tb_product FOR EACH ROW
  WHEN ((OLD.fk_category, OLD.fk_supplier) IS DISTINCT FROM (NEW.fk_category, NEW.fk_supplier))
  EXECUTE FUNCTION move_product();
CREATE TRIGGER tv_product_delete AFTER DELETE ON tb_product
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION delete_products();
CREATE TRIGGER tv_product_category AFTER UPDATE ON tb_category
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION update_categories();
CREATE TRIGGER tv_product_supplier AFTER UPDATE ON tb_supplier
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION update_suppliers();

CREATE TRIGGER tv_product_insert AFTER INSERT ON tb_inventory
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION insert_parts();
CREATE TRIGGER tv_product_update AFTER UPDATE ON tb_inventory
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION update_parts();
CREATE TRIGGER tv_product_delete AFTER DELETE ON tb_inventory
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION delete_parts();
CREATE TRIGGER tv_product_insert AFTER INSERT ON tb_review
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION insert_parts();
CREATE TRIGGER tv_product_update AFTER UPDATE ON tb_review
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION update_parts();
CREATE TRIGGER tv_product_delete AFTER DELETE ON tb_review
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION delete_parts();
