import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyze } from '../../src/compile.ts';
import { explainTview } from '../../src/explain/explain.ts';
import type { ExplainedRoute } from '../../src/explain/types.ts';
import { createDatabase, describeOnEachServer, type TestDatabase } from '../support/postgres.ts';
import { compileInputFor } from './case-database.ts';

const schemaSql = `
  CREATE TABLE tb_user (pk_user int PRIMARY KEY, fk_manager int, email text NOT NULL, nick varchar, team int, meta jsonb, joined timestamptz);
  CREATE TABLE tb_login (pk_login int PRIMARY KEY, email text NOT NULL, at date NOT NULL, tags int[] NOT NULL, doc jsonb NOT NULL);
  CREATE TABLE tb_period (pk_period int PRIMARY KEY, days daterange NOT NULL, first date NOT NULL, last date NOT NULL);
  CREATE TABLE tb_tag (pk_tag int PRIMARY KEY, name text NOT NULL, doc jsonb NOT NULL);`;

/** Definitions, and the indexes that each is advised: on whose keys, by which method. */
const definitions: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'an expression on both sides',
    'SELECT u.pk_user AS pk_x, (SELECT max(l.at) FROM tb_login l WHERE lower(l.email) = lower(u.email)) AS last FROM tb_user u',
    ['tb_login (lower(email))', 'tb_user (lower(email))'],
  ],
  [
    'an expression over a column that the index casts',
    'SELECT l.pk_login AS pk_x, (SELECT max(u.joined) FROM tb_user u WHERE lower(u.nick) = l.email) AS last FROM tb_login l',
    ['tb_login (email)', 'tb_user (lower(nick))'],
  ],
  [
    'a member of a document',
    "SELECT l.pk_login AS pk_x, u.email FROM tb_login l LEFT JOIN tb_user u ON u.meta ->> 'login' = l.doc ->> 'login'",
    ["tb_login ((doc ->> 'login'))", "tb_user ((meta ->> 'login'))"],
  ],
  [
    'a range that contains a value',
    'SELECT l.pk_login AS pk_x, ARRAY (SELECT p.pk_period FROM tb_period p WHERE p.days @> l.at ORDER BY 1) AS periods FROM tb_login l',
    ['tb_period USING gist (days)'],
  ],
  [
    'a value within a range',
    'SELECT l.pk_login AS pk_x, ARRAY (SELECT p.pk_period FROM tb_period p WHERE l.at <@ p.days ORDER BY 1) AS periods FROM tb_login l',
    ['tb_period USING gist (days)'],
  ],
  [
    'ranges that overlap',
    'SELECT p.pk_period AS pk_x, (SELECT count(*) FROM tb_period q WHERE q.days && p.days) AS others FROM tb_period p',
    ['tb_period USING gist (days)'],
  ],
  [
    'an array that contains elements',
    'SELECT t.pk_tag AS pk_x, (SELECT count(*) FROM tb_login l WHERE l.tags @> ARRAY[t.pk_tag]) AS logins FROM tb_tag t',
    ['tb_login USING gin (tags)'],
  ],
  [
    'a document that contains another',
    'SELECT t.pk_tag AS pk_x, (SELECT count(*) FROM tb_login l WHERE l.doc @> t.doc) AS logins FROM tb_tag t',
    ['tb_login USING gin (doc)'],
  ],
  [
    'a value between others',
    'SELECT p.pk_period AS pk_x, (SELECT count(*) FROM tb_login l WHERE l.at BETWEEN p.first AND p.last) AS logins FROM tb_period p',
    ['tb_login (at)'],
  ],
  [
    'a key that is an expression',
    '-- @key x\nSELECT lower(email) AS x, count(*) AS n FROM tb_login GROUP BY 1',
    ['tb_login (lower(email))'],
  ],
  [
    'the steps of a recursion',
    '-- @key (pk_user, pk_boss)\nWITH RECURSIVE up AS (SELECT pk_user, fk_manager AS pk_boss FROM tb_user UNION SELECT up.pk_user, u.fk_manager FROM up JOIN tb_user u ON u.pk_user = up.pk_boss) SELECT pk_user, pk_boss FROM up WHERE pk_boss IS NOT NULL',
    ['tb_user (fk_manager)'],
  ],
  [
    'LIKE',
    "SELECT t.pk_tag AS pk_x, (SELECT count(*) FROM tb_login l WHERE l.email LIKE t.name || '%') AS n FROM tb_tag t",
    [],
  ],
  [
    'an array that is searched element by element',
    'SELECT t.pk_tag AS pk_x, (SELECT count(*) FROM tb_login l WHERE t.pk_tag = ANY (l.tags)) AS n FROM tb_tag t',
    [],
  ],
  [
    'ROLLUP',
    '-- @key (team, fk_manager)\nSELECT team, fk_manager, count(*) AS n FROM tb_user GROUP BY ROLLUP (team, fk_manager)',
    [],
  ],
  [
    'VALUES',
    "-- @key (pk_user, kind)\nSELECT u.pk_user, v.kind FROM tb_user u CROSS JOIN (VALUES ('web'), ('mail')) AS v (kind)",
    [],
  ],
  [
    'an expression that no index can hold',
    "-- @key month\nSELECT date_trunc('month', joined) AS month, count(*) AS n FROM tb_user GROUP BY 1",
    [],
  ],
];

describeOnEachServer('which indexes a definition is advised', (server) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createDatabase(server, { schemaSql });
    await database.client.query('SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan');
  });

  afterAll(() => database.drop());

  async function explain(select: string) {
    const input = await compileInputFor(database, [{ file: 'tv_x.sql', text: select }], 'advised');
    const { analysis, diagnostics } = await analyze(input);
    const explanation = analysis && explainTview(analysis, { schema: 'public', name: 'tv_x' });
    if (!explanation) throw new Error(JSON.stringify(diagnostics, null, 2));
    return explanation;
  }

  /** The plans of the queries that lead from changed rows to keys, and of a lookup in the SELECT by its key. */
  async function plansOf(select: string): Promise<string> {
    const { sources, key } = await explain(select);
    const queries = sources.flatMap(({ routes }) => routes.flatMap(queriesOf));
    const query = select.replace(/^--.*\n/, '');
    const match = key.map(({ name, type }) => `v.${name} = ${unknown(type)}`);
    queries.push(`SELECT * FROM (${query}) AS v WHERE ${match.join(' AND ')}`);
    await database.client.query(`CREATE VIEW v_x AS ${query}; CREATE TABLE tv_x AS TABLE v_x`);
    const plans: string[] = [];
    for (const text of queries) {
      const { rows } = await database.client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`);
      plans.push(...rows.map((row) => row['QUERY PLAN']));
    }
    await database.client.query('DROP VIEW v_x; DROP TABLE tv_x');
    return plans.join('\n');
  }

  test.for(definitions)('%s', async ([, select, expected]) => {
    const advised = (await explain(select)).missingIndexes.map(({ createIndex }) => createIndex);
    expect(advised.map((sql) => sql.replace(/^CREATE INDEX .* ON public\./, '').replace(/;$/, '')).sort()).toEqual(
      expected,
    );
    await database.client.query('BEGIN');
    try {
      const names: string[] = [];
      for (const sql of advised) {
        await database.client.query(sql);
        names.push(/^CREATE INDEX (?:"([^"]+)"|(\S+))/.exec(sql)?.slice(1).find(Boolean) ?? '');
      }
      const plans = await plansOf(select);
      for (const name of names) expect(plans).toContain(name);
      await database.client.query('COMMIT');
      expect((await explain(select)).missingIndexes).toEqual([]);
    } finally {
      await database.client.query('ROLLBACK');
      for (const sql of advised)
        await database.client.query(sql.replace(/^CREATE INDEX ("[^"]+"|\S+) .*/s, 'DROP INDEX IF EXISTS $1'));
    }
  });
});

/** A value that the planner does not see. */
function unknown(type: string): string {
  return `((SELECT NULL::text)::${type})`;
}

/** The queries of a route, its variables replaced by parameters. */
function queriesOf({ sql, variables }: ExplainedRoute): readonly string[] {
  const queries = [...sql.matchAll(/ARRAY \(\n([\s\S]*?)\n\);|^(SELECT [\s\S]*?;)$/gm)].map(([, list, statement]) =>
    (list ?? statement ?? '').replace(/INTO .*\n/, '').replace(/v_keys_?\d* \|\| /g, ''),
  );
  return queries.map((query) =>
    variables.reduce(
      (text, { name, type }) =>
        text.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), unknown(type.endsWith('[]') ? 'text[]' : `${type}[]`)),
      query,
    ),
  );
}
