-- transaction: one of three fails (changes tv_account)
SELECT book(3, 1, 5), book(4, 9, 5), book(5, 2, 5);

-- transaction: all fail (leaves tv_account)
SELECT book(6, 9, 5), book(7, 1, 0), book(1, 1, 1);

-- transaction: written, then undone by an exception of its own (leaves tv_account)
DO $$
BEGIN
  UPDATE tb_booking SET cents = cents + 1;
  UPDATE tb_account SET holder = 'Anna' WHERE pk_account = 1;
  RAISE EXCEPTION 'never mind';
EXCEPTION
  WHEN raise_exception THEN NULL;
END
$$;

-- transaction: written before, undone inside, written in the handler and after (changes tv_account)
DO $$
BEGIN
  UPDATE tb_account SET holder = 'Anna' WHERE pk_account = 1;
  BEGIN
    DELETE FROM tb_booking;
    PERFORM 1 / 0;
  EXCEPTION
    WHEN division_by_zero THEN UPDATE tb_booking SET cents = 7 WHERE pk_booking = 2;
  END;
  INSERT INTO tb_booking VALUES (8, 2, 8);
END
$$;

-- transaction: a loop of which every second round fails (changes tv_account)
DO $$
BEGIN
  FOR n IN 10..15 LOOP
    BEGIN
      INSERT INTO tb_booking VALUES (n, 1, n);
      PERFORM 1 / (n % 2);
    EXCEPTION
      WHEN division_by_zero THEN NULL;
    END;
  END LOOP;
END
$$;

-- transaction: a procedure that commits twice (autocommit) (changes tv_account)
CALL book_in_steps();

-- transaction: a block that commits in a loop (autocommit) (changes tv_account)
DO $$
BEGIN
  FOR n IN 20..22 LOOP
    INSERT INTO tb_booking VALUES (n, 2, n);
    COMMIT;
  END LOOP;
  DELETE FROM tb_booking WHERE pk_booking = 21;
END
$$;
