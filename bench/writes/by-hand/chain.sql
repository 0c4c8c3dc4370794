-- Five tables of places, each with the document of the place around it. Whoever writes a row of tv_place_N writes those
-- below it, level by level: a trigger on tb_place_N for its own rows, and one on tv_place_N for the level below.
--
-- Right at READ COMMITTED: a row is computed from its own row in tb_place_N and from the parent's row in the table above,
-- which is taken FOR SHARE. So it waits for a change of the parent that is under way, and such a change for it. In what
-- is generated below, # is the number of a level and ^ that of the level above.

CREATE FUNCTION insert_place_1() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tv_place_1 SELECT pk_place_1, jsonb_build_object('name', name) FROM new_rows;
  RETURN NULL;
END $$;

CREATE FUNCTION update_place_1() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tv_place_1 t
  SET data = jsonb_build_object('name', n.name)
  FROM (SELECT pk_place_1, name FROM new_rows EXCEPT SELECT pk_place_1, name FROM old_rows) n
  WHERE t.pk_place_1 = n.pk_place_1;
  RETURN NULL;
END $$;

DO $do$
DECLARE
  v_own CONSTANT text := $$
    CREATE FUNCTION insert_place_#() RETURNS trigger LANGUAGE plpgsql AS $f$
    BEGIN
      INSERT INTO tv_place_# (pk_place_#, data)
      SELECT n.pk_place_#, jsonb_build_object('name', n.name, 'in', p.data)
      FROM new_rows n
      JOIN tv_place_^ p ON p.pk_place_^ = n.fk_parent
      ORDER BY p.pk_place_^
      FOR SHARE OF p;
      RETURN NULL;
    END $f$;

    CREATE FUNCTION update_place_#() RETURNS trigger LANGUAGE plpgsql AS $f$
    BEGIN
      UPDATE tv_place_# t
      SET data = n.data
      FROM (
        SELECT n.pk_place_#, jsonb_build_object('name', n.name, 'in', p.data) AS data
        FROM (
          SELECT pk_place_#, fk_parent, name FROM new_rows
          EXCEPT
          SELECT pk_place_#, fk_parent, name FROM old_rows
        ) n
        JOIN tv_place_^ p ON p.pk_place_^ = n.fk_parent
        ORDER BY p.pk_place_^
        FOR SHARE OF p
      ) n
      WHERE t.pk_place_# = n.pk_place_#;
      RETURN NULL;
    END $f$;

    -- A change of the place that this one leaves would still find it there.
    CREATE FUNCTION move_place_#() RETURNS trigger LANGUAGE plpgsql AS $f$
    BEGIN
      PERFORM FROM tv_place_^ WHERE pk_place_^ = OLD.fk_parent FOR SHARE;
      RETURN NULL;
    END $f$;
    CREATE TRIGGER move_place AFTER UPDATE OF fk_parent ON tb_place_#
      FOR EACH ROW WHEN (OLD.fk_parent <> NEW.fk_parent) EXECUTE FUNCTION move_place_#();

    CREATE FUNCTION update_below_^() RETURNS trigger LANGUAGE plpgsql AS $f$
    BEGIN
      UPDATE tv_place_# t
      SET data = jsonb_build_object('name', l.name, 'in', p.data)
      FROM new_rows p
      JOIN tb_place_# l ON l.fk_parent = p.pk_place_^
      WHERE t.pk_place_# = l.pk_place_#;
      RETURN NULL;
    END $f$;
    CREATE TRIGGER update_below AFTER UPDATE ON tv_place_^
      REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION update_below_^();$$;
  v_each CONSTANT text := $$
    CREATE FUNCTION delete_place_#() RETURNS trigger LANGUAGE plpgsql AS $f$
    BEGIN
      DELETE FROM tv_place_# t USING old_rows o WHERE t.pk_place_# = o.pk_place_#;
      RETURN NULL;
    END $f$;
    CREATE FUNCTION truncate_place_#() RETURNS trigger LANGUAGE plpgsql AS $f$
    BEGIN
      TRUNCATE tv_place_#;
      RETURN NULL;
    END $f$;
    CREATE TRIGGER insert_place AFTER INSERT ON tb_place_#
      REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION insert_place_#();
    CREATE TRIGGER update_place AFTER UPDATE ON tb_place_#
      REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION update_place_#();
    CREATE TRIGGER delete_place AFTER DELETE ON tb_place_#
      REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION delete_place_#();
    CREATE TRIGGER truncate_place AFTER TRUNCATE ON tb_place_#
      FOR EACH STATEMENT EXECUTE FUNCTION truncate_place_#();$$;
BEGIN
  FOR v_level IN 1..5 LOOP
    IF v_level > 1 THEN
      EXECUTE replace(replace(v_own, '#', v_level::text), '^', (v_level - 1)::text);
    END IF;
    EXECUTE replace(v_each, '#', v_level::text);
  END LOOP;
END $do$;
