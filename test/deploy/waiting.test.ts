import { tmpdir } from 'node:os';
import type pg from 'pg';
import { expect, test } from 'vitest';
import { runCli } from '../../src/commands/run-cli.ts';
import { findStale, listTviews } from '../database/tviews.ts';
import { describeOnEachServer } from '../support/postgres.ts';
import { type Shop, twoReleases } from './shop.ts';

const post = 'SELECT p.pk_post, p.title, u.name FROM tb_post p JOIN tb_user u ON u.pk_user = p.fk_user';
const write = 'UPDATE tb_post SET score = score + 1, title = title || score WHERE pk_post = 7';

/** Longer than an attempt of a deploy may take for its locks, and shorter than deadlock_timeout. */
const impatient = "SET lock_timeout = '900ms'";

describeOnEachServer('a deploy that has to wait', (server) => {
  const releases = twoReleases(
    server,
    { 'tv_post.sql': post },
    { 'tv_post.sql': post.replace('u.name', 'u.name, p.score') },
  );

  test.each([
    ['has written a row of a base table', "UPDATE tb_user SET name = 'held' WHERE pk_user = 2", write],
    ['reads a TVIEW that gets a column', 'SELECT FROM tv_post', 'SELECT count(*) FROM tv_post'],
  ])('tries again until the transaction ends that %s, and holds nobody up meanwhile', async (_, hold, other) => {
    const { deploy, version, ...shop } = await releases.open('1.0.0');
    const holder = await shop.connect();
    await holder.query(`BEGIN; ${hold}`);
    const deploying = deploy('--verbose');
    const done = await repeat(shop, other, 4000);
    expect(await version()).toBe('1.0.0');
    await holder.query('COMMIT');
    const { exitCode, stdout, stderr } = await deploying;
    expect({ exitCode, version: await version() }).toEqual({ exitCode: 0, version: '1.1.0' });
    expect(Number(/deployed after (\d+) attempts/.exec(stdout)?.[1])).toBeGreaterThan(2);
    expect(stderr).toMatch(
      /attempt 2: canceling statement due to \w+ timeout; process \d+ of \w+, idle in transaction, for \d s, on t/,
    );
    expect(done).toBeGreaterThan(10);
    expect(await findStale(shop.client, await listTviews(shop.client))).toEqual([]);
  });

  test('a bare ALTER EXTENSION would hold them up', async () => {
    const { connect, client } = await releases.open('1.0.0');
    const [holder, upgrade, writer] = [await connect(), await connect(), await connect()];
    await holder.query("BEGIN; UPDATE tb_user SET name = 'held' WHERE pk_user = 2");
    const upgraded = upgrade.query(`ALTER EXTENSION ${releases.built.extension} UPDATE TO '1.1.0'`);
    await untilWaiting(client);
    await writer.query(impatient);
    await expect(writer.query(write)).rejects.toThrow('lock timeout');
    await holder.query('COMMIT');
    await upgraded;
  });

  test('gives way to a transaction that would deadlock with it', async () => {
    const { deploy, connect, version, client } = await releases.open('1.0.0');
    const writer = await connect();
    await writer.query("BEGIN; UPDATE tb_user SET name = 'held' WHERE pk_user = 2");
    const deploying = deploy();
    for (let round = 1; round <= 4; round++) {
      // It holds tb_post, and the writer, which it waits for, goes on to write there.
      await until(client, "SELECT FROM pg_locks WHERE NOT granted AND relation = 'tb_user'::regclass");
      await writer.query(`SAVEPOINT s; ${write}; ROLLBACK TO s`);
    }
    await writer.query('COMMIT');
    expect((await deploying).exitCode).toBe(0);
    expect(await version()).toBe('1.1.0');
  });

  test('ends when its time is up, and says who was in the way', async () => {
    const { deploy, connect, version, client } = await releases.open('1.0.0');
    const holder = await connect();
    await holder.query(
      "SET application_name = 'nightly report'; BEGIN; UPDATE tb_user SET name = 'held' WHERE pk_user = 2",
    );
    const { exitCode, stdout, stderr } = await deploy('--timeout', '1', '--lock-timeout', '100');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('1.1.0 was not deployed: no locks after');
    expect(stderr).toContain('(nightly report), idle in transaction');
    expect(await version()).toBe('1.0.0');
    await holder.query('ROLLBACK');
    const { rows } = await client.query(
      "SELECT FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
    );
    expect(rows).toEqual([]);
  });

  test('ends when somebody interrupts it', async () => {
    const { connect, version, client, url } = await releases.open('1.0.0');
    const { extension, out } = releases.built;
    const holder = await connect();
    await holder.query("BEGIN; UPDATE tb_user SET name = 'held' WHERE pk_user = 2");
    const interruptions = new Set<() => Promise<void>>();
    const argv = ['--out', out, '--name', extension, '--database-url', url, '--lock-timeout', '60000'];
    let said = '';
    const write = (text: string) => (said += text);
    const streams = { stdin: {}, stdout: { write }, stderr: { write } };
    const deploying = runCli(['deploy', ...argv], { cwd: tmpdir(), env: {}, ...streams, interruptions });
    await untilWaiting(client);
    for (const interrupt of interruptions) await interrupt();
    expect(await deploying).toBe(2);
    expect(said).toContain('nothing has changed: canceling statement due to user request');
    expect(interruptions.size).toBe(0);
    expect(await version()).toBe('1.0.0');
  });

  test('keeps a second one out, or waiting', async () => {
    const { deploy, connect, client, version } = await releases.open('1.0.0');
    const holder = await connect();
    await holder.query("BEGIN; UPDATE tb_user SET name = 'held' WHERE pk_user = 2");
    const first = deploy();
    await untilLocked(client);
    const second = await deploy();
    expect(second).toMatchObject({ exitCode: 2, stdout: '' });
    expect(second.stderr).toMatch(/another deploy of \w+ is running: process \d+ of \w+/);
    expect((await deploy('--dry-run')).exitCode).toBe(0);
    const third = deploy('--wait', '60');
    await holder.query('COMMIT');
    expect((await first).exitCode).toBe(0);
    expect(await third).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('1.1.0 is installed') });
    expect(await version()).toBe('1.1.0');
  });
});

/** Runs a statement again and again, for so many milliseconds; returns how often. It fails if it has to wait for long. */
async function repeat({ connect }: Pick<Shop, 'connect'>, statement: string, milliseconds: number): Promise<number> {
  const client = await connect();
  await client.query(impatient);
  const end = performance.now() + milliseconds;
  let number = 0;
  for (; performance.now() < end; number++) await client.query(statement);
  return number;
}

function untilWaiting(client: pg.Client): Promise<void> {
  return until(client, "SELECT FROM pg_locks WHERE NOT granted AND locktype = 'relation'");
}

function untilLocked(client: pg.Client): Promise<void> {
  return until(client, "SELECT FROM pg_locks WHERE granted AND locktype = 'advisory' AND objsubid = 2");
}

async function until(client: pg.Client, query: string): Promise<void> {
  while ((await client.query(query)).rows.length === 0) await client.query('SELECT pg_sleep(0.02)');
}
