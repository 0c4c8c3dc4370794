-- transaction: by itself (changes tv_house)
UPDATE tb_house SET rooms = rooms + 1 WHERE pk_asset = 2;

-- transaction: through the parent that has the key (changes tv_house)
UPDATE tb_asset SET name = upper(name);

-- transaction: through the parent that has not (changes tv_house)
UPDATE tb_taxable SET tax = tax + 1;

-- transaction: deleted through it (changes tv_house)
DELETE FROM tb_taxable WHERE tax > 50;

-- transaction: rows of the parents alone (leaves tv_house)
UPDATE ONLY tb_asset SET name = 'x';
DELETE FROM ONLY tb_taxable;
