import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { fromFlags } from '../config/schema.ts';
import { type Diagnostic, Report } from '../diagnostics/diagnostic.ts';
import type { FindingFormat } from '../diagnostics/render/render.ts';
import type { checkDefinitions } from '../import/check-definitions.ts';
import { definitionPath } from '../import/names.ts';
import { printDefinition } from '../import/print-definition.ts';
import type { DraftRequest, readDrafts } from '../import/read-drafts.ts';
import {
  describeScaffold,
  type FinishedScaffold,
  finish,
  isWritten,
  moveFindings,
  type Scaffold,
} from '../import/scaffold.ts';
import { findTakenNames } from '../import/taken-names.ts';
import type { Draft } from '../import/types.ts';
import { writeFiles } from '../package/write-files.ts';
import { displayPath } from '../source/display-path.ts';
import { cannotRead, cannotWrite } from '../source/file-error.ts';
import { readDefinitions } from '../source/read-definitions.ts';
import type { SourceFile } from '../source/types.ts';
import type { ParsedBuildSettings } from './build-settings.ts';
import { describeFile, describeImport, type ImportResult } from './describe-import.ts';
import { formatOption } from './format-option.ts';
import { type ImportSettings, type ParsedImportSettings, parseImportSettings } from './import-settings.ts';
import { addInputOptions, type InputTools, openCatalog } from './input.ts';
import type { Outcome, RunVerb } from './verb.ts';

/** How an import went; what the compiler says about the definitions is among the findings. */
export interface ImportOutcome {
  readonly sources: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
  readonly result: ImportResult;
}

/** What an import works with: loaded when needed, as parsers and drivers would slow down `--help`. */
interface ImportTools extends InputTools {
  readonly readDrafts: typeof readDrafts;
  readonly checkDefinitions: typeof checkDefinitions;
}

/**
 * Makes definition files from views, materialized views, what pg_tviews maintains, and SQL files, and tells what the
 * compiler says about them. Throws `CannotRun` where what is to be imported cannot be read.
 */
export async function importDefinitions(settings: ImportSettings): Promise<ImportOutcome> {
  const parsed = await parseImportSettings(settings, process.env);
  const { files: _, ...outcome } = await importParsed(parsed, await loadTools(() => {}));
  return outcome;
}

async function importParsed(
  settings: ParsedImportSettings,
  tools: ImportTools,
): Promise<ImportOutcome & { readonly files: readonly FinishedScaffold[] }> {
  const { build, force } = settings;
  const { catalog, describe, close } = await tools.openCatalog(build.catalogSource, build);
  try {
    const report = new Report();
    const defaultSchema = catalog.searchPath[0] ?? 'public';
    const drafts = await tools.readDrafts({ ...settings, defaultSchema, cwd: build.cwd, from: origin(build) }, report);
    tools.log(`drafts: ${drafts.length}`);
    const scaffolds = drafts.map((draft) => scaffold(draft, defaultSchema, build));
    const written = scaffolds.filter((each) => isWritten(each, force));
    const { sources, diagnostics: unreadable } = await mergeSources(written, build);
    const { extension } = build;
    const verdict = await tools.checkDefinitions({ sources, catalog, extension, ...(describe && { describe }) });
    const files = scaffolds.map((each) => finish(each, verdict, defaultSchema, force));
    write(files, build);
    const texts = new Map(files.filter(({ action }) => action !== 'kept').map(({ file, text }) => [file, text]));
    const created = files.filter(({ action }) => action === 'created').map(({ draft }) => draft);
    return {
      files,
      sources: sources.map(({ file, text }) => ({ file, text: texts.get(file) ?? text })),
      diagnostics: [
        ...report.list(),
        ...unreadable,
        ...moveFindings(verdict.diagnostics, written, files),
        ...findTakenNames(catalog, created, defaultSchema),
        ...files.flatMap(describeScaffold),
      ],
      result: { dryRun: build.dryRun, files: files.map(describeFile) },
    };
  } finally {
    await close?.();
  }
}

function origin({ catalogSource }: ParsedBuildSettings): DraftRequest['from'] {
  switch (catalogSource.kind) {
    case 'database':
      return { url: catalogSource.url };
    case 'schema-file':
      return { schemaFile: catalogSource.file };
    case 'saved':
      return undefined;
    default:
      return catalogSource satisfies never;
  }
}

function scaffold(draft: Draft, defaultSchema: string, { definitions, cwd }: ParsedBuildSettings): Scaffold {
  const path = definitionPath(draft.tview, defaultSchema);
  const target = join(definitions, path);
  const file = displayPath(target, cwd);
  return { draft, path, file, before: readIfExists(target, file), text: printDefinition(draft, defaultSchema) };
}

function readIfExists(path: string, file: string): string | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw cannotRead(file, error);
  }
}

/** The definitions as they will be: a new one may read those that are there. */
async function mergeSources(written: readonly Scaffold[], { definitions, cwd }: ParsedBuildSettings) {
  const there = existsSync(definitions) ? await readDefinitions(definitions, cwd) : { sources: [], diagnostics: [] };
  const replaced = new Set(written.map(({ file }) => file));
  const others = there.sources.filter(({ file }) => !replaced.has(file));
  return {
    sources: [...others, ...written.map(({ file, text }) => ({ file, text }))],
    diagnostics: there.diagnostics.filter(({ code }) => code !== 'no-definitions'),
  };
}

function write(files: readonly FinishedScaffold[], { definitions, cwd, dryRun }: ParsedBuildSettings): void {
  const changed = files.filter(({ action }) => action === 'created' || action === 'replaced');
  try {
    writeFiles(
      definitions,
      changed.map(({ path, text }) => ({ path, content: text })),
      { dryRun },
    );
  } catch (error) {
    throw cannotWrite(displayPath(definitions, cwd), error);
  }
}

async function loadTools(log: ImportTools['log']): Promise<ImportTools> {
  return {
    readDrafts: (await import('../import/read-drafts.ts')).readDrafts,
    checkDefinitions: (await import('../import/check-definitions.ts')).checkDefinitions,
    openCatalog,
    log,
  };
}

/** `tviews import` */
export function addImport(program: Command, run: RunVerb): void {
  const command = program
    .command('import')
    .summary('write definitions from views, materialized views, pg_tviews or SQL files')
    .description(
      'Writes a definition file for each view or materialized view that is named, with its key, indexes, privileges and ' +
        'comments, and for each TVIEW that an SQL file declares (CREATE TABLE tv_x AS, CREATE TVIEW, pg_tviews_create). ' +
        'Then compiles them: what is refused is written too, with the reasons in it. The database is only read, and no ' +
        'file overwritten without --force.',
    )
    .argument('[source...]', 'views and materialized views, written as in SQL, and .sql files')
    .option('--from-matviews', 'all materialized views of the database')
    .option('--from-pg-tviews', 'all that pg_tviews maintains in the database');
  addInputOptions(command)
    .option('--as <name>', 'name of the TVIEW, for one view (default: tv_post for mv_post, v_post, post)')
    .option('--tview-schema <name>', 'schema of the TVIEWs (default: that of what is imported)')
    .option('--force', 'overwrite definitions that are there')
    .option('--dry-run', 'read and compile, but write nothing')
    .addOption(formatOption())
    .action((sources: readonly string[], flags: ImportSettings & { readonly format?: FindingFormat }) => {
      return run(
        'import',
        async ({ cwd, config, env, log }) => {
          const settings = await parseImportSettings({ ...flags, sources, cwd, config }, env, fromFlags);
          const { files, ...outcome } = await importParsed(settings, await loadTools(log));
          return describeOutcome(outcome, files, settings.build);
        },
        flags.format,
      );
    });
}

function describeOutcome(
  outcome: ImportOutcome,
  files: readonly FinishedScaffold[],
  { dryRun, format }: ParsedBuildSettings,
): Outcome {
  const isDone = files.length > 0 && !dryRun;
  const hint = '\nNext: read the definitions, then run “npx tviews build” and “npx tviews prove”.';
  return { ...outcome, text: describeImport(files, dryRun), format, ...(isDone && { hint }) };
}
