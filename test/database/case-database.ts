import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describeInDatabase, readDatabaseCatalog } from '../../src/catalog/from-database.ts';
import { type CompileInput, type CompileResult, compile } from '../../src/compile.ts';
import type { SourceFile } from '../../src/source/types.ts';
import {
  createDatabase,
  installExtensionFiles,
  type TestDatabase,
  type TestServer,
  uniqueName,
} from '../support/postgres.ts';

/**
 * The roles that cases name, under names of this run's own. None is a superuser: `case_owner` owns the database, its
 * tables and the extension; `case_application` and `case_reader` have the rights that a case grants them.
 */
export interface CaseRoles {
  /** Replaces the names that case files use. */
  rename(text: string): string;
  drop(): Promise<void>;
}

const roleNames = ['case_owner', 'case_application', 'case_reader'] as const;

// What a machine's own defaults would put into golden files.
const settings = ["TimeZone = 'UTC'", "DateStyle = 'ISO, MDY'", "IntervalStyle = 'postgres'", "lc_monetary = 'C'"];

/** Creates the roles on a server; whoever asked for them drops them after the last database. */
export async function createCaseRoles(server: TestServer): Promise<CaseRoles> {
  const suffix = uniqueName('').slice(1);
  const rename = (text: string) => text.replaceAll(/\bcase_(owner|application|reader)\b/g, `$&_${suffix}`);
  const [owner, ...members] = roleNames.map(rename);
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await run(`CREATE ROLE ${owner}; CREATE ROLE ${members.join(` ROLE ${owner}; CREATE ROLE `)} ROLE ${owner};`);
  return { rename, drop: () => run(`DROP ROLE ${[owner, ...members].join(', ')}`) };
}

/** A database that holds a case's schema, and a connection as the role that owns it. */
export interface CaseDatabase {
  readonly database: TestDatabase;
  readonly owner: pg.Client;
}

/** Creates a database and loads a case's schema as its owner. */
export async function createCaseDatabase(
  server: TestServer,
  roles: CaseRoles,
  schemaSql: string,
): Promise<CaseDatabase> {
  const database = await createDatabase(server);
  try {
    const name = pg.escapeIdentifier(database.name);
    const statements = settings.map((setting) => `ALTER DATABASE ${name} SET ${setting};`);
    await database.client.query(roles.rename(`ALTER DATABASE ${name} OWNER TO case_owner; ${statements.join(' ')}`));
    const owner = await database.connect(roles.rename('case_owner'));
    await owner.query(roles.rename(schemaSql));
    return { database, owner };
  } catch (error) {
    await database.drop();
    throw error;
  }
}

/** What the compiler is given for definitions against a database. */
export async function compileInputFor(
  database: TestDatabase,
  definitions: readonly SourceFile[],
  extension: string,
): Promise<CompileInput> {
  return {
    sources: definitions,
    catalog: await readDatabaseCatalog(database.url),
    extension: { name: extension, version: '1.0.0', schema: 'tviews' },
    describe: describeInDatabase(database.url),
  };
}

/** Compiles definitions against a database. */
export async function compileFor(
  database: TestDatabase,
  definitions: readonly SourceFile[],
  extension: string,
): Promise<CompileResult> {
  return compile(await compileInputFor(database, definitions, extension));
}

/** Compiles definitions and installs the extension as the owner; throws where the compiler refuses them. */
export async function installDefinitions(
  server: TestServer,
  { database, owner }: CaseDatabase,
  definitions: readonly SourceFile[],
): Promise<CompileResult> {
  const extension = uniqueName('tviews_case');
  const compiled = await compileFor(database, definitions, extension);
  const { files, diagnostics } = compiled;
  if (files.length === 0) throw new Error(`refused: ${JSON.stringify(diagnostics, null, 2)}`);
  const directory = await mkdtemp(join(tmpdir(), 'tviews-case-'));
  try {
    for (const { path, text } of files) await writeFile(join(directory, path), text);
    const installed = await installExtensionFiles(server, directory);
    await owner.query(`CREATE EXTENSION ${pg.escapeIdentifier(extension)}`).finally(() => installed.remove());
    return compiled;
  } finally {
    await rm(directory, { recursive: true });
  }
}
