-- transaction: the end of both chains (changes tv_contact) (refreshes tv_contact: 2)
UPDATE tb_country SET name = 'Norge' WHERE code = 'NO';

-- transaction: the first link is filled (changes tv_contact) (refreshes tv_contact: 1)
UPDATE tb_contact SET fk_address = 2 WHERE pk_contact = 2;

-- transaction: the second link is filled (changes tv_contact) (refreshes tv_contact: 2)
UPDATE tb_address SET country_code = 'SE' WHERE pk_address = 2;

-- transaction: the middle fails its condition: all behind it turns NULL (changes tv_contact) (refreshes tv_contact: 1)
UPDATE tb_address SET valid = false WHERE pk_address = 1;

-- transaction: a change behind a failed condition shows only on the other chain (changes tv_contact) (refreshes tv_contact: 2)
UPDATE tb_address SET country_code = NULL WHERE pk_address = 1;

-- transaction: behind a failed condition only (leaves tv_contact)
UPDATE tb_address SET street = 'Older 3' WHERE pk_address = 3;

-- transaction: a company moves (changes tv_contact) (refreshes tv_contact: 3)
UPDATE tb_company SET fk_address = 2;

-- transaction: cut in the middle (changes tv_contact) (refreshes tv_contact: 2)
UPDATE tb_contact SET fk_company = NULL, fk_address = NULL WHERE pk_contact IN (2, 3);

-- transaction: both links of a chain move in one transaction (changes tv_contact) (refreshes tv_contact: 2)
UPDATE tb_address SET country_code = 'NO', valid = true WHERE pk_address = 3;
UPDATE tb_contact SET fk_address = 3 WHERE pk_contact = 1;

-- transaction: a whole chain from nothing (changes tv_contact) (refreshes tv_contact: 1)
INSERT INTO tb_country VALUES ('DK', 'Denmark');
INSERT INTO tb_address VALUES (4, 'New 4', 'DK');
INSERT INTO tb_contact (pk_contact, name, fk_address) VALUES (5, 'Eve', 4);

-- transaction: the end of a chain goes (changes tv_contact) (refreshes tv_contact: 1)
UPDATE tb_address SET country_code = NULL WHERE country_code = 'DK';
DELETE FROM tb_country WHERE code = 'DK';
