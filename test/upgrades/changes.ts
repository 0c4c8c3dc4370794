import type { Definitions } from './two-releases.ts';

/** A change of definitions, and what users have built on the TVIEWs before it. */
export interface Change {
  readonly name: string;
  readonly before: Definitions;
  readonly after: Definitions;
  /** What somebody does by hand between the release and the upgrade; it must be there after the upgrade as well. */
  readonly byHand?: string;
  /** The user's own migration of the tables, before the upgrade. */
  readonly migration?: string;
  /** And back, before the downgrade. */
  readonly wayBack?: string;
}

const post = `SELECT p.pk_post, p.fk_user, jsonb_build_object('title', p.title, 'author', u.name) AS data
  FROM tb_post p JOIN tb_user u ON u.pk_user = p.fk_user`;
const user = `SELECT u.pk_user, u.name, (SELECT jsonb_agg(t.data ORDER BY t.pk_post) FROM tv_post t WHERE t.fk_user = u.pk_user) AS posts
  FROM tb_user u`;
const tag = 'SELECT t.pk_tag, t.label FROM tb_tag t';
const count = 'SELECT p.fk_user, count(*) AS n FROM tb_post p GROUP BY p.fk_user';
const clock = `-- @refresh manually
  SELECT p.pk_post, p.fk_user, p.title, now() > '2000-01-01' AS is_late FROM tb_post p`;
const wide = `-- @on-change tb_user: full
  SELECT p.pk_post, p.fk_user, (SELECT count(*) FROM tb_user) AS users FROM tb_post p`;
const reader =
  'SELECT p.pk_post, (SELECT count(t.title) FROM tv_clock t WHERE t.pk_post = p.pk_post) AS n FROM tb_post p';
const byPosts = `SELECT u.pk_user, (SELECT count(*) FROM tv_post p JOIN tv_tag t ON t.fk_post = p.pk_post WHERE p.fk_user = u.pk_user) AS tags
  FROM tb_user u`;

export const schemaSql = `
  CREATE TABLE tb_user (pk_user integer PRIMARY KEY, name text NOT NULL);
  CREATE TABLE tb_post (pk_post integer PRIMARY KEY, fk_user integer NOT NULL REFERENCES tb_user, title text, score integer NOT NULL DEFAULT 0);
  CREATE TABLE tb_tag (pk_tag integer PRIMARY KEY, fk_post integer NOT NULL REFERENCES tb_post ON DELETE CASCADE, label text);
  CREATE TABLE tb_thing (pk_thing integer PRIMARY KEY);
  CREATE TABLE tb_book (title text, PRIMARY KEY (pk_thing)) INHERITS (tb_thing);
  CREATE SCHEMA archive;
  CREATE INDEX ON tb_post (fk_user); CREATE INDEX ON tb_tag (fk_post);
  INSERT INTO tb_user SELECT n, 'user ' || n FROM generate_series(1, 5) n;
  INSERT INTO tb_post SELECT n, 1 + n % 4, 'post ' || n, n FROM generate_series(1, 20) n;
  INSERT INTO tb_tag SELECT n, 1 + n % 19, 'tag ' || n FROM generate_series(1, 40) n;
`;

/** Transactions that every TVIEW of these has to follow. */
export const writes = [
  `UPDATE tb_user SET name = name || '!' WHERE pk_user <= 2`,
  `INSERT INTO tb_post VALUES (100, 1, 'new'), (101, 5, 'newer')`,
  'UPDATE tb_post SET fk_user = 3, score = score + 1 WHERE pk_post IN (1, 2)',
  `INSERT INTO tb_tag VALUES (200, 100, 'x'); UPDATE tb_tag SET label = 'y' WHERE fk_post = 4`,
  'DELETE FROM tb_post WHERE pk_post IN (3, 101)',
  `INSERT INTO tb_book VALUES (1, 'a'), (2, 'b'); INSERT INTO tb_thing VALUES (3); DELETE FROM tb_thing WHERE pk_thing = 1`,
];

export const changes: readonly Change[] = [
  { name: 'a TVIEW is added', before: { 'tv_post.sql': post }, after: { 'tv_post.sql': post, 'tv_tag.sql': tag } },
  {
    name: 'a TVIEW is added that an old one reads',
    before: { 'tv_user.sql': 'SELECT u.pk_user, u.name, NULL::jsonb AS posts FROM tb_user u' },
    after: { 'tv_post.sql': post, 'tv_user.sql': user },
  },
  { name: 'a TVIEW is removed', before: { 'tv_post.sql': post, 'tv_tag.sql': tag }, after: { 'tv_tag.sql': tag } },
  {
    name: 'TVIEWs that read each other are removed',
    before: { 'tv_post.sql': post, 'tv_user.sql': user, 'tv_tag.sql': tag },
    after: { 'tv_tag.sql': tag },
  },
  {
    name: 'a TVIEW is renamed',
    before: { 'tv_post.sql': `${post}; CREATE INDEX ON tv_post (fk_user); GRANT SELECT ON tv_post TO PUBLIC` },
    after: { 'tv_article.sql': `${post}; CREATE INDEX ON tv_article (fk_user); GRANT SELECT ON tv_article TO PUBLIC` },
    byHand: 'CREATE VIEW user_posts AS SELECT pk_post, data FROM tv_post',
  },
  {
    name: 'the SELECT of a TVIEW changes',
    before: { 'tv_post.sql': post, 'tv_user.sql': user, 'tv_tag.sql': tag },
    after: {
      'tv_post.sql': post.replace("'author', u.name", "'by', upper(u.name)"),
      'tv_user.sql': user,
      'tv_tag.sql': tag,
    },
    byHand: 'CREATE INDEX user_made ON tv_post (fk_user); GRANT SELECT ON tv_post TO PUBLIC',
  },
  {
    name: 'a column is added at the end',
    before: { 'tv_post.sql': post, 'tv_user.sql': user },
    after: { 'tv_post.sql': post.replace('AS data', 'AS data, p.score'), 'tv_user.sql': user },
    byHand: `CREATE INDEX user_made ON tv_post USING gin (data); CREATE VIEW user_posts AS SELECT data FROM tv_post;
      COMMENT ON COLUMN tv_post.data IS 'by hand'`,
  },
  {
    name: 'a column is added before another',
    before: { 'tv_post.sql': post, 'tv_user.sql': user },
    after: { 'tv_post.sql': post.replace('p.fk_user,', 'p.fk_user, p.score,'), 'tv_user.sql': user },
    byHand: `CREATE INDEX user_made ON tv_post USING gin (data); CREATE VIEW user_posts AS SELECT pk_post, data FROM tv_post;
      CREATE VIEW user_titles AS SELECT data ->> 'title' AS title FROM user_posts;
      GRANT SELECT (data) ON tv_post TO PUBLIC; COMMENT ON COLUMN tv_post.data IS 'by hand';
      ALTER TABLE tv_post ENABLE ROW LEVEL SECURITY; CREATE POLICY user_policy ON tv_post USING (data ? 'title')`,
  },
  {
    name: 'a column comes anew that somebody has set up',
    before: { 'tv_post.sql': post },
    after: { 'tv_post.sql': post.replace('p.fk_user,', 'p.fk_user, p.score,') },
    byHand: `ALTER TABLE tv_post ALTER data SET NOT NULL, ALTER data SET STORAGE EXTERNAL, ALTER data SET STATISTICS 333,
        ALTER data SET (n_distinct = -0.5), ALTER data SET COMPRESSION pglz;
      ALTER TABLE tv_post ADD CONSTRAINT user_check CHECK (data ? 'title');
      COMMENT ON CONSTRAINT user_check ON tv_post IS 'check';
      CREATE POLICY user_policy ON tv_post USING (data ? 'title'); COMMENT ON POLICY user_policy ON tv_post IS 'policy';
      CREATE OR REPLACE FUNCTION user_function() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
      CREATE TRIGGER user_always AFTER UPDATE OF data ON tv_post FOR EACH ROW EXECUTE FUNCTION user_function();
      ALTER TABLE tv_post ENABLE ALWAYS TRIGGER user_always; COMMENT ON TRIGGER user_always ON tv_post IS 'trigger';
      CREATE TRIGGER user_never AFTER UPDATE OF data ON tv_post FOR EACH ROW EXECUTE FUNCTION user_function();
      ALTER TABLE tv_post DISABLE TRIGGER user_never;
      CREATE STATISTICS user_statistics ON fk_user, data FROM tv_post; ALTER STATISTICS user_statistics SET STATISTICS 77;
      COMMENT ON STATISTICS user_statistics IS 'statistics';
      CREATE INDEX user_title ON tv_post ((data ->> 'title')) INCLUDE (fk_user) WHERE data ? 'title';
      ALTER INDEX user_title ALTER COLUMN 1 SET STATISTICS 500; COMMENT ON INDEX user_title IS 'index';
      CREATE UNIQUE INDEX user_unique ON tv_post (pk_post, data) WITH (fillfactor = 70);
      ALTER TABLE tv_post CLUSTER ON user_unique; ALTER TABLE tv_post REPLICA IDENTITY USING INDEX user_unique`,
  },
  {
    name: 'a TVIEW moves to another schema',
    before: {
      'tv_post.sql': `CREATE TABLE tv_post AS ${post}; GRANT SELECT ON tv_post TO PUBLIC`,
      'tv_user.sql': user,
    },
    after: {
      'tv_post.sql': `CREATE TABLE archive.tv_post AS ${post}; GRANT SELECT ON archive.tv_post TO PUBLIC`,
      'tv_user.sql': user.replace('tv_post t', 'archive.tv_post t'),
    },
    byHand: 'CREATE INDEX user_made ON tv_post USING gin (data)',
  },
  {
    name: 'a table above another one is read, whose triggers it shares',
    before: { 'tv_book.sql': 'SELECT b.pk_thing, b.title FROM tb_book b' },
    after: {
      'tv_book.sql': 'SELECT b.pk_thing, b.title FROM tb_book b',
      'tv_thing.sql': 'SELECT t.pk_thing, count(*) AS n FROM tb_thing t GROUP BY t.pk_thing',
    },
  },
  {
    name: 'a column is removed',
    before: { 'tv_post.sql': post.replace('p.fk_user,', 'p.fk_user, p.title, p.score,') },
    after: { 'tv_post.sql': post },
    byHand: 'CREATE INDEX user_made ON tv_post (fk_user)',
  },
  {
    name: 'a column is retyped',
    before: { 'tv_post.sql': post.replace('p.fk_user,', 'p.fk_user, p.score,') },
    after: { 'tv_post.sql': post.replace('p.fk_user,', 'p.fk_user, p.score::text AS score,') },
    byHand: 'CREATE INDEX user_made ON tv_post (score)',
  },
  {
    name: 'a column that another TVIEW reads moves, and is NULL from now on',
    before: {
      'tv_post.sql': post.replace('p.fk_user,', 'p.fk_user, p.score,'),
      'tv_user.sql':
        'SELECT u.pk_user, (SELECT count(t.score) FROM tv_post t WHERE t.fk_user = u.pk_user) AS posts FROM tb_user u',
    },
    after: {
      'tv_post.sql': post.replace('AS data', 'AS data, nullif(p.score, p.score) AS score'),
      'tv_user.sql':
        'SELECT u.pk_user, (SELECT count(t.score) FROM tv_post t WHERE t.fk_user = u.pk_user) AS posts FROM tb_user u',
    },
  },
  {
    name: 'columns are reordered',
    before: { 'tv_post.sql': post.replace('p.fk_user,', 'p.fk_user, p.score,') },
    after: { 'tv_post.sql': post.replace('p.pk_post, p.fk_user,', 'p.score, p.fk_user, p.pk_post,') },
  },
  {
    name: 'the key changes',
    before: { 'tv_post.sql': post, 'tv_count.sql': `-- @key (fk_user)\n${count}` },
    after: {
      'tv_post.sql': `-- @key (fk_user, pk_post)\n${post}`,
      'tv_count.sql': `-- @key (fk_user, score)\nSELECT p.fk_user, count(*) AS n, p.score FROM tb_post p GROUP BY p.fk_user, p.score`,
    },
  },
  {
    name: 'another table is read',
    before: { 'tv_post.sql': post },
    after: {
      'tv_post.sql': post.replace(
        "'author', u.name",
        "'author', u.name, 'tags', (SELECT count(*) FROM tb_tag g WHERE g.fk_post = p.pk_post)",
      ),
    },
  },
  {
    name: 'a table is read by another path',
    before: {
      'tv_tag.sql':
        'SELECT t.pk_tag, u.name FROM tb_tag t JOIN tb_post p ON p.pk_post = t.fk_post JOIN tb_user u ON u.pk_user = p.fk_user',
    },
    after: {
      'tv_tag.sql':
        'SELECT t.pk_tag, u.name FROM tb_tag t JOIN tb_post p ON p.pk_post = t.fk_post JOIN tb_user u ON u.pk_user = p.score',
    },
  },
  {
    name: 'only what is said besides changes',
    before: {
      'tv_post.sql': `${post}; CREATE INDEX ON tv_post (fk_user); CREATE INDEX old_name ON tv_post USING gin (data);
        GRANT SELECT ON tv_post TO PUBLIC; COMMENT ON TABLE tv_post IS 'old'; COMMENT ON INDEX old_name IS 'index';
        CREATE POLICY mine ON tv_post USING (true); ALTER TABLE tv_post ENABLE ROW LEVEL SECURITY`,
    },
    after: {
      'tv_post.sql': `${post}; CREATE INDEX new_name ON tv_post USING gin (data);
        CREATE POLICY mine ON tv_post USING (fk_user > 0); CREATE POLICY other ON tv_post FOR SELECT USING (true);
        COMMENT ON TABLE tv_post IS 'new'; COMMENT ON POLICY mine ON tv_post IS 'policy'`,
    },
  },
  {
    name: 'the user has renamed a column',
    before: { 'tv_post.sql': post, 'tv_user.sql': user },
    after: {
      'tv_post.sql': post.replaceAll('u.name', 'u.full_name'),
      'tv_user.sql': user.replaceAll('u.name', 'u.full_name AS name'),
    },
    migration: 'ALTER TABLE tb_user RENAME name TO full_name',
    wayBack: 'ALTER TABLE tb_user RENAME full_name TO name',
  },
  {
    name: 'the key of TVIEWs changes that are refreshed manually or as a whole, and that one reads',
    before: { 'tv_clock.sql': clock, 'tv_wide.sql': wide, 'tv_reader.sql': reader },
    after: {
      'tv_clock.sql': `-- @key (fk_user, pk_post)\n${clock}`,
      'tv_wide.sql': `-- @key (fk_user, pk_post)\n${wide.replace('p.fk_user,', 'p.title, p.fk_user,')}`,
      'tv_reader.sql': reader,
    },
  },
  {
    name: 'the index that a reader needs is declared, or that of the key',
    before: { 'tv_post.sql': post, 'tv_tag.sql': 'SELECT t.pk_tag, t.fk_post FROM tb_tag t', 'tv_user.sql': byPosts },
    after: {
      'tv_post.sql': `${post}; CREATE INDEX mine ON tv_post (fk_user, pk_post)`,
      'tv_tag.sql': '-- @key (fk_post, pk_tag)\nSELECT t.pk_tag, t.fk_post FROM tb_tag t',
      'tv_user.sql': byPosts,
    },
  },
  {
    name: 'nothing changes',
    before: { 'tv_post.sql': post, 'tv_user.sql': user },
    after: { 'tv_post.sql': post, 'tv_user.sql': user },
  },
];
