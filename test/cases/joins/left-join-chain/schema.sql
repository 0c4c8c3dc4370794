-- Chains over two nullable sides, with a condition in each ON clause, and two chains side by side.
CREATE TABLE tb_country (
  code char(2) PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_address (
  pk_address integer PRIMARY KEY,
  street text NOT NULL,
  country_code char(2) REFERENCES tb_country,
  valid boolean NOT NULL DEFAULT true
);
CREATE TABLE tb_company (
  pk_company integer PRIMARY KEY,
  name text NOT NULL,
  fk_address integer REFERENCES tb_address
);
CREATE TABLE tb_contact (
  pk_contact integer PRIMARY KEY,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  name text NOT NULL,
  fk_address integer REFERENCES tb_address,
  fk_company integer REFERENCES tb_company
);

INSERT INTO tb_country VALUES ('NO', 'Norway'), ('SE', 'Sweden');
INSERT INTO tb_address VALUES (1, 'Main 1', 'NO', true), (2, 'Side 2', NULL, true), (3, 'Old 3', 'SE', false);
INSERT INTO tb_company VALUES (1, 'Acme', 1), (2, 'Boxes', NULL);
INSERT INTO tb_contact (pk_contact, name, fk_address, fk_company) VALUES
  (1, 'Ann', 1, 1), (2, 'Ben', NULL, 1), (3, 'Cid', 2, 2), (4, 'Dot', 3, NULL);
