-- transaction: through the root (changes tv_parcel, tv_region)
UPDATE tb_parcel SET weight = weight + 1 WHERE pk_parcel = 1;

-- transaction: through the middle (changes tv_parcel, tv_region)
UPDATE tb_parcel_eu SET weight = 7 WHERE pk_parcel IN (2, 3);

-- transaction: in a leaf whose columns stand in another order (changes tv_parcel, tv_region)
UPDATE tb_parcel_eu_1 SET weight = weight * 2;

-- transaction: an unread column of every leaf (leaves tv_parcel, tv_region)
UPDATE tb_parcel SET label = 'x';
UPDATE tb_parcel_eu SET label = 'y';
UPDATE tb_parcel_eu_0 SET label = 'z';

-- transaction: inserted into root, middle and leaf (changes tv_parcel, tv_region)
INSERT INTO tb_parcel VALUES ('eu', 10, 1, 'a');
INSERT INTO tb_parcel_eu VALUES ('eu', 11, 2, 'b');
INSERT INTO tb_parcel_us (region, pk_parcel, weight) VALUES ('us', 12, 3);

-- transaction: between two leaves of the middle (changes tv_parcel) (leaves tv_region)
UPDATE tb_parcel_eu SET pk_parcel = pk_parcel + 100 WHERE region = 'uk';

-- transaction: out of the middle (changes tv_parcel, tv_region)
UPDATE tb_parcel SET region = 'us', pk_parcel = pk_parcel + 1000 WHERE region = 'eu' AND pk_parcel < 3;

-- transaction: into the default partition and into the middle in one statement (changes tv_parcel, tv_region)
UPDATE tb_parcel SET region = CASE region WHEN 'us' THEN 'xx' ELSE 'eu' END WHERE pk_parcel > 100;

-- transaction: deleted in the middle (changes tv_parcel, tv_region)
DELETE FROM tb_parcel_eu WHERE pk_parcel % 2 = 1;

-- transaction: TRUNCATE of the middle (changes tv_parcel, tv_region)
TRUNCATE tb_parcel_eu;
