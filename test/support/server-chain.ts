import pg from 'pg';
import { startContainerPostgres } from './container-postgres.ts';
import { findServerBinaries, missingBinariesMessage } from './embedded-binaries.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

/** A server that tests may use: plain data, so that it can be handed to the processes that run the test files. */
export interface TestServer {
  readonly major: number;
  /** A superuser's connection to the database `postgres`, or to the one that the environment names. */
  readonly url: string;
  /** The `extension` directory of the server, writable by the tests. */
  readonly extensionDirectory: string;
}

/** A server of the chain, with what ends it. */
export interface StartedServer {
  readonly server: TestServer;
  stop(): Promise<void>;
}

type Log = (line: string) => void;

/**
 * Finds the servers to test on. First match wins:
 *
 *   TVIEWS_TEST_DATABASE_URL   a server that is already there, with TVIEWS_TEST_EXTENSION_DIR
 *        | unset
 *   Docker                     where it was asked for (TVIEWS_TEST_DOCKER=1), or npm has no binaries for this platform
 *        | no container runtime
 *   npm binaries               PostgreSQL itself, started in a temporary directory
 */
export async function startTestServers(environment: NodeJS.ProcessEnv, log: Log): Promise<StartedServer[]> {
  const url = environment.TVIEWS_TEST_DATABASE_URL;
  if (url) return [await useRunningServer(url, environment.TVIEWS_TEST_EXTENSION_DIR, log)];
  const wantsDocker = environment.TVIEWS_TEST_DOCKER === '1';
  const starts = await Promise.allSettled(
    requestedMajors(environment).map((major) => startServer(major, wantsDocker, log)),
  );
  const started = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  const failed = starts.find((start) => start.status === 'rejected');
  if (failed === undefined) return started;
  await Promise.all(started.map((each) => each.stop()));
  throw failed.reason;
}

function requestedMajors(environment: NodeJS.ProcessEnv): number[] {
  const majors = (environment.TVIEWS_TEST_MAJORS ?? '15,17').split(',').map((major) => Number(major.trim()));
  if (majors.every((major) => Number.isInteger(major) && major > 0)) return majors;
  throw new Error(`TVIEWS_TEST_MAJORS must be a list such as "15,17", not "${environment.TVIEWS_TEST_MAJORS}"`);
}

async function startServer(major: number, wantsDocker: boolean, log: Log): Promise<StartedServer> {
  const hasBinaries = findServerBinaries(major) !== undefined;
  if (wantsDocker || !hasBinaries) {
    const container = await startContainerPostgres(major);
    if (container !== undefined) {
      log(`PostgreSQL ${major}: Docker`);
      return container;
    }
    log(`PostgreSQL ${major}: no container runtime answers`);
  }
  if (!hasBinaries) throw new Error(missingBinariesMessage(major));
  const embedded = await startEmbeddedPostgres({ major });
  log(`PostgreSQL ${major}: npm binaries, ${new URL(embedded.url()).host}`);
  const server = { major, url: embedded.url(), extensionDirectory: embedded.extensionDirectory };
  return { server, stop: embedded.stop };
}

async function useRunningServer(url: string, extensionDirectory: string | undefined, log: Log): Promise<StartedServer> {
  if (!extensionDirectory) {
    throw new Error(
      'TVIEWS_TEST_DATABASE_URL needs TVIEWS_TEST_EXTENSION_DIR: the directory "extension" below `pg_config --sharedir`',
    );
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string }>(`SELECT current_setting('server_version_num') AS version`);
    const major = Math.floor(Number(rows[0]?.version) / 10_000);
    log(`PostgreSQL ${major}: TVIEWS_TEST_DATABASE_URL`);
    return { server: { major, url, extensionDirectory }, stop: async () => {} };
  } finally {
    await client.end();
  }
}
