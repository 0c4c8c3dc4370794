-- 300 users, 3,000 posts, 12,000 comments, 40 tags: the same on every run, apart from the UUIDs.
-- The tables are new, so their integer keys count from 1: that is what the references below rely on.

INSERT INTO tb_user (identifier, name, bio, email, last_seen_at)
SELECT lower(first || '-' || last),
       first || ' ' || last,
       CASE WHEN n % 3 > 0 THEN 'Writes about ' || topic || '.' END,
       lower(first || '.' || last) || '@example.org',
       timestamptz '2025-01-01 08:00+00' + n * interval '7 hours'
FROM generate_series(1, 300) n,
     LATERAL (SELECT
       (ARRAY['Ada', 'Bruno', 'Chiara', 'Dmitri', 'Elif', 'Femi', 'Grace', 'Hugo', 'Ines', 'Jonas',
              'Keiko', 'Liam', 'Maya', 'Nina', 'Omar', 'Priya', 'Quentin', 'Rosa', 'Sven', 'Tara'])[1 + n % 20],
       (ARRAY['Almeida', 'Becker', 'Costa', 'Dubois', 'Eriksen', 'Fischer', 'Garcia', 'Haddad', 'Ito', 'Jansen',
              'Kowalski', 'Lindgren', 'Moreau', 'Nakamura', 'Okafor'])[1 + (n - 1) / 20],
       (ARRAY['databases', 'gardening', 'old bicycles', 'type theory', 'street food', 'sailing'])[1 + n % 6]
     ) AS person (first, last, topic);

INSERT INTO tb_tag (identifier, name)
SELECT replace(name, ' ', '-'), name
FROM unnest(ARRAY[
  'architecture', 'baking', 'batch jobs', 'bicycles', 'books', 'caching', 'career', 'cities', 'coffee', 'compilers',
  'data', 'debugging', 'design', 'film', 'gardening', 'graphql', 'hiking', 'history', 'indexes', 'json',
  'languages', 'letters', 'locks', 'music', 'notes', 'painting', 'performance', 'photography', 'physics', 'postgresql',
  'queues', 'reading', 'recipes', 'sailing', 'sql', 'testing', 'trains', 'transactions', 'travel', 'weather'
]) AS name;

-- A few authors write most of the posts; one post in fifteen is still a draft.
INSERT INTO tb_post (identifier, fk_user, title, body, published_on)
SELECT 'post-' || n,
       1 + (n * 37 % 300) * (n * 53 % 300) / 300,
       (ARRAY['A short history of', 'Against', 'Getting started with', 'Living with', 'Notes on', 'Ten years of',
              'The quiet joy of', 'What nobody tells you about', 'Why I came back to'])[1 + n % 9]
         || ' ' || subject.name,
       repeat('Some thoughts on ' || subject.name || ', collected over the years. ', 3 + n % 5),
       CASE WHEN n % 15 > 0 THEN date '2023-01-01' + n / 4 END
FROM generate_series(1, 3000) n
JOIN tb_tag subject ON subject.pk_tag = 1 + n % 40;

INSERT INTO tb_post_tag (fk_post, fk_tag)
SELECT p.pk_post, 1 + (p.pk_post * step + step * step) % 40
FROM tb_post p, generate_series(1, 3) step
WHERE step <= 1 + p.pk_post % 3
ON CONFLICT DO NOTHING;

-- Young posts get more comments than old ones, and one comment in four answers the one before it on the same post.
INSERT INTO tb_comment (identifier, fk_post, fk_user, body, written_on)
SELECT 'comment-' || n,
       post.pk_post,
       1 + (n * 37) % 300,
       (ARRAY['Thank you for this.', 'I see it differently, but well argued.', 'Bookmarked.',
              'Could you say more about the second part?', 'This saved my afternoon.', 'My grandmother agrees.',
              'Has anyone tried the opposite?'])[1 + n % 7],
       coalesce(post.published_on, date '2025-01-01') + n % 30
FROM generate_series(1, 12000) n
JOIN tb_post post ON post.pk_post = 1 + floor(3000 * sqrt((n * 1009 % 12000) / 12000.0))::integer;

UPDATE tb_comment reply
SET fk_parent = earlier.pk_comment
FROM (
  SELECT pk_comment, lag(pk_comment) OVER (PARTITION BY fk_post ORDER BY pk_comment) AS previous
  FROM tb_comment
) answered
JOIN tb_comment earlier ON earlier.pk_comment = answered.previous
WHERE reply.pk_comment = answered.pk_comment AND reply.pk_comment % 4 = 0;

ANALYZE;
