-- Conditions by subqueries: IN, NOT IN, = ALL, rows IN, a scalar compared; correlated or by the value they return.
CREATE TABLE tb_member (pk_member integer PRIMARY KEY, club integer NOT NULL, number integer NOT NULL, name text NOT NULL);
CREATE TABLE tb_fee (pk_fee integer PRIMARY KEY, fk_member integer, amount integer NOT NULL);
CREATE TABLE tb_ban (pk_ban integer PRIMARY KEY, club integer, number integer);
CREATE INDEX ON tb_member (club, number);
CREATE INDEX ON tb_fee (fk_member);
CREATE INDEX ON tb_ban (club, number);

INSERT INTO tb_member VALUES (1, 1, 10, 'Ann'), (2, 1, 11, 'Ben'), (3, 2, 10, 'Cid'), (4, 2, 12, 'Dot');
INSERT INTO tb_fee VALUES (1, 1, 5), (2, 2, 10), (3, 2, 20), (4, NULL, 3);
INSERT INTO tb_ban VALUES (1, 2, 10), (2, 1, NULL);
