import type { Random } from '../fuzz/random.ts';

/** Tables for random actions; a partitioned one among them. */
export const schemaSql = `
  CREATE TABLE tb_author (pk_author integer PRIMARY KEY, name text);
  CREATE TABLE tb_post (pk_post integer PRIMARY KEY, fk_author integer, title text, points integer NOT NULL);
  CREATE INDEX ON tb_post (fk_author);
  CREATE TABLE tb_sale (pk_sale integer PRIMARY KEY, region text, amount integer) PARTITION BY HASH (pk_sale);
  CREATE TABLE tb_sale_even PARTITION OF tb_sale FOR VALUES WITH (MODULUS 2, REMAINDER 0);
  CREATE TABLE tb_sale_odd PARTITION OF tb_sale FOR VALUES WITH (MODULUS 2, REMAINDER 1);
  CREATE INDEX ON tb_sale (region);
  INSERT INTO tb_author SELECT n, 'author ' || n FROM generate_series(1, 8) AS n;
  INSERT INTO tb_post SELECT n, 1 + n % 8, 'post ' || n, 1 + n % 5 FROM generate_series(1, 60) AS n;
  INSERT INTO tb_sale SELECT n, 'region ' || n % 4, n FROM generate_series(1, 30) AS n;
`;

/** TVIEWs of all kinds, as far as drains treat them differently. */
export const definitions: Readonly<Record<string, string>> = {
  // Looks rows up, so that its drains hold locks.
  'tv_post.sql': `SELECT p.pk_post, p.title, a.pk_author, a.name
    FROM tb_post p LEFT JOIN tb_author a ON a.pk_author = p.fk_author`,
  // Rows of one table: no locks.
  'tv_title.sql': 'SELECT pk_post AS pk_title, title FROM tb_post',
  // Over other TVIEWs.
  'tv_card.sql': 'SELECT pk_post AS pk_card, title, name FROM tv_post',
  'tv_author.sql': `SELECT a.pk_author, a.name, (SELECT count(*) FROM tv_post p WHERE p.pk_author = a.pk_author) AS posts,
    (SELECT jsonb_agg(c.title ORDER BY c.pk_card) FROM tv_post p JOIN tv_card c ON c.pk_card = p.pk_post
     WHERE p.pk_author = a.pk_author) AS titles FROM tb_author a`,
  'tv_region.sql': `-- @key region
    CREATE TABLE tv_region AS SELECT region, sum(amount) AS amount FROM tb_sale GROUP BY region`,
  // Compared as a whole.
  'tv_share.sql': `-- @key region
    -- @on-change tb_sale: full
    CREATE TABLE tv_share AS SELECT region, sum(amount) AS amount, sum(sum(amount)) OVER () AS total FROM tb_sale GROUP BY region`,
  'tv_ratio.sql': `-- @on-error: park
    CREATE TABLE tv_ratio AS SELECT pk_post AS pk_ratio, 100 / points AS ratio FROM tb_post`,
};

const tviews: readonly string[] = Object.keys(definitions).map((file) => file.replace('.sql', ''));

/** A random statement of an application. */
export function randomWrite(random: Random): string {
  const author = random.between(1, 9);
  const post = random.between(1, 70);
  const sale = random.between(1, 35);
  const word = random.between(1, 1e6);
  return random.weighted([
    [3, `UPDATE tb_author SET name = 'name ${word}' WHERE pk_author = ${author}`],
    [1, `DELETE FROM tb_author WHERE pk_author = ${author}`],
    [1, `INSERT INTO tb_author VALUES (${author}, 'new ${word}') ON CONFLICT DO NOTHING`],
    [3, `UPDATE tb_post SET fk_author = ${author} WHERE pk_post = ${post}`],
    [3, `UPDATE tb_post SET title = 'title ${word}' WHERE pk_post = ${post}`],
    [
      1,
      `UPDATE tb_post SET title = 'bulk ${word}', fk_author = ${author} WHERE pk_post BETWEEN ${post} AND ${post + 8}`,
    ],
    [1, `UPDATE tb_post SET points = ${random.between(0, 6)} WHERE pk_post = ${post}`],
    [3, `DELETE FROM tb_post WHERE pk_post = ${post}`],
    [
      3,
      `INSERT INTO tb_post VALUES (${post}, ${author}, 'new ${word}', ${random.between(0, 6)}) ON CONFLICT DO NOTHING`,
    ],
    [2, `UPDATE tb_sale SET amount = ${word % 100}, region = 'region ${word % 5}' WHERE pk_sale = ${sale}`],
    [1, `DELETE FROM tb_sale WHERE pk_sale = ${sale}`],
    [2, `INSERT INTO tb_sale VALUES (${sale}, 'region ${word % 5}', 1) ON CONFLICT DO NOTHING`],
    [0.2, `TRUNCATE ${random.pick(['tb_post', 'tb_sale'])}`],
  ]);
}

/** A random call of what acts upon TVIEWs. */
export function randomAction(random: Random): string {
  const tview = random.pick(tviews);
  const some = random.chance(0.3) ? '' : `'${tview}'`;
  return random.weighted([
    [4, `SELECT tviews.suspend(${some})`],
    [6, `SELECT tviews.resume(${some})`],
    [3, `SELECT tviews.refresh('${tview}', ${randomKeys(random, tview)})`],
    [2, `SELECT tviews.rebuild('${tview}')`],
    [0.5, 'SELECT tviews.rebuild(NULL)'],
    [2, `SELECT tviews.repair(${some})`],
    [20, `SELECT tviews.backfill(${random.pick([1, 20, 40, 1000])})`],
    [1, `SELECT set_config('tviews.fill', '${random.pick(['later', 'now'])}', true), tviews.activate()`],
    [1, randomUnseen(random)],
    [2, 'SELECT tviews.reinstall_triggers()'],
    [2, 'SELECT * FROM tviews.flush_returning()'],
    [2, `SELECT tviews.verify(${some})`],
  ]);
}

function randomKeys(random: Random, tview: string): string {
  const isRegion = ['tv_region', 'tv_share'].includes(tview);
  const keys = Array.from({ length: random.between(1, 4) }, () =>
    isRegion ? `region ${random.between(0, 5)}` : random.between(1, 70),
  );
  return `'${JSON.stringify(keys)}'`;
}

/** A write that no trigger sees, and what tells of it. */
function randomUnseen(random: Random): string {
  const table = random.pick(['tb_post', 'tb_author']);
  const write = randomWrite(random);
  const disable = `ALTER TABLE ${table} DISABLE TRIGGER USER`;
  return random.chance(0.5) ? disable : `${disable}; ${write}; SELECT tviews.reinstall_triggers()`;
}
