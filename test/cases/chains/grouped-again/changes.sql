-- transaction: an entry comes: a group moves from one summary to another (changes tv_group, tv_summary, tv_letter) (refreshes tv_group: 1, tv_letter: 1, tv_summary: 2)
INSERT INTO tb_entry VALUES (3, 1, 10);

-- transaction: an entry moves between groups of one letter (changes tv_group, tv_summary) (leaves tv_letter) (refreshes tv_group: 2, tv_letter: 0, tv_summary: 2)
UPDATE tb_entry SET fk_group = 3 WHERE pk_entry = 2;

-- transaction: a value (changes tv_group, tv_letter) (leaves tv_summary) (refreshes tv_group: 1, tv_letter: 1, tv_summary: 0)
UPDATE tb_entry SET value = 5 WHERE pk_entry = 3;

-- transaction: another letter (changes tv_group, tv_letter) (leaves tv_summary) (refreshes tv_group: 1, tv_summary: 0)
UPDATE tb_group SET name = 'a' WHERE pk_group = 2;

-- transaction: the same letter, written otherwise (changes tv_letter) (leaves tv_group, tv_summary) (refreshes tv_summary: 0)
UPDATE tb_group SET name = 'A' WHERE pk_group = 2;

-- transaction: a group goes (changes tv_group, tv_summary, tv_letter)
DELETE FROM tb_entry WHERE fk_group = 1;
DELETE FROM tb_group WHERE pk_group = 1;
