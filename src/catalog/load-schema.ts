import { type Extension, type Extensions, PGlite } from '@electric-sql/pglite';
import type { RunQuery } from '../database/run-query.ts';
import { quoteIdentifier, quoteLiteral } from '../sql/identifiers.ts';
import type { SqlStatement } from '../sql/statements.ts';

/** A statement that PostgreSQL refused, and what it said. */
export class StatementFailed extends Error {
  readonly statement: SqlStatement;

  constructor(statement: SqlStatement, cause: Error) {
    super(cause.message, { cause });
    this.name = 'StatementFailed';
    this.statement = statement;
  }
}

/** A PostgreSQL inside this process; it holds some 700 MB until it is closed. */
export interface LoadedSchema {
  readonly run: RunQuery;
  /** Puts a file where CREATE EXTENSION looks for it. */
  addExtensionFile(name: string, text: string): void;
  close(): Promise<void>;
}

/** Loads statements into a PostgreSQL inside this process. */
export async function loadSchema(statements: readonly SqlStatement[]): Promise<LoadedSchema> {
  const database = await PGlite.create({
    extensions: await importExtensions(statements),
    // As the server's own default, not a SET, so that it is what the catalog reports for every session.
    startParams: [...PGlite.defaultStartParams, '-c', 'TimeZone=UTC'],
  });
  try {
    await loadStatements(async (sql) => (await database.exec(sql)).at(-1)?.rows ?? [], statements);
  } catch (error) {
    await database.close();
    throw error;
  }
  return {
    run: async (sql) => (await database.query<Record<string, unknown>>(sql)).rows,
    addExtensionFile: (name, text) => database.Module.FS.writeFile(`/pglite/share/postgresql/extension/${name}`, text),
    close: () => database.close(),
  };
}

/** Loads statements, hands the database to `use`, and ends it whatever happens. */
export async function withLoadedSchema<Result>(
  statements: readonly SqlStatement[],
  use: (run: RunQuery) => Promise<Result>,
): Promise<Result> {
  const loaded = await loadSchema(statements);
  try {
    return await use(loaded.run);
  } finally {
    await loaded.close();
  }
}

/**
 * Loads the statements of a schema file into a database that a superuser connects to. Roles that they name are created
 * where they are missing, which `createdRole` hears of. Throws `StatementFailed`.
 */
export async function loadStatements(
  run: RunQuery,
  statements: readonly SqlStatement[],
  createdRole: (name: string) => void = () => {},
): Promise<void> {
  const known = new Set(['postgres']);
  for (const statement of statements) {
    if (concernsServer(statement.tree)) continue;
    try {
      await createRoles(run, statement.tree, createdRole, known);
      // One by one, not as a script: CREATE INDEX CONCURRENTLY and new enum values need transactions of their own.
      await run(statement.text);
    } catch (error) {
      throw error instanceof Error ? new StatementFailed(statement, error) : error;
    }
  }
  // A script that leaves a transaction open still means its tables; one that SETs (pg_dump empties the search_path)
  // means its own session only.
  await run('COMMIT');
  await run('RESET SESSION AUTHORIZATION');
  await run('RESET ALL');
}

/**
 * Statements about the server or its databases, which the process that loads the file does not have, and about who runs
 * what follows. `CREATE SCHEMA public` is among them: pg_dump --schema=public writes it, though every database has one.
 */
function concernsServer(tree: SqlStatement['tree']): boolean {
  // A tree is JSON: one member, named after the kind of statement.
  const [kind = '', node] = (Object.entries(tree) as [string, Readonly<Record<string, unknown>>][])[0] ?? [];
  if (/Database|Createdb|Dropdb|TableSpaceStmt|SubscriptionStmt|AlterSystemStmt/.test(kind)) return true;
  if (/^(Comment|Grant|AlterOwner|SecLabel)Stmt$/.test(kind)) {
    const type = node?.objtype ?? node?.objectType;
    return type === 'OBJECT_DATABASE' || type === 'OBJECT_TABLESPACE';
  }
  if (kind === 'CreateSchemaStmt') return node?.schemaname === 'public' && node.schemaElts === undefined;
  if (kind === 'VariableSetStmt')
    return ['role', 'session_authorization', 'default_tablespace'].includes(`${node?.name}`);
  return false;
}

/**
 * Creates the roles that a statement names (OWNER TO, GRANT, CREATE POLICY …) and that are missing: a dump leaves roles
 * out, as they belong to the whole server. Creating them takes one rule where skipping takes one for each kind of
 * statement. Superusers, as event triggers and foreign-data wrappers can belong to no other. `known` ones are there.
 */
export async function createRoles(
  run: RunQuery,
  tree: SqlStatement['tree'],
  createdRole: (name: string) => void,
  known = new Set<string>(),
): Promise<void> {
  for (const role of rolesIn(tree)) {
    if (known.has(role)) continue;
    known.add(role);
    const existing = await run(`SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = ${quoteLiteral(role)}`);
    if (existing.length > 0) continue;
    await run(`CREATE ROLE ${quoteIdentifier(role)} SUPERUSER`);
    createdRole(role);
  }
}

function rolesIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = 'rolename' in node && typeof node.rolename === 'string' ? [node.rolename] : [];
  return [...own, ...Object.values(node).flatMap(rolesIn)];
}

/** The extensions that the file creates and PGlite ships, by name; one that it lacks fails where the file creates it. */
async function importExtensions(statements: readonly SqlStatement[]): Promise<Extensions> {
  const names = statements.flatMap(({ tree }) =>
    'CreateExtensionStmt' in tree ? (tree.CreateExtensionStmt.extname ?? []) : [],
  );
  const extensions: Extensions = {};
  for (const name of new Set(names)) {
    const extension = await importExtension(name);
    if (extension !== undefined) extensions[name] = extension;
  }
  return extensions;
}

async function importExtension(name: string): Promise<Extension | undefined> {
  const moduleName = name.replaceAll('-', '_');
  if (!/^[a-z0-9_]+$/.test(moduleName)) return undefined;
  try {
    const exported: Readonly<Record<string, Extension>> = await import(`@electric-sql/pglite/contrib/${moduleName}`);
    return exported[moduleName];
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
