import type pg from 'pg';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import { isWorkingVersion } from '../release/releases.ts';

/** What a database has of an extension, and what the server has files for. */
export interface ServerState {
  readonly database: string;
  readonly role: string;
  readonly installed: { readonly version: string; readonly schema: string; readonly isOwn: boolean } | undefined;
  /** The versions that can be installed. */
  readonly available: readonly string[];
  /** Whether the role may create the extension’s schema, or objects in it if it is there. */
  readonly mayCreate: boolean;
}

/** Reads it. */
export async function readState(client: pg.ClientBase, extension: string): Promise<ServerState> {
  const { rows } = await client.query<ServerState & { installed: ServerState['installed'] | null }>(
    `SELECT current_database() AS database, current_user AS role,
       has_database_privilege(current_database(), 'CREATE') OR EXISTS (
         SELECT FROM pg_available_extension_versions AS files
         WHERE files.name = $1 AND has_schema_privilege(to_regnamespace(files.schema), 'CREATE')
       ) AS "mayCreate",
       ARRAY(SELECT version FROM pg_available_extension_versions WHERE name = $1) AS available,
       (SELECT json_build_object('version', extversion, 'schema', nspname, 'isOwn', pg_has_role(extowner, 'USAGE'))
        FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
        WHERE extname = $1) AS installed`,
    [extension],
  );
  const [state] = rows;
  if (state === undefined) throw new Error('a SELECT without FROM returns one row');
  return { ...state, installed: state.installed ?? undefined };
}

/**
 * The versions that PostgreSQL goes through from one to another, both included; undefined where its files know no way.
 */
export async function readPath(
  client: pg.ClientBase,
  extension: string,
  from: string,
  to: string,
): Promise<readonly string[] | undefined> {
  const { rows } = await client.query<{ path: string | null }>(
    'SELECT path FROM pg_extension_update_paths($1) WHERE source = $2 AND target = $3',
    [extension, from, to],
  );
  return rows[0]?.path?.split('--');
}

/** Stops where the files that a deploy needs are not on the server, or the role cannot use them. */
export function refuseState(
  { installed, available, mayCreate, database, role }: ServerState,
  extension: string,
  target: string,
): void {
  if (!available.includes(target)) throw filesMissing(extension, target, available);
  if (installed === undefined && !mayCreate) {
    throw new CannotRun({
      code: 'cannot-deploy',
      message: `${extension} is not installed in ${database}, and role ${role} may not install it`,
      why: 'The extension has a schema of its own.',
      help: `GRANT CREATE ON DATABASE ${database} TO ${role}, or deploy as another role`,
    });
  }
  if (installed?.isOwn === false) {
    throw new CannotRun({
      code: 'cannot-deploy',
      message: `role ${role} does not own extension ${extension} in ${database}`,
      help: 'deploy as its owner, who is the one who has installed it',
    });
  }
}

function filesMissing(extension: string, target: string, available: readonly string[]): CannotRun {
  const known = available.length === 0 ? 'none of its versions' : `only ${available.join(', ')}`;
  return new CannotRun({
    code: 'cannot-deploy',
    message: `the server has no files for ${extension} ${target}`,
    why: `It has ${known}; PostgreSQL installs extensions from files of its own host.`,
    help:
      'run “tviews install” on the server, or copy the control file and the scripts into $(pg_config --sharedir)/extension there, ' +
      'on each of its standbys too',
  });
}

/** What is said where the files know no way from what is installed to the target. */
export function noPath(extension: string, from: string, to: string): CannotRun {
  return new CannotRun({
    code: 'cannot-deploy',
    message: `the server’s files know no way from ${extension} ${from} to ${to}`,
    why: `It takes a script ${extension}--${from}--${to}.sql, or several, one after the other.`,
    help: isWorkingVersion(from)
      ? `${from} is a working version, from which no way leads: DROP EXTENSION ${extension} CASCADE, and deploy again`
      : 'build writes the scripts from each release to the next: put all files of the out folder on the server',
  });
}
