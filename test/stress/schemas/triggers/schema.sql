-- Deferred triggers of the application that write base tables at commit, before the drain and after it.
CREATE TABLE tb_user (
  pk_user integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_post (
  pk_post integer PRIMARY KEY,
  fk_user integer,
  title text NOT NULL
);
CREATE TABLE tb_comment (
  pk_comment integer PRIMARY KEY,
  fk_post integer,
  points integer
);
CREATE TABLE tb_badge (
  pk_user integer PRIMARY KEY,
  level bigint
);
CREATE INDEX ON tb_post (fk_user);
CREATE INDEX ON tb_comment (fk_post);

-- Constraint triggers of one commit run in the order in which rows were written: this one comes before the drain where a
-- comment is the first write of a transaction, and after it where a comment is the last of several.
CREATE FUNCTION rename_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tb_post SET title = 'commented by ' || NEW.pk_comment WHERE pk_post = NEW.fk_post;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER rename_post AFTER INSERT OR UPDATE ON tb_comment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION rename_post();

-- A trigger at commit whose writes call for another one at commit.
CREATE FUNCTION comment_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tb_comment VALUES (NEW.pk_post, NEW.pk_post, 1) ON CONFLICT (pk_comment) DO UPDATE SET points = 2;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER comment_first AFTER INSERT ON tb_post
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION comment_first();
