-- transaction: one member (changes tv_form) (refreshes tv_form: 1)
UPDATE tb_form SET answers = jsonb_set(answers, '{age}', '31') WHERE pk_form = 1;

-- transaction: by subscript (changes tv_form) (refreshes tv_form: 1)
UPDATE tb_form SET answers['pets'][0] = '"cow"', answers['name'] = '"Anna"' WHERE pk_form = 1;

-- transaction: a pet is exchanged, only their number is shown (leaves tv_form)
UPDATE tb_form SET answers['pets'][1] = '"hen"' WHERE pk_form = 1;

-- transaction: an array grows (changes tv_form) (refreshes tv_form: 2)
UPDATE tb_form SET tags = tags || 'c'::text WHERE pk_form <> 2;

-- transaction: elements swap places (changes tv_form) (refreshes tv_form: 1)
UPDATE tb_form SET tags = ARRAY['c', 'b', 'a'] WHERE pk_form = 1;

-- transaction: NULL, empty, and holes (changes tv_form) (refreshes tv_form: 2)
UPDATE tb_form SET fk_related = '{}' WHERE pk_form = 2;
UPDATE tb_form SET fk_related[5] = 1 WHERE pk_form = 1;

-- transaction: another reference, only their number is shown (leaves tv_form)
UPDATE tb_form SET fk_related = ARRAY[3, 1] WHERE pk_form = 3;

-- transaction: an empty array (changes tv_form) (refreshes tv_form: 1)
UPDATE tb_form SET tags = '{}' WHERE pk_form = 3;
