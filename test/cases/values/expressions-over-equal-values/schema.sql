-- Expressions that tell equal values apart (1 and 1.00), and expressions over types without an equality.
CREATE TABLE tb_weight (pk_weight integer PRIMARY KEY, grams numeric NOT NULL, doc json, spot point);
INSERT INTO tb_weight VALUES (1, 5, '{"a": "x"}', '(1,2)');
