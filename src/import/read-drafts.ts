import { readFile } from 'node:fs/promises';
import { blamingFile, readSchemaFile } from '../catalog/from-schema-file.ts';
import { withLoadedSchema } from '../catalog/load-schema.ts';
import { runOn, withClient } from '../database/connect.ts';
import type { RunQuery } from '../database/run-query.ts';
import { CannotRun, type Report } from '../diagnostics/diagnostic.ts';
import { displayPath } from '../source/display-path.ts';
import { cannotRead } from '../source/file-error.ts';
import { splitStatements } from '../sql/statements.ts';
import { draftViews, type ViewSelection } from './from-database.ts';
import { draftPgTviews } from './from-pg-tviews.ts';
import { draftScripts } from './from-scripts.ts';
import { withoutClashes } from './name-clashes.ts';
import type { Draft } from './types.ts';

/** What to import, and the database to import it from: a server's, or the one that a schema file makes. */
export interface DraftRequest extends ViewSelection {
  readonly from: { readonly url: string } | { readonly schemaFile: string } | undefined;
  readonly pgTviews: boolean;
  /** SQL files, as absolute paths; shown relative to `cwd`. */
  readonly scripts: readonly string[];
  readonly cwd: string;
}

/**
 * Drafts definitions of all that was asked for, and reports what cannot become one. Throws `CannotRun` where something is
 * not there or cannot be read.
 */
export async function readDrafts(request: DraftRequest, report: Report): Promise<readonly Draft[]> {
  const { from, names, matviews, pgTviews } = request;
  const isAsked = names.length > 0 || matviews || pgTviews;
  const fromDatabase = isAsked && from ? await readTransaction(from, (run) => draftRelations(run, request)) : [];
  const scripts = await Promise.all(request.scripts.map((path) => readScript(path, request.cwd)));
  const drafts = [...fromDatabase, ...(await draftScripts(scripts, request.defaultSchema, report))];
  return withoutClashes(drafts, report);
}

async function draftRelations(run: RunQuery, request: DraftRequest): Promise<readonly Draft[]> {
  const views = await draftViews(run, request);
  return request.pgTviews ? [...views, ...(await draftPgTviews(run, request))] : views;
}

/** Reads in one snapshot, and writes nothing. */
function readTransaction<Result>(
  from: NonNullable<DraftRequest['from']>,
  read: (run: RunQuery) => Promise<Result>,
): Promise<Result> {
  const readOnly = async (run: RunQuery) => {
    await run('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    try {
      return await read(run);
    } catch (error) {
      throw refusedByServer(error);
    } finally {
      await run('ROLLBACK').catch(() => undefined);
    }
  };
  if ('url' in from) return withClient(from.url, (client) => readOnly(runOn(client)));
  const load = async () => {
    const source = await readSchemaFile(from.schemaFile);
    return blamingFile(from.schemaFile, source, async () => withLoadedSchema(await splitStatements(source), readOnly));
  };
  return load();
}

/** Rights that are missing, and a server that gives up, are the surroundings' doing; anything else is a bug. */
function refusedByServer(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || !/^(42501|53|57|08)/.test(String(error.code))) return error;
  const help = error.code === '42501' ? 'connect as a role that may read it, such as its owner' : 'try again';
  return new CannotRun({ code: 'cannot-import', message: error.message, help }, { cause: error });
}

async function readScript(path: string, cwd: string) {
  const file = displayPath(path, cwd);
  const bytes = await readFile(path).catch((error: unknown) => {
    throw cannotRead(file, error);
  });
  return { file, text: new TextDecoder().decode(bytes) };
}
