import type pg from 'pg';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import { quoteIdentifier } from '../sql/identifiers.ts';
import { readAvailable } from './available.ts';

/** The words of `tviews.status()`. */
const states = ['active', 'inactive', 'outdated', 'damaged', 'incomplete', 'suspended'] as const;

/** What a database has of an extension, as `tviews.status()` and the catalog tell. */
export interface Installation {
  readonly database: string;
  readonly role: string;
  /** Such as `17.5`. */
  readonly serverVersion: string;
  /** It follows another server, and nothing can be written. */
  readonly isStandby: boolean;
  readonly extension: string;
  /** The machinery lives there. */
  readonly schema: string;
  /** The version of the functions. */
  readonly extensionVersion: string;
  /** The version that the TVIEWs were created by; null where there are none yet. */
  readonly modelVersion: string | null;
  readonly state: (typeof states)[number];
  /** What to do about the state; null where it is active. */
  readonly advice: string | null;
  /** Whether it is an extension of PostgreSQL; else it came by migrations. */
  readonly isExtension: boolean;
  /** The versions that the server can install, sorted as texts. */
  readonly available: readonly string[];
}

/** Reads it. Throws `CannotRun` where the schema holds no extension of tviews, or this role may not look into it. */
export async function readInstallation(client: pg.ClientBase, schema: string): Promise<Installation> {
  const { rows } = await client
    .query<Omit<Installation, 'state' | 'advice' | 'available'> & { stateText: string }>(
      `SELECT current_database() AS database, current_user AS role, pg_is_in_recovery() AS "isStandby",
         split_part(current_setting('server_version'), ' ', 1) AS "serverVersion",
         told.extension, $1::text AS schema, told.extension_version AS "extensionVersion",
         told.model_version AS "modelVersion", told.state AS "stateText",
         EXISTS (SELECT FROM pg_extension WHERE extname = told.extension) AS "isExtension"
       FROM ${quoteIdentifier(schema)}.status() AS told`,
      [schema],
    )
    .catch((error: unknown) => {
      throw describeRefusal(error, schema, 'not-installed');
    });
  const [row] = rows;
  if (row === undefined) throw new Error('status() returns one row');
  const { stateText, ...read } = row;
  const [state, ...advice] = stateText.split(': ');
  return {
    ...read,
    state: stateOf(state),
    advice: advice.length === 0 ? null : advice.join(': '),
    available: await readAvailable(client, read.extension),
  };
}

function stateOf(text: string | undefined): Installation['state'] {
  // A newer version may have found another word for what is not right.
  return states.find((state) => state === text) ?? 'damaged';
}

/**
 * What PostgreSQL says where a function of the extension cannot be called, as `CannotRun` with what to do. Other errors
 * are returned as they are.
 */
export function describeRefusal(error: unknown, schema: string, code: 'cannot-verify' | 'not-installed'): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('severity' in error)) return error;
  // invalid_schema_name, undefined_function, insufficient_privilege
  const help: Readonly<Record<string, string>> = {
    '3F000': `run CREATE EXTENSION there, or give its schema with --extension-schema`,
    '42883': `run CREATE EXTENSION there with what this version of tviews builds`,
    '42501': `connect as the owner of schema ${schema}, who may also grant it: GRANT EXECUTE ON FUNCTION …`,
  };
  const known = help[String(error.code)];
  return new CannotRun({ code, message: error.message, ...(known && { help: known }) });
}
