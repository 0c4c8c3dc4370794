-- Ten tables over posts and their authors, kept as in posts.sql: the changed posts are found, and their authors locked,
-- once for all of them, in one statement that writes ten tables. In what is generated below, # is the number of a table.

CREATE FUNCTION with_numbers(p_template text, p_last integer) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(replace(p_template, '#', n::text), ',' ORDER BY n) FROM generate_series(1, p_last) AS n
$$;

-- A trigger function that writes the rows of p_changed, called c, to all tables: nine times in a WITH query, and once.
CREATE FUNCTION create_writer(p_name text, p_changed text, p_write text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'CREATE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN %s; RETURN NULL; END $f$',
    p_name,
    'WITH c AS MATERIALIZED (' || p_changed || '),'
      || with_numbers('w# AS (' || p_write || ')', 9) || replace(p_write, '#', '10'));
END $$;

DO $$
BEGIN
  PERFORM create_writer('insert_tv_posts', '
    SELECT n.pk_post, n.title, u.name
    FROM new_posts n
    JOIN tb_user u ON u.pk_user = n.fk_user
    ORDER BY u.pk_user
    FOR SHARE OF u', '
    INSERT INTO tv_post_# (pk_post, data)
    SELECT pk_post, jsonb_build_object(''kind'', #, ''title'', title, ''author'', name) FROM c');

  PERFORM create_writer('update_tv_posts', '
    SELECT n.pk_post, n.title, u.name
    FROM (
      SELECT pk_post, fk_user, title FROM new_posts
      EXCEPT
      SELECT pk_post, fk_user, title FROM old_posts
    ) n
    JOIN tb_user u ON u.pk_user = n.fk_user
    ORDER BY u.pk_user
    FOR SHARE OF u', '
    UPDATE tv_post_# t SET data = jsonb_build_object(''kind'', #, ''title'', c.title, ''author'', c.name)
    FROM c WHERE t.pk_post = c.pk_post');

  PERFORM create_writer('update_tv_posts_of_user', '
    SELECT p.pk_post, p.title, u.name
    FROM (
      SELECT pk_user, name FROM new_users
      EXCEPT
      SELECT pk_user, name FROM old_users
    ) u
    JOIN tb_post p ON p.fk_user = u.pk_user', '
    UPDATE tv_post_# t SET data = jsonb_build_object(''kind'', #, ''title'', c.title, ''author'', c.name)
    FROM c WHERE t.pk_post = c.pk_post');

  PERFORM create_writer('delete_tv_posts', 'SELECT pk_post FROM old_posts', '
    DELETE FROM tv_post_# t USING c WHERE t.pk_post = c.pk_post');
END $$;

-- A rename of the author that a post leaves would still find it there.
CREATE FUNCTION lock_old_author() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM tb_user WHERE pk_user = OLD.fk_user FOR SHARE;
  RETURN NULL;
END $$;

CREATE FUNCTION truncate_tv_posts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  TRUNCATE tv_post_1, tv_post_2, tv_post_3, tv_post_4, tv_post_5, tv_post_6, tv_post_7, tv_post_8, tv_post_9, tv_post_10;
  RETURN NULL;
END $$;

CREATE TRIGGER tv_posts_insert AFTER INSERT ON tb_post
  REFERENCING NEW TABLE AS new_posts FOR EACH STATEMENT EXECUTE FUNCTION insert_tv_posts();
CREATE TRIGGER tv_posts_update AFTER UPDATE ON tb_post
  REFERENCING OLD TABLE AS old_posts NEW TABLE AS new_posts FOR EACH STATEMENT EXECUTE FUNCTION update_tv_posts();
CREATE TRIGGER tv_posts_move AFTER UPDATE OF fk_user ON tb_post
  FOR EACH ROW WHEN (OLD.fk_user <> NEW.fk_user) EXECUTE FUNCTION lock_old_author();
CREATE TRIGGER tv_posts_delete AFTER DELETE ON tb_post
  REFERENCING OLD TABLE AS old_posts FOR EACH STATEMENT EXECUTE FUNCTION delete_tv_posts();
CREATE TRIGGER tv_posts_truncate AFTER TRUNCATE ON tb_post
  FOR EACH STATEMENT EXECUTE FUNCTION truncate_tv_posts();
CREATE TRIGGER tv_posts_user AFTER UPDATE ON tb_user
  REFERENCING OLD TABLE AS old_users NEW TABLE AS new_users FOR EACH STATEMENT EXECUTE FUNCTION update_tv_posts_of_user();
