-- What a social network shows; many features together.

-- name: post
-- expect: maintained
CREATE TABLE tv_post AS
SELECT p.pk_post, p.id, jsonb_build_object(
  'title', p.title,
  'author', jsonb_build_object('id', u.id, 'handle', u.handle),
  'repostOf', CASE WHEN o.pk_post IS NOT NULL THEN jsonb_build_object('title', o.title, 'author', ou.handle) END,
  'commentCount', (SELECT count(*) FROM tb_comment c WHERE c.fk_post = p.pk_post AND NOT c.deleted),
  'reactions', (SELECT COALESCE(jsonb_object_agg(x.reaction, x.n), '{}') FROM (SELECT l.reaction, count(*) AS n FROM tb_like l WHERE l.fk_post = p.pk_post GROUP BY l.reaction) x)
) AS data
FROM tb_post p
JOIN tb_user u ON u.pk_user = p.fk_author
LEFT JOIN (tb_post o JOIN tb_user ou ON ou.pk_user = o.fk_author) ON o.pk_post = p.fk_repost_of
WHERE p.visibility IN ('public', 'followers');

-- name: user_card
-- expect: maintained
SELECT u.pk_user, u.id, u.handle, concat_ws(' ', (u.name).given, (u.name).family) AS full_name, u.settings ->> 'theme' AS theme,
  (SELECT count(*) FROM tb_follow f WHERE f.fk_followed = u.pk_user) AS followers,
  (SELECT count(*) FROM tb_follow f WHERE f.fk_follower = u.pk_user) AS following,
  s.posts, s.likes, s.busiest
FROM tb_user u JOIN vw_user_stats s ON s.pk_user = u.pk_user

-- name: feed
-- expect: maintained
-- @key (pk_user, pk_post)
SELECT pk_user, pk_post, title, published_at FROM vw_feed

-- name: feed_document
-- expect: maintained
SELECT u.pk_user, (SELECT jsonb_agg(to_jsonb(f) - 'pk_user' ORDER BY f.published_at DESC NULLS LAST, f.pk_post) FROM (SELECT * FROM vw_feed v WHERE v.pk_user = u.pk_user ORDER BY v.published_at DESC NULLS LAST, v.pk_post LIMIT 3) f) AS feed
FROM tb_user u

-- name: mutual_follow
-- expect: maintained
-- @key (fk_follower, fk_followed)
SELECT a.fk_follower, a.fk_followed, b.fk_follower IS NOT NULL AS mutual
FROM tb_follow a LEFT JOIN tb_follow b ON b.fk_follower = a.fk_followed AND b.fk_followed = a.fk_follower

-- name: friends_of_friends
-- expect: maintained
-- @key (pk_user, suggestion)
SELECT f1.fk_follower AS pk_user, f2.fk_followed AS suggestion, count(*) AS via
FROM tb_follow f1 JOIN tb_follow f2 ON f2.fk_follower = f1.fk_followed AND f2.fk_followed <> f1.fk_follower
WHERE NOT EXISTS (SELECT 1 FROM tb_follow known WHERE known.fk_follower = f1.fk_follower AND known.fk_followed = f2.fk_followed)
GROUP BY 1, 2

-- name: visible_posts
-- expect: maintained
-- @key (viewer, pk_post)
SELECT f.fk_follower AS viewer, p.pk_post, p.title
FROM tb_post p JOIN tb_follow f ON f.fk_followed = p.fk_author
WHERE p.visibility = 'followers' OR (p.visibility = 'public' AND NOT EXISTS (SELECT FROM tb_like l WHERE l.fk_post = p.pk_post AND l.fk_user = f.fk_follower))

-- name: tag_page
-- expect: maintained
SELECT t.pk_tag, t.name, count(pt.fk_post) AS posts, max(p.published_at) AS latest, array_agg(DISTINCT u.handle::text) FILTER (WHERE u.handle IS NOT NULL) AS authors
FROM tb_tag t LEFT JOIN tb_post_tag pt ON pt.fk_tag = t.pk_tag LEFT JOIN tb_post p ON p.pk_post = pt.fk_post LEFT JOIN tb_user u ON u.pk_user = p.fk_author
GROUP BY t.pk_tag

-- name: group_page
-- expect: maintained
SELECT g.pk_group, g.name, owner.handle AS owner, COALESCE(m.members, '[]'::jsonb) AS members
FROM tb_group g LEFT JOIN tb_user owner ON owner.pk_user = g.fk_owner
LEFT JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('handle', u.handle, 'role', COALESCE(ms.role, 'guest')) ORDER BY u.handle) AS members FROM tb_membership ms JOIN tb_user u ON u.pk_user = ms.fk_user WHERE ms.fk_group = g.pk_group) m ON true

-- name: notifications
-- expect: maintained
-- @key (pk_user, kind, ref, actor)
SELECT p.fk_author AS pk_user, 'like' AS kind, p.pk_post AS ref, l.fk_user AS actor FROM tb_like l JOIN tb_post p ON p.pk_post = l.fk_post
UNION ALL
SELECT p.fk_author, 'comment', c.pk_comment, c.fk_author FROM tb_comment c JOIN tb_post p ON p.pk_post = c.fk_post
UNION ALL
SELECT f.fk_followed, 'follow', f.fk_follower, f.fk_follower FROM tb_follow f

-- name: notification_counts
-- expect: maintained
SELECT n.pk_user, count(*) AS unread
FROM (SELECT p.fk_author AS pk_user FROM tb_like l JOIN tb_post p ON p.pk_post = l.fk_post UNION ALL SELECT f.fk_followed FROM tb_follow f) n
GROUP BY n.pk_user

-- name: two_users_of_comment
-- expect: maintained
SELECT c.pk_comment, c.body, a.handle AS author, b.handle AS answered, pa.handle AS post_author
FROM tb_comment c JOIN tb_post p ON p.pk_post = c.fk_post JOIN tb_user pa ON pa.pk_user = p.fk_author
LEFT JOIN tb_user a ON a.pk_user = c.fk_author LEFT JOIN tb_comment pc ON pc.pk_comment = c.fk_parent LEFT JOIN tb_user b ON b.pk_user = pc.fk_author

-- name: referrals
-- expect: maintained
SELECT u.pk_user, u."displayName" AS "displayName", r.handle AS "referredBy", (SELECT count(*) FROM tb_user x WHERE x.fk_referrer = u.pk_user) AS "referredCount" FROM tb_user u LEFT JOIN tb_user r ON r.pk_user = u.fk_referrer

-- name: channel_summary
-- expect: maintained
SELECT channel, count(*) AS messages, max(sent_at) AS latest, array_agg(DISTINCT fk_sender) AS senders FROM tb_message GROUP BY channel

-- name: channel_last_message
-- expect: maintained
SELECT DISTINCT ON (m.channel) m.channel, m.pk_message, m.body, u.handle FROM tb_message m LEFT JOIN tb_user u ON u.pk_user = m.fk_sender ORDER BY m.channel, m.sent_at DESC NULLS LAST, m.pk_message DESC

-- name: user_media
-- expect: maintained
SELECT u.pk_user, count(a.pk_attachment) AS attachments, count(v.pk_attachment) AS videos, sum(v.duration) AS watch_time
FROM tb_user u LEFT JOIN tb_post p ON p.fk_author = u.pk_user LEFT JOIN tb_attachment a ON a.fk_post = p.pk_post LEFT JOIN tb_video v ON v.pk_attachment = a.pk_attachment
GROUP BY u.pk_user

-- name: trending
-- expect: refused unsupported-source
SELECT p.pk_post, p.title, t.likes FROM tb_post p JOIN mv_trending t ON t.fk_post = p.pk_post

-- name: feed_of_today
-- expect: refused volatile-expression
SELECT pk_post, title FROM tb_post WHERE published_at BETWEEN now() - interval '1 day' AND now()

-- name: like_rank
-- expect: refused cannot-narrow
SELECT pk_post, rank() OVER (ORDER BY likes DESC, comments DESC) AS place FROM vw_post_stats

-- name: function_over_row
-- expect: refused reads-tables
-- why: the function reads a table
SELECT p.pk_post, p.title, p.fn_likes AS likes FROM tb_post p
