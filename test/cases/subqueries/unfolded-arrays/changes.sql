-- transaction: an array grows (changes tv_tag) (leaves tv_answer)
UPDATE tb_form SET tags = tags || 'c'::text WHERE pk_form <> 2;

-- transaction: elements swap places (changes tv_tag)
UPDATE tb_form SET tags = ARRAY['c', 'b', 'a'] WHERE pk_form = 1;

-- transaction: an array shrinks, another one is empty (changes tv_tag)
UPDATE tb_form SET tags = tags[2:2] WHERE pk_form IN (1, 3);

-- transaction: a label (changes tv_tag) (leaves tv_answer)
UPDATE tb_label SET label = 'B' WHERE tag = 'b';

-- transaction: a label is found, another one lost (changes tv_tag)
UPDATE tb_form SET tags = '{c,b}' WHERE pk_form = 2;
UPDATE tb_label SET tag = 'c' WHERE tag = 'b';

-- transaction: an answer comes, another goes (changes tv_answer) (leaves tv_tag)
UPDATE tb_form SET answers = answers - 'pet' || '{"age": 30}' WHERE pk_form = 1;

-- transaction: a form goes (changes tv_answer, tv_tag)
DELETE FROM tb_form WHERE pk_form = 1;
