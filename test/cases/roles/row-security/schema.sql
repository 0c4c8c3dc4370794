-- Row-level security hides rows from the application; TVIEWs hold them all.
CREATE TABLE tb_tenant (
  pk_tenant integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_document (
  pk_document integer PRIMARY KEY,
  fk_tenant integer NOT NULL REFERENCES tb_tenant,
  title text NOT NULL
);
ALTER TABLE tb_document ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON tb_document TO case_application USING (fk_tenant = current_setting('app.tenant', true)::integer);
ALTER TABLE tb_tenant ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON tb_document TO case_application;

INSERT INTO tb_tenant VALUES (1, 'A'), (2, 'B');
INSERT INTO tb_document VALUES (1, 1, 'one'), (2, 2, 'two');
