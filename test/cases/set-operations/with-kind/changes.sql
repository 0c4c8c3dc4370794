-- transaction: a person is renamed: also as an owner (changes tv_party, tv_person) (leaves tv_common_city, tv_lonely_city)
UPDATE tb_person SET name = 'Anna' WHERE pk_person = 1;

-- transaction: a person with the number of a company changes, the company does not (changes tv_party, tv_person)
UPDATE tb_person SET name = 'Cidney' WHERE pk_person = 3;

-- transaction: the last company of a city (changes tv_party, tv_common_city, tv_lonely_city, tv_person)
UPDATE tb_company SET city = 'Rome' WHERE pk_company = 1;

-- transaction: NULL is no common city any more (changes tv_party, tv_common_city, tv_lonely_city) (refreshes tv_common_city: 2)
UPDATE tb_company SET city = 'Bonn' WHERE pk_company = 3;

-- transaction: a person moves to where a company of theirs is, person first (changes tv_lonely_city, tv_common_city, tv_party)
UPDATE tb_person SET city = 'Graz' WHERE pk_person = 2;
UPDATE tb_company SET city = 'Graz' WHERE pk_company = 2;

-- transaction: company first, both to where the other is not (changes tv_lonely_city, tv_common_city, tv_party)
UPDATE tb_company SET city = 'Oslo' WHERE pk_company = 2;
UPDATE tb_person SET city = 'Rome' WHERE pk_person = 2;

-- transaction: a person becomes a company of the same number (changes tv_party, tv_person)
DELETE FROM tb_company WHERE pk_company = 3;
DELETE FROM tb_person WHERE pk_person = 3;
INSERT INTO tb_company VALUES (3, 'Cid', 'Rome', NULL);

-- transaction: the numbers of a person and a company change (changes tv_party, tv_person)
UPDATE tb_company SET pk_company = 10 WHERE pk_company = 1;
UPDATE tb_person SET pk_person = 10 WHERE pk_person = 1;

-- transaction: a name that comes first (changes tv_party, tv_person)
UPDATE tb_company SET name = 'AAA' WHERE pk_company = 3;

-- transaction: no persons (changes tv_party, tv_common_city, tv_person)
TRUNCATE tb_person;

-- transaction: no companies (changes tv_party, tv_lonely_city)
DELETE FROM tb_company;
