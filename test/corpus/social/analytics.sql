-- Groups, windows, sets, and types.

-- name: author_month
-- expect: maintained
-- @key (fk_author, month)
SELECT fk_author, date_trunc('month', published_at AT TIME ZONE 'UTC') AS month, count(*) AS posts, sum(title_length) AS letters FROM tb_post GROUP BY 1, 2

-- name: posts_per_language
-- expect: maintained
-- @key (lang)
SELECT meta ->> 'lang' AS lang, count(*) AS posts FROM tb_post GROUP BY 1

-- name: user_rollup
-- expect: maintained
-- @key (fk_post, reaction)
SELECT fk_post, reaction, count(*) AS n FROM tb_like GROUP BY fk_post, ROLLUP (reaction)

-- name: reaction_cube
-- expect: maintained
-- debatable: each change touches the row of the grand total
-- @key (fk_post, reaction, g)
SELECT fk_post, reaction, GROUPING(fk_post, reaction) AS g, count(*) AS n FROM tb_like GROUP BY CUBE (fk_post, reaction)

-- name: nth_comment
-- expect: maintained
SELECT c.pk_comment, row_number() OVER (PARTITION BY c.fk_post ORDER BY c.created_at, c.pk_comment) AS nth, count(*) OVER (PARTITION BY c.fk_post) AS total FROM tb_comment c

-- name: top_comment_window
-- expect: maintained
-- @key (pk_post)
SELECT p.pk_post, x.body FROM tb_post p JOIN (SELECT fk_post, body, row_number() OVER (PARTITION BY fk_post ORDER BY created_at DESC, pk_comment) AS n FROM tb_comment WHERE NOT deleted) x ON x.fk_post = p.pk_post AND x.n = 1

-- name: activity_gap
-- expect: maintained
-- @key (fk_author, pk_post)
SELECT fk_author, pk_post, published_at - lag(published_at) OVER (PARTITION BY fk_author ORDER BY published_at, pk_post) AS gap FROM tb_post WHERE published_at IS NOT NULL

-- name: users_without_posts
-- expect: maintained
SELECT pk_user FROM tb_user EXCEPT SELECT fk_author FROM tb_post

-- name: liked_and_commented
-- expect: maintained
-- @key (fk_user, fk_post)
SELECT fk_user, fk_post FROM tb_like INTERSECT SELECT fk_author, fk_post FROM tb_comment

-- name: not_in_followers
-- expect: maintained
SELECT u.pk_user, u.handle FROM tb_user u WHERE u.pk_user NOT IN (SELECT f.fk_followed FROM tb_follow f)

-- name: initials
-- expect: maintained
SELECT pk_user, fn_initials(name) AS initials, (name).family, name FROM tb_user WHERE (name).given <> ''

-- name: composite_group_given
-- expect: maintained
-- @key (given)
SELECT (u.name).given, count(*) AS users FROM tb_user u GROUP BY (u.name).given

-- name: excerpts
-- expect: maintained
SELECT p.pk_post, fn_excerpt(p.body) AS excerpt, fn_excerpt(body => p.body, length => 3) AS short, p.tags[1:2] AS first_tags FROM tb_post p

-- name: blocks
-- expect: maintained
-- @key (pk_post, n)
SELECT p.pk_post, b.n, b.block ->> 'type' AS type, b.block ->> 'text' AS text FROM tb_post p, LATERAL jsonb_array_elements(p.meta -> 'blocks') WITH ORDINALITY AS b(block, n)

-- name: post_words
-- expect: maintained
-- @key (word)
SELECT w.word, count(DISTINCT p.pk_post) AS posts FROM tb_post p CROSS JOIN LATERAL regexp_split_to_table(lower(p.title), ' ') AS w(word) GROUP BY w.word

-- name: whole_user
-- expect: maintained
SELECT u.pk_user, row_to_json(u) AS "user", (SELECT json_agg(p) FROM tb_post p WHERE p.fk_author = u.pk_user) AS posts FROM tb_user u

-- name: reactions_pivot
-- expect: maintained
SELECT p.pk_post, count(*) FILTER (WHERE l.reaction = 'like') AS likes, count(*) FILTER (WHERE l.reaction = 'love') AS loves, max(l.reaction) AS strongest FROM tb_post p LEFT JOIN tb_like l ON l.fk_post = p.pk_post GROUP BY p.pk_post HAVING count(*) < 100

-- name: popular_by_own_median
-- expect: maintained
SELECT u.pk_user, percentile_disc(0.5) WITHIN GROUP (ORDER BY s.likes) AS median_likes FROM tb_user u LEFT JOIN vw_post_stats s ON s.fk_author = u.pk_user GROUP BY u.pk_user

-- name: values_reactions
-- expect: maintained
-- @key (pk_post, reaction)
SELECT p.pk_post, r.reaction, (SELECT count(*) FROM tb_like l WHERE l.fk_post = p.pk_post AND l.reaction = r.reaction) AS n FROM tb_post p CROSS JOIN (SELECT unnest(enum_range(NULL::reaction)) AS reaction) r

-- name: liked_by_all_followers
-- expect: maintained
SELECT p.pk_post FROM tb_post p WHERE NOT EXISTS (SELECT FROM tb_follow f WHERE f.fk_followed = p.fk_author AND f.fk_follower <> ALL (SELECT l.fk_user FROM tb_like l WHERE l.fk_post = p.pk_post))

-- name: user_score
-- expect: maintained
SELECT u.pk_user, 3 * COALESCE((SELECT sum(s.likes) FROM vw_post_stats s WHERE s.fk_author = u.pk_user), 0) + (SELECT count(*) FROM tb_comment c WHERE c.fk_author = u.pk_user) AS score FROM tb_user u

-- name: age_of_member
-- expect: refused volatile-expression
SELECT pk_user, extract(year FROM age(birthday)) AS years FROM tb_user

-- name: json_user
-- expect: maintained, server 17
SELECT u.pk_user, JSON_OBJECT('handle' VALUE u.handle, 'links' VALUE (SELECT JSON_ARRAYAGG(j.url) FROM JSON_TABLE(u.settings, '$.links[*]' COLUMNS (url text PATH '$.url')) j) FORMAT JSON) AS data FROM tb_user u

-- name: chained_score
-- expect: maintained
SELECT f.fk_follower AS pk_user, sum(s.score) AS reach FROM tb_follow f JOIN tv_user_score s ON s.pk_user = f.fk_followed GROUP BY f.fk_follower
