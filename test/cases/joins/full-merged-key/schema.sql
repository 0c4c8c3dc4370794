-- Two tables side by side, the key taken from whichever has it: FULL JOIN with USING, NATURAL and COALESCE.
CREATE TABLE tb_plan (city text, year integer, amount integer NOT NULL, PRIMARY KEY (city, year));
CREATE TABLE tb_actual (city text, year integer, spent integer NOT NULL, PRIMARY KEY (city, year));
CREATE TABLE tb_audit (pk_audit integer PRIMARY KEY, city text UNIQUE, result text NOT NULL);
CREATE INDEX ON tb_plan (year);

INSERT INTO tb_plan VALUES ('Oslo', 1, 10), ('Rome', 1, 20), ('Rome', 2, 30);
INSERT INTO tb_actual VALUES ('Rome', 1, 25), ('Bonn', 1, 5), ('Rome', 3, 1);
INSERT INTO tb_audit VALUES (1, 'Rome', 'good'), (2, 'Graz', 'bad'), (3, NULL, 'none');
