import { type Command, Option } from 'commander';
import type { Catalog } from '../catalog/types.ts';
import type { compile } from '../compile.ts';
import { fromFlags } from '../config/schema.ts';
import { maskPassword } from '../database/connect.ts';
import type { Describe } from '../database/describe.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { findingFormats } from '../diagnostics/render/render.ts';
import { type WrittenFile, writeFiles } from '../package/write-files.ts';
import { displayPath } from '../source/display-path.ts';
import { cannotWrite } from '../source/file-error.ts';
import { readDefinitions } from '../source/read-definitions.ts';
import type { SourceFile } from '../source/types.ts';
import {
  type BuildSettings,
  buildDefaults,
  type CatalogSource,
  type ParsedBuildSettings,
  parseBuildSettings,
} from './build-settings.ts';
import { describeWritten } from './describe-written.ts';
import type { Outcome, RunVerb } from './verb.ts';

/** What a build did. Paths are relative to `out`. */
export interface BuildResult {
  readonly extension: ParsedBuildSettings['extension'];
  readonly out: string;
  readonly dryRun: boolean;
  readonly written: readonly WrittenFile[];
  readonly unchanged: readonly WrittenFile[];
}

/** How a build went; `result` is null when a definition was refused, and then nothing was written. */
export interface BuildOutcome {
  readonly sources: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
  readonly result: BuildResult | null;
}

/** A catalog, and the PostgreSQL behind it if there is one. */
interface OpenCatalog {
  readonly catalog: Catalog;
  readonly describe?: Describe;
  close?(): Promise<void>;
}

/** What a build works with; tests bring their own. */
export interface BuildTools {
  readonly compile: typeof compile;
  readonly openCatalog: (source: CatalogSource, settings: ParsedBuildSettings) => Promise<OpenCatalog>;
  readonly log: (message: string) => void;
}

/**
 * Compiles the definitions of a folder and writes the extension's files. Throws `CannotRun` where that is not possible;
 * what is wrong with the definitions is in the outcome.
 */
export async function build(settings: BuildSettings = {}): Promise<BuildOutcome> {
  const parsed = await parseBuildSettings(settings, process.env);
  return buildParsed(parsed, await loadTools(() => {}));
}

/** The work of a build, on settings that were checked. */
export async function buildParsed(settings: ParsedBuildSettings, tools: BuildTools): Promise<BuildOutcome> {
  const { cwd, definitions, out, extension, dryRun } = settings;
  const { sources, diagnostics: textDiagnostics } = await readDefinitions(definitions, cwd);
  tools.log(`${displayPath(definitions, cwd)}: ${sources.length} files`);
  if (textDiagnostics.length > 0) return { sources, diagnostics: textDiagnostics, result: null };
  tools.log(`catalog: reading ${describeSource(settings.catalogSource, cwd)}`);
  const { catalog, describe, close } = await tools.openCatalog(settings.catalogSource, settings);
  tools.log(`catalog: ${catalog.relations.length} relations`);
  const compiling = tools.compile({ sources, catalog, extension, ...(describe && { describe }) });
  const { files, diagnostics } = await compiling.finally(close);
  if (diagnostics.some(({ severity }) => severity === 'error')) return { sources, diagnostics, result: null };
  if (!dryRun && settings.saveCatalog !== undefined) await saveCatalog(catalog, settings.saveCatalog);
  const changes = writeExtension(out, cwd, files, dryRun);
  return { sources, diagnostics, result: { extension, out, dryRun, ...changes } };
}

function describeSource(source: CatalogSource, cwd: string): string {
  return source.kind === 'database' ? maskPassword(source.url) : displayPath(source.file, cwd);
}

function writeExtension(
  out: string,
  cwd: string,
  files: readonly { readonly path: string; readonly text: string }[],
  dryRun: boolean,
): Pick<BuildResult, 'written' | 'unchanged'> {
  try {
    return writeFiles(
      out,
      files.map(({ path, text }) => ({ path, content: text })),
      { dryRun },
    );
  } catch (error) {
    throw cannotWrite(displayPath(out, cwd), error);
  }
}

async function saveCatalog(catalog: Catalog, file: string): Promise<void> {
  await (await import('../catalog/saved.ts')).saveCatalog(catalog, file);
}

/** Loaded when needed: parsers, driver and the in-process PostgreSQL would slow down `--help`. */
async function loadTools(log: BuildTools['log']): Promise<BuildTools> {
  return { compile: (await import('../compile.ts')).compile, openCatalog, log };
}

async function openCatalog(source: CatalogSource, { cacheDirectory, cwd }: ParsedBuildSettings): Promise<OpenCatalog> {
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

/** `tviews build` */
export function addBuild(program: Command, run: RunVerb): void {
  program
    .command('build')
    .summary('compile the definitions and write the extension’s files')
    .description(
      'Compiles the definitions and writes the files of the extension: NAME.control and NAME--X.Y.Z.sql. ' +
        'Writes all of them or none, and only what changed.',
    )
    .option('--definitions <folder>', `folder with the definitions, *.sql (default: ${buildDefaults.definitions})`)
    .option('--database-url <url>', 'database that has the tables (or TVIEWS_DATABASE_URL, or DATABASE_URL)')
    .option('--schema <file>', 'SQL file that creates the tables, instead of a database')
    .option('--catalog <file>', 'saved catalog, instead of a database')
    .option('--save-catalog <file>', 'save the catalog for later builds with --catalog')
    .option('--out <folder>', `folder to write to (default: ${buildDefaults.out})`)
    .option('--name <name>', 'name of the extension (default: <package or folder>_tviews)')
    .option('--release <version>', `version to build (default: ${buildDefaults.release})`)
    .option('--extension-schema <name>', `schema of the extension (default: ${buildDefaults.extensionSchema})`)
    .option('--dry-run', 'compile and compare, but write nothing')
    .addOption(
      new Option('--format <format>', 'form of the findings (default: pretty; github in GitHub Actions)').choices(
        findingFormats,
      ),
    )
    .action(({ dryRun, ...flags }: BuildSettings) => {
      return run(
        'build',
        async ({ cwd, config, env, log }) => {
          const settings = await parseBuildSettings({ ...flags, cwd, config, dryRun }, env, fromFlags);
          return describeBuild(await buildParsed(settings, await loadTools(log)), settings);
        },
        flags.format,
      );
    });
}

function describeBuild(outcome: BuildOutcome, { format, cwd }: ParsedBuildSettings): Outcome {
  const { result } = outcome;
  return { ...outcome, format, text: result === null ? '' : describeWritten(result.out, cwd, result) };
}
