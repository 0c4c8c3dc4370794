import pg from 'pg';
import { maskPassword, runOn, withClient } from '../database/connect.ts';
import { type Describe, describeDefinitions } from '../database/describe.ts';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import { readCatalog } from './read-catalog.ts';
import type { Catalog } from './types.ts';

/** Reads the catalog of a live database. It only reads: the transaction is READ ONLY, and no role needs rights on tables. */
export function readDatabaseCatalog(url: string): Promise<Catalog> {
  return withClient(url, async (client) => {
    try {
      return await readCatalog(runOn(client));
    } catch (error) {
      if (error instanceof CannotRun || !isConnectionFailure(error)) throw error;
      throw new CannotRun(
        {
          code: 'catalog-unreadable',
          message: error.message,
          why: `tviews reads the system catalogs of ${maskPassword(url)} to know tables, types and keys.`,
          help: helpFor(error),
        },
        { cause: error },
      );
    }
  });
}

/** Errors of the server and of the connection are the surroundings' doing; any other is a bug and keeps its stack. */
function isConnectionFailure(error: unknown): error is Error {
  return (
    error instanceof pg.DatabaseError ||
    (error instanceof Error && ('code' in error || /connection (terminated|ended)|not queryable/i.test(error.message)))
  );
}

function helpFor(error: Error): string {
  const code = error instanceof pg.DatabaseError ? error.code : undefined;
  if (code === '42501') return 'Connect as a role that may read the system catalogs, as every role may by default.';
  if (code === '57014') return 'A timeout or an administrator ended the query; raise statement_timeout for this role.';
  return 'Try again: a migration that ran meanwhile, or a lost connection, makes reading fail.';
}

/** Lets a live database look at definitions; nothing of it stays. */
export function describeInDatabase(url: string): Describe {
  return (requests) => withClient(url, (client) => describeDefinitions(runOn(client), requests));
}
