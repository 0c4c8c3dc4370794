import type { Report, Span } from '../diagnostics/diagnostic.ts';
import type { Lineage } from '../lineage/types.ts';
import type { SourceRelation } from '../resolve/types.ts';
import { nameKey } from '../sql/identifiers.ts';
import { createIndex, firstRead, lookupsOf } from './lookups.ts';
import { isServed, type WantedIndex } from './wanted-index.ts';

/**
 * Reports the base tables in which refreshes look rows up without an index: every such write would read the whole table.
 * One finding for each index that is missing, at the first definition that needs it.
 */
export function adviseIndexes(lineages: readonly Lineage[], report: Report): void {
  const missing = new Map<string, MissingIndex & { readonly span: Span; readonly tviews: string[] }>();
  for (const lineage of lineages)
    for (const lookup of unindexedLookups(lineage)) {
      const { tview, definition } = lineage.definition;
      const id = idOf(lookup);
      const span = firstRead(lookup.source, lineage)?.span ?? definition.nameSpan;
      const known = missing.get(id) ?? { ...lookup, span, tviews: [] };
      known.tviews.push(`"${tview.name}"`);
      missing.set(id, known);
    }
  for (const { source, index, span, tviews } of missing.values()) {
    const by = index.isExpression ? 'this expression' : index.keys.length > 1 ? 'these columns' : 'this column';
    report.add({
      code: 'missing-index',
      severity: 'warning',
      message: `no index on ${source.schema}.${source.name} (${index.words.join(', ')})`,
      span,
      why: `Refreshing ${listOf(tviews)} looks rows up by ${by}; without an index each refresh reads the whole table.`,
      help: createIndex(source, index),
    });
  }
}

interface MissingIndex {
  readonly source: SourceRelation;
  readonly index: WantedIndex;
}

function idOf({ source, index }: MissingIndex): string {
  return JSON.stringify([nameKey(source), index.method, index.keys]);
}

/** The lookups of one TVIEW that no index serves, each once, with the best index for it. */
function unindexedLookups(lineage: Lineage): readonly MissingIndex[] {
  const missing = lookupsOf(lineage)
    .filter(({ source, wanted }) => !wanted.some((index) => isServed(source, index)))
    .map(({ source, wanted: [index] }) => ({ source, index }));
  return [...new Map(missing.map((each) => [idOf(each), each])).values()];
}

/** `a`, `a and b`, `a, b and c` */
function listOf(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
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
