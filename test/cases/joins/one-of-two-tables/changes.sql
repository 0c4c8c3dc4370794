-- transaction: a firm is renamed: found by the depot and by the sender (changes tv_parcel) (leaves tv_firm) (refreshes tv_firm: 0)
UPDATE tb_firm SET name = 'TWO' WHERE pk_firm = 2;

-- transaction: a depot gets a firm, which goes before the sender (changes tv_parcel, tv_firm) (refreshes tv_parcel: 1)
UPDATE tb_depot SET fk_firm = 3 WHERE pk_depot = 2;

-- transaction: now its sender shows nowhere (leaves tv_parcel, tv_firm)
UPDATE tb_parcel SET fk_sender = 1 WHERE pk_parcel = 2;

-- transaction: parcel to another depot, whose firm goes (changes tv_firm, tv_parcel)
UPDATE tb_parcel SET fk_depot = 1 WHERE pk_parcel = 3;
UPDATE tb_depot SET fk_firm = NULL WHERE pk_depot = 1;

-- transaction: the same in the other order (changes tv_firm, tv_parcel)
UPDATE tb_depot SET fk_firm = 1 WHERE pk_depot = 1;
UPDATE tb_parcel SET fk_depot = NULL WHERE pk_parcel = 3;

-- transaction: depot and sender go at once: the NULL group grows (changes tv_firm, tv_parcel)
UPDATE tb_depot SET fk_firm = NULL WHERE pk_depot = 1;
UPDATE tb_parcel SET fk_sender = NULL WHERE pk_parcel = 1;

-- transaction: a depot gets another key (changes tv_firm, tv_parcel)
UPDATE tb_depot SET pk_depot = 10 WHERE pk_depot = 2;

-- transaction: a depot that two parcels wait for (changes tv_firm, tv_parcel)
UPDATE tb_parcel SET fk_depot = 7 WHERE pk_parcel IN (3, 4);
INSERT INTO tb_depot VALUES (7, 2);

-- transaction: grams (changes tv_parcel, tv_firm) (refreshes tv_parcel: 1)
UPDATE tb_parcel SET grams = 70 WHERE pk_parcel = 3;

-- transaction: the last of a firm (changes tv_parcel, tv_firm)
DELETE FROM tb_parcel WHERE pk_parcel IN (3, 4);

-- transaction: no depots, two senders (changes tv_parcel, tv_firm)
UPDATE tb_parcel SET fk_depot = 10, fk_sender = 1;
UPDATE tb_depot SET fk_firm = 3 WHERE pk_depot = 10;
TRUNCATE tb_depot;
