-- Application triggers on base tables, before and after, by row and by statement, that write other base tables.
CREATE TABLE tb_topic (
  pk_topic integer PRIMARY KEY,
  title text NOT NULL,
  slug text,
  replies integer NOT NULL DEFAULT 0,
  touched_at timestamp
);
CREATE TABLE tb_reply (
  pk_reply integer PRIMARY KEY,
  fk_topic integer NOT NULL REFERENCES tb_topic ON DELETE CASCADE,
  body text NOT NULL
);
CREATE TABLE tb_log (
  pk_log integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  line text NOT NULL
);
CREATE FUNCTION set_slug() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.slug := lower(replace(NEW.title, ' ', '-'));
  RETURN NEW;
END
$$;
CREATE TRIGGER set_slug BEFORE INSERT OR UPDATE OF title ON tb_topic FOR EACH ROW EXECUTE FUNCTION set_slug();
CREATE FUNCTION count_replies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tb_topic SET replies = (SELECT count(*) FROM tb_reply WHERE fk_topic = pk_topic) WHERE pk_topic IN (OLD.fk_topic, NEW.fk_topic);
  RETURN NULL;
END
$$;
CREATE TRIGGER count_replies AFTER INSERT OR UPDATE OR DELETE ON tb_reply FOR EACH ROW EXECUTE FUNCTION count_replies();
CREATE FUNCTION log_statement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tb_log (line) VALUES (TG_OP || ' ' || TG_TABLE_NAME);
  RETURN NULL;
END
$$;
CREATE TRIGGER a_log AFTER INSERT OR DELETE ON tb_reply FOR EACH STATEMENT EXECUTE FUNCTION log_statement();
CREATE TRIGGER zz_log BEFORE UPDATE ON tb_reply FOR EACH STATEMENT EXECUTE FUNCTION log_statement();
CREATE FUNCTION keep_short() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN CASE WHEN length(NEW.body) < 20 THEN NEW END;
END
$$;
CREATE TRIGGER keep_short BEFORE INSERT OR UPDATE ON tb_reply FOR EACH ROW EXECUTE FUNCTION keep_short();
CREATE VIEW topic_editor AS SELECT pk_topic, title FROM tb_topic;
CREATE FUNCTION edit_topic() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tb_topic SET title = NEW.title || ' (edited)' WHERE pk_topic = OLD.pk_topic;
  RETURN NEW;
END
$$;
CREATE TRIGGER edit_topic INSTEAD OF UPDATE ON topic_editor FOR EACH ROW EXECUTE FUNCTION edit_topic();

INSERT INTO tb_topic (pk_topic, title) VALUES (1, 'First topic'), (2, 'Second topic');
INSERT INTO tb_reply VALUES (1, 1, 'yes'), (2, 1, 'no');
