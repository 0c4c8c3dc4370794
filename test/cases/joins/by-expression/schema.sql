-- Joined and correlated by equalities between expressions instead of columns.
CREATE TABLE tb_member (
  pk_member integer PRIMARY KEY,
  email text NOT NULL,
  name text NOT NULL
);
CREATE TABLE tb_mail (
  pk_mail integer PRIMARY KEY,
  sender text,
  headers jsonb NOT NULL DEFAULT '{}',
  subject text NOT NULL
);

INSERT INTO tb_member VALUES (1, 'Ann@Example.org', 'Ann'), (2, 'ben@example.org', 'Ben');
INSERT INTO tb_mail VALUES
  (1, 'ann@example.org', '{"to": "2"}', 'Hi'), (2, 'BEN@EXAMPLE.ORG', '{"to": "1"}', 'Re: Hi'), (3, NULL, '{}', 'Spam');
