import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StartedServer } from './server-chain.ts';

/**
 * Moves the image's extension directory into the one that the tests can write to from outside. A volume mounted over
 * it would hide the extensions that the image brings.
 */
const entryPoint = `
  set -e
  own="$(pg_config --sharedir)/extension"
  cp -r "$own"/* /extension/
  rm -rf "$own"
  ln -s /extension "$own"
  exec docker-entrypoint.sh postgres -c fsync=off -c full_page_writes=off -c max_prepared_transactions=10 -c timezone=UTC
`;

/** Starts PostgreSQL in a container; gives nothing where no container runtime answers. */
export async function startContainerPostgres(major: number): Promise<StartedServer | undefined> {
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
  if (!(await containerRuntimeAnswers())) return undefined;

  const extensionDirectory = await mkdtemp(join(tmpdir(), `tviews-pg${major}-extension-`));
  await chmod(extensionDirectory, 0o777);
  const container = await new PostgreSqlContainer(`postgres:${major}`)
    .withUsername('postgres')
    .withDatabase('postgres')
    .withEnvironment({ POSTGRES_INITDB_ARGS: '--no-locale --encoding=UTF8' })
    .withBindMounts([{ source: extensionDirectory, target: '/extension', mode: 'rw' }])
    .withEntrypoint(['sh', '-c'])
    .withCommand([entryPoint])
    .start();
  return {
    server: { major, url: container.getConnectionUri(), extensionDirectory },
    stop: async () => {
      await container.stop();
      await rm(extensionDirectory, { recursive: true, force: true });
    },
  };
}

async function containerRuntimeAnswers(): Promise<boolean> {
  const { getContainerRuntimeClient } = await import('testcontainers');
  return getContainerRuntimeClient().then(
    () => true,
    () => false,
  );
}
