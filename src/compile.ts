import { indexCatalog } from './catalog/lookup.ts';
import type { Catalog } from './catalog/types.ts';
import { type Diagnostic, Report } from './diagnostics/diagnostic.ts';
import { emit } from './emit/emit.ts';
import type { EmittedFile } from './emit/types.ts';
import { traceLineage } from './lineage/trace.ts';
import { parseQuery } from './parse/from-libpg.ts';
import { loadParser, parseDefinition } from './parse/parse-definition.ts';
import { adviseIndexes } from './plan/advice.ts';
import { plan } from './plan/plan.ts';
import type { ExtensionIdentity } from './plan/types.ts';
import { resolve } from './resolve/resolve.ts';
import type { SourceFile } from './source/types.ts';

export interface CompileInput {
  readonly sources: readonly SourceFile[];
  readonly catalog: Catalog;
  readonly extension: ExtensionIdentity;
}

export interface CompileResult {
  /** Empty when a definition was refused. */
  readonly files: readonly EmittedFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles definition files into the files of a PostgreSQL extension.
 *
 *     definition files
 *          | parse      SQL text -> one tree per SELECT, with spans
 *          | resolve    names -> relations and columns of the catalog; which equalities hold where
 *          | lineage    which rows of which source affect which keys
 *          | plan       names, order, who enqueues what for whom
 *          | emit       plan -> SQL text, through templates/
 *          v
 *     control file, install script
 *
 * A stage reports all it finds; the next one starts only if there was no error. The same input gives the same bytes,
 * in whatever order the files come.
 */
export async function compile({ sources, catalog, extension }: CompileInput): Promise<CompileResult> {
  await loadParser();
  const report = new Report();
  const index = indexCatalog(catalog);
  const ordered = [...sources].sort((a, b) => (a.file < b.file ? -1 : 1));
  const refused = (): CompileResult => ({ files: [], diagnostics: report.list() });

  const parsed = ordered.map((source) => parseDefinition(source, report)).filter((found) => found !== undefined);
  if (report.hasErrors) return refused();
  const resolved = resolve(parsed, index, parseQuery, report);
  if (report.hasErrors) return refused();
  const lineages = traceLineage(resolved, report);
  if (report.hasErrors) return refused();
  adviseIndexes(lineages, report);
  return { files: emit(plan(lineages, catalog, extension)), diagnostics: report.list() };
}
