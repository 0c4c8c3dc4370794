-- Annotations about nothing in the definition, or about what does not exist.
CREATE TABLE tb_item (pk_item integer PRIMARY KEY, price numeric NOT NULL);
CREATE TABLE tb_rate (pk_rate integer PRIMARY KEY, rate numeric NOT NULL);
CREATE VIEW best_rate AS SELECT max(rate) AS rate FROM tb_rate;
CREATE FUNCTION rate() RETURNS numeric STABLE LANGUAGE sql AS 'SELECT max(rate) FROM tb_rate';
