import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProject } from '../commands/harness.ts';
import { switchTracesOn } from '../database/traces.ts';
import { findStale, listTviews } from '../database/tviews.ts';
import { findServerBinaries } from '../support/embedded-binaries.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../support/embedded-postgres.ts';
import { createDatabase, type TestDatabase, testServers } from '../support/postgres.ts';
import { expectWhole, readReport } from './examine.ts';
import { createShop, parkedOrder, type Shop } from './shop-database.ts';

// Servers of their own: they are killed.
const servers = testServers().filter(({ major }) => findServerBinaries(major) !== undefined);

describe.each(servers)('a server that follows another one (PostgreSQL $major)', ({ major }) => {
  let primary: EmbeddedPostgres;
  let standby: EmbeddedPostgres;
  let shop: Shop;
  let copied: TestDatabase;
  let reader: pg.Client;
  beforeAll(async () => {
    const settings = { full_page_writes: 'on', wal_keep_size: '256MB', hot_standby_feedback: 'on' };
    primary = await startEmbeddedPostgres({ major, settings });
    const server = { major, url: primary.url(), extensionDirectory: primary.extensionDirectory };
    shop = await createShop(server);
    standby = await startEmbeddedPostgres({ major, settings, standbyOf: primary });
    await Promise.all([shop.owner.end(), shop.database.client.end()]);
    copied = await createDatabase(server, { template: shop.database.name });
    await copied.client.end();
    reader = await connect(standby.url(shop.database.name));
  });
  afterAll(async () => {
    await standby.stop();
    await primary.stop();
  });
  const application = () => shop.roles.rename('case_application');

  /** Waits until the standby has all that the primary has written. */
  async function catchUp(client: pg.Client): Promise<void> {
    const { rows } = await client.query<{ lsn: string }>('SELECT pg_current_wal_lsn() AS lsn');
    for (;;) {
      const replayed = await reader.query<{ done: boolean }>('SELECT pg_last_wal_replay_lsn() >= $1 AS done', [
        rows[0]?.lsn,
      ]);
      if (replayed.rows[0]?.done) return;
      await sleep(20);
    }
  }

  test('has the TVIEWs of each moment, says so, and takes no writes', async () => {
    const writer = await connect(primary.url(shop.database.name));
    let busy = true;
    const writing = (async () => {
      for (let n = 1; busy; n++) {
        await writer.query(`INSERT INTO tb_order VALUES (${10_000 + n}, ${1 + (n % 20)}, 5);
          UPDATE tb_customer SET name = 'customer ${n}' WHERE pk_customer = ${1 + (n % 20)}`);
      }
    })();
    const tviews = (await listTviews(reader)).filter(({ tview }) => tview !== 'public.tv_order');
    for (let look = 1; look <= 10; look++) {
      expect(await findStale(reader, tviews)).toEqual([]);
      await sleep(20);
    }
    busy = false;
    await writing;
    await catchUp(writer);
    await writer.end();
    expect(await findStale(reader, tviews)).toEqual([]);
    expect(await readReport(reader)).toEqual({ state: 'active', findings: ['error parked-keys public.tv_order'] });
    await expect(reader.query(`UPDATE tb_customer SET name = ''`)).rejects.toThrow(/read-only transaction/);
    expect((await reader.query('SELECT tview::text, key FROM tviews.verify()')).rows).toEqual([
      { tview: 'tv_order', key: { pk_order: parkedOrder } },
    ]);
  });

  test('can be looked at from the command line, which says what it is', async () => {
    const run = (verb: string) => createProject().run([verb], { DATABASE_URL: standby.url(shop.database.name) });
    expect((await run('status')).stdout).toMatch(/, standby\): active\n.*\n {2}queue: not readable/);
    expect((await run('doctor')).stdout).toContain('warning  standby     the server is a standby');
    const { exitCode, stdout } = await run('metrics');
    expect({ exitCode, hasTviews: stdout.includes('tviews_tview_rows{') }).toEqual({ exitCode: 0, hasTviews: true });
    expect(stdout).not.toContain('tviews_queue_left_over_entries');
  });

  test('takes over when it is promoted, after the other one has crashed', async () => {
    await primary.crash();
    await reader.query('SELECT pg_promote()');
    await expectWhole(reader, application());
    await switchTracesOn(reader, `UPDATE tb_customer SET name = 'repeatable'`);
    expect(await findStale(reader, await listTviews(reader))).toEqual([]);
  });

  test('after the crash, the other one is whole too, and so is a database made from a template before', async () => {
    for (const name of [shop.database.name, copied.name]) {
      const client = await connect(primary.url(name));
      await expectWhole(client, application());
      await client.end();
    }
  });
});

/** A connection that the test, or the server, may break. */
async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  return client;
}
