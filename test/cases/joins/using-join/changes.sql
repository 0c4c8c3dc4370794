-- transaction: the far end (changes tv_customer, tv_credit)
UPDATE tb_rating SET rating = 'very good' WHERE rating_no = 1;

-- transaction: the merged column moves a credit to another customer (changes tv_customer, tv_credit)
UPDATE tb_credit SET customer_no = 3 WHERE customer_no = 9;

-- transaction: a link is set (changes tv_customer, tv_credit)
UPDATE tb_credit SET rating_no = 2 WHERE customer_no = 2;

-- transaction: a customer comes for a credit that waits (changes tv_customer) (leaves tv_credit)
INSERT INTO tb_credit VALUES (4, 1, NULL);
INSERT INTO tb_customer VALUES (4, 'Dot');

-- transaction: keys change on both sides (changes tv_customer, tv_credit)
UPDATE tb_customer SET customer_no = customer_no + 10;
UPDATE tb_credit SET customer_no = customer_no + 10;

-- transaction: a rating goes (changes tv_customer, tv_credit)
DELETE FROM tb_rating WHERE rating_no = 2;
