-- Stock of two warehouses, side by side: either may lack an article.
CREATE TABLE tb_north (pk_north integer PRIMARY KEY, article text UNIQUE, pieces integer NOT NULL);
CREATE TABLE tb_south (pk_south integer PRIMARY KEY, article text UNIQUE, pieces integer NOT NULL);

INSERT INTO tb_north VALUES (1, 'bolt', 5), (2, 'nut', 7), (3, NULL, 1);
INSERT INTO tb_south VALUES (1, 'nut', 2), (2, 'washer', 9), (3, NULL, 4);
