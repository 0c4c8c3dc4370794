-- transaction: over the holes (changes tv_paper, tv_journal)
UPDATE tb_paper SET fk_journal = 2, title = 'On 1' WHERE pk_paper = 1;

-- transaction: an unread column (leaves tv_paper, tv_journal)
UPDATE tb_paper SET remark = 'good';
UPDATE tb_journal SET spare = 'x';

-- transaction: a column comes (leaves tv_paper, tv_journal)
ALTER TABLE tb_paper ADD COLUMN pages integer DEFAULT 10;

-- transaction: and is written, with others and alone (changes tv_paper) (leaves tv_journal)
UPDATE tb_paper SET pages = 20;
UPDATE tb_paper SET pages = 30, title = upper(title);

-- transaction: an unread column goes (leaves tv_paper, tv_journal)
ALTER TABLE tb_paper DROP COLUMN remark;
ALTER TABLE tb_journal DROP COLUMN spare;

-- transaction: more holes (changes tv_paper, tv_journal)
INSERT INTO tb_journal VALUES ('Science', 3);
INSERT INTO tb_paper VALUES (3, 'On three', 3, 5);
UPDATE tb_paper SET fk_journal = 1 WHERE pk_paper = 2;

-- transaction: rows go (changes tv_paper, tv_journal)
DELETE FROM tb_paper WHERE pk_paper = 1;
