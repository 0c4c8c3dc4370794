import type { RelationRead } from '../database/dependencies.ts';
import type { Acceptance } from '../database/describe.ts';
import type { Report } from '../diagnostics/diagnostic.ts';
import type { ResolvedDefinition } from '../resolve/types.ts';
import { nameKey, type QualifiedName } from '../sql/identifiers.ts';

/**
 * Compares what PostgreSQL has recorded that definitions read with what the compiler has found, and reports every
 * difference, and the tables that functions read. The definitions come in dependency order; those that are not among the
 * accepted ones, and what reads their backing views, are passed over.
 *
 * PostgreSQL records all that is named, whether it matters or not, so it is compared with all names that were resolved.
 */
export function compareReads(
  definitions: readonly ResolvedDefinition[],
  accepted: ReadonlyMap<ResolvedDefinition, Acceptance>,
  report: Report,
): void {
  const behind = new Map<string, readonly RelationRead[] | undefined>();
  for (const definition of definitions) {
    const tables = followBackingViews(accepted.get(definition)?.reads, behind);
    behind.set(nameKey(definition.backingView), tables);
    if (tables === undefined) continue;
    for (const { function: name, ...table } of tables)
      if (name !== undefined && !isAccepted(name, definition)) reportFunction(name, table, definition, report);
    const direct = tables.filter((read) => read.function === undefined);
    for (const what of missedBy(definition, direct))
      reportDifference(
        `PostgreSQL finds that "${definition.tview.name}" reads ${what}; tviews does not`,
        definition,
        report,
      );
    for (const what of inventedBy(definition, direct))
      reportDifference(
        `tviews finds that "${definition.tview.name}" reads ${what}; PostgreSQL does not`,
        definition,
        report,
      );
  }
}

/** With the tables behind them in the place of other definitions' backing views; undefined where these are not known. */
function followBackingViews(
  reads: readonly RelationRead[] | undefined,
  behind: ReadonlyMap<string, readonly RelationRead[] | undefined>,
): readonly RelationRead[] | undefined {
  const followed = reads?.map((read) => (behind.has(nameKey(read)) ? behind.get(nameKey(read)) : [read]));
  return followed?.every((tables) => tables !== undefined) ? followed.flat() : undefined;
}

/** What PostgreSQL names and the compiler does not: its changes would go unnoticed. */
function missedBy({ named }: ResolvedDefinition, tables: readonly RelationRead[]): readonly string[] {
  return tables.flatMap((table) => {
    if (named.unread.has(nameKey(table))) return [];
    const columns = named.tables.get(nameKey(table))?.columns;
    if (columns === undefined) return [written(table)];
    return table.columns.filter((column) => !columns.has(column)).map((column) => `${written(table)}.${column}`);
  });
}

/** Tables that only the compiler names, because it takes a name for another relation than PostgreSQL does. */
function inventedBy({ named }: ResolvedDefinition, tables: readonly RelationRead[]): readonly string[] {
  const known = new Set(tables.map(nameKey));
  return [...named.tables.values()].filter((table) => !known.has(nameKey(table))).map(written);
}

function written({ schema, name }: QualifiedName): string {
  return `${schema}.${name}`;
}

function reportDifference(message: string, { definition }: ResolvedDefinition, report: Report): void {
  report.add({
    code: 'dependencies-differ',
    severity: 'error',
    message,
    span: definition.nameSpan,
    why: 'Triggers stand on what tviews finds, so a change could go unnoticed. This is a mistake of tviews, unless the database has changed meanwhile.',
    help: 'Build again. If it stays, please report it with the definition; until then, write that part of the SELECT otherwise.',
  });
}

/** Whether the definition says itself what the function reads. */
function isAccepted(name: string, { definition: { annotations } }: ResolvedDefinition): boolean {
  return annotations.reads.some(({ function: path }) => path.at(-1) === name);
}

function reportFunction(name: string, table: QualifiedName, { definition }: ResolvedDefinition, report: Report): void {
  report.add({
    code: 'reads-tables',
    severity: 'error',
    message: `the function "${name}" reads ${written(table)}`,
    span: definition.nameSpan,
    why: `Which rows it reads is not known, so a change to ${written(table)} would go unnoticed in "${definition.name}".`,
    help: `Write what the function computes into the SELECT, or have each change of the table compare all rows: -- @reads ${name}: ${table.name}`,
  });
}
