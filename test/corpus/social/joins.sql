-- Joins of other kinds than by equal columns.

-- name: user_level
-- expect: maintained
-- @key (pk_user, pk_level)
SELECT u.pk_user, l.pk_level, u.handle, l.name AS level FROM tb_user u LEFT JOIN tb_level l ON u.points >= l.points_from AND (u.points < l.points_to OR l.points_to IS NULL)

-- name: level_population
-- expect: maintained
SELECT l.pk_level, l.name, (SELECT count(*) FROM tb_user u WHERE u.points BETWEEN l.points_from AND COALESCE(l.points_to, 2147483647)) AS users FROM tb_level l

-- name: users_of_level
-- expect: maintained
-- @key (pk_level, pk_user)
SELECT l.pk_level, u.pk_user FROM tb_level l INNER JOIN tb_user u ON int4range(l.points_from, GREATEST(l.points_from, l.points_to)) @> u.points

-- name: mentioned_users
-- expect: maintained
-- @key (pk_post, pk_user)
SELECT p.pk_post, u.pk_user, u.handle FROM tb_post p JOIN tb_user u ON u.pk_user = ANY(p.mentions)

-- name: mentions_of_user
-- expect: maintained
SELECT u.pk_user, ARRAY(SELECT p.pk_post FROM tb_post p WHERE p.mentions @> ARRAY[u.pk_user] ORDER BY p.pk_post) AS posts FROM tb_user u

-- name: post_tags_by_name
-- expect: maintained
SELECT p.pk_post, array_agg(t.pk_tag ORDER BY t.pk_tag) AS tags FROM tb_post p LEFT JOIN tb_tag t ON t.name = ANY (p.tags) GROUP BY p.pk_post

-- name: membership_overlaps
-- expect: maintained
-- @key (fk_group, a, b)
SELECT x.fk_group, x.fk_user AS a, y.fk_user AS b FROM tb_membership x JOIN tb_membership y USING (fk_group) WHERE x.active && y.active AND x.fk_user < y.fk_user

-- name: member_on_day
-- expect: maintained
SELECT g.pk_group, count(*) FILTER (WHERE m.active @> DATE '2024-06-06') AS members FROM tb_group g LEFT JOIN tb_membership m ON m.fk_group = g.pk_group GROUP BY g.pk_group

-- name: same_birthday
-- expect: maintained
-- @key (a, b)
SELECT a.pk_user AS a, b.pk_user AS b FROM tb_user a JOIN tb_user b ON to_char(a.birthday, 'MM-DD') = to_char(b.birthday, 'MM-DD') AND a.pk_user <> b.pk_user

-- name: posts_in_language_of_user
-- expect: maintained
-- @key (pk_user, pk_post)
SELECT u.pk_user, p.pk_post FROM tb_user u CROSS JOIN LATERAL jsonb_array_elements_text(u.settings -> 'languages') AS l(lang) JOIN tb_post p ON p.meta ->> 'lang' = l.lang GROUP BY u.pk_user, p.pk_post

-- name: natural_likes
-- expect: maintained
-- @key (fk_post, fk_user)
SELECT fk_post, fk_user, reaction, title FROM tb_like NATURAL JOIN (SELECT pk_post AS fk_post, title FROM tb_post) p

-- name: full_activity
-- expect: maintained
-- @key (pk_user)
SELECT COALESCE(p.fk_author, c.fk_author) AS pk_user, COALESCE(p.n, 0) AS posts, COALESCE(c.n, 0) AS comments
FROM (SELECT fk_author, count(*) AS n FROM tb_post GROUP BY fk_author) p
FULL OUTER JOIN (SELECT fk_author, count(*) AS n FROM tb_comment WHERE fk_author IS NOT NULL GROUP BY fk_author) c ON c.fk_author = p.fk_author

-- name: self_likes
-- expect: maintained
-- @key (fk_post, fk_user)
SELECT l.fk_post, l.fk_user FROM tb_like l JOIN tb_post p ON (p.pk_post, p.fk_author) = (l.fk_post, l.fk_user)

-- name: posts_after_join
-- expect: maintained
SELECT u.pk_user, count(p.*) AS early FROM tb_user u LEFT JOIN tb_post p ON p.fk_author = u.pk_user AND p.published_at AT TIME ZONE 'UTC' < u.joined_at + interval '1 month' GROUP BY u.pk_user

-- name: earlier_users
-- expect: maintained
-- debatable: an inequality alone links the rows
SELECT u.pk_user, (SELECT count(*) FROM tb_user e WHERE e.joined_at < u.joined_at) AS earlier FROM tb_user u

-- name: lower_handle
-- expect: maintained
-- @key (pk_tag, pk_user)
SELECT t.pk_tag, u.pk_user FROM tb_tag t JOIN tb_user u ON lower(u.handle) = lower(t.name)

-- name: cross_users
-- expect: refused cannot-narrow
-- @key (a, b)
SELECT a.pk_user AS a, b.pk_user AS b FROM tb_user a CROSS JOIN tb_user b

-- name: nearest_level
-- expect: maintained
-- @key (pk_user)
SELECT u.pk_user, l.name FROM tb_user u CROSS JOIN LATERAL (SELECT name FROM tb_level x WHERE x.points_from <= u.points ORDER BY x.points_from DESC, x.pk_level LIMIT 1) l
