/** A row of a TVIEW, by the slug of the entity that it shows. */
export interface WatchedDocument {
  readonly tview: string;
  readonly identifier: string;
}

/** A transaction of the application, repeatable under a different number each time. */
export interface Write {
  readonly title: string;
  readonly sql: (run: number) => string;
  /** Documents to show before and after. */
  readonly watched: readonly WatchedDocument[];
  /** How often it is repeated to find its cost. */
  readonly repetitions: number;
}

/** What the demo's application does: plain SQL on `tb_*`, with nothing in it that knows of TVIEWs. */
export const writes: readonly Write[] = [
  {
    title: 'An author changes his name',
    sql: (run) => `UPDATE tb_user SET name = 'Omar da Costa${run === 0 ? '' : ` ${run}`}'
WHERE identifier = 'omar-costa';`,
    watched: [
      { tview: 'tv_user', identifier: 'omar-costa' },
      { tview: 'tv_post', identifier: 'post-2990' },
    ],
    repetitions: 21,
  },
  {
    title: 'A reader comments on a post',
    sql: (run) => `INSERT INTO tb_comment (identifier, fk_post, fk_user, body)
SELECT 'demo-comment-${run}', pk_post, pk_user, 'I tried it. It works.'
FROM tb_post, tb_user
WHERE tb_post.identifier = 'post-2990' AND tb_user.identifier = 'maya-becker';`,
    watched: [{ tview: 'tv_post', identifier: 'post-2990' }],
    repetitions: 21,
  },
  {
    title: 'A post gets one more tag (many to many)',
    sql: (run) => `INSERT INTO tb_post_tag (fk_post, fk_tag)
SELECT pk_post, pk_tag FROM tb_post, tb_tag
WHERE tb_post.identifier = 'post-${2990 - 40 * run}' AND tb_tag.identifier = 'weather';`,
    watched: [
      { tview: 'tv_post', identifier: 'post-2990' },
      { tview: 'tv_tag', identifier: 'weather' },
    ],
    repetitions: 21,
  },
  {
    title: 'A tag is renamed: every post that carries it follows',
    sql: (run) => `UPDATE tb_tag SET name = 'PostgreSQL${run === 0 ? '' : ` ${run}`}' WHERE identifier = 'postgresql';`,
    watched: [{ tview: 'tv_tag', identifier: 'postgresql' }],
    repetitions: 11,
  },
  {
    title: 'A transaction changes its mind: only what is committed shows',
    sql: (run) => `BEGIN;
UPDATE tb_post SET title = 'Queues, edition ${run + 2}' WHERE identifier = 'post-2990';
SAVEPOINT careful;
DELETE FROM tb_comment USING tb_post
WHERE fk_post = pk_post AND tb_post.identifier = 'post-2990';
ROLLBACK TO SAVEPOINT careful;
COMMIT;`,
    watched: [{ tview: 'tv_post', identifier: 'post-2990' }],
    repetitions: 21,
  },
  {
    title: 'A post is deleted, and its comments and tags with it (ON DELETE CASCADE)',
    sql: (run) => `DELETE FROM tb_post WHERE identifier = 'post-${2911 - run}';`,
    watched: [
      { tview: 'tv_post', identifier: 'post-2911' },
      { tview: 'tv_user', identifier: 'chiara-almeida' },
    ],
    repetitions: 21,
  },
  {
    title: 'A write that no document shows',
    sql: () => `UPDATE tb_user SET last_seen_at = now() WHERE identifier = 'omar-costa';`,
    watched: [],
    repetitions: 21,
  },
  {
    title: 'A bulk load: 1,000 comments in one statement',
    sql: (run) => `INSERT INTO tb_comment (identifier, fk_post, fk_user, body)
SELECT 'bulk-' || ${run} || '-' || n, pk_post, 1 + n % 300, 'Imported.'
FROM generate_series(1, 1000) n
JOIN tb_post ON identifier = 'post-' || n;`,
    watched: [{ tview: 'tv_post', identifier: 'post-1' }],
    repetitions: 5,
  },
];
