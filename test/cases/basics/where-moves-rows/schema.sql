-- WHERE decides which rows are in: an update moves them in and out.
CREATE TABLE tb_account (
  pk_account integer PRIMARY KEY,
  status text,
  kind text NOT NULL
);
CREATE TABLE tb_ticket (
  pk_ticket integer PRIMARY KEY,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  fk_account integer NOT NULL REFERENCES tb_account,
  subject text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'waiting', 'closed')),
  priority integer
);

INSERT INTO tb_account VALUES (1, 'active', 'gold'), (2, 'blocked', 'gold'), (3, NULL, 'basic');
INSERT INTO tb_ticket (pk_ticket, fk_account, subject, state, priority) VALUES
  (1, 1, 'No sound', 'open', 1), (2, 1, 'No picture', 'closed', 2), (3, 2, 'Refund', 'waiting', NULL), (4, 3, 'Question', 'open', 5);
