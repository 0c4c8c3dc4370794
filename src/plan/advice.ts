import type { Report, Span } from '../diagnostics/diagnostic.ts';
import type { Lineage } from '../lineage/types.ts';
import type { RelationOccurrence, SourceRelation } from '../resolve/types.ts';
import { nameKey, type QualifiedName, quoteIdentifier, quoteQualified } from '../sql/identifiers.ts';
import { shorten } from './names.ts';
import { keysLookedUpEach } from './refresh.ts';
import { indexesForSource, indexesForStep, isServed, type WantedIndex } from './wanted-index.ts';

/**
 * Reports the base tables in which refreshes look rows up without an index: every such write would read the whole table.
 * One finding for each index that is missing, at the first definition that needs it.
 */
export function adviseIndexes(lineages: readonly Lineage[], report: Report): void {
  const missing = new Map<string, Lookup & { readonly span: Span; readonly tviews: string[] }>();
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

interface Lookup {
  readonly source: SourceRelation;
  readonly index: WantedIndex;
}

function idOf({ source, index }: Lookup): string {
  return JSON.stringify([nameKey(source), index.method, index.keys]);
}

/** The lookups of one TVIEW that no index serves, each once. */
function unindexedLookups(lineage: Lineage): readonly Lookup[] {
  const lookups = new Map<string, Lookup>();
  /** Of several indexes each would do, and the first is the best. */
  const add = (source: SourceRelation | undefined, wanted: readonly WantedIndex[]): void => {
    const [index] = wanted;
    if (source?.kind !== 'base-table' || !index || wanted.some((other) => isServed(source, other))) return;
    lookups.set(idOf({ source, index }), { source, index });
  };
  for (const { source, reach } of lineage.routes) {
    if (reach.kind === 'full') continue;
    for (const path of reach.paths) {
      // Recomputing a row by its key walks the path backwards: from the key to the rows of this source.
      if (keysLookedUpEach(lineage) > 0) add(source, indexesForSource(path, source));
      for (const step of path.steps) {
        const relation = step.rows.kind === 'climb' ? step.rows.relation : step.rows;
        const read = 'name' in relation ? firstRead(relation, lineage)?.source : undefined;
        if (read) add(read, indexesForStep(step, read));
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

function createIndex(source: SourceRelation, { method, keys, words, isExpression }: WantedIndex): string {
  const plain = isExpression ? words.map((word) => word.replaceAll(/\W+/g, '_').replaceAll(/^_|_$/g, '')) : words;
  const name = shorten([source.name, ...plain, 'idx'].join('_'));
  const using = method === 'btree' ? '' : `USING ${method} `;
  return `CREATE INDEX ${quoteIdentifier(name)} ON ${quoteQualified(source)} ${using}(${keys.join(', ')});`;
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
