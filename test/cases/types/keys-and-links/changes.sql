-- transaction: what each thing is linked with (changes tv_thing, tv_grade, tv_slot, tv_path, tv_room) (refreshes tv_thing: 1)
UPDATE tb_grade SET color = 'RED' WHERE name = 'low';
UPDATE tb_label SET text = 'FIRST' WHERE code = 'a';
UPDATE tb_slot SET label = 'MORNING' WHERE hours = '[8,12)';
UPDATE tb_path SET label = 'SHORT' WHERE nodes = '{1,2}';
UPDATE tb_room SET label = 'ATTIC' WHERE spot = ROW(1, 2)::place;
UPDATE tb_word SET meaning = 'GREETING' WHERE word = 'hello';

-- transaction: another spelling of the same word (leaves tv_thing, tv_grade)
UPDATE tb_thing SET word = 'hello' WHERE pk_thing = 1;

-- transaction: links to other rows (changes tv_thing, tv_grade, tv_slot, tv_path, tv_room) (refreshes tv_thing: 1, tv_grade: 2, tv_slot: 2, tv_path: 2, tv_room: 2)
UPDATE tb_thing SET grade = 'high', code = 'b', hours = 'empty', nodes = '{1,NULL}', spot = ROW(3, 3), word = 'BYE' WHERE pk_thing = 1;

-- transaction: from NULL to something (changes tv_thing, tv_grade, tv_slot, tv_path, tv_room, tv_house)
UPDATE tb_thing SET grade = 'high', code = 'a', hours = '[8,12)', nodes = '{}', spot = ROW(3, 3), word = 'x' WHERE pk_thing = 3;

-- transaction: a composite of NULLs is not NULL, but its house is (changes tv_house) (leaves tv_grade, tv_slot, tv_path)
UPDATE tb_thing SET spot = ROW(NULL, NULL) WHERE pk_thing = 3;

-- transaction: keys change (changes tv_thing, tv_slot, tv_path, tv_room)
UPDATE tb_slot SET hours = '[1,2)' WHERE hours = 'empty';
UPDATE tb_path SET nodes = '{3}' WHERE nodes = '{}';
UPDATE tb_room SET spot = ROW(NULL, NULL) WHERE spot = ROW(1, 2)::place;

-- transaction: link and key change together, link first (changes tv_thing, tv_slot, tv_path)
UPDATE tb_thing SET hours = '[5,6)', nodes = '{{7,8},{9,NULL}}' WHERE pk_thing = 2;
UPDATE tb_slot SET hours = '[5,6)' WHERE hours = '[12,)';
UPDATE tb_path SET nodes = '{{7,8},{9,NULL}}' WHERE nodes = '{3}';

-- transaction: key first (changes tv_thing, tv_slot, tv_path)
UPDATE tb_slot SET hours = '[6,7)' WHERE hours = '[5,6)';
UPDATE tb_path SET nodes = '{}' WHERE nodes = '{{7,8},{9,NULL}}';
UPDATE tb_thing SET hours = '[6,7)', nodes = '{}' WHERE pk_thing = 2;
UPDATE tb_slot SET label = 'evening' WHERE hours = '[6,7)';

-- transaction: a spelling of a key (changes tv_thing)
UPDATE tb_word SET word = 'X' WHERE word = 'bye';

-- transaction: a thing less (changes tv_thing, tv_grade, tv_slot, tv_path, tv_house)
DELETE FROM tb_thing WHERE pk_thing = 2;

-- transaction: nothing is left (changes tv_thing, tv_grade, tv_slot, tv_path, tv_room, tv_house)
TRUNCATE tb_thing;
