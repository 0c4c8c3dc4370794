import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyze } from '../../src/compile.ts';
import { sameKey } from '../../src/emit/sql.ts';
import type { PlannedTview } from '../../src/plan/types.ts';
import { quoteQualified } from '../../src/sql/identifiers.ts';
import { createDatabase, describeOnEachServer, type TestDatabase } from '../support/postgres.ts';
import { compileInputFor } from './case-database.ts';

const tableRows = 2000;

const schemaSql = `
  CREATE TABLE tb_user (pk_user int PRIMARY KEY, fk_manager int, team int NOT NULL, name text NOT NULL);
  CREATE TABLE tb_post (pk_post int PRIMARY KEY, fk_user int NOT NULL, lang text NOT NULL, title text, tags int[] NOT NULL);
  CREATE TABLE tb_comment (pk_comment int PRIMARY KEY, fk_post int NOT NULL, fk_user int NOT NULL, rating int NOT NULL);
  CREATE TABLE tb_offer (pk_offer int PRIMARY KEY, fk_post int NOT NULL, price bigint NOT NULL);
  INSERT INTO tb_user SELECT n, NULLIF(n / 10, 0), n % 200, 'user ' || n FROM generate_series(1, ${tableRows}) AS n;
  INSERT INTO tb_post SELECT n, n % 500 + 1, 'lang ' || n % 400, 'post', ARRAY[n, n + 1] FROM generate_series(1, ${tableRows}) AS n;
  INSERT INTO tb_comment SELECT n, n, n % 500 + 1, n % 5 FROM generate_series(1, ${tableRows}) AS n;
  INSERT INTO tb_offer SELECT n, n, n FROM generate_series(1, ${tableRows}) AS n;
  CREATE INDEX ON tb_user (fk_manager);
  CREATE INDEX ON tb_user (team);
  CREATE INDEX ON tb_post (fk_user);
  CREATE INDEX ON tb_post (lang);
  CREATE INDEX ON tb_post (upper(lang));
  CREATE INDEX ON tb_comment (fk_post);
  CREATE INDEX ON tb_comment (fk_user);
  CREATE INDEX ON tb_offer (fk_post);
  CREATE INDEX ON tb_offer (price);
  CREATE VIEW vw_in_post AS SELECT pk_comment, fk_post, rank() OVER (PARTITION BY fk_post ORDER BY rating) AS nth FROM tb_comment;
  CREATE VIEW vw_of_user AS SELECT pk_comment, fk_post, rank() OVER (PARTITION BY fk_user ORDER BY rating) AS nth FROM tb_comment;
  ANALYZE;`;

/** PostgreSQL carries the key to the tables: a lookup reads what it needs. */
const byKey = {
  joined:
    'SELECT p.pk_post AS pk_joined, u.name, (SELECT count(*) FROM tb_comment c WHERE c.fk_post = p.pk_post) AS n FROM tb_post p JOIN tb_user u ON u.pk_user = p.fk_user',
  grouped: '-- @key fk_post\nSELECT fk_post, count(*) AS n FROM tb_comment GROUP BY fk_post',
  grouped_by_expression: '-- @key lang\nSELECT upper(lang) AS lang, count(*) AS n FROM tb_post GROUP BY 1',
  grouped_beside:
    '-- @key pk_post\nSELECT p.pk_post, c.n FROM tb_post p LEFT JOIN (SELECT fk_post, count(*) AS n FROM tb_comment GROUP BY fk_post) c ON c.fk_post = p.pk_post',
  grouped_again:
    '-- @key fk_post\nSELECT fk_post, sum(n) AS n FROM (SELECT fk_post, fk_user, count(*) AS n FROM tb_comment GROUP BY 1, 2) c GROUP BY fk_post',
  distinct_values: '-- @key lang\nSELECT DISTINCT lang FROM tb_post',
  latest: '-- @key fk_user\nSELECT DISTINCT ON (fk_user) fk_user, pk_post FROM tb_post ORDER BY fk_user, pk_post DESC',
  partition_in_key:
    '-- @key (fk_user, pk_post)\nSELECT fk_user, pk_post, rank() OVER (PARTITION BY fk_user ORDER BY title) AS nth FROM tb_post',
  view_by_partition:
    '-- @key pk_post\nSELECT p.pk_post, v.nth FROM tb_post p JOIN vw_in_post v ON v.fk_post = p.pk_post',
  united:
    "-- @key (kind, id)\nSELECT 'user' AS kind, pk_user AS id FROM tb_user UNION SELECT 'post', pk_post FROM tb_post",
  intersected: '-- @key pk_post\nSELECT pk_post FROM tb_post INTERSECT SELECT fk_post FROM tb_comment',
  with_once:
    '-- @key pk_post\nWITH c AS (SELECT fk_post, count(*) AS n FROM tb_comment GROUP BY fk_post) SELECT p.pk_post, c.n FROM tb_post p JOIN c ON c.fk_post = p.pk_post',
  with_not_materialized:
    '-- @key pk_post\nWITH c AS NOT MATERIALIZED (SELECT fk_post, count(*) AS n FROM tb_comment GROUP BY fk_post) SELECT p.pk_post, c.n, d.n AS m FROM tb_post p JOIN c ON c.fk_post = p.pk_post JOIN c d ON d.fk_post = p.pk_post',
  full_join:
    '-- @key fk_post\nSELECT fk_post, o.price, c.rating FROM tb_offer o FULL JOIN tb_comment c USING (fk_post)',
  lateral_limit:
    '-- @key (pk_user, pk_post)\nSELECT u.pk_user, x.pk_post FROM tb_user u CROSS JOIN LATERAL (SELECT pk_post FROM tb_post p WHERE p.fk_user = u.pk_user ORDER BY pk_post DESC LIMIT 2) x',
  recursion_inside:
    '-- @key pk_post\nSELECT p.pk_post, ARRAY (WITH RECURSIVE up AS (SELECT u.name, u.fk_manager FROM tb_user u WHERE u.pk_user = p.fk_user UNION ALL SELECT u.name, u.fk_manager FROM tb_user u JOIN up ON u.pk_user = up.fk_manager) SELECT name FROM up) AS bosses FROM tb_post p',
};

/** Something is computed as a whole for a single key, and nothing is computed in part that a join would not look up. */
const inOnePass = {
  rollup: '-- @key (lang, fk_user)\nSELECT lang, fk_user, count(*) AS n FROM tb_post GROUP BY ROLLUP (lang, fk_user)',
  partition_not_in_key:
    '-- @key pk_post\nSELECT fk_user, pk_post, rank() OVER (PARTITION BY fk_user ORDER BY title) AS nth FROM tb_post',
  two_partitions:
    '-- @key (fk_user, pk_post)\nSELECT fk_user, pk_post, rank() OVER (PARTITION BY fk_user ORDER BY title) AS nth, count(*) OVER (PARTITION BY lang) AS n FROM tb_post',
  latest_by_row:
    '-- @key pk_post\nSELECT DISTINCT ON (fk_user) fk_user, pk_post FROM tb_post ORDER BY fk_user, pk_post DESC',
  view_by_row: '-- @key pk_post\nSELECT p.pk_post, v.nth FROM tb_post p JOIN vw_of_user v ON v.fk_post = p.pk_post',
  grouped_by_other:
    '-- @key pk_post\nSELECT p.pk_post, c.n FROM tb_post p LEFT JOIN (SELECT fk_user, count(*) AS n FROM tb_comment GROUP BY fk_user) c ON c.fk_user = p.fk_user',
  excepted: '-- @key pk_post\nSELECT pk_post FROM tb_post EXCEPT SELECT fk_post FROM tb_offer WHERE price < 10',
  of_two_types: '-- @key id\nSELECT pk_user AS id FROM tb_user UNION SELECT price FROM tb_offer',
  materialized_only:
    '-- @key fk_post\nWITH c AS MATERIALIZED (SELECT fk_post, count(*) AS n FROM tb_comment GROUP BY fk_post) SELECT fk_post, n FROM c',
  recursion:
    '-- @key pk_user\nWITH RECURSIVE t AS (SELECT pk_user, fk_manager, 1 AS depth FROM tb_user WHERE fk_manager IS NULL UNION ALL SELECT u.pk_user, u.fk_manager, t.depth + 1 FROM tb_user u JOIN t ON u.fk_manager = t.pk_user) CYCLE pk_user SET again USING path SELECT pk_user, depth FROM t WHERE NOT again',
  of_function: '-- @key tag\nSELECT t.tag, count(*) AS n FROM tb_post p, unnest(p.tags) AS t (tag) GROUP BY t.tag',
  of_two_tables:
    '-- @key post\nSELECT coalesce(o.fk_post, c.fk_post) AS post, count(*) AS n FROM tb_comment c LEFT JOIN tb_offer o ON o.fk_post = c.fk_post GROUP BY 1',
  optional_side:
    '-- @key post\nSELECT o.fk_post AS post, count(*) AS n FROM tb_comment c LEFT JOIN tb_offer o ON o.fk_post = c.fk_post GROUP BY 1',
};

/** Something is computed as a whole for a single key, and something in part, which a join computes as a whole as well. */
const forFewKeys = {
  materialized_beside:
    '-- @key pk_post\nWITH c AS MATERIALIZED (SELECT fk_user, count(*) AS n FROM tb_comment GROUP BY fk_user) SELECT p.pk_post, p.title, c.n FROM tb_post p JOIN c ON c.fk_user = p.fk_user ORDER BY 1',
  grouped_by_both:
    '-- @key pk_post\nSELECT p.pk_post, c.n, o.n AS m FROM tb_post p JOIN (SELECT fk_user, count(*) AS n FROM tb_comment GROUP BY fk_user) c ON c.fk_user = p.fk_user JOIN (SELECT fk_post, count(*) AS n FROM tb_offer GROUP BY fk_post) o ON o.fk_post = p.pk_post',
};

interface PlanNode {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** How many rows of tables a plan has read. */
function rowsRead(node: PlanNode): number {
  const passed =
    node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  const own = node['Relation Name'] === undefined ? 0 : passed * node['Actual Loops'];
  return (node.Plans ?? []).reduce((sum, inner) => sum + rowsRead(inner), own);
}

describeOnEachServer('what a lookup of a key computes', (server) => {
  let database: TestDatabase;
  let tviews: ReadonlyMap<string, PlannedTview>;
  const definitions = { ...byKey, ...inOnePass, ...forFewKeys };

  beforeAll(async () => {
    database = await createDatabase(server, { schemaSql });
    const sources = Object.entries(definitions).map(([name, sql]) => ({ file: `tv_${name}.sql`, text: sql }));
    const { analysis, diagnostics } = await analyze(await compileInputFor(database, sources, 'lookups'));
    if (!analysis) throw new Error(JSON.stringify(diagnostics, null, 2));
    tviews = new Map(analysis.plan.tviews.map((tview) => [tview.tview.name.slice('tv_'.length), tview]));
    // As where tables are too large to be read: what an index can find is found by it.
    await database.client.query('SET enable_seqscan = off');
    // It stops early where the key happens to be a low one.
    await database.client.query('SET enable_mergejoin = off');
    for (const { backingView, select } of tviews.values())
      await database.client.query(`CREATE VIEW ${quoteQualified(backingView)} AS ${select}`);
  });

  afterAll(() => database.drop());

  /** The rows of tables that are read to look a key up, and to join the view with it. */
  async function measure({
    backingView,
    key,
  }: PlannedTview): Promise<{ readonly lookup: number; readonly join: number }> {
    const view = quoteQualified(backingView);
    const names = key.map(({ name }) => name).join(', ');
    await database.client.query(
      `DROP TABLE IF EXISTS k;
       CREATE TEMPORARY TABLE k AS SELECT ${names} FROM ${view} ORDER BY ${names} LIMIT 1 OFFSET (SELECT count(*) * 3 / 4 FROM ${view});
       ANALYZE k`,
    );
    const read = async (from: string): Promise<number> => {
      const { rows } = await database.client.query<{ 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }] }>(
        `EXPLAIN (ANALYZE, FORMAT JSON) SELECT * FROM k ${from}`,
      );
      return rows[0] ? rowsRead(rows[0]['QUERY PLAN'][0].Plan) : Number.NaN;
    };
    const match = sameKey(key, 'v', 'k');
    return {
      lookup: await read(`CROSS JOIN LATERAL (SELECT * FROM ${view} AS v WHERE ${match} OFFSET 0) AS v`),
      join: await read(`JOIN ${view} AS v ON ${match}`),
    };
  }

  function planned(name: string): PlannedTview {
    const tview = tviews.get(name);
    if (!tview) throw new Error(`${name} was not planned`);
    return tview;
  }

  test.for(Object.keys(byKey))('by key: %s', async (name) => {
    expect((await measure(planned(name))).lookup).toBeLessThan(tableRows / 10);
    expect(planned(name).lookedUpEach).toBe(1000);
  });

  test.for(Object.keys(inOnePass))('in one pass: %s', async (name) => {
    const { lookup, join } = await measure(planned(name));
    expect(lookup).toBeGreaterThan(tableRows / 2);
    expect(join).toBeLessThan(lookup * 2);
    expect(planned(name).lookedUpEach).toBe(0);
  });

  test.for(Object.keys(forFewKeys))('by key for few keys: %s', async (name) => {
    const { lookup, join } = await measure(planned(name));
    expect(lookup).toBeGreaterThan(tableRows / 2);
    expect(join).toBeGreaterThan(lookup * 1.5);
    expect(planned(name).lookedUpEach).toBe(10);
  });
});
