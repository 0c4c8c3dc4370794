import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { type ActDatabase, createActDatabase } from './act-database.ts';

describeOnEachServer('settings', (server) => {
  let own: ActDatabase;
  beforeAll(async () => {
    own = await createActDatabase(server);
  });
  afterAll(() => own.drop());
  afterEach(async () => {
    await own.query('ROLLBACK; SELECT tviews.resume()');
    expect(await own.stale()).toEqual([]);
  });

  const write = (title: string) => `UPDATE tb_post SET title = '${title}' WHERE pk_post <= 10`;
  /** What the server says to a session while it runs a transaction. */
  const notices = async (client: pg.Client, sql: string) => {
    const found: string[] = [];
    const listen = ({ severity, message }: { severity?: string | undefined; message?: string | undefined }) =>
      found.push(`${severity} ${message}`);
    client.on('notice', listen);
    await client.query(sql).finally(() => client.off('notice', listen));
    return found;
  };

  test.each([
    ['enabled', 'perhaps'],
    ['log_level', 'loud'],
    ['max_affected_keys', 'many'],
    ['max_affected_keys', '0'],
    ['max_affected_keys', '-1'],
    ['max_affected_keys_action', 'ignore'],
  ])('%s = %s ends the write, whoever writes', async (name, value) => {
    expect(
      await own.failure(own.application, `BEGIN; SET LOCAL tviews.${name} = '${value}'; ${write('x')}; COMMIT`),
    ).toBe('22023');
    expect(
      await own.failure(
        own.owner,
        `BEGIN; SET LOCAL tviews.${name} = '${value}'; ${write('x')}; SELECT tviews.flush()`,
      ),
    ).toBe('22023');
  });

  test.each(['on', 'TRUE', '1', ''])('enabled = "%s" is as without', async (value) => {
    await own.application.query(`BEGIN; SET LOCAL tviews.enabled = '${value}'; ${write(`on ${value}`)}; COMMIT`);
    expect(await own.state()).toBe('active');
  });

  test('enabled = off suspends what the transaction would refresh, and nothing else', async () => {
    await own.query(`BEGIN; SET LOCAL tviews.enabled = off; ${write('off')}; COMMIT`);
    const { rows } = await own.owner.query(
      `SELECT component FROM tviews.health_check() WHERE status = 'suspended-tview'`,
    );
    expect(rows.map(({ component }) => component)).toEqual(['public.tv_post', 'public.tv_title']);
    expect(await own.state()).toBe('suspended');
    expect((await own.query('SELECT action FROM tviews.resume()')).map(({ action }) => action)).toEqual([
      'refreshed',
      'refreshed',
    ]);
  });

  test('enabled = off suspends nothing where nothing would be refreshed', async () => {
    await own.query(`BEGIN; SET LOCAL tviews.enabled = off; UPDATE tb_post SET title = title; COMMIT`);
    expect(await own.state()).toBe('active');
  });

  test('enabled = off is refused to a role that could not suspend(), also as the session of another one', async () => {
    expect(await own.failure(own.application, `BEGIN; SET LOCAL tviews.enabled = off; ${write('x')}; COMMIT`)).toBe(
      '42501',
    );
    expect(
      await own.failure(
        own.owner,
        `BEGIN; SET LOCAL tviews.enabled = off; SET LOCAL ROLE case_application; ${write('x')}; COMMIT`,
      ),
    ).toBe('42501');
  });

  test('what an owner asks for is done with enabled = off, too', async () => {
    await own.query(`SET tviews.enabled = off; SELECT tviews.rebuild('tv_title'); SELECT tviews.refresh('tv_post', '[1]');
      SELECT tviews.repair(); RESET tviews.enabled`);
    expect(await own.state()).toBe('active');
  });

  test('log_level has a line for each TVIEW, with keys and time', async () => {
    const said = await notices(own.owner, `BEGIN; SET LOCAL tviews.log_level = notice; ${write('logged')}; COMMIT`);
    expect(said.map((line) => line.replace(/\d+\.\d/, 'n')).sort()).toEqual(
      ['tv_card', 'tv_post', 'tv_title'].map((tview) => `NOTICE refreshed ${tview}: 10 keys in n ms`),
    );
  });

  test('log_level says where all rows are compared', async () => {
    const said = await notices(
      own.owner,
      `BEGIN; SET LOCAL tviews.log_level = notice; UPDATE tb_sale SET amount = 9; COMMIT`,
    );
    expect(said.some((line) => /^NOTICE refreshed tv_share: all rows in /.test(line))).toBe(true);
  });

  test('max_affected_keys refuses a transaction that affects more, before the work, and says so', async () => {
    const error = await own.application
      .query(`BEGIN; SET LOCAL tviews.max_affected_keys = 9; ${write('many')}; COMMIT`)
      .catch((thrown: unknown) => thrown);
    await own.application.query('ROLLBACK');
    if (!(error instanceof pg.DatabaseError)) throw new Error('it went through');
    expect(error.code).toBe('53400');
    expect(error.message).toMatch(
      /^this transaction affects 10 keys of .*tv_\w+, more than the 9 that tviews.max_affected_keys allows$/,
    );
  });

  test('max_affected_keys counts a key once, however often it is changed', async () => {
    await own.query(`BEGIN; SET LOCAL tviews.max_affected_keys = 10; ${write('a')}; ${write('b')}; COMMIT`);
  });

  test('max_affected_keys counts all rows where they are compared', async () => {
    expect(
      await own.failure(
        own.owner,
        `ANALYZE tv_post; BEGIN; SET LOCAL tviews.max_affected_keys = 100; TRUNCATE tb_author; COMMIT`,
      ),
    ).toBe('53400');
  });

  test('max_affected_keys_action = warn lets it through, with a warning', async () => {
    const said = await notices(
      own.owner,
      `BEGIN; SET LOCAL tviews.max_affected_keys = 9; SET LOCAL tviews.max_affected_keys_action = warn; ${write('warned')}; COMMIT`,
    );
    expect(said).toHaveLength(3);
    expect(said.every((line) => line.startsWith('WARNING this transaction affects 10 keys'))).toBe(true);
  });

  test('max_affected_keys does not keep an owner from what is asked for', async () => {
    await own.query(`SET tviews.max_affected_keys = 1; SELECT tviews.rebuild('tv_post'); SELECT tviews.refresh('tv_post', '[1, 2, 3]');
      RESET tviews.max_affected_keys`);
  });
});
