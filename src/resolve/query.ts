import type { Cte, Query, SetOperation, Values } from '../parse/types.ts';
import { checkBeside, checkGroup } from './clock-literals.ts';
import { type CteScope, type Environment, reportAt } from './context.ts';
import { relationsRead } from './dependencies.ts';
import { derivedRows } from './derived-rows.ts';
import { resolveExpression } from './expression.ts';
import { type LookUp, lookUpBranches, opaque } from './pushdown.ts';
import type { ScopeColumn } from './scope.ts';
import { emptyNamespace } from './scope.ts';
import { resolveSelect } from './select.ts';
import type { ColumnOf, Value } from './types.ts';
import { isUniqueInUnion, type UnionBranch } from './union-key.ts';
import { smallestKeys } from './uniqueness.ts';

/** A query with its names bound. */
export interface ResolvedQuery extends LookUp {
  /** Its output columns. `value` is a column only where a change of that row can matter to no other value of it. */
  readonly columns: readonly ScopeColumn[];
  /** What the rows depend on whichever output columns are used. */
  readonly always: readonly ColumnOf[];
  /** Whether no two rows agree in the output columns at these positions, as far as constraints prove it. */
  readonly isUnique: (positions: ReadonlySet<number>) => boolean;
  /** Sets of output columns, by position, that look like a key, best first. */
  readonly candidateKeys: () => readonly (readonly number[])[];
}

/** Binds a query: its WITH list, then its body. `environment.scope` holds what is visible from outside. */
export function resolveQuery(query: Query, outside: Environment): ResolvedQuery {
  const environment = { ...outside, ctes: addCtes(query, outside) };
  if (query.locking)
    reportAt(environment, query.span, {
      code: 'unsupported-query',
      message: 'FOR UPDATE and FOR SHARE are not allowed in a definition',
      why: 'A TVIEW is defined by what it reads; refreshing it must not lock the rows of base tables.',
      help: 'Leave the locking clause out.',
    });
  const resolved = resolveBody(query, environment);
  // PostgreSQL plans a query that has a WITH list or an ORDER BY of its own apart from the one around it.
  return query.ctes.length > 0 || query.orderBy.length > 0 ? { ...resolved, pulledUp: false } : resolved;
}

function resolveBody(query: Query, environment: Environment): ResolvedQuery {
  switch (query.body.kind) {
    case 'select':
      return resolveSelect(query.body, query, environment);
    case 'set-operation':
      return query.limited
        ? limitedSetOperation(query.body, environment)
        : resolveSetOperation(query.body, environment);
    case 'values':
      return resolveValues(query.body, query, environment);
  }
}

/** Puts a WITH list into scope; behind RECURSIVE each of its queries sees all of them. */
function addCtes(query: Query, environment: Environment): CteScope {
  const add = (outer: CteScope, cte: Cte): CteScope => {
    const visible = () => (query.recursive ? all : outer);
    const materialized = isMaterialized(cte, query);
    return { cte, outer, active: false, materialized, environment: () => ({ ...environment, ctes: visible() }) };
  };
  for (const cte of query.ctes) reportUnlessQuery(cte, environment);
  const all: CteScope = query.ctes.reduce(add, environment.ctes);
  return all;
}

/** Whether PostgreSQL computes a WITH query as a whole: where it is asked to, and where more than one place reads it. */
function isMaterialized({ name, materialized }: Cte, query: Query): boolean {
  if (materialized !== undefined) return materialized;
  const inBody = relationsRead({ ...query, ctes: [] });
  const inOthers = query.ctes.flatMap((other) => (other.query ? relationsRead(other.query) : []));
  const references = [...inBody, ...inOthers].filter((item) => item.schema === undefined && item.name === name);
  return references.length > 1;
}

function reportUnlessQuery(cte: Cte, environment: Environment): void {
  if (!cte.query)
    reportAt(environment, cte.span, {
      code: 'unsupported-query',
      message: `the WITH query "${cte.name}" changes data`,
      why: 'A TVIEW is defined by what it reads.',
      help: 'Keep the SELECT, and move the change out of the definition.',
    });
}

/** LIMIT behind a set operation: a copy of it holds the rows that decide which ones are returned. */
function limitedSetOperation(body: SetOperation, environment: Environment): ResolvedQuery {
  const shown = resolveSetOperation(body, environment);
  const region = environment.context.graph.newInfluence(environment.region, 'LIMIT');
  const copy = resolveSetOperation(body, { ...environment, region });
  return { ...shown, ...opaque, always: [...shown.always, ...copy.always] };
}

/**
 * UNION, INTERSECT and EXCEPT: a row of a branch can matter only to result rows with the same values, so every column
 * passes, and a link through the result is a link through each branch.
 */
function resolveSetOperation(body: SetOperation, environment: Environment): ResolvedQuery {
  const { graph } = environment.context;
  const setOperation = graph.newSetOperation();
  const branchOf = (index: number, part: Query): UnionBranch => {
    const optional = body.operator !== 'union' && index === 1;
    const region = graph.newRegion(environment.region, { setOperation, index, optional, condition: false });
    return { region, ...resolveQuery(part, { ...environment, region, scope: environment.scope }) };
  };
  const left = branchOf(0, body.left);
  const right = branchOf(1, body.right);
  checkLiterals(body.left, right.columns, environment);
  checkLiterals(body.right, left.columns, environment);
  const columns = left.columns.map((column, index): ScopeColumn => {
    const other = right.columns[index];
    const branches: Value[] = [column.value, other?.value ?? { kind: 'computed' }];
    const passes = branches.every(({ kind }) => kind !== 'computed');
    return {
      ...column,
      value: passes ? { kind: 'choice', setOperation, branches } : { kind: 'computed' },
      notNull: column.notNull && (other?.notNull ?? false),
      exactEquality: column.exactEquality && (other?.exactEquality ?? false),
      scalar: column.scalar && (other?.scalar ?? false),
      type: column.type === other?.type ? column.type : undefined,
      reads: [],
    };
  });
  const isUnique = (known: ReadonlySet<number>): boolean =>
    (!body.all && columns.every((_, index) => known.has(index))) ||
    (body.operator === 'union' ? isUniqueInUnion(known, left, right, graph) : left.isUnique(known));
  return {
    columns,
    // Which rows a set operation returns depends on all columns of both branches.
    always: [left, right].flatMap((side) => [...side.always, ...side.columns.flatMap(({ reads }) => reads)]),
    ...lookUpBranches(body, left, right),
    isUnique,
    candidateKeys: () => {
      const ofLeft = body.operator === 'union' ? [] : left.candidateKeys();
      return ofLeft.length > 0 ? ofLeft : smallestKeys(columns.length, isUnique);
    },
  };
}

/** A literal in one branch gets the type of the column in the other. */
function checkLiterals({ body }: Query, others: readonly ScopeColumn[], environment: Environment): void {
  if (body.kind === 'select')
    for (const [index, { expression }] of body.outputs.entries())
      checkBeside(others[index]?.type, expression, environment);
}

function resolveValues(body: Values, { span }: Query, environment: Environment): ResolvedQuery {
  const inside = { ...environment, scope: { namespace: emptyNamespace, parent: environment.scope } };
  const rows = body.rows.map((row) => row.map((expression) => resolveExpression(expression, inside)));
  for (const index of rows[0]?.keys() ?? [])
    checkGroup(
      body.rows.flatMap((row) => row[index] ?? []),
      inside,
    );
  const names = (rows[0] ?? []).map((_, index) => `column${index + 1}`);
  const derived = derivedRows(body.tree, body.rows.flat(), inside);
  const place = { alias: 'list', region: environment.region, span: environment.viewSpan ?? span };
  const occurrence = derived && environment.context.graph.addDerived(derived, names, place);
  const columns = names.map(
    (name, index): ScopeColumn => ({
      name,
      value: occurrence === undefined ? { kind: 'computed' } : { kind: 'column', occurrence, column: name },
      type: undefined,
      notNull: false,
      exactEquality: false,
      scalar: false,
      reads: rows.flatMap((row) => row[index]?.reads ?? []),
      identity: '',
    }),
  );
  const constant = { reaches: false, whole: false, narrowed: false, relations: 1 };
  return {
    columns,
    always: [],
    isUnique: () => rows.length < 2,
    candidateKeys: () => [],
    pulledUp: true,
    pushdown: () => constant,
  };
}
