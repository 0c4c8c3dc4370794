import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCatalog } from '../../src/catalog/read-catalog.ts';
import { compile } from '../../src/compile.ts';
import { type DescribeRequest, describeDefinitions } from '../../src/database/describe.ts';
import { createDatabase, describeOnEachServer, type TestDatabase } from '../support/postgres.ts';

const schemaSql = `
  CREATE TABLE tb_user (pk_user int PRIMARY KEY, name text, born date);
  CREATE TABLE tb_post (pk_post int PRIMARY KEY, fk_user int, title text, body text);
  CREATE TABLE tb_rate (code text, rate numeric);
  CREATE VIEW vw_author AS SELECT u.pk_user, u.name, u.born, p.pk_post FROM tb_user u JOIN tb_post p ON p.fk_user = u.pk_user;
  CREATE VIEW vw_title AS SELECT pk_post FROM vw_author WHERE name <> '';
  -- As an earlier install left it.
  CREATE VIEW v_old AS SELECT pk_post FROM tb_post;
  CREATE VIEW vw_old AS SELECT pk_post FROM v_old;
  CREATE FUNCTION fn_posts(author int) RETURNS SETOF tb_post STABLE
    BEGIN ATOMIC SELECT * FROM tb_post WHERE fk_user = author; END;
  CREATE FUNCTION fn_same_rate(a text, b text) RETURNS boolean STABLE
    RETURN (SELECT rate FROM tb_rate WHERE code = a) = (SELECT rate FROM tb_rate WHERE code = b);
  CREATE OPERATOR ~=~ (FUNCTION = fn_same_rate, LEFTARG = text, RIGHTARG = text);`;

describeOnEachServer('what PostgreSQL has recorded that a definition reads', (server) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createDatabase(server, { schemaSql });
  });

  afterAll(() => database.drop());

  const run = async (sql: string) => (await database.client.query<Record<string, unknown>>(sql)).rows;

  /** `table(columns)`, or `function: table(columns)`, of the last of these definitions: tv_1, tv_2, … */
  async function readsOf(...selects: readonly string[]): Promise<readonly string[]> {
    const requests = selects.map((select, index): DescribeRequest => {
      const names = { tview: `tv_${index + 1}`, backingView: selects.length > 1 ? `v_${index + 1}` : 'v_old' };
      return {
        select,
        tview: { schema: 'public', name: names.tview },
        backingView: { schema: 'public', name: names.backingView },
        readable: true,
      };
    });
    const description = (await describeDefinitions(run, requests))?.at(-1);
    if (description === undefined || 'rejection' in description) throw new Error(JSON.stringify(description));
    return description.reads.map(
      ({ schema, name, columns, function: by }) => `${by === undefined ? '' : `${by}: `}${schema}.${name}(${columns})`,
    );
  }

  test.for<readonly [string, readonly string[], readonly string[]]>([
    [
      'columns wherever they stand',
      ['SELECT pk_post FROM tb_post JOIN tb_user ON pk_user = fk_user AND born IS NULL ORDER BY title'],
      ['public.tb_post(pk_post,fk_user,title)', 'public.tb_user(pk_user,born)'],
    ],
    ['no column where rows are counted', ['SELECT count(*) FROM tb_post'], ['public.tb_post()']],
    [
      'no column of rows that are taken as a whole',
      ['SELECT to_jsonb(p) AS data FROM tb_post p'],
      ['public.tb_post()'],
    ],
    [
      'the tables of views, with all that these name',
      ['SELECT pk_post FROM vw_title'],
      ['public.tb_post(pk_post,fk_user)', 'public.tb_user(pk_user,name,born)'],
    ],
    ['a TVIEW by its name', ['SELECT 1 AS a', 'SELECT a FROM tv_1'], ['public.tv_1(a)']],
    ['a backing view by its name', ['SELECT pk_post FROM tb_post', 'SELECT * FROM v_1'], ['public.v_1(pk_post)']],
    ['a backing view that is installed, by its name too', ['SELECT pk_post FROM vw_old'], ['public.v_old(pk_post)']],
    [
      'what a function in FROM reads',
      ['SELECT u.pk_user, p.title FROM tb_user u, fn_posts(u.pk_user) p'],
      ['fn_posts: public.tb_post()', 'public.tb_user(pk_user)'],
    ],
    [
      'what the function of an operator reads',
      ["SELECT name FROM tb_user WHERE name ~=~ 'EUR'"],
      ['fn_same_rate: public.tb_rate(code,rate)', 'public.tb_user(name)'],
    ],
    [
      'no table that a constant names',
      ["SELECT 'tb_rate'::regclass::oid AS a, pk_user FROM tb_user"],
      ['public.tb_user(pk_user)'],
    ],
    ['no view that a constant names', ["SELECT 'vw_title'::regclass::oid AS a"], []],
    [
      'no table of which only the row type is used',
      ["SELECT code FROM jsonb_populate_recordset(NULL::tb_rate, '[]')"],
      [],
    ],
    [
      'a table of which the row type is used too, without columns',
      [
        "SELECT r.code FROM tb_post, jsonb_populate_recordset(NULL::tb_rate, '[]') r WHERE EXISTS (SELECT FROM tb_rate)",
      ],
      ['public.tb_post()', 'public.tb_rate()'],
    ],
  ])('%s', async ([, selects, expected]) => {
    expect([...(await readsOf(...selects))].sort()).toEqual([...expected].sort());
  });

  /** What a build says where the compiler is given `select`, and PostgreSQL the same with `overlooked` behind it. */
  async function differences(select: string, overlooked = ''): Promise<readonly string[]> {
    const { diagnostics } = await compile({
      sources: [{ file: 'tv_post.sql', text: select }],
      catalog: await readCatalog(run),
      extension: { name: 'blog', version: '1.0.0', schema: 'tviews' },
      describe: (requests) =>
        describeDefinitions(
          run,
          requests.map((request) => ({ ...request, select: `${request.select} ${overlooked}` })),
        ),
    });
    return diagnostics.filter(({ code }) => code === 'dependencies-differ').map(({ message }) => message);
  }

  test.for([
    ["WHERE p.body <> ''", 'public.tb_post.body'],
    ['WHERE EXISTS (SELECT FROM tb_rate)', 'public.tb_rate'],
    ['JOIN vw_author a USING (pk_post)', 'public.tb_user'],
    ['ORDER BY (SELECT max(u.name) FROM tb_user u)', 'public.tb_user'],
  ] as const)('a compiler that overlooks %s is found out', async ([overlooked, what]) => {
    const found = await differences('SELECT p.pk_post, p.title FROM tb_post p', overlooked);
    expect(found).toContain(`PostgreSQL finds that "tv_post" reads ${what}; tviews does not`);
  });

  test.for([
    ['columns that nobody uses', 'SELECT pk_post FROM (SELECT *, (SELECT max(rate) FROM tb_rate) AS r FROM tb_post) p'],
    [
      'outputs of EXISTS',
      'SELECT pk_post FROM tb_post WHERE EXISTS (SELECT born, name FROM tb_user WHERE pk_user = fk_user)',
    ],
    [
      'a WITH query that nobody reads',
      'WITH w AS (SELECT name FROM vw_author), x AS (SELECT * FROM w) SELECT pk_post FROM tb_post',
    ],
    ['merged columns', 'SELECT pk_post, a.name FROM tb_post NATURAL LEFT JOIN (SELECT pk_post, name FROM vw_author) a'],
    [
      'grouping by a primary key',
      'SELECT p.pk_post, p.title, count(u) AS n FROM tb_post p, tb_user u WHERE pk_user = fk_user GROUP BY p.pk_post',
    ],
    [
      'a recursion',
      'WITH RECURSIVE r AS (SELECT pk_post, fk_user FROM tb_post UNION SELECT r.pk_post, u.pk_user FROM r JOIN tb_user u ON u.pk_user = r.fk_user) SELECT * FROM r',
    ],
  ] as const)('PostgreSQL and the compiler agree on %s', async ([, select]) => {
    expect(await differences(select)).toEqual([]);
  });

  test('what PostgreSQL does not support is a rejection, and keeps nothing else from being described', async () => {
    const request = (name: string, select: string): DescribeRequest => ({
      select,
      tview: { schema: 'public', name: `tv_${name}` },
      backingView: { schema: 'public', name: `v_${name}` },
      readable: true,
    });
    const descriptions = await describeDefinitions(run, [
      request('a', 'SELECT count(DISTINCT title) OVER () FROM tb_post'),
      request('b', 'SELECT pk_post FROM tb_post'),
    ]);
    expect(descriptions).toMatchObject([
      { rejection: { message: 'DISTINCT is not implemented for window functions' } },
      { reads: [{ name: 'tb_post', columns: ['pk_post'] }] },
    ]);
  });
});
