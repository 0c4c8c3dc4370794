import type { Span } from '../diagnostics/diagnostic.ts';
import type { Cte, SetOperation } from '../parse/types.ts';
import type { CteScope, Environment } from './context.ts';
import { relationsRead } from './dependencies.ts';
import { opaque } from './pushdown.ts';
import type { ResolvedQuery } from './query.ts';
import { AssumedKey, isUniqueInEveryChain } from './recursion-key.ts';
import type { ScopeColumn } from './scope.ts';
import type { ColumnOf, Value } from './types.ts';
import { smallestKeys } from './uniqueness.ts';
import { occurrencesOf, sameValue } from './values.ts';

/** Whether a WITH query reads itself. */
export function isRecursive({ name, query }: Cte): boolean {
  return query !== undefined && relationsRead(query).some((item) => item.schema === undefined && item.name === name);
}

/**
 * A recursive WITH query. Each of its rows comes from a chain: a row of the first term, then a row of the second for
 * each step. It stands in the graph as
 *
 *     first                     a chain of no steps
 *     first ~> last             its end: the last step
 *     first ~> step ~> after    any step before the last, and the last
 *
 * where ~> is a climb: all values that the relation of the step leads to from given ones, against its steps or along
 * them. Changes in the middle are followed from `step`, so that `after` is only where they lead.
 */
export function resolveRecursion(
  cte: Cte,
  body: SetOperation,
  scope: NonNullable<CteScope>,
  environment: Environment,
): ResolvedQuery {
  const { graph } = environment.context;
  const within = (region: number, more: Partial<Environment> = {}) => ({ ...environment, region, ...more });
  const union = graph.newSetOperation();
  const branch = (setOperation: number, parent: number, index: number, optional = false) =>
    graph.newRegion(parent, { setOperation, index, optional, condition: false });
  const startRegion = branch(union, environment.region, 0);
  const single = environment.context.resolveQuery(body.left, within(startRegion));
  const names = single.columns.map(({ name }, index) => cte.columns[index] ?? name);

  const rowBefore = new AssumedKey();
  const chain = branch(union, environment.region, 1);
  const first = environment.context.resolveQuery(body.left, within(chain));
  const takeStep = (region: number, followed: boolean): Step => {
    const alias = `previous ${cte.name}`;
    const previous = graph.addDerived({ kind: 'unknown', operands: [] }, names, { alias, region, span: cte.span });
    const self: CteScope = {
      ...scope,
      self: { columns: selfReference(names, previous, single), isUnique: rowBefore.isUnique },
    };
    const query = environment.context.resolveQuery(body.right, within(region, { followed, ctes: self }));
    return { query, previous, region, values: query.columns.map(({ value }) => value) };
  };
  const kind = graph.newSetOperation();
  const last = takeStep(branch(kind, chain, 0), true);
  const middle = branch(kind, chain, 1, true);
  const step = takeStep(middle, true);
  const after = takeStep(middle, false);

  const climber = new Climber(environment, names, first, cte.span);
  climber.linkToFirst(last, true);
  climber.linkToFirst(step, false);
  climber.linkForward(step, after);

  const columns = single.columns.map((column, index): ScopeColumn => {
    const ends = [last, after].map((end) => climber.valueOf(index, end));
    const branches: Value[] = [column.value, { kind: 'choice', setOperation: kind, branches: ends }];
    const passes = [column.value, ...ends].every((value) => value.kind !== 'computed');
    const other = last.query.columns[index];
    return {
      ...column,
      name: names[index] ?? column.name,
      value: passes ? { kind: 'choice', setOperation: union, branches } : { kind: 'computed' },
      notNull: column.notNull && (climber.isInvariant(index, last) || other?.notNull === true),
      type: column.type === other?.type || climber.isInvariant(index, last) ? column.type : undefined,
      exactEquality: column.exactEquality && other?.exactEquality === true,
      scalar: column.scalar && other?.scalar === true,
      reads: [],
    };
  });
  const generated = generatedColumns(cte);
  // A path that SEARCH or CYCLE adds tells rows apart as other columns do.
  const all = [...columns, ...generated];
  const isUnique = (known: ReadonlySet<number>): boolean =>
    (!body.all && all.every((_, index) => known.has(index))) ||
    isUniqueInEveryChain(known, { start: single, startRegion, step: last, rowBefore }, graph);
  const parts = [single, first, last.query, step.query, after.query];
  return {
    columns: all,
    // What a step returns decides which steps follow it.
    always: parts.flatMap((part) => [...part.always, ...part.columns.flatMap(({ reads }) => reads)]),
    isUnique,
    candidateKeys: () => smallestKeys(all.length, isUnique),
    ...opaque,
  };
}

/** One term of a chain, and the occurrence that stands for the row before it. */
export interface Step {
  readonly query: ResolvedQuery;
  readonly previous: number;
  readonly region: number;
  readonly values: readonly Value[];
}

/** What the recursive name brings into scope inside its own query. */
function selfReference(
  names: readonly string[],
  occurrence: number,
  { columns }: ResolvedQuery,
): readonly ScopeColumn[] {
  return columns.map((column, index) => {
    const name = names[index] ?? column.name;
    return { ...column, name, value: { kind: 'column', occurrence, column: name }, notNull: false, reads: [] };
  });
}

/** The columns that SEARCH and CYCLE add. */
function generatedColumns({ generatedColumns: names = [] }: Cte): readonly ScopeColumn[] {
  return names.map((name) => ({
    name,
    value: { kind: 'computed' },
    type: undefined,
    notNull: false,
    exactEquality: false,
    scalar: false,
    reads: [],
    identity: '',
  }));
}

/** A column of the recursive query that a step compares with a column of its own relation. */
interface Link {
  readonly index: number;
  /** Of the relation: what is compared with the row before. */
  readonly into: ColumnOf;
  /** Of the relation: what the row after it is compared with. */
  readonly out: ColumnOf;
}

/** Links the terms of the chains. */
class Climber {
  readonly #environment: Environment;
  readonly #names: readonly string[];
  readonly #first: ResolvedQuery;
  readonly #span: Span;

  constructor(environment: Environment, names: readonly string[], first: ResolvedQuery, span: Span) {
    this.#span = span;
    this.#environment = environment;
    this.#names = names;
    this.#first = first;
  }

  /** Whether each step hands a column on as it got it. */
  isInvariant(index: number, { values, previous }: Step): boolean {
    const own: Value = { kind: 'column', occurrence: previous, column: this.#names[index] ?? '' };
    return sameValue(values[index] ?? { kind: 'computed' }, own);
  }

  /** A column of the recursive query where a chain ends in this step. */
  valueOf(index: number, step: Step): Value {
    if (this.isInvariant(index, step)) return this.#first.columns[index]?.value ?? { kind: 'computed' };
    const value = step.values[index];
    return value === undefined || occurrencesOf(value).has(step.previous) ? { kind: 'computed' } : value;
  }

  /** Joins a step with the start of its chain, from the step back and, where asked for, from the start on. */
  linkToFirst(step: Step, forward: boolean): void {
    const { graph } = this.#environment.context;
    for (const { index, into } of this.#comparisons(step))
      if (this.isInvariant(index, step)) graph.addEquality([step.region], this.#firstValue(index), asValue(into));
    const links = this.#links(step);
    if (links.length === 0) return;
    const start = links.map(({ index }) => this.#firstValue(index));
    this.#climb(
      step,
      links,
      'back',
      links.map(({ into }) => asValue(into)),
      start,
    );
    if (forward)
      this.#climb(
        step,
        links,
        'on',
        start,
        links.map(({ into }) => asValue(into)),
      );
  }

  /** Joins a step with one that comes any number of steps after it. */
  linkForward(step: Step, after: Step): void {
    const links = this.#links(step);
    const ends = this.#links(after);
    if (links.length === 0 || links.length !== ends.length) return;
    this.#climb(
      step,
      links,
      'on',
      links.map(({ out }) => asValue(out)),
      ends.map(({ into }) => asValue(into)),
    );
  }

  /** From values to all that the steps' relation leads to from them, and to the columns that hold one of these. */
  #climb(
    { region }: Step,
    links: readonly Link[],
    direction: 'back' | 'on',
    operands: readonly Value[],
    reaches: readonly Value[],
  ): void {
    const { graph } = this.#environment.context;
    const relation = graph.sourceOf(links[0]?.into.occurrence ?? -1);
    if (relation === undefined || operands.some(({ kind }) => kind !== 'column')) return;
    const columns = links.map(({ index }) => this.#names[index] ?? '');
    const [into, out] = [links.map((link) => link.into.column), links.map((link) => link.out.column)];
    const [matches, yields] = direction === 'on' ? [into, out] : [out, into];
    const place = { alias: direction === 'on' ? 'below' : 'above', region, span: this.#span };
    const { schema, name } = relation;
    const rows = { kind: 'climb', relation: { schema, name }, matches, yields, operands } as const;
    const occurrence = graph.addDerived(rows, columns, place);
    for (const [index, column] of columns.entries()) {
      const end = reaches[index];
      if (end) graph.addEquality([region], { kind: 'column', occurrence, column }, end);
    }
  }

  #firstValue(index: number): Value {
    return this.#first.columns[index]?.value ?? { kind: 'computed' };
  }

  /** The columns of the step's relations that are compared with the row before. */
  #comparisons({ previous, region }: Step): readonly { readonly index: number; readonly into: ColumnOf }[] {
    return this.#environment.context.graph
      .equalTo(previous, region)
      .flatMap(({ column, other }) =>
        other.kind === 'column' ? [{ index: this.#names.indexOf(column), into: other }] : [],
      );
  }

  /** The comparisons that lead from step to step within one relation: those of the first relation that has any. */
  #links(step: Step): readonly Link[] {
    const { graph } = this.#environment.context;
    const found = this.#comparisons(step).flatMap(({ index, into }): readonly Link[] => {
      const value = step.values[index];
      if (value?.kind !== 'column') return [];
      const same = [value, ...graph.equalTo(value.occurrence, step.region, value.column).map(({ other }) => other)];
      const out = same.find((other) => other.kind === 'column' && other.occurrence === into.occurrence);
      return out?.kind === 'column' ? [{ index, into, out }] : [];
    });
    return found.filter(({ into }) => into.occurrence === found[0]?.into.occurrence);
  }
}

function asValue(column: ColumnOf): Value {
  return { kind: 'column', occurrence: column.occurrence, column: column.column };
}
