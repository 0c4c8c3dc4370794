-- transaction: one row is new, one is updated (changes tv_page) (refreshes tv_page: 2)
INSERT INTO tb_page (identifier, hits) VALUES ('home', 5), ('contact', 1)
ON CONFLICT (identifier) DO UPDATE SET hits = tb_page.hits + EXCLUDED.hits;

-- transaction: only updated (changes tv_page) (refreshes tv_page: 1)
INSERT INTO tb_page (identifier) VALUES ('about') ON CONFLICT (identifier) DO UPDATE SET hits = 7;

-- transaction: updated to the same (leaves tv_page) (refreshes tv_page: 0)
INSERT INTO tb_page (identifier) VALUES ('about') ON CONFLICT (identifier) DO UPDATE SET hits = 7;

-- transaction: the WHERE of the update is false (leaves tv_page) (refreshes tv_page: 0)
INSERT INTO tb_page (identifier) VALUES ('about') ON CONFLICT (identifier) DO UPDATE SET hits = 8 WHERE tb_page.hits < 0;

-- transaction: nothing is done (leaves tv_page) (refreshes tv_page: 0)
INSERT INTO tb_page (identifier) VALUES ('about'), ('home') ON CONFLICT DO NOTHING;

-- transaction: done for one of them (changes tv_page) (refreshes tv_page: 1)
INSERT INTO tb_page (identifier) VALUES ('about'), ('news') ON CONFLICT DO NOTHING RETURNING pk_page;

-- transaction: children (changes tv_page) (refreshes tv_page: 2)
INSERT INTO tb_hit VALUES (1, '2024-01-01', 10), (1, '2024-01-02', 1), (2, '2024-01-01', 1)
ON CONFLICT (fk_page, day) DO UPDATE SET hits = EXCLUDED.hits;

-- transaction: the update moves the child to another parent (changes tv_page) (refreshes tv_page: 2)
INSERT INTO tb_hit VALUES (1, '2024-01-02', 1) ON CONFLICT (fk_page, day) DO UPDATE SET fk_page = 2, hits = 77;

-- transaction: the update changes the parent's key (changes tv_page) (refreshes tv_page: 2)
INSERT INTO tb_page (identifier) VALUES ('news') ON CONFLICT (identifier) DO UPDATE SET pk_page = 500;
