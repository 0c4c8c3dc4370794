-- transaction: through the parent, rows of all (changes tv_owner, tv_car) (refreshes tv_owner: 2)
UPDATE tb_vehicle SET name = name || ' 2';

-- transaction: through the middle (changes tv_owner, tv_car) (refreshes tv_owner: 2, tv_car: 2)
UPDATE tb_car SET name = upper(name), doors = doors + 1;

-- transaction: the youngest only (changes tv_car) (leaves tv_owner) (refreshes tv_owner: 0, tv_car: 1)
UPDATE tb_racing_car SET doors = 0;

-- transaction: the parent ONLY (changes tv_owner) (leaves tv_car) (refreshes tv_owner: 2)
UPDATE ONLY tb_vehicle SET fk_owner = 2;

-- transaction: unread columns (leaves tv_owner, tv_car) (refreshes tv_owner: 0)
UPDATE tb_vehicle SET colour = 'blue';
UPDATE tb_racing_car SET team = 'B-Team';

-- transaction: the middle ONLY (changes tv_owner, tv_car) (refreshes tv_owner: 2, tv_car: 1)
UPDATE ONLY tb_car SET name = 'Bus', fk_owner = 2;

-- transaction: born in every table (changes tv_owner, tv_car)
INSERT INTO tb_vehicle VALUES (4, 1, 'Boat', NULL);
INSERT INTO tb_car VALUES (5, 1, 'Cab', NULL, 4);
INSERT INTO tb_racing_car VALUES (6, 1, 'Dart', NULL, 1, NULL);

-- transaction: deleted through the parent (changes tv_owner, tv_car)
DELETE FROM tb_vehicle WHERE pk_vehicle IN (4, 5, 6);

-- transaction: TRUNCATE of the middle takes the youngest with it (changes tv_owner, tv_car)
TRUNCATE tb_car;

-- transaction: TRUNCATE ONLY of the parent (changes tv_owner) (leaves tv_car)
TRUNCATE ONLY tb_vehicle;
