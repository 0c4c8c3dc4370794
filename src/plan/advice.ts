import type { Report, Span } from '../diagnostics/diagnostic.ts';
import { changedColumnsOf, type Lineage, termsOf } from '../lineage/types.ts';
import type { RelationOccurrence, SourceRelation } from '../resolve/types.ts';
import { nameKey, type QualifiedName, quoteIdentifier, quoteQualified } from '../sql/identifiers.ts';
import { shorten } from './names.ts';

/**
 * Reports the base tables that refreshes look up by columns without an index: every such write would read the whole
 * table. One finding for each index that is missing, at the first definition that needs it.
 */
export function adviseIndexes(lineages: readonly Lineage[], report: Report): void {
  const missing = new Map<string, Lookup & { readonly span: Span; readonly tviews: string[] }>();
  for (const lineage of lineages)
    for (const { source, columns } of unindexedLookups(lineage)) {
      const { tview, definition } = lineage.definition;
      const id = JSON.stringify([nameKey(source), columns]);
      const span = firstRead(source, lineage)?.span ?? definition.nameSpan;
      const known = missing.get(id) ?? { source, columns, span, tviews: [] };
      known.tviews.push(`"${tview.name}"`);
      missing.set(id, known);
    }
  for (const { source, columns, span, tviews } of missing.values())
    report.add({
      code: 'missing-index',
      severity: 'warning',
      message: `no index on ${source.schema}.${source.name} (${columns.join(', ')})`,
      span,
      why: `Refreshing ${listOf(tviews)} looks rows up by ${columns.length > 1 ? 'these columns' : 'this column'}; without an index each refresh reads the whole table.`,
      help: createIndex(source, columns),
    });
}

interface Lookup {
  readonly source: SourceRelation;
  readonly columns: readonly string[];
}

/** The lookups of one TVIEW that no index serves, each once. */
function unindexedLookups(lineage: Lineage): readonly Lookup[] {
  const lookups = new Map<string, Lookup>();
  const add = (source: SourceRelation | undefined, columns: readonly string[]): void => {
    if (source?.kind !== 'base-table' || columns.length === 0 || isIndexed(source, columns)) return;
    lookups.set(`${nameKey(source)} ${columns.join()}`, { source, columns });
  };
  for (const { source, reach } of lineage.routes) {
    if (reach.kind === 'full') continue;
    for (const path of reach.paths) {
      // Recomputing a row walks the path backwards: from the key to the rows of this source.
      const links = termsOf(path).filter(({ kind }) => kind === 'changed');
      add(source, [...new Set(links.flatMap(changedColumnsOf))]);
      for (const { rows, conditions } of path.steps) {
        const columns = conditions.map(({ column }) => column);
        if (rows.kind === 'relation') add(firstRead(rows, lineage)?.source, columns);
      }
    }
  }
  return [...lookups.values()];
}

/** The first place where the definition reads a relation. */
function firstRead(relation: QualifiedName, { definition: { graph } }: Lineage): RelationOccurrence | undefined {
  return graph.occurrences
    .filter((occurrence) => occurrence.kind === 'relation')
    .find(({ source }) => nameKey(source) === nameKey(relation));
}

/** `a`, `a and b`, `a, b and c` */
function listOf(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** An index helps when its first column is among those looked up. */
function isIndexed({ indexes }: SourceRelation, columns: readonly string[]): boolean {
  return indexes.some((index) => columns.includes(index.columns[0] ?? ''));
}

function createIndex(source: SourceRelation, columns: readonly string[]): string {
  const name = shorten([source.name, ...columns, 'idx'].join('_'));
  return `CREATE INDEX ${quoteIdentifier(name)} ON ${quoteQualified(source)} (${columns.map(quoteIdentifier).join(', ')});`;
}

/** Reports keys that the server the catalog comes from cannot hold. */
export function checkServer(lineages: readonly Lineage[], serverVersion: number, report: Report): void {
  if (serverVersion >= 150000) return;
  for (const { definition, key } of lineages) {
    const nullable = key.find((column) => column.nullable);
    if (nullable === undefined) continue;
    report.add({
      code: 'unsupported-server',
      severity: 'error',
      message: `the key column "${nullable.name}" of "${definition.tview.name}" can be NULL, which needs PostgreSQL 15`,
      span: definition.definition.nameSpan,
      why: 'A key with NULLs is a UNIQUE NULLS NOT DISTINCT constraint, which older servers do not have.',
      help: 'Declare the column NOT NULL in its table, or move to PostgreSQL 15 or newer.',
    });
  }
}
