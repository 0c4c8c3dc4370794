import type { Lineage } from '../lineage/types.ts';
import type { RelationOccurrence, SourceRelation } from '../resolve/types.ts';
import { nameKey, type QualifiedName, quoteIdentifier, quoteQualified } from '../sql/identifiers.ts';
import { shorten } from './names.ts';
import { keysLookedUpEach } from './refresh.ts';
import type { PlannedLookup } from './types.ts';
import { indexesForSource, indexesForStep, type WantedIndex } from './wanted-index.ts';

/** Rows of a base table that refreshes of a TVIEW look up, and the indexes of which one is enough for that. */
export interface IndexedLookup {
  readonly source: SourceRelation;
  /** The best first; at least one. */
  readonly wanted: readonly [WantedIndex, ...WantedIndex[]];
}

/** What refreshes of a TVIEW look up in base tables, each once. */
export function lookupsOf(lineage: Lineage): readonly IndexedLookup[] {
  const lookups = new Map<string, IndexedLookup>();
  const add = (source: SourceRelation | undefined, [best, ...others]: readonly WantedIndex[]): void => {
    if (source?.kind !== 'base-table' || !best) return;
    const id = JSON.stringify([nameKey(source), best, ...others]);
    lookups.set(id, { source, wanted: [best, ...others] });
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

/** The same as plain data, for the functions that look at the indexes which a database has. */
export function planLookups(lineages: readonly Lineage[]): readonly PlannedLookup[] {
  return lineages.flatMap((lineage) =>
    lookupsOf(lineage).map(({ source, wanted }) => ({
      tview: lineage.definition.tview,
      table: { schema: source.schema, name: source.name },
      wanted: wanted.map(({ method, words, isExpression }) => ({ method, columns: words, isExpression })),
      createIndex: createIndex(source, wanted[0]),
    })),
  );
}

/** The first place where the definition reads a relation. */
export function firstRead(relation: QualifiedName, { definition: { graph } }: Lineage): RelationOccurrence | undefined {
  return graph.occurrences
    .filter((occurrence) => occurrence.kind === 'relation')
    .find(({ source }) => nameKey(source) === nameKey(relation));
}

/** The statement that creates an index. */
export function createIndex(source: QualifiedName, { method, keys, words, isExpression }: WantedIndex): string {
  const plain = isExpression ? words.map((word) => word.replaceAll(/\W+/g, '_').replaceAll(/^_|_$/g, '')) : words;
  const name = shorten([source.name, ...plain, 'idx'].join('_'));
  const using = method === 'btree' ? '' : `USING ${method} `;
  return `CREATE INDEX ${quoteIdentifier(name)} ON ${quoteQualified(source)} ${using}(${keys.join(', ')});`;
}
