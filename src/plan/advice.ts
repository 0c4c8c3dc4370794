import type { Report } from '../diagnostics/diagnostic.ts';
import type { Lineage } from '../lineage/types.ts';
import type { SourceRelation } from '../resolve/types.ts';
import { nameKey, quoteIdentifier, quoteQualified } from '../sql/identifiers.ts';
import { shorten } from './names.ts';

/**
 * Reports the base tables that a refresh looks up by columns without an index: every such write would read the whole
 * table.
 */
export function adviseIndexes(lineages: readonly Lineage[], report: Report): void {
  for (const lineage of lineages) {
    const { graph, definition } = lineage.definition;
    const sources = new Map(graph.occurrences.map(({ source }) => [nameKey(source), source]));
    const lookups = new Map<string, { source: SourceRelation; columns: readonly string[] }>();
    const add = (source: SourceRelation | undefined, columns: readonly string[]): void => {
      if (source?.kind !== 'base-table' || columns.length === 0 || isIndexed(source, columns)) return;
      lookups.set(`${nameKey(source)} ${columns.join()}`, { source, columns });
    };
    for (const { source, reach } of lineage.routes) {
      if (reach.kind === 'full') continue;
      for (const { key, steps } of reach.paths) {
        // Recomputing a row walks the path backwards: from the key to the rows of this source.
        const links = [...key, ...steps.flatMap(({ conditions }) => conditions.map(({ equals }) => equals))];
        add(source, [...new Set(links.flatMap((term) => (term.kind === 'changed' ? [term.column] : [])))]);
        for (const { relation, conditions } of steps)
          add(
            sources.get(nameKey(relation)),
            conditions.map(({ column }) => column),
          );
      }
    }
    for (const { source, columns } of lookups.values()) {
      const occurrence = graph.occurrences.find((candidate) => nameKey(candidate.source) === nameKey(source));
      report.add({
        code: 'missing-index',
        severity: 'warning',
        message: `no index on ${source.schema}.${source.name} (${columns.join(', ')})`,
        span: occurrence?.span ?? definition.nameSpan,
        why: `Refreshing "${lineage.definition.tview.name}" looks rows up by ${columns.length > 1 ? 'these columns' : 'this column'}; without an index each refresh reads the whole table.`,
        help: createIndex(source, columns),
      });
    }
  }
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
