-- transaction: what the file asked for is there (leaves tv_page)
-- expect: has_table_privilege('case_reader', 'tv_page', 'SELECT') AND NOT has_table_privilege('case_reader', 'tv_page', 'INSERT')
-- expect: obj_description('tv_page'::regclass) = 'Pages; one row each. It''s read only.'
-- expect: (SELECT indisunique FROM pg_index WHERE indexrelid = 'tv_page_identifier'::regclass)
-- expect: (SELECT count(*) FROM pg_indexes WHERE tablename = 'tv_page' AND indexdef LIKE '%gin (data jsonb_path_ops)%') = 1
-- expect: to_regclass('tv_page_title') IS NOT NULL
SELECT 1;

-- transaction: a reader reads (leaves tv_page)
SET LOCAL ROLE case_reader;
SELECT data FROM tv_page;
-- fails: 42501
DELETE FROM tv_page;

-- transaction: a title changes (changes tv_page)
UPDATE tb_page SET title = 'Start' WHERE pk_page = 1;

-- transaction: two rows swap their identifiers in one statement (changes tv_page)
UPDATE tb_page SET identifier = CASE pk_page WHEN 1 THEN 'about' ELSE 'home' END WHERE pk_page IN (1, 2);

-- transaction: an identifier is handed to a new row (changes tv_page)
DELETE FROM tb_page WHERE pk_page = 3;
INSERT INTO tb_page (pk_page, identifier, title) VALUES (4, 'contact', 'Contact us');

-- transaction: to a row that exists (changes tv_page)
DELETE FROM tb_page WHERE pk_page = 4;
UPDATE tb_page SET identifier = 'contact' WHERE pk_page = 1;

-- transaction: truncated and filled again, with old keys and new identifiers (changes tv_page)
TRUNCATE tb_page;
INSERT INTO tb_page (pk_page, identifier, title) VALUES (1, 'about', 'About'), (2, 'home', 'Home'), (5, 'contact', 'Us');

-- transaction: to a row with a smaller key (changes tv_page)
UPDATE tb_page SET identifier = 'old' WHERE pk_page = 5;
INSERT INTO tb_page (pk_page, identifier, title) VALUES (0, 'contact', 'First');
