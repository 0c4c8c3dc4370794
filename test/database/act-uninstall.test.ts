import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { type ActDatabase, createActDatabase } from './act-database.ts';

describeOnEachServer('uninstall()', (server) => {
  let own: ActDatabase;
  beforeEach(async () => {
    own = await createActDatabase(server);
  });
  afterEach(() => own.drop());

  const uninstall = () => `SELECT tviews.uninstall('${own.extension}')`;
  /** What is left of the extension. */
  const left = () =>
    own.query(`SELECT nspname AS name FROM pg_namespace WHERE nspname = 'tviews'
      UNION ALL SELECT relname FROM pg_class WHERE relname ~ '^(tv_|v_)'
      UNION ALL SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT extname FROM pg_extension WHERE extname = '${own.extension}'`);

  test('leaves nothing but the tables, also in a transaction that has written', async () => {
    await own.query(`SELECT tviews.suspend('tv_card')`);
    await own.query(`BEGIN; UPDATE tb_author SET name = 'last' WHERE pk_author = 1; ${uninstall()}; COMMIT`);
    expect(await left()).toEqual([]);
    await own.application.query(`UPDATE tb_author SET name = 'without' WHERE pk_author = 1`);
  });

  test('wants the name of the extension', async () => {
    expect(await own.failure(own.owner, `SELECT tviews.uninstall('tviews')`)).toBe('22023');
    expect(await own.failure(own.owner, 'SELECT tviews.uninstall(NULL)')).toBe('22023');
    expect(await own.state()).toBe('active');
  });

  test('stops at what others have built upon a TVIEW', async () => {
    await own.query('CREATE VIEW report AS SELECT title FROM tv_post');
    expect(await own.failure(own.owner, uninstall())).toBe('2BP01');
    expect(await own.state()).toBe('active');
  });

  test('keeps the schema where something else is in it', async () => {
    await own.query('CREATE TABLE tviews.mine ()');
    await own.query(uninstall());
    expect(await left()).toEqual([{ name: 'tviews' }]);
  });
});
