-- transaction: what it is generated from changes (changes tv_box)
UPDATE tb_box SET width = 4 WHERE pk_box = 1;

-- transaction: the factors change, the product stays (leaves tv_box)
UPDATE tb_box SET width = 6, height = 2 WHERE pk_box = 1;

-- transaction: other letters, the same slug (leaves tv_box)
UPDATE tb_box SET label = 'SMALL' WHERE pk_box = 1;

-- transaction: a generated reference moves (changes tv_box)
UPDATE tb_thing SET half = 1 WHERE pk_thing = 2;

-- transaction: a row with generated and default values (changes tv_box)
INSERT INTO tb_box (width, height) VALUES (1, 1);

-- transaction: NULL in what it is generated from (changes tv_box)
UPDATE tb_box SET label = 'X' WHERE label IS NULL;
UPDATE tb_box SET label = NULL WHERE pk_box = 1;
