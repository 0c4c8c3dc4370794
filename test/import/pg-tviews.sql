-- A database as pg_tviews 0.1.0-beta.8 (fraiseql/pg_tviews, commit 462a2b1) leaves it: its metadata table with the columns
-- of src/metadata.rs; for each TVIEW the backing view, the table, the indexes and the row triggers of src/ddl/create.rs
-- and src/dependency/triggers.rs. The functions behind the triggers are compiled code, for which one that does nothing
-- stands in.
CREATE TABLE tb_user (pk_user bigint PRIMARY KEY, id uuid NOT NULL UNIQUE, name text NOT NULL);
CREATE TABLE tb_post (
  pk_post bigint PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  fk_user bigint NOT NULL REFERENCES tb_user ON DELETE CASCADE,
  title text NOT NULL
);
CREATE INDEX ON tb_post (fk_user);
CREATE TABLE tb_tag (id integer PRIMARY KEY, name text NOT NULL);
INSERT INTO tb_user SELECT n, md5('u' || n)::uuid, 'user ' || n FROM generate_series(1, 4) n;
INSERT INTO tb_post SELECT n, md5('p' || n)::uuid, 1 + n % 4, 'post ' || n FROM generate_series(1, 10) n;

CREATE TABLE pg_tview_meta (
  entity text PRIMARY KEY,
  view_oid oid NOT NULL,
  table_oid oid NOT NULL,
  definition text NOT NULL,
  dependencies oid[] NOT NULL DEFAULT '{}',
  fk_columns text[] NOT NULL DEFAULT '{}',
  uuid_fk_columns text[] NOT NULL DEFAULT '{}',
  dependency_types text[] NOT NULL DEFAULT '{}',
  dependency_paths text[] NOT NULL DEFAULT '{}',
  array_match_keys text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION tview_trigger_handler() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';

-- What pg_tviews_create leaves behind. The definition is stored as it was given.
CREATE PROCEDURE create_as_pg_tviews(p_entity text, p_definition text, p_columns text, p_sources text[])
LANGUAGE plpgsql AS $$
DECLARE
  v_source text;
BEGIN
  EXECUTE format('CREATE VIEW v_%s AS %s', p_entity, p_definition);
  EXECUTE format(
    'CREATE TABLE tv_%1$s (pk_%1$s bigint PRIMARY KEY, id uuid NOT NULL, data jsonb, %2$s
       created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())',
    p_entity, p_columns);
  EXECUTE format('CREATE INDEX idx_tv_%1$s_id ON tv_%1$s (id)', p_entity);
  EXECUTE format('CREATE INDEX idx_tv_%1$s_data_gin ON tv_%1$s USING gin (data)', p_entity);
  EXECUTE format('INSERT INTO tv_%1$s SELECT * FROM v_%1$s', p_entity);
  FOREACH v_source IN ARRAY p_sources LOOP
    EXECUTE format(
      'CREATE TRIGGER trg_tview_%1$s_on_%2$s AFTER INSERT OR UPDATE OR DELETE ON %2$s
         FOR EACH ROW EXECUTE FUNCTION tview_trigger_handler(%3$L)',
      p_entity, v_source, p_entity);
  END LOOP;
  INSERT INTO pg_tview_meta (entity, view_oid, table_oid, definition)
  VALUES (p_entity, ('v_' || p_entity)::regclass, ('tv_' || p_entity)::regclass, p_definition);
END
$$;

CALL create_as_pg_tviews('user', $$
SELECT u.pk_user, u.id, jsonb_build_object('id', u.id, 'name', u.name) AS data
FROM tb_user u$$, '', '{tb_user}');
CALL create_as_pg_tviews('post', $$
SELECT
    p.pk_post,
    p.id,
    jsonb_build_object('id', p.id, 'title', p.title, 'author', v_user.data) AS data,
    p.fk_user,
    v_user.id AS user_id
FROM tb_post p
JOIN v_user ON v_user.pk_user = p.fk_user$$, 'fk_user bigint, user_id uuid,', '{tb_post,tb_user}');
CREATE INDEX idx_tv_post_user_id ON tv_post (user_id);
CREATE INDEX tv_post_recent ON tv_post (updated_at DESC);
GRANT SELECT ON tv_post TO PUBLIC;
