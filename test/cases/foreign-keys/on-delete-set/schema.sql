-- ON DELETE SET NULL and SET DEFAULT, of one column and of a composite reference.
CREATE TABLE tb_queue (
  pk_queue integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_agent (
  pk_agent integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_tenant_label (
  tenant integer NOT NULL,
  label text NOT NULL,
  colour text NOT NULL,
  PRIMARY KEY (tenant, label)
);
CREATE TABLE tb_case (
  pk_case integer PRIMARY KEY,
  fk_queue integer NOT NULL DEFAULT 1 REFERENCES tb_queue ON DELETE SET DEFAULT,
  fk_agent integer REFERENCES tb_agent ON DELETE SET NULL,
  tenant integer NOT NULL,
  label text,
  FOREIGN KEY (tenant, label) REFERENCES tb_tenant_label ON DELETE SET NULL (label)
);

INSERT INTO tb_queue VALUES (1, 'Default'), (2, 'Urgent');
INSERT INTO tb_agent VALUES (1, 'Ann'), (2, 'Ben');
INSERT INTO tb_tenant_label VALUES (1, 'vip', 'gold'), (2, 'vip', 'red');
INSERT INTO tb_case VALUES (1, 2, 1, 1, 'vip'), (2, 1, 2, 2, 'vip'), (3, 2, 2, 1, NULL);
