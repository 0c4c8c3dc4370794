-- transaction: a person in all three places (changes tv_article, tv_person) (refreshes tv_article: 2, tv_person: 1)
UPDATE people SET full_name = 'Benjamin' WHERE person_no = 2;

-- transaction: nobody reads the address (leaves tv_article, tv_person) (refreshes tv_article: 0, tv_person: 0)
UPDATE people SET email = full_name || '@example.org';

-- transaction: author and editor swap places in one row (changes tv_article, tv_person) (refreshes tv_article: 1)
UPDATE articles SET writer = "edited by", "edited by" = writer WHERE article_no = 1;

-- transaction: the editor is dismissed (changes tv_article, tv_person) (refreshes tv_article: 1, tv_person: 1)
UPDATE articles SET "edited by" = NULL WHERE article_no = 2;

-- transaction: a reviewer is found (changes tv_article, tv_person) (refreshes tv_article: 1, tv_person: 1)
UPDATE articles SET approved_by = 4 WHERE article_no = 2;

-- transaction: only the count of written articles moves (changes tv_article, tv_person) (refreshes tv_article: 1, tv_person: 2)
UPDATE articles SET writer = 4 WHERE article_no = 3;

-- transaction: one person does everything (changes tv_article, tv_person) (refreshes tv_article: 2, tv_person: 1)
INSERT INTO articles VALUES (4, 'Delta', 3, 3, 3);
UPDATE people SET full_name = 'Cedric' WHERE person_no = 3;

-- transaction: the last reference of a kind goes (changes tv_article, tv_person) (refreshes tv_article: 1, tv_person: 1)
DELETE FROM articles WHERE article_no = 4;
