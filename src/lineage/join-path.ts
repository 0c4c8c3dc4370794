import type { ColumnOf, Occurrence } from '../resolve/types.ts';
import type { CertainPart } from './certainty.ts';
import { EqualityClasses, widensTo } from './equality-classes.ts';
import type { ColumnTerm, JoinPath, JoinStep, Term } from './types.ts';

/** A key column as a path must supply it: where its value stands, or that it is NULL there. */
export interface KeyTarget {
  readonly column: ColumnOf | undefined;
  readonly type: string;
}

/**
 * Finds the cheapest joins from a changed row to every column of the key, over relations and equalities that are
 * certain where the row contributes. Equalities off the path are dropped, which can only add keys.
 *
 * Returns undefined when some key column cannot be reached.
 */
export function findJoinPath(
  start: Occurrence,
  certain: CertainPart,
  targets: readonly KeyTarget[],
): JoinPath | undefined {
  const classes = new EqualityClasses(certain.occurrences, certain.equalities);
  const reached: Occurrence[] = [start];
  for (
    let open = unsupplied(targets, reached, classes);
    open.length > 0;
    open = unsupplied(targets, reached, classes)
  ) {
    const next = shortestExtension(reached, open, certain, classes);
    if (!next) return undefined;
    reached.push(...next);
  }
  return describe(reached, targets, classes);
}

function unsupplied(targets: readonly KeyTarget[], reached: readonly Occurrence[], classes: EqualityClasses) {
  return targets.filter((target) => target.column && !supplier(target, reached, classes));
}

/** The reached column that holds a key column's value, the changed row's own before others. */
function supplier(target: KeyTarget, reached: readonly Occurrence[], classes: EqualityClasses): ColumnOf | undefined {
  if (!target.column) return undefined;
  const equal = [target.column, ...classes.equalTo(target.column)];
  for (const { id } of reached) {
    const found = equal.find((column) => column.occurrence === id && widensTo(classes.typeOf(column), target.type));
    if (found) return found;
  }
  return undefined;
}

/** Dijkstra over the relations: the cheapest chain of joins that supplies one more key column. */
function shortestExtension(
  reached: readonly Occurrence[],
  open: readonly KeyTarget[],
  certain: CertainPart,
  classes: EqualityClasses,
): readonly Occurrence[] | undefined {
  const done = new Set(reached.map(({ id }) => id));
  const frontier: { cost: number; path: readonly Occurrence[] }[] = [{ cost: 0, path: [] }];
  for (let current = frontier.shift(); current; current = frontier.shift()) {
    const last = current.path.at(-1);
    if (last) {
      if (done.has(last.id)) continue;
      done.add(last.id);
      if (open.some((target) => supplier(target, [last], classes))) return current.path;
    }
    const { cost, path } = current;
    const known = [...reached, ...path];
    for (const candidate of certain.occurrences) {
      if (done.has(candidate.id)) continue;
      const conditions = conditionsOn(candidate, known, classes);
      if (conditions.length > 0)
        frontier.push({ cost: cost + stepCost(candidate, conditions), path: [...path, candidate] });
    }
    frontier.sort((a, b) => a.cost - b.cost);
  }
  return undefined;
}

/** A step through an index beats two that have none. */
function stepCost({ source }: Occurrence, conditions: readonly { readonly column: string }[]): number {
  const columns = new Set(conditions.map(({ column }) => column));
  return source.indexes.some((index) => columns.has(index.columns[0] ?? '')) ? 1 : 1.5;
}

/** How a relation joins those already reached: for each of its columns, the first of theirs that equals it. */
function conditionsOn(candidate: Occurrence, known: readonly Occurrence[], classes: EqualityClasses) {
  return candidate.source.columns.flatMap(({ name }) => {
    const equal = classes.equalTo({ occurrence: candidate.id, column: name });
    for (const { id } of known) {
      const other = equal.find(({ occurrence }) => occurrence === id);
      if (other) return [{ column: name, equals: other }];
    }
    return [];
  });
}

function describe(reached: readonly Occurrence[], targets: readonly KeyTarget[], classes: EqualityClasses): JoinPath {
  const aliases = uniqueAliases(reached);
  const [start] = reached;
  const term = ({ occurrence, column }: ColumnOf): ColumnTerm =>
    occurrence === start?.id
      ? { kind: 'changed', column }
      : { kind: 'step', alias: aliases.get(occurrence) ?? '', column };
  const steps = reached.slice(1).map(
    (occurrence, index): JoinStep => ({
      relation: { schema: occurrence.source.schema, name: occurrence.source.name },
      alias: aliases.get(occurrence.id) ?? '',
      conditions: conditionsOn(occurrence, reached.slice(0, index + 1), classes).map(({ column, equals }) => ({
        column,
        equals: term(equals),
      })),
    }),
  );
  const key = targets.map((target): Term => {
    const column = supplier(target, reached, classes);
    return column ? term(column) : { kind: 'null' };
  });
  return { steps, key };
}

/** The user's aliases, numbered where two blocks of the query use the same one. */
function uniqueAliases(occurrences: readonly Occurrence[]): ReadonlyMap<number, string> {
  const taken = new Set(['changed']);
  return new Map(
    occurrences.slice(1).map(({ id, alias }) => {
      let unique = alias;
      for (let number = 2; taken.has(unique); number++) unique = `${alias}_${number}`;
      taken.add(unique);
      return [id, unique];
    }),
  );
}
