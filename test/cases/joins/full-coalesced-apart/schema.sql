-- COALESCE of columns that the full join does not compare: a row that finds its partner takes the other's place in the key.
CREATE TABLE tb_order (pk_order integer PRIMARY KEY, parcel text, amount integer NOT NULL);
CREATE TABLE tb_delivery (pk_delivery integer PRIMARY KEY, parcel text, day date NOT NULL);
CREATE TABLE tb_remark (pk_remark integer PRIMARY KEY, fk_number integer NOT NULL, body text NOT NULL);
CREATE INDEX ON tb_order (parcel);
CREATE INDEX ON tb_delivery (parcel);
CREATE INDEX ON tb_remark (fk_number);

INSERT INTO tb_order VALUES (1, 'P1', 10), (2, 'P2', 20), (3, NULL, 30);
INSERT INTO tb_delivery VALUES (11, 'P1', '2024-01-01'), (13, 'P3', '2024-01-02');
INSERT INTO tb_remark VALUES (1, 1, 'paid'), (2, 13, 'lost'), (3, 14, 'early');
