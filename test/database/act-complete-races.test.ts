import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { type ActDatabase, createActDatabase } from './act-database.ts';

describeOnEachServer('TVIEWs that become incomplete and complete beside each other', (server) => {
  let own: ActDatabase;
  let other: pg.Client;
  beforeAll(async () => {
    own = await createActDatabase(server);
    other = await own.connect('case_owner');
  });
  afterAll(() => own.drop());
  afterEach(async () => {
    for (let calls = 0; calls < 50; calls++) {
      if ((await own.query('SELECT tview FROM tviews.backfill(1000)'))[0]?.tview === null) break;
    }
    // What is stale now, whoever goes by the state would not know.
    expect({ state: await own.state(), stale: await own.stale() }).toEqual({ state: 'active', stale: [] });
  });

  const insert = (post: number, title = 'unseen') => `INSERT INTO tb_post VALUES (${post}, 1, '${title}')`;
  const writeUnseen = (sql: string) =>
    own.query(`ALTER TABLE tb_post DISABLE TRIGGER USER; ${sql}; SELECT * FROM tviews.reinstall_triggers()`);
  /** Whether work is done after a while, and what to wait for in the end. */
  const observe = async (work: Promise<unknown>) => {
    let isDone = false;
    const end = work.finally(() => {
      isDone = true;
    });
    await sleep(200);
    return { isDone, end };
  };

  test('a backfill does not take for done what reinstall_triggers() has begun anew', async () => {
    await writeUnseen(insert(301));
    await other.query('SELECT tviews.backfill(1000)');
    await own.query(`ALTER TABLE tb_post DISABLE TRIGGER USER; ${insert(302)}`);
    await own.query('BEGIN; SELECT * FROM tviews.reinstall_triggers()');
    const { end } = await observe(other.query('SELECT tviews.backfill(1000)'));
    await own.query('COMMIT');
    await end;
  });

  test('nor is a list of keys kept that is older than the triggers', async () => {
    await writeUnseen(insert(303));
    await own.query('ALTER TABLE tb_post DISABLE TRIGGER USER');
    await own.application.query(`BEGIN; ${insert(304)}`);
    await other.query('BEGIN; SELECT tviews.backfill(1000)');
    await own.application.query('COMMIT');
    const { isDone, end } = await observe(own.query('SELECT * FROM tviews.reinstall_triggers()'));
    expect(isDone).toBe(false);
    await other.query('COMMIT');
    await end;
  });

  test('activate() waits for a backfill', async () => {
    await writeUnseen(insert(305));
    await other.query('BEGIN; SELECT tviews.backfill(1000)');
    const { isDone, end } = await observe(own.query(`SET tviews.fill = 'later'; SELECT tviews.activate()`));
    expect(isDone).toBe(false);
    await other.query('COMMIT');
    await end;
    await own.query('RESET tviews.fill');
  });

  test.each(['READ COMMITTED', 'REPEATABLE READ'])(
    'a TVIEW is not completed at %s without what a backfill beside it writes to another one',
    async (level) => {
      await own.query(`SET tviews.fill = 'later'; SELECT tviews.activate(); RESET tviews.fill`);
      await writeUnseen(`UPDATE tb_post SET title = 'unseen at ${level}' WHERE pk_post < 100`);
      await own.query(`BEGIN ISOLATION LEVEL ${level}; SELECT FROM tb_author`);
      for (let wrote = false; !wrote; ) {
        await other.query('BEGIN; SELECT tviews.backfill(1000)');
        wrote = (await other.query(`SELECT FROM tv_post WHERE title = 'unseen at ${level}'`)).rowCount !== 0;
        if (!wrote) await other.query('COMMIT');
      }
      if (level !== 'READ COMMITTED') await other.query('COMMIT');
      const { end } = await observe(own.query(`SELECT tviews.rebuild('tv_card'); COMMIT`).catch(() => {}));
      await other.query('COMMIT');
      await end;
      await own.query('ROLLBACK');
    },
  );

  test.each(['backfill()', 'reinstall_triggers()'])('%s asks for READ COMMITTED', async (call) => {
    expect(await own.failure(other, `BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT tviews.${call}`)).toBe('25001');
  });
});
