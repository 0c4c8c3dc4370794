import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  copyServerTree,
  findServerBinaries,
  findServerUser,
  findSharedTemporaryDirectory,
  missingBinariesMessage,
  type ServerTree,
  type ServerUser,
} from './embedded-binaries.ts';
import { makeStandby } from './standby.ts';

/**
 * What to start. `settings` are server settings that win over the defaults below; `standbyOf` is the server whose
 * changes a new one follows until it is promoted.
 */
export interface EmbeddedPostgresOptions {
  readonly major: number;
  readonly settings?: Readonly<Record<string, string>>;
  readonly standbyOf?: EmbeddedPostgres;
}

/** A running server of our own: the superuser is `postgres`, and connections from this machine are trusted. */
export interface EmbeddedPostgres {
  readonly major: number;
  /** Where `CREATE EXTENSION` looks for control files and scripts; nothing else uses this directory. */
  readonly extensionDirectory: string;
  readonly dataDirectory: string;
  url(database?: string): string;
  /** Kills the server where it stands (SIGKILL), then starts it again over what it has written: same URL. */
  crash(): Promise<void>;
  /** Stops the server and removes everything that it has written. */
  stop(): Promise<void>;
}

const startAttempts = 5;
const startTimeout = 60_000;

/** A server that lives as long as a test run has nothing to lose in a crash, so it needn't wait for the disk. */
const defaultSettings: Readonly<Record<string, string>> = {
  fsync: 'off',
  full_page_writes: 'off',
  max_prepared_transactions: '10',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** Starts a real PostgreSQL from the binaries that npm installs, in a temporary directory and on a free port. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const native = findServerBinaries(options.major);
  if (native === undefined) throw new Error(missingBinariesMessage(options.major));

  const user = await findServerUser();
  const directory = await makeTemporaryDirectory(options.major, user);
  const leaveNothingBehind = removeAtExit(directory);
  try {
    const tree = await copyServerTree(native, join(directory, 'server'), user);
    const { standbyOf: primary, settings } = options;
    if (primary === undefined) await initialise(tree, directory, user);
    else await makeStandby(primary, join(directory, 'data'), user);
    const follow = primary && { primary_conninfo: primary.url() };
    const program: ServerProgram = { tree, directory, user, settings: { ...defaultSettings, ...follow, ...settings } };
    const started = await startServer(program);
    const { port } = started;
    let { server } = started;
    return {
      major: options.major,
      extensionDirectory: tree.extensionDirectory,
      dataDirectory: join(directory, 'data'),
      url: (database = 'postgres') => `postgresql://postgres@127.0.0.1:${port}/${encodeURIComponent(database)}`,
      crash: async () => {
        const exited = once(server, 'exit');
        server.ref();
        server.kill('SIGKILL');
        await exited;
        server = await restartServer(program, port);
      },
      stop: async () => {
        await stopServer(server);
        leaveNothingBehind.cancel();
        await remove(directory);
      },
    };
  } catch (error) {
    leaveNothingBehind.cancel();
    await remove(directory);
    throw error;
  }
}

async function makeTemporaryDirectory(major: number, user: ServerUser | undefined): Promise<string> {
  const parent =
    user === undefined ? tmpdir() : await findSharedTemporaryDirectory([tmpdir(), '/tmp', '/var/tmp', '/dev/shm']);
  const directory = await mkdtemp(join(parent, `tviews-pg${major}-`));
  await chmod(directory, 0o700);
  if (user !== undefined) await chown(directory, user.uid, user.gid);
  return directory;
}

async function initialise(tree: ServerTree, directory: string, user: ServerUser | undefined): Promise<void> {
  const data = join(directory, 'data');
  await mkdir(data, { mode: 0o700 });
  if (user !== undefined) await chown(data, user.uid, user.gid);
  const log = join(directory, 'initdb.log');
  const child = run(tree.initdb, initdbArguments(data), { directory, log, user });
  const problem = await Promise.race([
    once(child, 'error').then(([error]) => String(error)),
    once(child, 'exit').then(([code, signal]) => (code === 0 ? undefined : `ended with ${code ?? signal}`)),
  ]);
  if (problem !== undefined) throw new Error(`initdb failed: ${problem}\n${readLog(log)}`);
}

function initdbArguments(data: string): string[] {
  return ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'];
}

interface ServerProgram extends Omit<RunOptions, 'log'> {
  readonly tree: ServerTree;
  readonly settings: Readonly<Record<string, string>>;
}

/** Another program may take the free port before the server does: then a new one is tried. */
async function startServer(program: ServerProgram): Promise<{ server: ChildProcess; port: number }> {
  for (let attempt = 1; attempt <= startAttempts; attempt++) {
    const port = await findFreePort();
    const server = await launchServer(program, port);
    if (server !== undefined) return { server, port };
  }
  throw new Error(`PostgreSQL did not start:\n${readLog(logOf(program))}`);
}

/** Sessions of a killed server find out one by one, and no new one starts over their shared memory until they have. */
async function restartServer(program: ServerProgram, port: number): Promise<ChildProcess> {
  for (const deadline = Date.now() + startTimeout; Date.now() < deadline; await sleep(50)) {
    const server = await launchServer(program, port);
    if (server !== undefined) return server;
  }
  throw new Error(`PostgreSQL did not start again:\n${readLog(logOf(program))}`);
}

async function launchServer(program: ServerProgram, port: number): Promise<ChildProcess | undefined> {
  const { tree, directory, user, settings } = program;
  const assignments = Object.entries({ ...settings, port: String(port) });
  const settingArguments = assignments.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const data = join(directory, 'data');
  const server = run(tree.postgres, ['-D', data, ...settingArguments], { directory, log: logOf(program), user });
  if (!(await becomesReady(server, data))) return undefined;
  server.unref();
  return server;
}

function logOf({ directory }: ServerProgram): string {
  return join(directory, 'server.log');
}

/**
 * The server writes its process into the first line of its lock file and its state into the eighth; `pg_ctl` reads them
 * there too. A killed server leaves its file behind.
 */
async function becomesReady(server: ChildProcess, data: string): Promise<boolean> {
  let failed = false;
  server.once('error', () => {
    failed = true;
  });
  const deadline = Date.now() + startTimeout;
  while (!failed && server.exitCode === null && server.signalCode === null && Date.now() < deadline) {
    const lockFile = join(data, 'postmaster.pid');
    const lines = existsSync(lockFile) ? readFileSync(lockFile, 'utf8').split('\n') : [];
    if (lines[0] === String(server.pid) && lines[7]?.trim() === 'ready') return true;
    await sleep(10);
  }
  await stopServer(server);
  return false;
}

/** A fast shutdown: open transactions are rolled back, open connections closed. */
async function stopServer(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const stopped = once(server, 'exit');
  server.ref();
  server.kill('SIGINT');
  const impatient = setTimeout(() => server.kill('SIGQUIT'), 5_000);
  await stopped;
  clearTimeout(impatient);
}

interface RunOptions {
  readonly directory: string;
  readonly log: string;
  readonly user: ServerUser | undefined;
}

/**
 * Output goes to a file, because a full pipe would halt the server while this process is busy. `detached` keeps Ctrl-C
 * in the terminal from reaching the server before the tests have ended.
 */
function run(program: string, programArguments: readonly string[], { directory, log, user }: RunOptions): ChildProcess {
  const output = openSync(log, 'a');
  const child = spawn(program, programArguments, {
    ...user,
    cwd: directory,
    detached: true,
    stdio: ['ignore', output, output],
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  });
  closeSync(output);
  return child;
}

/** A port that nobody listens on at the moment. */
export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

function readLog(log: string): string {
  return existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-30).join('\n') : '';
}

async function remove(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true, maxRetries: 10 });
}

/**
 * Cleans up where nobody called `stop`: nothing asynchronous can run any more, so the server gets an immediate
 * shutdown and its directory goes at once.
 */
function removeAtExit(directory: string): { cancel(): void } {
  const cleanUp = () => {
    stopServerNow(join(directory, 'data', 'postmaster.pid'));
    rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const onSignal = (signal: NodeJS.Signals) => {
    cancel();
    cleanUp();
    // A listener switches the default action off, so it is up to the last one to end the process.
    if (process.listenerCount(signal) === 0) process.exit(128 + constants.signals[signal]);
  };
  const cancel = () => {
    process.off('exit', cleanUp);
    for (const signal of signals) process.off(signal, onSignal);
  };
  process.once('exit', cleanUp);
  for (const signal of signals) process.on(signal, onSignal);
  return { cancel };
}

function stopServerNow(lockFile: string): void {
  if (!existsSync(lockFile)) return;
  const pid = Number(readFileSync(lockFile, 'utf8').split('\n')[0]);
  try {
    process.kill(pid, 'SIGQUIT');
  } catch {
    return;
  }
  const deadline = Date.now() + 2_000;
  const clock = new Int32Array(new SharedArrayBuffer(4));
  while (existsSync(lockFile) && Date.now() < deadline) Atomics.wait(clock, 0, 0, 20);
}
