-- PL/pgSQL exception blocks are savepoints too; a procedure commits while it runs.
CREATE TABLE tb_account (
  pk_account integer PRIMARY KEY,
  holder text NOT NULL UNIQUE
);
CREATE TABLE tb_booking (
  pk_booking integer PRIMARY KEY,
  fk_account integer NOT NULL REFERENCES tb_account,
  cents integer NOT NULL CHECK (cents <> 0)
);
CREATE FUNCTION book(p_booking integer, p_account integer, p_cents integer) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tb_booking VALUES (p_booking, p_account, p_cents);
  RETURN true;
EXCEPTION
  WHEN foreign_key_violation OR check_violation OR unique_violation THEN
    RETURN false;
END
$$;
CREATE PROCEDURE book_in_steps() LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tb_booking VALUES (100, 1, 1);
  COMMIT;
  INSERT INTO tb_booking VALUES (101, 1, 2);
  ROLLBACK;
  UPDATE tb_booking SET cents = 3 WHERE pk_booking = 100;
  COMMIT;
END
$$;

INSERT INTO tb_account VALUES (1, 'Ann'), (2, 'Ben');
INSERT INTO tb_booking VALUES (1, 1, 100), (2, 2, -50);
