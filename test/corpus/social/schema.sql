-- A social network: users, posts, comments in threads, follows, likes, groups, messages.
-- Threads cannot hold cycles, because a parent's number must be lower than its child's.

CREATE TYPE visibility AS ENUM ('public', 'followers', 'private');
CREATE TYPE reaction AS ENUM ('like', 'love', 'laugh');
CREATE TYPE full_name AS (given text, family text);
CREATE DOMAIN handle AS varchar(20) CHECK (VALUE <> '');

CREATE TABLE tb_user (
  pk_user int PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  handle handle NOT NULL UNIQUE,
  name full_name,
  bio text,
  birthday date,
  points int NOT NULL DEFAULT 0,
  settings jsonb NOT NULL DEFAULT '{}',
  joined_at timestamp NOT NULL DEFAULT '2024-01-01',
  fk_referrer int REFERENCES tb_user CHECK (fk_referrer < pk_user),
  "displayName" text
);

CREATE TABLE tb_post (
  pk_post int PRIMARY KEY,
  id uuid NOT NULL,
  fk_author int NOT NULL REFERENCES tb_user,
  fk_repost_of int REFERENCES tb_post,
  title text NOT NULL,
  body text,
  visibility visibility NOT NULL DEFAULT 'public',
  tags text[] NOT NULL DEFAULT '{}',
  mentions int[],
  published_at timestamptz,
  meta jsonb,
  title_length int GENERATED ALWAYS AS (char_length(title)) STORED
);
CREATE INDEX ON tb_post (fk_author);
CREATE INDEX ON tb_post (fk_repost_of);

CREATE TABLE tb_comment (
  pk_comment int PRIMARY KEY,
  fk_post int NOT NULL REFERENCES tb_post,
  fk_parent int REFERENCES tb_comment CHECK (fk_parent < pk_comment),
  fk_author int REFERENCES tb_user,
  body text NOT NULL,
  created_at timestamp NOT NULL DEFAULT '2024-03-01',
  deleted boolean NOT NULL DEFAULT false
);
CREATE INDEX ON tb_comment (fk_post);
CREATE INDEX ON tb_comment (fk_parent);
CREATE INDEX ON tb_comment (fk_author);

CREATE TABLE tb_follow (
  fk_follower int NOT NULL REFERENCES tb_user,
  fk_followed int NOT NULL REFERENCES tb_user,
  since date,
  PRIMARY KEY (fk_follower, fk_followed)
);
CREATE INDEX ON tb_follow (fk_followed);

CREATE TABLE tb_like (
  fk_post int NOT NULL REFERENCES tb_post,
  fk_user int NOT NULL REFERENCES tb_user,
  reaction reaction NOT NULL DEFAULT 'like',
  liked_at timestamp,
  PRIMARY KEY (fk_post, fk_user)
);
CREATE INDEX ON tb_like (fk_user);

CREATE TABLE tb_tag (
  pk_tag int PRIMARY KEY,
  name text NOT NULL UNIQUE
);
CREATE TABLE tb_post_tag (
  fk_post int NOT NULL REFERENCES tb_post,
  fk_tag int NOT NULL REFERENCES tb_tag,
  PRIMARY KEY (fk_post, fk_tag)
);
CREATE INDEX ON tb_post_tag (fk_tag);

CREATE TABLE tb_group (
  pk_group int PRIMARY KEY,
  name text NOT NULL,
  fk_owner int REFERENCES tb_user
);
CREATE TABLE tb_membership (
  fk_group int NOT NULL REFERENCES tb_group,
  fk_user int NOT NULL REFERENCES tb_user,
  role text,
  active daterange NOT NULL DEFAULT '(,)',
  PRIMARY KEY (fk_group, fk_user)
);
CREATE INDEX ON tb_membership (fk_user);

CREATE TABLE tb_message (
  pk_message int NOT NULL,
  channel text NOT NULL,
  fk_sender int,
  sent_at timestamp,
  body text,
  PRIMARY KEY (pk_message, channel)
) PARTITION BY LIST (channel);
CREATE TABLE tb_message_a PARTITION OF tb_message FOR VALUES IN ('a');
CREATE TABLE tb_message_rest PARTITION OF tb_message DEFAULT;

CREATE TABLE tb_attachment (
  pk_attachment int PRIMARY KEY,
  fk_post int,
  mime text NOT NULL
);
CREATE TABLE tb_video (
  duration interval,
  PRIMARY KEY (pk_attachment)
) INHERITS (tb_attachment);

CREATE TABLE tb_level (
  pk_level int PRIMARY KEY,
  name text NOT NULL,
  points_from int NOT NULL,
  points_to int
);

CREATE VIEW vw_post_stats AS
SELECT p.pk_post, p.fk_author,
  (SELECT count(*) FROM tb_comment c WHERE c.fk_post = p.pk_post AND NOT c.deleted) AS comments,
  (SELECT count(*) FROM tb_like l WHERE l.fk_post = p.pk_post) AS likes
FROM tb_post p;

CREATE VIEW vw_user_stats AS
SELECT u.pk_user, u.handle, count(s.pk_post) AS posts, COALESCE(sum(s.likes), 0) AS likes, COALESCE(max(s.comments), 0) AS busiest
FROM tb_user u
LEFT JOIN vw_post_stats s ON s.fk_author = u.pk_user
GROUP BY u.pk_user, u.handle;

CREATE VIEW vw_feed AS
SELECT f.fk_follower AS pk_user, p.pk_post, p.title, p.published_at
FROM tb_follow f
JOIN tb_post p ON p.fk_author = f.fk_followed
WHERE p.visibility <> 'private'
UNION
SELECT p.fk_author, p.pk_post, p.title, p.published_at FROM tb_post p;

CREATE MATERIALIZED VIEW mv_trending AS
SELECT fk_post, count(*) AS likes FROM tb_like GROUP BY fk_post;

CREATE FUNCTION fn_initials(name full_name) RETURNS text IMMUTABLE LANGUAGE sql
  AS $$SELECT concat(left((name).given, 1), left((name).family, 1))$$;
CREATE FUNCTION fn_excerpt(body text, length int DEFAULT 10) RETURNS text IMMUTABLE LANGUAGE sql
  RETURN left(body, length);
CREATE FUNCTION fn_likes(post tb_post) RETURNS bigint STABLE LANGUAGE sql
  AS 'SELECT count(*) FROM tb_like WHERE fk_post = post.pk_post';

INSERT INTO tb_user VALUES
  (1, '00000000-0000-0000-0000-000000000001', 'ann', ROW('Ann', 'Lee'), 'Hi', '1990-01-01', 20, '{"theme": "dark", "languages": ["de", "en"], "links": [{"rel": "web", "url": "a.test"}]}', '2024-01-01 00:00', NULL, 'Ann L'),
  (2, '00000000-0000-0000-0000-000000000002', 'bob', ROW('Bob', NULL), NULL, NULL, 3, '{"theme": "light", "languages": []}', '2024-06-06 12:00', 1, NULL),
  (3, '00000000-0000-0000-0000-000000000003', 'cyd', NULL, '', '2000-06-06', 0, '{}', '2024-06-06 12:00', 1, 'a'),
  (4, '00000000-0000-0000-0000-000000000004', 'dan', ROW('', 'Dee'), 'a', '2000-06-06', 7, '{"theme": "dark"}', '2024-01-31 23:59:59', 2, NULL);
INSERT INTO tb_post VALUES
  (1, '00000000-0000-0000-0000-000000000001', 1, NULL, 'Hello', 'Hello world', 'public', '{sql,a}', '{2,3}', '2024-01-01 00:00+00', '{"lang": "en", "blocks": [{"type": "text", "text": "Hi"}, {"type": "image", "url": "x.png"}]}'),
  (2, '00000000-0000-0000-0000-000000000002', 1, NULL, 'More', NULL, 'followers', '{}', NULL, NULL, NULL),
  (3, '00000000-0000-0000-0000-000000000003', 2, 1, 'Hello', 'See this', 'public', '{a}', '{}', '2024-06-06 12:00+02', '{"lang": "de", "blocks": []}'),
  (4, '00000000-0000-0000-0000-000000000004', 3, NULL, 'x', 'y', 'private', '{b,a}', '{1}', '2024-06-06 12:00+02', '{}');
INSERT INTO tb_comment VALUES (1, 1, NULL, 2, 'First', '2024-01-01 00:00', false), (2, 1, 1, 1, 'Thanks', '2024-06-06 12:00', false),
  (3, 1, 2, 3, 'a', '2024-06-06 12:00', false), (4, 3, NULL, NULL, 'x', '2024-01-31 23:59:59', true), (7, 1, 1, 4, 'b', '2024-01-01 00:00', false);
INSERT INTO tb_follow VALUES (2, 1, '2024-01-01'), (3, 1, NULL), (1, 2, '2024-06-06'), (4, 3, '2023-12-31');
INSERT INTO tb_like VALUES (1, 2, 'like', '2024-01-01 00:00'), (1, 3, 'love', NULL), (3, 1, 'laugh', '2024-06-06 12:00'), (4, 4, 'like', '2024-06-06 12:00');
INSERT INTO tb_tag VALUES (1, 'sql'), (2, 'a'), (3, 'b');
INSERT INTO tb_post_tag VALUES (1, 1), (1, 2), (3, 2), (4, 3);
INSERT INTO tb_group VALUES (1, 'Cooks', 1), (2, 'Empty', NULL);
INSERT INTO tb_membership VALUES (1, 1, 'admin', '(,)'), (1, 2, NULL, '[2024-01-01,2024-06-06)'), (1, 3, 'member', '[2024-06-06,)');
INSERT INTO tb_message VALUES (1, 'a', 1, '2024-01-01 00:00', 'hi'), (2, 'a', 2, '2024-06-06 12:00', NULL), (3, 'b', 1, NULL, 'x');
INSERT INTO tb_attachment VALUES (1, 1, 'image/png'), (2, NULL, 'text/plain');
INSERT INTO tb_video VALUES (3, 1, 'video/mp4', '1 day'), (4, 3, 'video/mp4', NULL);
INSERT INTO tb_level VALUES (1, 'newbie', 0, 5), (2, 'regular', 5, 20), (3, 'star', 20, NULL);
