import type { OtherIndex } from '../catalog/types.ts';
import type { JoinStep, Lineage } from '../lineage/types.ts';
import type { Plan } from '../plan/types.ts';
import { indexesForStep, isServed } from '../plan/wanted-index.ts';
import type { SourceRelation } from '../resolve/types.ts';
import { nameKey } from '../sql/identifiers.ts';
import type { Access } from './types.ts';

/** How PostgreSQL can find the rows of a step on a join path. */
export function accessTo(step: JoinStep, { definition }: Lineage, plan: Plan): Access {
  const { rows, conditions } = step;
  if (rows.kind === 'item') return { kind: 'computed' };
  const relation = rows.kind === 'climb' ? rows.relation : rows;
  const columns = new Set(rows.kind === 'climb' ? rows.matches : conditions.map(({ column }) => column));
  if (nameKey(relation) === nameKey(definition.backingView)) return { kind: 'backing-view' };
  const tview = plan.tviews.find((candidate) => nameKey(candidate.tview) === nameKey(relation));
  if (tview) {
    const found = bestIndex([{ columns: tview.key.map(({ name }) => name) }, ...tview.indexes], columns);
    return found ? { kind: 'tview-index', columns: found.columns } : { kind: 'whole-table' };
  }
  const sources = definition.graph.occurrences.flatMap((place) => (place.kind === 'relation' ? [place.source] : []));
  const source = sources.find((candidate) => nameKey(candidate) === nameKey(relation));
  const found = bestIndex(source?.indexes ?? [], columns);
  if (found) return { kind: 'index', name: found.name, columns: found.columns };
  const other = source && otherIndex(step, source);
  return other ? { kind: 'other-index', ...other } : { kind: 'whole-table' };
}

/** An index over expressions, or of another kind than btree, that finds the rows of a step. */
function otherIndex(step: JoinStep, source: SourceRelation): OtherIndex | undefined {
  const wanted = indexesForStep(step, source);
  const serves = (index: OtherIndex): boolean =>
    wanted.some((each) => isServed({ ...source, indexes: [], otherIndexes: [index] }, each));
  return source.otherIndexes?.find(serves);
}

/** The index of which the most leading columns are looked up; the first of equals. */
function bestIndex<I extends { readonly columns: readonly string[] }>(
  indexes: readonly I[],
  lookedUp: ReadonlySet<string>,
): I | undefined {
  const prefix = ({ columns }: I): number => {
    const end = columns.findIndex((column) => !lookedUp.has(column));
    return end < 0 ? columns.length : end;
  };
  const usable = indexes.filter((index) => prefix(index) > 0);
  return usable.reduce<I | undefined>(
    (best, index) => (best && prefix(best) >= prefix(index) ? best : index),
    undefined,
  );
}
