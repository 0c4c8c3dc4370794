-- Comment threads: recursive queries down and up, and what can be said without recursion.

-- name: thread
-- expect: maintained
WITH RECURSIVE thread AS (
  SELECT c.pk_comment, c.fk_post, ARRAY[c.pk_comment] AS path, 0 AS depth FROM tb_comment c WHERE c.fk_parent IS NULL
  UNION ALL
  SELECT c.pk_comment, c.fk_post, t.path || c.pk_comment, t.depth + 1 FROM tb_comment c JOIN thread t ON t.pk_comment = c.fk_parent
)
SELECT t.pk_comment, t.fk_post, t.depth, array_to_string(t.path, '/') AS path, c.body, u.handle
FROM thread t JOIN tb_comment c USING (pk_comment) LEFT JOIN tb_user u ON u.pk_user = c.fk_author

-- name: thread_of_post
-- expect: maintained
SELECT p.pk_post, (
  WITH RECURSIVE t AS (
    SELECT c.*, 1 AS depth FROM tb_comment c WHERE c.fk_post = p.pk_post AND c.fk_parent IS NULL
    UNION ALL
    SELECT c.*, t.depth + 1 FROM tb_comment c, t WHERE c.fk_parent = t.pk_comment
  )
  SELECT jsonb_agg(jsonb_build_object('id', pk_comment, 'depth', depth) ORDER BY pk_comment) FROM t) AS comments
FROM tb_post p

-- name: thread_size
-- expect: maintained
WITH RECURSIVE sub(root, pk_comment) AS (
  SELECT pk_comment, pk_comment FROM tb_comment
  UNION
  SELECT s.root, c.pk_comment FROM sub s JOIN tb_comment c ON c.fk_parent = s.pk_comment
)
SELECT root AS pk_comment, count(*) AS size FROM sub GROUP BY root

-- name: thread_root_author
-- expect: maintained
SELECT c.pk_comment, (WITH RECURSIVE up AS (
    SELECT x.pk_comment, x.fk_parent, x.fk_author FROM tb_comment x WHERE x.pk_comment = c.pk_comment
    UNION ALL SELECT x.pk_comment, x.fk_parent, x.fk_author FROM tb_comment x JOIN up ON up.fk_parent = x.pk_comment)
  SELECT u.handle FROM up JOIN tb_user u ON u.pk_user = up.fk_author WHERE up.fk_parent IS NULL)::text AS started_by
FROM tb_comment c

-- name: referral_tree
-- expect: maintained
-- @key (pk_user, ancestor)
WITH RECURSIVE chain AS (
  SELECT pk_user, fk_referrer AS ancestor, 1 AS distance FROM tb_user WHERE fk_referrer IS NOT NULL
  UNION ALL
  SELECT chain.pk_user, u.fk_referrer, distance + 1 FROM chain JOIN tb_user u ON u.pk_user = chain.ancestor WHERE u.fk_referrer IS NOT NULL
)
SELECT chain.pk_user, chain.ancestor, chain.distance, a.handle FROM chain JOIN tb_user a ON a.pk_user = chain.ancestor

-- name: follow_reach
-- expect: maintained
-- why: the graph has cycles; UNION and a depth end it
-- @key (pk_user, reached)
WITH RECURSIVE reach(pk_user, reached, hops) AS (
  SELECT fk_follower, fk_followed, 1 FROM tb_follow
  UNION
  SELECT r.pk_user, f.fk_followed, r.hops + 1 FROM reach r JOIN tb_follow f ON f.fk_follower = r.reached WHERE r.hops < 3
)
SELECT pk_user, reached, min(hops) AS hops FROM reach GROUP BY pk_user, reached

-- name: repost_chain
-- expect: maintained
-- why: reposts may form a cycle, which CYCLE ends
WITH RECURSIVE up AS (
  SELECT pk_post, pk_post AS origin, fk_repost_of AS next FROM tb_post
  UNION ALL
  SELECT up.pk_post, p.pk_post, p.fk_repost_of FROM up JOIN tb_post p ON p.pk_post = up.next
) CYCLE origin SET looped USING path
SELECT pk_post, count(*) FILTER (WHERE NOT looped) AS links, bool_or(looped) AS loops FROM up GROUP BY pk_post

-- name: direct_replies
-- expect: maintained
SELECT c.pk_comment, COALESCE(jsonb_agg(jsonb_build_object('id', r.pk_comment, 'body', r.body) ORDER BY r.created_at, r.pk_comment) FILTER (WHERE r.pk_comment IS NOT NULL), '[]') AS replies
FROM tb_comment c LEFT JOIN tb_comment r ON r.fk_parent = c.pk_comment AND NOT r.deleted GROUP BY c.pk_comment

-- name: two_levels_of_replies
-- expect: maintained
SELECT c.pk_comment, (SELECT jsonb_agg(jsonb_build_object('id', r.pk_comment, 'replies', (SELECT count(*) FROM tb_comment rr WHERE rr.fk_parent = r.pk_comment)) ORDER BY r.pk_comment) FROM tb_comment r WHERE r.fk_parent = c.pk_comment) AS replies
FROM tb_comment c WHERE c.fk_parent IS NULL
