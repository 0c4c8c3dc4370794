-- EXISTS and NOT EXISTS as values, with joins inside, and as parts of expressions.
CREATE TABLE tb_member (
  pk_member integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_role (
  pk_role integer PRIMARY KEY,
  name text NOT NULL,
  powerful boolean NOT NULL
);
CREATE TABLE tb_member_role (
  fk_member integer NOT NULL REFERENCES tb_member,
  fk_role integer NOT NULL REFERENCES tb_role,
  revoked boolean NOT NULL DEFAULT false,
  PRIMARY KEY (fk_member, fk_role)
);
CREATE TABLE tb_ban (
  pk_ban integer PRIMARY KEY,
  fk_member integer REFERENCES tb_member ON DELETE CASCADE,
  reason text
);

INSERT INTO tb_member VALUES (1, 'Ann'), (2, 'Ben'), (3, 'Cid');
INSERT INTO tb_role VALUES (1, 'admin', true), (2, 'reader', false);
INSERT INTO tb_member_role VALUES (1, 1, false), (2, 2, false);
INSERT INTO tb_ban VALUES (1, 2, 'rude'), (2, NULL, 'nobody');
