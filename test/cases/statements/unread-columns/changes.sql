-- transaction: columns of the parent that no clause names (leaves tv_office) (refreshes tv_office: 0)
UPDATE tb_office SET name = name || '!', opened = '2024-01-01', rent = rent * 2;

-- transaction: a column of the child that no clause names (leaves tv_office) (refreshes tv_office: 0)
UPDATE tb_room SET colour = 'green';

-- transaction: named in FILTER only (changes tv_office) (refreshes tv_office: 1)
UPDATE tb_room SET kind = NULL WHERE pk_room = 2;

-- transaction: named in ORDER BY of an aggregate only (changes tv_office) (refreshes tv_office: 1)
UPDATE tb_room SET rank = 0 WHERE pk_room = 1;

-- transaction: named in ON only (changes tv_office) (refreshes tv_office: 1)
UPDATE tb_room SET usable = true WHERE pk_room = 3;

-- transaction: named in WHERE only (changes tv_office) (refreshes tv_office: 1)
UPDATE tb_office SET zone = NULL WHERE pk_office = 2;

-- transaction: named in HAVING only (changes tv_office) (refreshes tv_office: 1)
UPDATE tb_office SET floor = 10 WHERE pk_office = 1;

-- transaction: out by both (leaves tv_office) (refreshes tv_office: 1)
UPDATE tb_office SET zone = 'c', floor = 99 WHERE pk_office = 2;

-- transaction: in by both (changes tv_office) (refreshes tv_office: 2)
UPDATE tb_office SET zone = 'd', floor = 0;
