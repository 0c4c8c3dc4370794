-- Materialized views of ten shapes, with all that can stand about one. Run as a superuser.
CREATE SCHEMA sales;

CREATE TABLE tb_user (
  pk_user integer PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  name text NOT NULL
);
CREATE TABLE tb_post (
  pk_post integer PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  fk_user integer NOT NULL REFERENCES tb_user ON DELETE CASCADE,
  title text NOT NULL,
  "Ranking %" integer NOT NULL DEFAULT 0
);
CREATE INDEX ON tb_post (fk_user);
CREATE TABLE tb_comment (
  pk_comment integer PRIMARY KEY,
  fk_post integer NOT NULL REFERENCES tb_post ON DELETE CASCADE,
  fk_user integer REFERENCES tb_user ON DELETE SET NULL,
  body text NOT NULL
);
CREATE INDEX ON tb_comment (fk_post);
CREATE INDEX ON tb_comment (fk_user);
CREATE TABLE sales.tb_order (pk_order integer PRIMARY KEY, fk_user integer NOT NULL, amount numeric NOT NULL);
CREATE INDEX ON sales.tb_order (fk_user);
CREATE TABLE "tb odd""name" (pk integer PRIMARY KEY, "value; --" text NOT NULL);

INSERT INTO tb_user SELECT n, md5('u' || n)::uuid, 'user ' || n FROM generate_series(1, 5) n;
INSERT INTO tb_post SELECT n, md5('p' || n)::uuid, 1 + n % 5, 'post ' || n, n % 3 FROM generate_series(1, 12) n;
INSERT INTO tb_comment SELECT n, 1 + n % 12, nullif(n % 6, 0), 'comment ' || n FROM generate_series(1, 40) n;
INSERT INTO sales.tb_order SELECT n, 1 + n % 5, n * 1.50 FROM generate_series(1, 20) n;
INSERT INTO "tb odd""name" SELECT n, 'value ' || n FROM generate_series(1, 4) n;

CREATE VIEW v_author AS SELECT pk_user, id, name FROM tb_user;

-- inner and outer joins, one of them over a view
CREATE MATERIALIZED VIEW mv_post AS
SELECT p.pk_post, p.id, p.title, a.name AS author, c.body AS last_word
FROM tb_post p
JOIN v_author a ON a.pk_user = p.fk_user
LEFT JOIN LATERAL (
  SELECT c.body FROM tb_comment c WHERE c.fk_post = p.pk_post ORDER BY c.pk_comment DESC LIMIT 1
) c ON true;
CREATE UNIQUE INDEX mv_post_pkey ON mv_post (pk_post);
CREATE INDEX mv_post_id ON mv_post (id);
CREATE INDEX mv_post_author ON mv_post (author COLLATE "C" DESC, lower(title)) INCLUDE (pk_post) WHERE author <> 'it''s';
COMMENT ON MATERIALIZED VIEW mv_post IS 'It''s what the front page shows; -- @key (nothing)';
COMMENT ON COLUMN mv_post.last_word IS 'the comment'' newest';
COMMENT ON INDEX mv_post_author IS '@key of two
lines';
ALTER MATERIALIZED VIEW mv_post SET (fillfactor = 70, autovacuum_enabled = false);
CREATE STATISTICS mv_post_statistics ON author, title FROM mv_post;

-- grouped counts
CREATE MATERIALIZED VIEW comment_count_mv AS
SELECT fk_post, count(*) AS comments, count(fk_user) AS signed FROM tb_comment GROUP BY fk_post HAVING count(*) > 1;
CREATE UNIQUE INDEX ON comment_count_mv (fk_post);

-- documents
CREATE MATERIALIZED VIEW mv_user AS
SELECT u.pk_user, u.id, jsonb_build_object(
  'name', u.name,
  'posts', (SELECT coalesce(jsonb_agg(jsonb_build_object('title', p.title, 'text', 'two
lines') ORDER BY p.pk_post), '[]') FROM tb_post p WHERE p.fk_user = u.pk_user)
) AS data
FROM tb_user u;
CREATE INDEX ON mv_user USING gin (data jsonb_path_ops);

-- WITH, and the materialized view above instead of its tables
CREATE MATERIALIZED VIEW mv_busy AS
WITH busy AS (SELECT m.fk_post, m.comments FROM comment_count_mv m WHERE m.comments >= 3)
SELECT mv_post.pk_post AS pk_busy, mv_post.title, busy.comments
FROM mv_post JOIN busy ON busy.fk_post = mv_post.pk_post;

-- a window
CREATE MATERIALIZED VIEW mv_rank AS
SELECT pk_post AS pk_rank, fk_user, rank() OVER (PARTITION BY fk_user ORDER BY "Ranking %" DESC) AS place FROM tb_post;

-- UNION
CREATE MATERIALIZED VIEW mv_participant AS
SELECT fk_user, pk_post FROM tb_post
UNION
SELECT fk_user, fk_post FROM tb_comment WHERE fk_user IS NOT NULL;
CREATE UNIQUE INDEX ON mv_participant (pk_post, fk_user);

-- DISTINCT ON
CREATE MATERIALIZED VIEW mv_first_post AS
SELECT DISTINCT ON (fk_user) fk_user, pk_post, title FROM tb_post ORDER BY fk_user, pk_post;
CREATE UNIQUE INDEX ON mv_first_post (fk_user);

-- EXISTS, CASE, casts
CREATE MATERIALIZED VIEW mv_silent AS
SELECT u.pk_user AS pk_silent, CASE WHEN u.name ~ '^user' THEN 'plain'::varchar(10) ELSE NULL END AS kind
FROM tb_user u
WHERE NOT EXISTS (SELECT FROM tb_comment c WHERE c.fk_user = u.pk_user AND c.fk_post % 2 = 0);

-- names that need quotes
CREATE MATERIALIZED VIEW "mv_Odd ""; DROP" AS
SELECT pk AS "Key", "value; --" AS "the ""value""" FROM "tb odd""name";
CREATE UNIQUE INDEX ON "mv_Odd ""; DROP" ("Key");
CREATE INDEX ON "mv_Odd ""; DROP" ("the ""value""");
COMMENT ON COLUMN "mv_Odd ""; DROP"."the ""value""" IS 'back\slash';

-- another schema, and tables of two
CREATE MATERIALIZED VIEW sales.mv_turnover AS
SELECT u.pk_user AS pk_turnover, u.name, sum(o.amount) AS amount
FROM sales.tb_order o JOIN tb_user u ON u.pk_user = o.fk_user
GROUP BY u.pk_user;
CREATE UNIQUE INDEX ON sales.mv_turnover (pk_turnover);

-- names and texts that would end a comment, a string or a statement
CREATE MATERIALIZED VIEW "mv_line'; -- \ */" AS
SELECT pk_user, name || $$'; */ -- @key (name)$$ || E'\\' AS name FROM tb_user;
CREATE UNIQUE INDEX "odd index
SELECT 1; --" ON "mv_line'; -- \ */" (pk_user);
CREATE INDEX ON "mv_line'; -- \ */" ((name || E'\\'''));
COMMENT ON MATERIALIZED VIEW "mv_line'; -- \ */" IS E'two\nlines \\ $$ */ '' ; --';
