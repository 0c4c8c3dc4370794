import type { CatalogIndex } from '../catalog/lookup.ts';
import type { Acceptance, Describe, Rejection } from '../database/describe.ts';
import type { Report, Span } from '../diagnostics/diagnostic.ts';
import { utf16Offset } from '../diagnostics/position.ts';
import type { ParsedDefinition } from '../parse/types.ts';
import { relationsRead } from '../resolve/dependencies.ts';
import type { ColumnTypes } from '../resolve/resolve.ts';
import type { ResolvedDefinition } from '../resolve/types.ts';
import { nameKey } from '../sql/identifiers.ts';
import { compareReads } from './compare-reads.ts';

/**
 * Lets PostgreSQL look at the definitions, which come in dependency order. What it rejects is reported, and so is where
 * it finds a definition to read anything else than the compiler does. Returns the types of the output columns of what
 * it accepts; undefined where it cannot be asked.
 *
 * Temporary tables stand in for TVIEWs, so definitions that name one with its schema are left out, and so are those that
 * read one which is left out.
 */
export async function askPostgres(
  definitions: readonly ResolvedDefinition[],
  catalog: CatalogIndex,
  describe: Describe,
  report: Report,
): Promise<ColumnTypes | undefined> {
  const asked = describable(definitions, catalog);
  const descriptions = await describe(
    asked.map(({ definition: { select }, tview, backingView }) => ({
      select,
      tview,
      backingView,
      readable: tview.schema === catalog.catalog.searchPath[0],
    })),
  );
  const accepted = new Map<ResolvedDefinition, Acceptance>();
  for (const [index, definition] of asked.entries()) {
    const description = descriptions?.[index];
    if (description && 'rejection' in description) reportRejection(description.rejection, definition, report);
    else if (description) accepted.set(definition, description);
  }
  compareReads(definitions, accepted, report);
  return descriptions && new Map([...accepted].map(([{ tview }, { columns }]) => [nameKey(tview), typesOf(columns)]));
}

function typesOf(columns: Acceptance['columns']): ReadonlyMap<string, string> {
  return new Map(columns.map(({ name, type }) => [name, type]));
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
  report: Report,
): void {
  report.add({
    code: 'rejected',
    severity: 'error',
    message: detail ? `${message} (${detail})` : message,
    span: position === undefined ? definition.nameSpan : wordAt(position, definition),
    why: 'PostgreSQL rejects the SELECT.',
    help: hint ?? 'Run the SELECT by itself against the database to try a correction.',
  });
}

/** The name that stands at a position of the SELECT, counted in characters; else the one character there. */
function wordAt(position: number, { file, select, toFile }: ParsedDefinition): Span {
  const start = utf16Offset(select, position);
  const length = /^[\p{L}\p{N}_$."]+/u.exec(select.slice(start))?.[0].length ?? 1;
  return { file, start: toFile(start), end: toFile(start + length) };
}
