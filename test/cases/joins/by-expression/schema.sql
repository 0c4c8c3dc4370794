-- Joined by what is computed from the rows: texts in other cases, text that holds a number, a member of a document.
CREATE TABLE tb_account (pk_account integer PRIMARY KEY, email text NOT NULL, settings jsonb NOT NULL DEFAULT '{}');
CREATE TABLE tb_message (pk_message integer PRIMARY KEY, sender text, body text NOT NULL, headers jsonb);
CREATE TABLE tb_theme (pk_theme integer PRIMARY KEY, code text NOT NULL, color text NOT NULL);
CREATE INDEX ON tb_account (lower(email));
CREATE INDEX ON tb_account ((settings ->> 'theme'));
CREATE INDEX ON tb_message (lower(sender));
CREATE INDEX ON tb_message (((headers ->> 'account')::integer));
CREATE INDEX ON tb_theme (code);

INSERT INTO tb_account VALUES (1, 'Ann@x', '{"theme": "dark"}'), (2, 'ben@x', '{}'), (3, 'cid@x', '{"theme": "1"}');
INSERT INTO tb_message VALUES
  (1, 'ann@X', 'one', '{"account": 2}'), (2, 'BEN@x', 'two', '{"account": "1"}'), (3, NULL, 'three', '{}'), (4, 'dot@x', 'four', NULL);
INSERT INTO tb_theme VALUES (1, 'dark', 'black'), (2, 'light', 'white');
