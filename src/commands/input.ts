import type { Command } from 'commander';
import type { Catalog } from '../catalog/types.ts';
import type { CompileInput } from '../compile.ts';
import { maskPassword } from '../database/connect.ts';
import type { Describe } from '../database/describe.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Numbers } from '../plan/numbers.ts';
import { displayPath } from '../source/display-path.ts';
import { readDefinitions } from '../source/read-definitions.ts';
import type { SourceFile } from '../source/types.ts';
import { buildDefaults, type CatalogSource, type ParsedBuildSettings } from './build-settings.ts';

/** A catalog, and the PostgreSQL behind it if there is one. */
export interface OpenCatalog {
  readonly catalog: Catalog;
  readonly describe?: Describe;
  close?(): Promise<void>;
}

/** What reads a catalog; tests bring their own. */
export interface InputTools {
  readonly openCatalog: (source: CatalogSource, settings: ParsedBuildSettings) => Promise<OpenCatalog>;
  readonly log: (message: string) => void;
}

/** What a run of the compiler gave; `compiled` is undefined when a definition was refused. */
interface Compiled<Result> {
  readonly sources: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
  readonly compiled: (Result & { readonly catalog: Catalog }) | undefined;
}

/** Adds the flags that say what is compiled, the same for all verbs that compile. */
export function addInputOptions(command: Command): Command {
  return command
    .option('--definitions <folder>', `folder with the definitions, *.sql (default: ${buildDefaults.definitions})`)
    .option('--database-url <url>', 'database that has the tables (or TVIEWS_DATABASE_URL, or DATABASE_URL)')
    .option('--schema <file>', 'SQL file that creates the tables, instead of a database')
    .option('--catalog <file>', 'saved catalog, instead of a database');
}

/**
 * Reads the definitions and the catalog, and runs the compiler, or a part of it, on them. Throws `CannotRun` where they
 * cannot be read.
 */
export async function compileInput<Result extends { readonly diagnostics: readonly Diagnostic[] }>(
  settings: ParsedBuildSettings,
  tools: InputTools,
  run: (input: CompileInput) => Promise<Result>,
  numbers: Numbers = {},
): Promise<Compiled<Result>> {
  const { cwd, definitions, extension, catalogSource } = settings;
  const { sources, diagnostics: textDiagnostics } = await readDefinitions(definitions, cwd);
  tools.log(`${displayPath(definitions, cwd)}: ${sources.length} files`);
  if (textDiagnostics.length > 0) return { sources, diagnostics: textDiagnostics, compiled: undefined };
  tools.log(`catalog: reading ${describeSource(catalogSource, cwd)}`);
  const { catalog, describe, close } = await tools.openCatalog(catalogSource, settings);
  tools.log(`catalog: ${catalog.relations.length} relations`);
  const result = await run({ sources, catalog, extension, numbers, ...(describe && { describe }) }).finally(close);
  const { diagnostics } = result;
  const refused = diagnostics.some(({ severity }) => severity === 'error');
  return { sources, diagnostics, compiled: refused ? undefined : { ...result, catalog } };
}

function describeSource(source: CatalogSource, cwd: string): string {
  return source.kind === 'database' ? maskPassword(source.url) : displayPath(source.file, cwd);
}

/** Opens the catalog that the settings name. Drivers and the in-process PostgreSQL are loaded when needed. */
export async function openCatalog(
  source: CatalogSource,
  { cacheDirectory, cwd }: ParsedBuildSettings,
): Promise<OpenCatalog> {
  // Shown as the reader got it, so short where it can be.
  const shorten = (file: string) => (cwd === process.cwd() ? displayPath(file, cwd) : file);
  switch (source.kind) {
    case 'database': {
      const { describeInDatabase, readDatabaseCatalog } = await import('../catalog/from-database.ts');
      return { catalog: await readDatabaseCatalog(source.url), describe: describeInDatabase(source.url) };
    }
    case 'schema-file':
      return (await import('../catalog/from-schema-file.ts')).openSchemaFile(shorten(source.file), { cacheDirectory });
    case 'saved':
      return { catalog: await (await import('../catalog/saved.ts')).loadCatalog(shorten(source.file)) };
    default:
      return source satisfies never;
  }
}
