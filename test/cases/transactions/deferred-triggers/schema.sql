-- Deferred constraint triggers of the application write base tables while COMMIT runs, before and after the drain.
CREATE TABLE tb_order (
  pk_order integer PRIMARY KEY,
  customer text NOT NULL,
  total integer NOT NULL DEFAULT 0
);
CREATE TABLE tb_item (
  pk_item integer PRIMARY KEY,
  fk_order integer NOT NULL REFERENCES tb_order,
  price integer NOT NULL
);
CREATE TABLE tb_event (
  pk_event integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  what text NOT NULL
);
CREATE FUNCTION sum_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tb_order SET total = (SELECT COALESCE(sum(price), 0) FROM tb_item WHERE fk_order = pk_order)
  WHERE pk_order IN (NEW.fk_order, OLD.fk_order);
  RETURN NULL;
END
$$;
CREATE FUNCTION note_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.total > 100 THEN
    INSERT INTO tb_event (what) VALUES ('large order of ' || NEW.customer);
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER sum_up AFTER INSERT OR UPDATE OR DELETE ON tb_item DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION sum_up();
CREATE CONSTRAINT TRIGGER note_order AFTER INSERT OR UPDATE ON tb_order DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note_order();

INSERT INTO tb_order VALUES (1, 'Ann', 10), (2, 'Ben', 0);
INSERT INTO tb_item VALUES (1, 1, 10);
