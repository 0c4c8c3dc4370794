import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, describeOnEachServer, type TestDatabase } from '../support/postgres.ts';
import { parseChangesScript } from './changes-script.ts';
import { countRefreshes } from './refresh-counter.ts';
import { runTransaction } from './run-transaction.ts';

// A TVIEW that nobody maintains.
const schemaSql = `
  CREATE SCHEMA tviews;
  CREATE TABLE tviews.queue (entry integer);
  CREATE FUNCTION tviews.refresh_tv_post(p_keys integer[]) RETURNS void LANGUAGE sql AS 'SELECT';
  CREATE FUNCTION tviews.rebuild_tv_post() RETURNS void LANGUAGE sql AS 'SELECT';
  CREATE TABLE tb_post (pk_post integer PRIMARY KEY, price numeric);
  CREATE VIEW v_post AS SELECT pk_post, price FROM tb_post;
  CREATE TABLE tv_post (LIKE tb_post);
  INSERT INTO tb_post VALUES (1, 1.0);
  INSERT INTO tv_post VALUES (1, 1.0)`;

const tview = { tview: '"public"."tv_post"', view: '"public"."v_post"' };

describeOnEachServer('a case that goes wrong is found out', (server) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createDatabase(server, { schemaSql });
    await countRefreshes(database.client);
  });

  afterAll(() => database.drop());

  /** Runs one transaction and puts everything back. */
  async function problemsOf(script: string): Promise<readonly string[]> {
    const [transaction] = await parseChangesScript(script);
    if (transaction === undefined) throw new Error('no transaction');
    const { client } = database;
    const problems = await runTransaction(client, transaction, [tview]);
    await client.query(`TRUNCATE tb_post, tv_post, tviews.queue;
      INSERT INTO tb_post VALUES (1, 1.0); INSERT INTO tv_post VALUES (1, 1.0)`);
    return problems;
  }

  test.each([
    ['missing', 'INSERT INTO tb_post VALUES (2, 2);', 'is stale: it has nothing, should have (2,2)'],
    ['left behind', 'DELETE FROM tb_post;', 'is stale: it has (1,1.0), should have nothing'],
    ['equal, but different', 'UPDATE tb_post SET price = 1.00;', 'is stale: it has (1,1.0), should have (1,1.00)'],
    ['twice', 'INSERT INTO tv_post VALUES (1, 1.0);', 'is stale: it has (1,1.0), should have nothing'],
    ['written in vain', 'UPDATE tv_post SET price = price;', 'tv_post was written'],
    ['still queued', 'INSERT INTO tviews.queue VALUES (1);', 'the queue still holds 1 entries'],
    ['broken', 'SELECT 1 / 0;', 'division by zero'],
    ['not expected', '-- expect: (SELECT count(*) FROM tv_post) = 2\nSELECT 1;', 'does not hold'],
    [
      'stale too early',
      'DELETE FROM tb_post;\n-- expect: equal\nROLLBACK;',
      'before COMMIT, "public"."tv_post" is stale',
    ],
    ['no failure', '-- fails: 23505\nSELECT 1;', 'should fail with 23505'],
    ['no failure at COMMIT', '-- fails at commit: 23505\nSELECT 1;', 'COMMIT should fail with 23505'],
  ])('a row is %s', async (_, statements, problem) => {
    const problems = await problemsOf(`-- transaction: it (leaves tv_post)\n${statements}`);
    expect(problems.join('\n')).toContain(problem);
  });

  test('a TVIEW does not change', async () => {
    expect(await problemsOf('-- transaction: it (changes tv_post)\nSELECT 1;')).toEqual([
      'line 1, it: tv_post did not change',
    ]);
  });

  test.each([
    ["SELECT tviews.refresh_tv_post('{1, 2, 1}'); SELECT tviews.refresh_tv_post('{1}');", 3],
    ['SELECT tviews.rebuild_tv_post();', 'all'],
    ["SELECT tviews.refresh_tv_post('{1}'); ROLLBACK;", 0],
    ['SELECT 1;', 0],
  ])('%s refreshes %s keys', async (statements, count) => {
    const script = (expected: typeof count) =>
      `-- transaction: it (leaves tv_post) (refreshes tv_post: ${expected})\n${statements}`;
    expect(await problemsOf(script(count))).toEqual([]);
    expect(await problemsOf(script(7))).toEqual([`line 1, it: tv_post had ${count} keys refreshed, should have 7`]);
  });

  test('a good transaction has no problem', async () => {
    const script = '-- transaction: it (changes tv_post)\nTRUNCATE tb_post;\nTRUNCATE tv_post;';
    expect(await problemsOf(script)).toEqual([]);
  });
});

test('a number of keys that cannot be read is refused', async () => {
  const script = '-- transaction: it (leaves tv_post) (refreshes tv_post)\nSELECT 1;';
  await expect(parseChangesScript(script)).rejects.toThrow('"tv_post" is not a TVIEW with a number or "all"');
});

test('a transaction that could not fail is refused', async () => {
  await expect(parseChangesScript('-- transaction: it\nSELECT 1;')).rejects.toThrow('it could not fail');
});
