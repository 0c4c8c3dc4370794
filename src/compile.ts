import { indexCatalog } from './catalog/lookup.ts';
import type { Catalog } from './catalog/types.ts';
import type { Describe } from './database/describe.ts';
import { askPostgres } from './describe/describe.ts';
import { type Diagnostic, Report } from './diagnostics/diagnostic.ts';
import { emit } from './emit/emit.ts';
import type { EmittedFile } from './emit/types.ts';
import { traceLineage } from './lineage/trace.ts';
import type { Lineage } from './lineage/types.ts';
import { parseQuery } from './parse/from-libpg.ts';
import { loadParser, parseDefinition } from './parse/parse-definition.ts';
import { SecondReader } from './parse/second-reader.ts';
import { adviseIndexes, checkServer } from './plan/advice.ts';
import type { Numbers } from './plan/numbers.ts';
import { plan } from './plan/plan.ts';
import { warnOfRowSecurity } from './plan/row-security.ts';
import type { ExtensionIdentity, Plan } from './plan/types.ts';
import { reportUnwritableNames } from './plan/unwritable-names.ts';
import { resolve } from './resolve/resolve.ts';
import type { SourceFile } from './source/types.ts';

export interface CompileInput {
  readonly sources: readonly SourceFile[];
  readonly catalog: Catalog;
  readonly extension: ExtensionIdentity;
  /** The numbers of the release before. */
  readonly numbers?: Numbers;
  /** A PostgreSQL that has the tables, to check the definitions and to tell the types of what they compute. */
  readonly describe?: Describe;
  /** Told when a stage starts, to measure it. */
  readonly onStage?: (stage: Stage) => void;
}

export type Stage = 'parse' | 'resolve' | 'describe' | 'lineage' | 'plan' | 'emit' | 'compare';

/** What the compiler has found out about definitions, before anything is written. */
export interface Analysis {
  /** In dependency order. */
  readonly lineages: readonly Lineage[];
  readonly plan: Plan;
}

export interface CompileResult {
  /** Empty when a definition was refused. */
  readonly files: readonly EmittedFile[];
  readonly plan?: Plan;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles definition files into the files of a PostgreSQL extension.
 *
 *     definition files
 *          | parse      SQL text -> one tree per SELECT, with spans
 *          | resolve    names -> relations and columns of the catalog; which equalities hold where
 *          | describe   where a PostgreSQL can be asked: does it accept them, find them to read the same, and of which
 *          |            types are the columns; with these, resolve again
 *          | lineage    which rows of which source affect which keys
 *          | plan       names, order, who enqueues what for whom
 *          | emit       plan -> SQL text, through templates/
 *          | compare    a second parser, which reads along from the start: does it understand the SELECTs as we do
 *          v
 *     control file, install script
 *
 * Resolving comes before describing, because a wrong name is told better, and sooner, than PostgreSQL does; and after it
 * once more, because the type of a computed column decides how whatever reads it can be linked.
 *
 * A stage reports all it finds; the next one starts only if there was no error. The same input gives the same bytes,
 * in whatever order the files come.
 */
export async function compile(input: CompileInput): Promise<CompileResult> {
  const { result, diagnostics } = await readTwice(input, async (report, secondReader) => {
    const analysis = await runStages(input, report, secondReader);
    if (analysis === undefined) return undefined;
    input.onStage?.('emit');
    return { files: emit(analysis.plan), plan: analysis.plan };
  });
  return { ...(result ?? { files: [] }), diagnostics };
}

/** What `compile` would emit, as data. Undefined when a definition was refused. */
export async function analyze(
  input: CompileInput,
): Promise<{ readonly analysis: Analysis | undefined; readonly diagnostics: readonly Diagnostic[] }> {
  const { result, diagnostics } = await readTwice(input, (report, secondReader) =>
    runStages(input, report, secondReader),
  );
  return { analysis: result, diagnostics };
}

/** Does work on definitions while a second parser reads those that the work gives it; all findings of both. */
async function readTwice<Result>(
  { sources, onStage }: CompileInput,
  work: (report: Report, secondReader: SecondReader) => Promise<Result | undefined>,
): Promise<{ readonly result: Result | undefined; readonly diagnostics: readonly Diagnostic[] }> {
  const report = new Report();
  const secondReader = new SecondReader(sources.length);
  try {
    const result = await work(report, secondReader);
    onStage?.('compare');
    await secondReader.reportDifferences(report);
    return { result: report.hasErrors ? undefined : result, diagnostics: report.list() };
  } finally {
    await secondReader.close();
  }
}

/** The stages from parsing to planning. Undefined when a definition was refused. */
async function runStages(
  { sources, catalog, extension, numbers = {}, describe, onStage = () => {} }: CompileInput,
  report: Report,
  secondReader: SecondReader,
): Promise<Analysis | undefined> {
  await loadParser();
  const index = indexCatalog(catalog);
  const ordered = [...sources].sort((a, b) => (a.file < b.file ? -1 : 1));

  onStage('parse');
  const parsed = ordered.flatMap((source) => parseDefinition(source, report, secondReader) ?? []);
  if (report.hasErrors) return undefined;
  onStage('resolve');
  const untyped = resolve(parsed, index, parseQuery, report);
  if (report.hasErrors) return undefined;
  onStage('describe');
  const types = describe && (await askPostgres(untyped, index, describe, report));
  if (report.hasErrors) return undefined;
  const resolved = types ? resolve(parsed, index, parseQuery, report, types) : untyped;
  onStage('lineage');
  const lineages = traceLineage(resolved, report);
  checkServer(lineages, catalog.serverVersion, report);
  reportUnwritableNames(lineages, report);
  if (report.hasErrors) return undefined;
  onStage('plan');
  adviseIndexes(lineages, report);
  warnOfRowSecurity(lineages, report);
  return { lineages, plan: plan(lineages, catalog, extension, numbers) };
}
