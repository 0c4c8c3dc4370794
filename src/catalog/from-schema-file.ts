import { readFile } from 'node:fs/promises';
import { type Describe, type Description, describeDefinitions, descriptionsSchema } from '../database/describe.ts';
import type { RunQuery } from '../database/run-query.ts';
import { CannotRun, type Span } from '../diagnostics/diagnostic.ts';
import { utf16Offset } from '../diagnostics/position.ts';
import { SqlSyntaxError, splitStatements } from '../sql/statements.ts';
import { readCached } from './cached-catalog.ts';
import { type LoadedSchema, loadSchema, StatementFailed } from './load-schema.ts';
import { catalogQueries } from './queries.ts';
import { readCatalog } from './read-catalog.ts';
import { catalogText, parseCatalog } from './saved.ts';
import type { Catalog } from './types.ts';

/** Where to keep the result; by default in node_modules/.cache/tviews, or in the system's temporary folder. */
export interface SchemaFileOptions {
  readonly cacheDirectory?: string;
}

/** A schema file as a database to ask. It is loaded when the cache has no answer, once, and closed by `close`. */
export interface SchemaDatabase {
  readonly catalog: Catalog;
  readonly describe: Describe;
  close(): Promise<void>;
}

/**
 * A schema as SQL in (written by hand or by pg_dump), the catalog of a database that has it out. The file runs in a
 * PostgreSQL inside this process, which takes seconds, so the result is kept for the next run.
 */
export async function readSchemaCatalog(file: string, options: SchemaFileOptions = {}): Promise<Catalog> {
  const database = await openSchemaFile(file, options);
  await database.close();
  return database.catalog;
}

/** Like `readSchemaCatalog`, for callers that have more questions. */
export async function openSchemaFile(
  file: string,
  { cacheDirectory }: SchemaFileOptions = {},
): Promise<SchemaDatabase> {
  const source = await readSchemaFile(file);
  let loaded: Promise<LoadedSchema> | undefined;
  const run: RunQuery = async (sql) => {
    loaded ??= loadFile(file, source);
    return (await loaded).run(sql);
  };
  const close = async () => (await loaded?.catch(() => undefined))?.close();
  try {
    const format = { print: catalogText, parse: parseCatalog };
    const catalog = await readCached(source, catalogQueries, format, cacheDirectory, () => readCatalog(run));
    const describe: Describe = (requests) =>
      readCached(source, ['descriptions', 2, requests], descriptionsFormat, cacheDirectory, () =>
        describeDefinitions(run, requests),
      );
    return { catalog, describe, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const descriptionsFormat = {
  print: (descriptions: readonly Description[] | undefined) => JSON.stringify(descriptions ?? null),
  parse: (text: string) => descriptionsSchema.parse(JSON.parse(text)),
  // What was refused is asked again: the reason may lie in how it was asked.
  keeps: (descriptions: readonly Description[] | undefined) =>
    descriptions?.every((description) => 'columns' in description) ?? false,
};

function loadFile(file: string, source: string): Promise<LoadedSchema> {
  return blamingFile(file, source, async () => loadSchema(await splitStatements(source)));
}

/** Runs `load`, and turns what is wrong with the schema file into a `CannotRun` that points into it. */
export async function blamingFile<Result>(file: string, source: string, load: () => Promise<Result>): Promise<Result> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof SqlSyntaxError) throw syntaxFailure(file, source, error);
    if (error instanceof StatementFailed) throw statementFailure(file, error);
    throw error;
  }
}

/** The text of a schema file; throws `CannotRun` where it cannot be read. */
export async function readSchemaFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CannotRun(
      { code: 'cannot-read', message: `cannot read the schema file ${file}: ${reason}` },
      { cause: error },
    );
  }
}

function syntaxFailure(file: string, source: string, error: SqlSyntaxError): CannotRun {
  const atBackslash = source[error.offset] === '\\';
  return new CannotRun(
    {
      code: 'schema-file-failed',
      message: error.message,
      span: { file, start: error.offset, end: Math.min(error.offset + 1, source.length) },
      why: 'tviews loads the schema file to learn the tables, types and keys.',
      help: atBackslash
        ? 'Commands of psql are not SQL. pg_dump --schema-only writes a schema as one file.'
        : 'Correct the statement, or write the file anew with pg_dump --schema-only.',
    },
    { cause: error },
  );
}

function statementFailure(file: string, { statement, cause, message }: StatementFailed): CannotRun {
  const details = cause as { readonly position?: string; readonly detail?: string; readonly hint?: string };
  return new CannotRun(
    {
      code: 'schema-file-failed',
      message: details.detail ? `${message} (${details.detail})` : message,
      span: failedSpan(file, statement.text, statement.start, details.position),
      why: 'tviews loads the schema file to learn the tables, types and keys.',
      help: helpFor(statement.tree, details.hint),
    },
    { cause },
  );
}

/** The name that the server points at (counted in characters from 1), or else the statement's first line. */
function failedSpan(file: string, text: string, start: number, position: string | undefined): Span {
  const offset = position === undefined ? 0 : utf16Offset(text, Number(position) - 1);
  const pattern = position === undefined ? /^.*/ : /^(?:"[^"]*"|[\p{L}\p{N}_$.])+/u;
  const length = pattern.exec(text.slice(offset))?.[0].length ?? 1;
  return { file, start: start + offset, end: start + offset + length };
}

/** The server's hint, unless it tells to install an extension, which nobody can do here. */
function helpFor(tree: StatementFailed['statement']['tree'], hint: string | undefined): string {
  if ('CreateExtensionStmt' in tree) {
    return 'The PostgreSQL inside tviews lacks this extension: read the catalog from a database that has it, or remove the statement if no table needs it.';
  }
  return hint ?? 'Correct the statement, or read the catalog from a database that has the schema.';
}
