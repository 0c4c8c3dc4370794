import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, chmod, constants, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findServerUser, findSharedTemporaryDirectory } from '../support/embedded-binaries.ts';
import { findFreePort } from '../support/embedded-postgres.ts';
import type { Route } from './stress-schema.ts';

const startTimeout = 10_000;

/** Where PgBouncer's program is, if it is on the PATH. */
export async function findPooler(): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const program = join(folder, 'pgbouncer');
    const isThere = await access(program, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return program;
  }
  return undefined;
}

/**
 * Starts PgBouncer before a database, in transaction pooling: each transaction gets one of `connections` connections of
 * the server, and DISCARD ALL runs after each. Throws where PgBouncer is not on the PATH.
 */
export async function openPooler(url: string, connections: number): Promise<Route> {
  const program = await findPooler();
  if (program === undefined) throw new Error('pgbouncer is not on the PATH; on Debian: apt-get install pgbouncer');
  const directory = await mkdtemp(join(await findSharedTemporaryDirectory([tmpdir(), '/tmp']), 'tviews-pooler-'));
  const port = await findFreePort();
  const log = join(directory, 'pgbouncer.log');
  await chmod(directory, 0o777);
  await writeFile(join(directory, 'pgbouncer.ini'), settingsFor(new URL(url), port, connections, log));
  // Like the server, it refuses to run as root.
  const user = await findServerUser();
  const child = spawn(program, [join(directory, 'pgbouncer.ini')], { ...user, stdio: 'ignore', detached: true });
  const close = async () => {
    await stop(child);
    await rm(directory, { recursive: true });
  };
  const pooled = new URL(url);
  pooled.port = String(port);
  try {
    await becomesReady(child, pooled.href);
  } catch (error) {
    const lines = await readFile(log, 'utf8').catch(() => '');
    await close();
    throw new Error(`PgBouncer did not start: ${lines}`, { cause: error });
  }
  return { url: pooled.href, close };
}

function settingsFor(url: URL, port: number, connections: number, log: string): string {
  const database = decodeURIComponent(url.pathname.slice(1));
  return `[databases]
${database} = host=${url.hostname} port=${url.port} user=${url.username}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${connections}
server_reset_query = DISCARD ALL
server_reset_query_always = 1
logfile = ${log}
`;
}

async function becomesReady(child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + startTimeout;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (Date.now() > deadline || child.exitCode !== null) throw error;
      await sleep(50);
    }
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const stopped = once(child, 'exit');
  child.kill('SIGINT');
  await stopped;
}
