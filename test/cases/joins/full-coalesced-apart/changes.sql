-- transaction: an order for a delivery that stood alone: the delivery's own number is gone (changes tv_number, tv_pair, tv_remarked)
INSERT INTO tb_order VALUES (4, 'P3', 40);

-- transaction: a delivery for an order that stood alone (changes tv_number, tv_pair, tv_remarked)
INSERT INTO tb_delivery VALUES (12, 'P2', '2024-01-03');

-- transaction: the order goes: the delivery has its own number again (changes tv_number, tv_pair, tv_remarked)
DELETE FROM tb_order WHERE pk_order = 4;

-- transaction: the delivery goes to another order, which stood alone (changes tv_number, tv_pair, tv_remarked)
UPDATE tb_order SET parcel = CASE pk_order WHEN 1 THEN NULL ELSE 'P1' END WHERE pk_order IN (1, 3);

-- transaction: both at once: a pair parts, and each finds another (changes tv_number, tv_pair, tv_remarked)
UPDATE tb_order SET parcel = 'P3' WHERE pk_order = 3;
UPDATE tb_delivery SET parcel = 'P2' WHERE pk_delivery = 11;

-- transaction: a remark about a number that only a delivery has (changes tv_remarked) (leaves tv_number, tv_pair)
INSERT INTO tb_delivery VALUES (14, 'P9', '2024-01-04');
DELETE FROM tb_delivery WHERE pk_delivery = 14;
UPDATE tb_remark SET fk_number = 2 WHERE pk_remark = 3;

-- transaction: nothing is left to deliver (changes tv_number, tv_pair, tv_remarked)
DELETE FROM tb_delivery;
