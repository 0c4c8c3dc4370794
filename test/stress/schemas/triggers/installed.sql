-- Triggers on TVIEWs: one keeps a copy, and one writes a base table within the drain, for TVIEWs that have had their turn.
CREATE TABLE mirror_post (LIKE tv_post INCLUDING INDEXES);
CREATE FUNCTION mirror_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM mirror_post WHERE pk_post = OLD.pk_post;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO mirror_post SELECT NEW.*;
  END IF;
  RETURN NULL;
END $$;
INSERT INTO mirror_post SELECT * FROM tv_post;
CREATE TRIGGER mirror_post AFTER INSERT OR UPDATE OR DELETE ON tv_post FOR EACH ROW EXECUTE FUNCTION mirror_post();

CREATE FUNCTION award_badge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tb_badge VALUES (NEW.pk_user, NEW.posts)
  ON CONFLICT (pk_user) DO UPDATE SET level = excluded.level WHERE tb_badge.level IS DISTINCT FROM excluded.level;
  RETURN NULL;
END $$;
CREATE TRIGGER award_badge AFTER INSERT OR UPDATE ON tv_user FOR EACH ROW EXECUTE FUNCTION award_badge();
