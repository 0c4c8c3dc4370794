import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { maskPassword, runOn, withClient } from '../database/connect.ts';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import { type SqlStatement, splitStatements } from '../sql/statements.ts';

/** What extensions built by tviews have put into a database; a scratch copy gets an extension of its own. */
interface OwnObjects {
  readonly extensions: readonly string[];
  readonly schemas: readonly string[];
  /** TVIEWs and backing views, as schema and name. */
  readonly relations: readonly (readonly [string, string])[];
}

type Environment = Readonly<Record<string, string | undefined>>;

const ownObjectsSchema = z.object({
  extensions: z.array(z.string()),
  schemas: z.array(z.string()),
  relations: z.array(z.tuple([z.string(), z.string()])),
});

const ownObjectsQuery = `
  WITH anchors AS (
    SELECT c.oid AS relation, p.oid AS function, n.nspname, e.extname
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_proc p ON p.pronamespace = n.oid AND p.proname = 'anchor' AND p.pronargs = 0
    -- None where plain migrations have put them there.
    LEFT JOIN pg_depend m ON m.classid = 'pg_class'::regclass AND m.objid = c.oid AND m.deptype = 'e'
    LEFT JOIN pg_extension e ON e.oid = m.refobjid
    WHERE c.relname = 'anchor' AND c.relkind = 'r' AND c.relnatts = 0
  ), own AS (
    SELECT inhrelid AS relation FROM pg_inherits JOIN anchors ON inhparent = anchors.relation
    UNION
    SELECT w.ev_class FROM pg_rewrite w
    JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid AND d.refclassid = 'pg_proc'::regclass
    JOIN anchors ON anchors.function = d.refobjid
  )
  SELECT COALESCE((SELECT json_agg(extname) FROM anchors WHERE extname IS NOT NULL), '[]') AS extensions,
    COALESCE((SELECT json_agg(nspname) FROM anchors), '[]') AS schemas,
    COALESCE((SELECT json_agg(json_build_array(n.nspname, c.relname)) FROM own JOIN pg_class c ON c.oid = own.relation
      JOIN pg_namespace n ON n.oid = c.relnamespace), '[]') AS relations`;

/**
 * The statements that create the schema of a database, by pg_dump, without what extensions built by tviews have put
 * there. Only reads. `env` is the environment that pg_dump is looked for and run in. Throws `CannotRun` where it is
 * missing, too old, or refused.
 */
export async function dumpSchema(url: string, env: Environment): Promise<readonly SqlStatement[]> {
  const own = await withClient(url, async (client) => {
    const [row] = await runOn(client)(ownObjectsQuery);
    return ownObjectsSchema.parse(row);
  });
  const statements = await splitStatements(await runPgDump(url, env));
  return statements.filter(({ tree }) => !mentions(tree, own));
}

async function runPgDump(url: string, env: Environment): Promise<string> {
  // Arguments can be read by everybody on the machine, the environment cannot.
  const target = new URL(url);
  const password = decodeURIComponent(target.password);
  target.password = '';
  try {
    const { stdout } = await promisify(execFile)(
      'pg_dump',
      ['--schema-only', '--no-owner', '--no-privileges', `--dbname=${target.href}`],
      { maxBuffer: 2 ** 28, env: { ...env, ...(password && { PGPASSWORD: password }) } },
    );
    return stdout;
  } catch (error) {
    throw dumpFailure(url, error);
  }
}

function dumpFailure(url: string, error: unknown): CannotRun {
  const why = `a scratch copy of ${maskPassword(url)} needs its schema as SQL, and pg_dump writes that.`;
  const orFile = 'give the schema as a file with --schema';
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
    const help = `install the client programs of PostgreSQL (postgresql-client), or ${orFile}`;
    return new CannotRun({ code: 'cannot-prove', message: 'pg_dump is not on the PATH', why, help }, { cause: error });
  }
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
  const [, server, own] = /server version: ([\d.]+).*?pg_dump version: ([\d.]+)/s.exec(said) ?? [];
  if (server !== undefined) {
    const message = `pg_dump ${own} is older than the server, ${server}`;
    const help = `put the pg_dump of PostgreSQL ${server.split('.')[0]} or newer first on the PATH, or ${orFile}`;
    return new CannotRun({ code: 'cannot-prove', message, why, help });
  }
  return new CannotRun({ code: 'cannot-prove', message: said.replace(/^pg_dump: error: /, ''), why, help: orFile });
}

/** Whether a statement is about something of ours, wherever in its tree the name stands. */
function mentions(node: unknown, own: OwnObjects): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if (Array.isArray(node) && isOwnName(node.map(stringOf), own)) return true;
  const { extname, schemaname, relname, object } = node as Readonly<Record<string, unknown>>;
  // Comments have their extension or schema as `object`.
  const extensions = [extname, stringOf(extname), stringOf(object)];
  if (extensions.some((name) => own.extensions.includes(`${name}`))) return true;
  if ([schemaname, stringOf(object)].some((name) => own.schemas.includes(`${name}`))) return true;
  if (isOwnName([schemaname, relname], own)) return true;
  return Object.values(node).some((inner) => mentions(inner, own));
}

function isOwnName([schema, name]: readonly unknown[], own: OwnObjects): boolean {
  if (typeof schema !== 'string' || typeof name !== 'string') return false;
  return own.schemas.includes(schema) || own.relations.some((other) => other[0] === schema && other[1] === name);
}

/** The text of a string node, which some statements hold without its wrapping. */
function stringOf(node: unknown): string | undefined {
  const { String: wrapped, sval } = (node ?? {}) as {
    readonly String?: { readonly sval?: string };
    readonly sval?: string;
  };
  return wrapped?.sval ?? sval;
}
