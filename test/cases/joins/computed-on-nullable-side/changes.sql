-- transaction: the first guest of a seat, without a name (changes tv_seat)
INSERT INTO tb_guest VALUES (3, 3, NULL);

-- transaction: a guest gets a name (changes tv_seat)
UPDATE tb_guest SET name = 'Cy' WHERE pk_guest = 3;

-- transaction: the last guest of a seat leaves (changes tv_seat)
DELETE FROM tb_guest WHERE pk_guest = 1;

-- transaction: guests move together, one of them to no seat (changes tv_seat)
UPDATE tb_guest SET fk_seat = CASE pk_guest WHEN 2 THEN 1 END;

-- transaction: a seat and its guest come together, and the guest is called what no guest is called (changes tv_seat)
INSERT INTO tb_seat VALUES (4);
INSERT INTO tb_guest VALUES (4, 4, 'free'), (5, 4, 'Anonymous'), (6, 4, NULL);

-- transaction: all guests go (changes tv_seat)
TRUNCATE tb_guest;
