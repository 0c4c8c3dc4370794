import { join } from 'node:path';
import type { Client, QueryResult } from 'pg';
import { expect } from 'vitest';
import { openProject, type Project } from '../commands/harness.ts';
import {
  createDatabase,
  installExtensionFiles,
  type TestDatabase,
  type TestServer,
  uniqueName,
} from '../support/postgres.ts';
import { readExpected, type Step } from './read-steps.ts';

/** A database with something to import, and the folder to import it to. */
export interface ImportProject extends Project {
  readonly database: TestDatabase;
  readonly extension: string;
  /** Builds what was imported and puts its files where CREATE EXTENSION finds them. */
  build(): Promise<void>;
  /** Puts the files of a folder of the project there. */
  install(folder?: string): Promise<void>;
  /** Does what a page says, step by step. */
  follow(steps: readonly Step[]): Promise<void>;
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
  const succeed = async (...argv: readonly string[]) => {
    const { exitCode, stdout, stderr } = await project.run(argv, env);
    expect(exitCode, `tviews ${argv.join(' ')}\n${stdout}${stderr}`).toBe(0);
  };
  const install = async (folder = 'extension') => {
    cleanUps.push((await installExtensionFiles(server, join(project.cwd, folder))).remove);
  };
  const runCommand = async (command: string) => {
    const [, verb = '', ...flags] = command.replace(/ +#.*/, '').replace('npx ', '').split(/ +/);
    // Proofs have tests of their own, and installing needs rights on the server's folders.
    if (verb === 'prove') return;
    if (verb === 'install') return install();
    await succeed(verb, ...flags.map((flag) => (flag === '"$DATABASE_URL"' ? database.url : flag)));
  };
  return {
    ...project,
    database,
    extension,
    install,
    run: (argv, more = {}) => project.run(argv, { ...env, ...more }),
    build: async () => {
      await succeed('build', '--name', extension);
      await install();
    },
    follow: async (steps) => {
      for (const step of steps) {
        if (step.kind === 'file') project.write(step.path, step.text);
        else if (step.kind === 'sh') for (const line of step.text.trim().split('\n')) await runCommand(line);
        else await runStatements(database.client, step.text);
      }
    },
    drop: async () => {
      for (const role of roles) await database.client.query(`DROP OWNED BY ${role} CASCADE; DROP ROLE ${role}`);
      await database.drop();
      for (const cleanUp of cleanUps) await cleanUp();
      project.remove();
    },
  };
}

/** Runs statements, and compares what they return with what their page says. */
async function runStatements(client: Client, text: string): Promise<void> {
  const results: readonly QueryResult[] = [await client.query(text)].flat();
  for (const [index, expected] of (await readExpected(text)).entries()) {
    const returned = results[index]?.rows.map((row) => String(Object.values(row)[0]));
    if (expected !== undefined) expect(returned, text).toEqual(expected);
  }
}

/** How many rows two relations do not share, as multisets. */
export async function countDifferences(client: Client, left: string, right: string): Promise<number> {
  const { rows } = await client.query<{ count: string }>(
    `SELECT count(*) FROM ((TABLE ${left} EXCEPT ALL TABLE ${right}) UNION ALL (TABLE ${right} EXCEPT ALL TABLE ${left})) d`,
  );
  return Number(rows[0]?.count);
}
