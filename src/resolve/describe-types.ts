import type { CatalogIndex } from '../catalog/lookup.ts';
import type { Describe, Rejection } from '../database/describe.ts';
import type { Report, Span } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../source/types.ts';
import { nameKey } from '../sql/identifiers.ts';
import { relationsRead } from './dependencies.ts';
import type { ColumnTypes } from './resolve.ts';
import type { ResolvedDefinition } from './types.ts';

/**
 * Lets PostgreSQL look at the definitions, which come in dependency order: what it rejects is reported, what it accepts
 * has types. Undefined where it cannot be asked.
 *
 * Temporary views stand in for TVIEWs, so definitions that name one with its schema are left out, and so are those that
 * read one which is left out.
 */
export async function describeTypes(
  definitions: readonly ResolvedDefinition[],
  sources: readonly SourceFile[],
  catalog: CatalogIndex,
  describe: Describe,
  report: Report,
): Promise<ColumnTypes | undefined> {
  const asked = describable(definitions, catalog);
  const descriptions = await describe(
    asked.map(({ definition, tview, backingView }) => ({
      select: definition.select,
      names: tview.schema === catalog.catalog.searchPath[0] ? [tview.name, backingView.name] : [],
    })),
  );
  const types = new Map<string, ReadonlyMap<string, string>>();
  for (const [index, definition] of asked.entries()) {
    const description = descriptions?.[index];
    if (description && 'rejection' in description) reportRejection(description.rejection, definition, sources, report);
    else if (description)
      types.set(nameKey(definition.tview), new Map(description.columns.map(({ name, type }) => [name, type])));
  }
  return descriptions && types;
}

function describable(definitions: readonly ResolvedDefinition[], catalog: CatalogIndex): readonly ResolvedDefinition[] {
  const home = catalog.catalog.searchPath[0];
  const own = new Map(
    definitions.flatMap((definition) =>
      [definition.tview, definition.backingView].map((name) => [nameKey(name), definition] as const),
    ),
  );
  const leftOut = new Set<ResolvedDefinition>();
  for (const definition of definitions)
    for (const { schema, name } of relationsRead(definition.definition.query)) {
      const read = catalog.catalog.searchPath
        .map((place) => own.get(nameKey({ schema: schema ?? place, name })))
        .find((found) => found !== undefined);
      if (read && (schema !== undefined || read.tview.schema !== home || leftOut.has(read))) leftOut.add(definition);
    }
  return definitions.filter((definition) => !leftOut.has(definition));
}

function reportRejection(
  { message, position, detail, hint }: Rejection,
  { definition }: ResolvedDefinition,
  sources: readonly SourceFile[],
  report: Report,
): void {
  const text = sources.find(({ file }) => file === definition.file)?.text ?? '';
  report.add({
    code: 'rejected',
    severity: 'error',
    message: detail ? `${message} (${detail})` : message,
    span: positionSpan(text, definition.select, position, definition.file) ?? definition.nameSpan,
    why: 'PostgreSQL rejects the SELECT.',
    help: hint ?? 'Run the SELECT by itself against the database to try a correction.',
  });
}

/** The word at a position of the SELECT; undefined where the SELECT does not stand in the file as it is. */
function positionSpan(text: string, select: string, position: number | undefined, file: string): Span | undefined {
  const begin = text.indexOf(select);
  if (position === undefined || begin < 0) return undefined;
  const start = begin + [...select].slice(0, position).join('').length;
  const length = /^[\p{L}\p{N}_$."]+/u.exec(text.slice(start))?.[0].length ?? 1;
  return { file, start, end: start + length };
}
