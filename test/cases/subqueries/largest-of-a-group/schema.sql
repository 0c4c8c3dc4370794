-- Who has bid most: the largest and the most frequent value of a group lead to rows of another table, which are the key.
CREATE TABLE tb_bidder (pk_bidder integer PRIMARY KEY, name text NOT NULL, rank numeric);
CREATE TABLE tb_bid (pk_bid integer PRIMARY KEY, item text, fk_bidder integer, amount numeric);
CREATE INDEX ON tb_bid (item);
CREATE INDEX ON tb_bid (fk_bidder);

INSERT INTO tb_bidder VALUES (1, 'Ann', 2), (2, 'Ben', 1.0), (3, 'Cid', NULL), (4, 'Dee', 4);
INSERT INTO tb_bid VALUES (1, 'vase', 1, 2.00), (2, 'vase', 2, 3), (3, 'lamp', 1, 1), (4, NULL, 3, 2), (5, 'lamp', NULL, NULL);
