-- The application puts triggers of its own on a TVIEW: they run while the drain runs, and write a table that another
-- TVIEW reads; their bodies name tables without a schema.
CREATE TABLE tb_stock (
  pk_stock integer PRIMARY KEY,
  name text NOT NULL,
  pieces integer NOT NULL
);
CREATE TABLE tb_alert (
  pk_alert integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  fk_stock integer NOT NULL,
  message text NOT NULL
);
CREATE FUNCTION alert_message(p_name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'low: ' || p_name $$;
CREATE FUNCTION raise_alert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.low THEN
    INSERT INTO tb_alert (fk_stock, message) VALUES (NEW.pk_stock, alert_message(NEW.name));
  END IF;
  RETURN NULL;
END
$$;

INSERT INTO tb_stock VALUES (1, 'cup', 10), (2, 'pan', 3);
