import type { ColumnOf, DerivedOccurrence, Occurrence } from '../resolve/types.ts';
import { occurrencesOf } from '../resolve/values.ts';
import type { CertainPart, CertainPredicate } from './certainty.ts';
import type { Effort } from './effort.ts';
import type { Supply } from './supply.ts';

/** How a relation joins those before it. */
export interface Links {
  readonly columns: readonly { readonly column: string; readonly equals: ColumnOf; readonly nullSafe: boolean }[];
  readonly predicates: readonly CertainPredicate[];
}

/** Where paths are searched: what is certain, what is known of it, and how much may still be done. */
export interface SearchSpace {
  readonly certain: CertainPart;
  readonly supply: Supply;
  readonly effort: Effort;
}

/**
 * Dijkstra over the relations: the cheapest chain of joins to one that is accepted; empty if one reached already is,
 * undefined if there is none, or if the effort is spent before one is found.
 *
 * Rows of a function in FROM come with the rows that they are computed from.
 */
export function shortestExtension(
  reached: readonly Occurrence[],
  accepts: (occurrence: Occurrence) => boolean,
  space: SearchSpace,
): readonly Occurrence[] | undefined {
  if (reached.some(accepts)) return [];
  const done = new Set(reached.map(({ id }) => id));
  const cheapest = new Map<number, number>();
  const frontier: Frontier[] = [{ cost: 0, path: [], added: [] }];
  for (let current = frontier.shift(); current; current = frontier.shift()) {
    const { cost, path, added } = current;
    const last = path.at(-1);
    if (last) {
      if (done.has(last.id)) continue;
      done.add(last.id);
      if (added.some(accepts)) return path;
    }
    const known = [...reached, ...path];
    const candidates = last ? nextTo(added, space) : inOrder([...nextTo(reached, space), ...fromNothing(space)]);
    if (!space.effort.spend(candidates.length + known.length)) return undefined;
    for (const candidate of candidates) {
      const best = cheapest.get(candidate.id) ?? Number.POSITIVE_INFINITY;
      if (done.has(candidate.id) || best <= cost + leastStepCost) continue;
      space.effort.spend(known.length);
      const extension = extensionBy(candidate, known, space);
      if (!extension || best <= cost + extension.cost) continue;
      cheapest.set(candidate.id, cost + extension.cost);
      const next = { cost: cost + extension.cost, path: [...path, ...extension.path], added: extension.path };
      insert(next, frontier);
    }
  }
  return undefined;
}

interface Frontier {
  readonly cost: number;
  readonly path: readonly Occurrence[];
  readonly added: readonly Occurrence[];
}

/** Behind all that are no dearer: of equals, the first that was found is the first to be followed. */
function insert(item: Frontier, frontier: Frontier[]): void {
  const place = frontier.findLastIndex(({ cost }) => cost <= item.cost) + 1;
  frontier.splice(place, 0, item);
}

/** What is not next to the latest relations was as near before, or is not within reach. */
function nextTo(latest: readonly Occurrence[], { supply }: SearchSpace): readonly Occurrence[] {
  const [only, ...more] = latest;
  if (only === undefined) return [];
  return more.length === 0 ? supply.neighboursOf(only) : inOrder(latest.flatMap((at) => supply.neighboursOf(at)));
}

function inOrder(occurrences: readonly Occurrence[]): readonly Occurrence[] {
  return [...new Set(occurrences)].sort((a, b) => a.id - b.id);
}

/** Rows that are computed from nothing can be joined at any time. */
function fromNothing({ certain }: SearchSpace): readonly Occurrence[] {
  return certain.occurrences.filter(
    (occurrence) =>
      occurrence.kind === 'derived' && occurrence.rows.operands.every((operand) => occurrencesOf(operand).size === 0),
  );
}

/** A relation that a link leads to, with what it is computed from; undefined where nothing links it. */
function extensionBy(
  candidate: Occurrence,
  known: readonly Occurrence[],
  { certain, supply }: SearchSpace,
): { readonly cost: number; readonly path: readonly Occurrence[] } | undefined {
  if (candidate.kind === 'derived' && candidate.rows.kind === 'unknown') return undefined;
  const sources = candidate.kind === 'derived' ? sourcesOf(candidate, known, certain) : [];
  // A climb goes from given values on: the other way is a climb of its own.
  if (sources === undefined || (sources.length > 0 && isClimb(candidate))) return undefined;
  const links = linksOf(candidate, known, certain, supply);
  // Rows that are computed from those known, or from nothing, never change by themselves: they need no link.
  const isComputed = candidate.kind === 'derived' && sources.length === 0;
  if (!isComputed && !isEdge(links)) return undefined;
  return { cost: stepCost(candidate, links) + sources.length, path: [...sources, candidate] };
}

function isClimb(occurrence: Occurrence): boolean {
  return occurrence.kind === 'derived' && occurrence.rows.kind === 'climb';
}

/** The relations that must come before a derived one, innermost first; undefined where one of them is not certain. */
function sourcesOf(
  { rows }: DerivedOccurrence,
  known: readonly Occurrence[],
  certain: CertainPart,
): readonly Occurrence[] | undefined {
  const found: Occurrence[] = [];
  for (const id of rows.operands.flatMap((operand) => [...occurrencesOf(operand)])) {
    if ([...known, ...found].some((occurrence) => occurrence.id === id)) continue;
    const source = certain.occurrences.find((occurrence) => occurrence.id === id);
    if (!source) return undefined;
    const before = source.kind === 'derived' ? sourcesOf(source, [...known, ...found], certain) : [];
    if (!before) return undefined;
    found.push(...before, source);
  }
  return found;
}

/**
 * Whether links lead from a relation known to the new one. A condition over three relations narrows, but is no way:
 * the row in the middle may have changed as well, and then finds the key by another way only if it has one.
 */
function isEdge({ columns, predicates }: Links): boolean {
  return columns.length > 0 || predicates.some(({ occurrences }) => occurrences.size === 2);
}

const leastStepCost = 1;

/** Among equally short paths one through indexes; never a longer one, since every step must lead nearer to the key. */
function stepCost(candidate: Occurrence, { columns }: Links): number {
  if (candidate.kind === 'derived') return leastStepCost;
  const names = new Set(columns.map(({ column }) => column));
  if (names.size === 0) return 1.002;
  return candidate.source.indexes.some((index) => names.has(index.columns[0] ?? '')) ? leastStepCost : 1.001;
}

/** Everything that links a relation to those known: for each of its columns, the first of theirs that equals it. */
export function linksOf(
  candidate: Occurrence,
  known: readonly Occurrence[],
  { predicates }: CertainPart,
  supply: Supply,
): Links {
  const ids = new Set(known.map(({ id }) => id));
  const first = (equal: ReadonlyMap<number, ColumnOf>): ColumnOf | undefined => {
    for (const { id } of known) {
      const other = equal.get(id);
      if (other) return other;
    }
    return undefined;
  };
  const columns = supply.linkedColumns(candidate).flatMap(({ column, equal, alike }) => {
    const equals = first(equal);
    if (equals) return [{ column, equals, nullSafe: false }];
    const other = first(alike);
    return other ? [{ column, equals: other, nullSafe: true }] : [];
  });
  return {
    columns,
    predicates: predicates.filter(
      ({ occurrences }) =>
        occurrences.has(candidate.id) &&
        occurrences.size > 1 &&
        [...occurrences].every((id) => id === candidate.id || ids.has(id)),
    ),
  };
}
