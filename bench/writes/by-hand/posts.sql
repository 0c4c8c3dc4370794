-- tv_post kept by triggers that were written for these two tables: what an expert writes who knows that primary keys do
-- not change, that an author with posts cannot be deleted, and that a post has exactly one row.
--
-- Right at READ COMMITTED: a post takes its author FOR SHARE before its row is computed, so that it waits for a rename
-- that is under way, a rename for it, and each of the two sees the other one. The author's row is read as it was locked.

CREATE FUNCTION insert_tv_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tv_post (pk_post, id, data)
  SELECT n.pk_post, n.id,
         jsonb_build_object('id', n.id, 'title', n.title,
                            'author', jsonb_build_object('id', u.id, 'name', u.name))
  FROM new_posts n
  JOIN tb_user u ON u.pk_user = n.fk_user
  ORDER BY u.pk_user
  FOR SHARE OF u;
  RETURN NULL;
END $$;

CREATE FUNCTION update_tv_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tv_post t
  SET id = n.id, data = n.data
  FROM (
    SELECT n.pk_post, n.id,
           jsonb_build_object('id', n.id, 'title', n.title,
                              'author', jsonb_build_object('id', u.id, 'name', u.name)) AS data
    FROM (
      SELECT pk_post, id, fk_user, title FROM new_posts
      EXCEPT
      SELECT pk_post, id, fk_user, title FROM old_posts
    ) n
    JOIN tb_user u ON u.pk_user = n.fk_user
    ORDER BY u.pk_user
    FOR SHARE OF u
  ) n
  WHERE t.pk_post = n.pk_post;
  RETURN NULL;
END $$;

-- A rename of the author that a post leaves would still find it there.
CREATE FUNCTION lock_old_author() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM tb_user WHERE pk_user = OLD.fk_user FOR SHARE;
  RETURN NULL;
END $$;

CREATE FUNCTION delete_tv_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM tv_post t USING old_posts o WHERE t.pk_post = o.pk_post;
  RETURN NULL;
END $$;

CREATE FUNCTION truncate_tv_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  TRUNCATE tv_post;
  RETURN NULL;
END $$;

CREATE FUNCTION update_tv_post_of_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tv_post t
  SET data = jsonb_build_object('id', p.id, 'title', p.title,
                                'author', jsonb_build_object('id', u.id, 'name', u.name))
  FROM (
    SELECT pk_user, id, name FROM new_users
    EXCEPT
    SELECT pk_user, id, name FROM old_users
  ) u
  JOIN tb_post p ON p.fk_user = u.pk_user
  WHERE t.pk_post = p.pk_post;
  RETURN NULL;
END $$;

CREATE TRIGGER tv_post_insert AFTER INSERT ON tb_post
  REFERENCING NEW TABLE AS new_posts FOR EACH STATEMENT EXECUTE FUNCTION insert_tv_post();
CREATE TRIGGER tv_post_update AFTER UPDATE ON tb_post
  REFERENCING OLD TABLE AS old_posts NEW TABLE AS new_posts FOR EACH STATEMENT EXECUTE FUNCTION update_tv_post();
CREATE TRIGGER tv_post_move AFTER UPDATE OF fk_user ON tb_post
  FOR EACH ROW WHEN (OLD.fk_user <> NEW.fk_user) EXECUTE FUNCTION lock_old_author();
CREATE TRIGGER tv_post_delete AFTER DELETE ON tb_post
  REFERENCING OLD TABLE AS old_posts FOR EACH STATEMENT EXECUTE FUNCTION delete_tv_post();
CREATE TRIGGER tv_post_truncate AFTER TRUNCATE ON tb_post
  FOR EACH STATEMENT EXECUTE FUNCTION truncate_tv_post();
CREATE TRIGGER tv_post_user AFTER UPDATE ON tb_user
  REFERENCING OLD TABLE AS old_users NEW TABLE AS new_users FOR EACH STATEMENT EXECUTE FUNCTION update_tv_post_of_user();
