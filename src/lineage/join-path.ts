import type {
  ColumnOf,
  DerivedOccurrence,
  Occurrence,
  ResolvedDefinition,
  ResolvedOutput,
  Value,
} from '../resolve/types.ts';
import { sourceColumn } from '../resolve/values.ts';
import type { QualifiedName } from '../sql/identifiers.ts';
import type { CertainPart } from './certainty.ts';
import { type BranchChoice, type ChosenExpression, type ChosenValue, chosenValue, columnsIn } from './chosen-value.ts';
import type { Effort } from './effort.ts';
import { widensTo } from './equality-classes.ts';
import { linksOf, type SearchSpace, shortestExtension } from './join-search.ts';
import type { KeyStates } from './key-states.ts';
import { type KeyTarget, Supply } from './supply.ts';
import type { ColumnTerm, ExpressionTerm, JoinCondition, JoinPath, JoinStep, Term } from './types.ts';

/** What the paths of all relations of one definition have in common. */
export interface Tracing {
  readonly definition: ResolvedDefinition;
  /** The key. */
  readonly outputs: readonly ResolvedOutput[];
  readonly states: KeyStates;
  readonly effort: Effort;
}

/**
 * Finds the shortest joins from a changed row to every column of the key, over relations and links that are certain
 * where the row contributes. Links off the path are dropped, which can only add keys.
 *
 * One path is enough where one relation holds the whole key: of the changed rows that made up a row of the result, the
 * one nearest to the key finds it by its old image. Where two relations hold parts of the key, both may have changed;
 * a second path then takes the keys of old rows from the TVIEW itself, by the part of the key that is nearest. Where a
 * part of the key is computed, the keys of new rows are taken from the backing view in the same way.
 *
 * Returns undefined when some key column cannot be reached, or when that has taken more effort than is allowed.
 */
export function findJoinPaths(
  start: Occurrence,
  certain: CertainPart,
  branches: BranchChoice,
  targets: readonly KeyTarget[],
  { definition: { tview, backingView }, effort }: Tracing,
): readonly JoinPath[] | undefined {
  const supply = supplyOf(certain, effort);
  if (!effort.spend(targets.length)) return undefined;
  const search: Search = { certain, branches, targets, supply, effort };
  const open = targets.filter(({ value }) => columnsIn(value).length > 0);
  const holders = new Map(open.map((target) => [target, supply.holdersOf(target)]));
  const holds = ({ id }: Occurrence, target: KeyTarget): boolean => holders.get(target)?.has(id) ?? false;
  const someComputed = targets.some((target) => !canBeSupplied(target, certain));
  const holdsAll = (at: Occurrence) => open.every((target) => holds(at, target));
  const direct =
    someComputed || !certain.occurrences.some(holdsAll) ? undefined : shortestExtension([start], holdsAll, search);
  if (direct) return [describe([start, ...direct], search)];

  const nearest = shortestExtension([start], (at) => open.some((target) => holds(at, target)), search);
  if (!nearest) return undefined;
  const reached: Occurrence[] = [start, ...nearest];
  const oldRows = throughRows(reached, search, tview, 'old_row');
  if (someComputed) return [oldRows, throughRows(reached, search, backingView, 'new_row')];
  const missing = () => open.filter((target) => !reached.some((at) => holds(at, target)));
  while (missing().length > 0) {
    const wanted = missing();
    const next = shortestExtension(reached, (at) => wanted.some((target) => holds(at, target)), search);
    if (!next) return undefined;
    reached.push(...next);
  }
  return [describe(reached, search), oldRows];
}

const supplies = new WeakMap<CertainPart, Supply>();

function supplyOf(certain: CertainPart, effort: Effort): Supply {
  const known = supplies.get(certain);
  if (known) return known;
  effort.spend(certain.occurrences.length + certain.equalities.length);
  const supply = new Supply(certain);
  supplies.set(certain, supply);
  return supply;
}

interface Search extends SearchSpace {
  readonly branches: BranchChoice;
  readonly targets: readonly KeyTarget[];
}

/** A value made from two relations is held by none. */
function canBeSupplied({ value }: KeyTarget, { occurrences }: CertainPart): boolean {
  if (value.kind === 'computed') return false;
  const needed = new Set(columnsIn(value).map(({ occurrence }) => occurrence));
  return needed.size < 2 && [...needed].every((id) => occurrences.some((occurrence) => occurrence.id === id));
}

function describe(reached: readonly Occurrence[], search: Search): JoinPath {
  search.effort.spend(reached.length ** 2);
  const write = writer(reached, (column) => search.supply.classes.typeOf(column));
  const neverNull: ColumnTerm[] = [];
  const key = search.targets.map((target): Term => {
    const value = search.supply.find(target, reached);
    if (value === undefined) return { kind: 'null' };
    if (value.kind === 'column' && !target.nullable && mayBeNull(value, reached)) neverNull.push(write.column(value));
    return write.keyTerm(value, target);
  });
  return { steps: stepsThrough(reached, search), key, neverNull };
}

/** NULLs of composites cannot be told from composites of NULLs. */
function mayBeNull({ occurrence: id, column }: ColumnOf, reached: readonly Occurrence[]): boolean {
  const found = sourceColumn(
    reached.find((occurrence) => occurrence.id === id),
    column,
  );
  return found?.notNull === false && found.scalar;
}

/** By way of the TVIEW's own rows, which still are as they were before the change, or of those it is to have. */
function throughRows(reached: readonly Occurrence[], search: Search, relation: QualifiedName, alias: string): JoinPath {
  const write = writer(reached, (column) => search.supply.classes.typeOf(column));
  const conditions = search.targets.flatMap((target): JoinCondition[] => {
    const value = search.supply.find(target, reached);
    const equals = value && write.keyTerm(value, target);
    return equals === undefined || equals.kind === 'null'
      ? []
      : [{ column: target.name, equals, nullSafe: target.nullable }];
  });
  const key = search.targets.map(({ name }): Term => ({ kind: 'step', alias, column: name }));
  const rows = { kind: 'relation', ...relation } as const;
  return {
    steps: [...stepsThrough(reached, search), { alias, rows, conditions, predicates: [], filters: [] }],
    key,
    neverNull: [],
  };
}

/** How values are written behind a chain of joins: the first is the changed row, the others go by their aliases. */
function writer(reached: readonly Occurrence[], typeOf: (column: ColumnOf) => string | undefined = () => undefined) {
  const aliases = uniqueAliases(reached);
  const column = ({ occurrence, column: name }: { occurrence: number; column: string }): ColumnTerm =>
    occurrence === reached[0]?.id
      ? { kind: 'changed', column: name }
      : { kind: 'step', alias: aliases.get(occurrence) ?? '', column: name };
  const expression = (value: ChosenExpression): ExpressionTerm => {
    const parts = value.parts.flatMap((part): ExpressionTerm['parts'] => {
      if (typeof part === 'string') return [part];
      if (part.kind === 'expression') return ['(', ...expression(part).parts, ')'];
      return [part.kind === 'column' ? column(part) : { kind: 'null', type: part.type }];
    });
    return { kind: 'expression', parts: joinTexts(parts) };
  };
  const keyTerm = (value: ChosenValue, target: KeyTarget): Term => {
    if (value.kind === 'column') {
      const fits = !target.cast || widensTo(typeOf(value), target.type);
      return fits ? column(value) : { kind: 'expression', parts: [column(value)], type: target.type };
    }
    if (value.kind !== 'expression') return { kind: 'null' };
    const term = expression(value);
    return target.cast || columnsIn(value).length === 0 ? { ...term, type: target.type } : term;
  };
  return { aliases, column, expression, keyTerm };
}

/** An expression over the columns of one occurrence, as one over the changed row. */
export function writeOverChanged(value: ChosenExpression, occurrence: Occurrence): ExpressionTerm {
  return writer([occurrence]).expression(value);
}

function joinTexts(parts: ExpressionTerm['parts']): ExpressionTerm['parts'] {
  const joined: ExpressionTerm['parts'][number][] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined;
}

function stepsThrough(reached: readonly Occurrence[], search: Search): readonly JoinStep[] {
  const write = writer(reached);
  return reached.slice(1).map((occurrence, index): JoinStep => {
    const links = linksOf(occurrence, reached.slice(0, index + 1), search.certain, search.supply);
    return {
      alias: write.aliases.get(occurrence.id) ?? '',
      rows:
        occurrence.kind === 'relation'
          ? { kind: 'relation', schema: occurrence.source.schema, name: occurrence.source.name }
          : derivedRows(occurrence, search.branches, write),
      conditions: links.columns.map(({ column, equals, nullSafe }) => ({
        column,
        equals: write.column(equals),
        nullSafe,
      })),
      predicates: links.predicates.map(({ condition }) => write.expression(condition)),
      filters: (search.certain.filters.get(occurrence.id) ?? []).map(write.expression),
    };
  });
}

function derivedRows(
  { rows, columns }: DerivedOccurrence,
  branches: BranchChoice,
  write: ReturnType<typeof writer>,
): JoinStep['rows'] {
  if (rows.kind === 'climb') {
    const start = rows.operands.map((operand: Value) => chosenValue(operand, branches));
    return {
      ...rows,
      start: start.flatMap((value) => (value.kind === 'column' ? [write.column(value)] : [])),
      columns,
    };
  }
  if (rows.kind === 'unknown') throw new Error('a row before in a recursion cannot be joined');
  const item = chosenValue({ ...rows, kind: 'expression', region: 0 }, branches);
  return {
    kind: 'item',
    item: item.kind === 'expression' ? write.expression(item) : { kind: 'expression', parts: [] },
    columns,
  };
}

/** The user's aliases, numbered where two blocks of the query use the same one. */
function uniqueAliases(occurrences: readonly Occurrence[]): ReadonlyMap<number, string> {
  const taken = new Set(['changed', 'old_row', 'new_row']);
  return new Map(
    occurrences.slice(1).map(({ id, alias }) => {
      let unique = alias;
      for (let number = 2; taken.has(unique); number++) unique = `${alias}_${number}`;
      taken.add(unique);
      return [id, unique];
    }),
  );
}
