import { join } from 'node:path';
import type { Client } from 'pg';
import { expect } from 'vitest';
import { openProject, type Project } from '../commands/harness.ts';
import {
  createDatabase,
  installExtensionFiles,
  type TestDatabase,
  type TestServer,
  uniqueName,
} from '../support/postgres.ts';

/** A database with something to import, and the folder to import it to. */
export interface ImportProject extends Project {
  readonly database: TestDatabase;
  readonly extension: string;
  /** Builds what was imported and puts its files where CREATE EXTENSION finds them. */
  build(): Promise<void>;
  drop(): Promise<void>;
}

/** Makes a database by a script, with the given roles, which are dropped with it. */
export async function createImportProject(
  server: TestServer,
  schemaSql: string,
  roles: readonly string[] = [],
): Promise<ImportProject> {
  const database = await createDatabase(server);
  for (const role of roles) await database.client.query(`CREATE ROLE ${role}`);
  await database.client.query(schemaSql);
  const project = openProject();
  const extension = uniqueName('imported');
  const cleanUps: (() => Promise<void>)[] = [];
  const env = { DATABASE_URL: database.url };
  return {
    ...project,
    database,
    extension,
    run: (argv, more = {}) => project.run(argv, { ...env, ...more }),
    build: async () => {
      const { exitCode, stderr } = await project.run(['build', '--name', extension], env);
      expect(exitCode, stderr).toBe(0);
      cleanUps.push((await installExtensionFiles(server, join(project.cwd, 'extension'))).remove);
    },
    drop: async () => {
      for (const role of roles) await database.client.query(`DROP OWNED BY ${role} CASCADE; DROP ROLE ${role}`);
      await database.drop();
      for (const cleanUp of cleanUps) await cleanUp();
      project.remove();
    },
  };
}

/** How many rows two relations do not share, as multisets. */
export async function countDifferences(client: Client, left: string, right: string): Promise<number> {
  const { rows } = await client.query<{ count: string }>(
    `SELECT count(*) FROM ((TABLE ${left} EXCEPT ALL TABLE ${right}) UNION ALL (TABLE ${right} EXCEPT ALL TABLE ${left})) d`,
  );
  return Number(rows[0]?.count);
}
