import type { FromItem, FunctionItem, JoinItem, SubqueryItem } from '../parse/types.ts';
import type { Block, FullJoin } from './block.ts';
import { comparesExactly } from './casts.ts';
import { addConditions, addEquality, columnOperand } from './conditions.ts';
import { type Environment, reportAt } from './context.ts';
import { deriveNamespace } from './derive.ts';
import { derivedRows } from './derived-rows.ts';
import { resolveExpression } from './expression.ts';
import { functionColumns, functionName } from './functions-in-from.ts';
import { resolveRelation } from './relation.ts';
import { emptyNamespace, joinNamespaces, type Namespace, nullable, type ScopeColumn } from './scope.ts';

/** Resolves the items of a FROM list from left to right; LATERAL ones and functions see those before them. */
export function resolveFrom(items: readonly FromItem[], block: Block, environment: Environment): Namespace {
  let namespace = emptyNamespace;
  for (const item of items) namespace = joinNamespaces(namespace, resolveItem(item, block, environment, namespace));
  return namespace;
}

function resolveItem(item: FromItem, block: Block, environment: Environment, siblings: Namespace): Namespace {
  switch (item.kind) {
    case 'relation':
      return resolveRelation(item, block, environment);
    case 'subquery':
      return resolveDerivedTable(item, block, environment, siblings);
    case 'function':
      return resolveFunction(item, block, environment, siblings);
    case 'join':
      return resolveJoin(item, block, environment, siblings);
  }
}

function resolveDerivedTable(item: SubqueryItem, block: Block, environment: Environment, siblings: Namespace) {
  const { scope } = environment;
  const parent = item.lateral ? { namespace: siblings, parent: scope.parent } : scope.parent;
  const query = environment.context.resolveQuery(item.query, {
    ...environment,
    scope: { namespace: emptyNamespace, parent },
  });
  return deriveNamespace(query, environment, item, block);
}

/** A function in FROM: rows that are computed from those of the items before it. */
function resolveFunction(item: FunctionItem, block: Block, environment: Environment, siblings: Namespace): Namespace {
  const inside = { ...environment, scope: { namespace: siblings, parent: environment.scope.parent } };
  const reads = item.calls.flatMap((call) => resolveExpression(call, inside).reads);
  block.read(reads);
  const shape = functionColumns(item, inside);
  const alias = item.alias ?? functionName(item);
  const place = { alias: alias ?? 'f', region: environment.region, span: environment.viewSpan ?? item.span };
  const rows = derivedRows(item.tree, item.calls, inside);
  const { graph } = environment.context;
  const occurrence = rows && shape.inOrder ? graph.addDerived(rows, shape.names, place) : undefined;
  const columns = shape.names.map(
    (column): ScopeColumn => ({
      name: column,
      value: occurrence === undefined ? { kind: 'computed' } : { kind: 'column', occurrence, column },
      type: undefined,
      notNull: false,
      exactEquality: false,
      scalar: false,
      reads: [],
      identity: block.newIdentity(),
    }),
  );
  const number = shape.number === undefined ? undefined : columns[shape.number]?.identity;
  block.leaves.push({
    identities: new Map(number === undefined ? [] : [['number', { identity: number, notNull: true }]]),
    isUnique: (known) => known.has('number'),
    lateral: true,
  });
  return { sources: [{ alias, columns, ...(!shape.complete && { open: true }) }], columns };
}

function resolveJoin(join: JoinItem, block: Block, environment: Environment, siblings: Namespace): Namespace {
  const { graph } = environment.context;
  const leftOptional = join.type === 'right' || join.type === 'full';
  const rightOptional = join.type === 'left' || join.type === 'full';
  const full = join.type === 'full' ? graph.newFullJoin(environment.region) : undefined;
  const leftRegion = full?.left ?? (leftOptional ? graph.newRegion(environment.region) : environment.region);
  const rightRegion = full?.right ?? (rightOptional ? graph.newRegion(environment.region) : environment.region);
  const firstLeaf = block.leaves.length;
  const fullJoinsBefore = block.fullJoins.length;
  const left = resolveItem(join.left, block, { ...environment, region: leftRegion }, siblings);
  const firstRight = block.leaves.length;
  const visible = joinNamespaces(siblings, left);
  const right = resolveItem(join.right, block, { ...environment, region: rightRegion }, visible);
  if (full) block.requireShown(firstLeaf);
  if (leftOptional) block.makeOptional(firstLeaf, firstRight);
  if (rightOptional) block.makeOptional(firstRight, block.leaves.length);
  const fullJoin: FullJoin | undefined = full && {
    pairs: [],
    merged: [],
    nested: block.fullJoins.length > fullJoinsBefore,
  };
  if (fullJoin) block.fullJoins.push(fullJoin);
  const both = joinNamespaces(left, right);
  const regions = [...new Set([leftRegion, rightRegion])].filter((region) => region !== environment.region);
  const conditions = {
    regions: regions.length > 0 ? regions : [environment.region],
    // The condition of a full join need not hold for a row to be there: what it asks for is in a region of its own.
    inside: full ? graph.newRegion(environment.region) : (regions[0] ?? environment.region),
    // Where one side may be NULL, the condition tells its columns from the other side's, and not the reverse.
    determines: determinedColumns(join.type, left, right),
    fullJoin,
  };
  const inside = { ...environment, scope: { namespace: both, parent: environment.scope.parent } };
  if (join.on) addConditions(join.on, block, inside, conditions);

  const shown = joinNamespaces(leftOptional ? nullable(left) : left, rightOptional ? nullable(right) : right);
  const merged = join.natural ? commonNames(left, right) : (join.using ?? []);
  const columns = mergeColumns(
    merged,
    join,
    shown,
    { left, right },
    (leftColumn, rightColumn) =>
      addEquality(columnOperand(leftColumn), columnOperand(rightColumn), block, inside, conditions),
    inside,
    full && { setOperation: full.setOperation, newIdentity: () => block.newIdentity() },
  );
  const mergedColumns = columns.slice(0, merged.length);
  if (fullJoin && merged.length > 0) {
    const [ours, theirs] = [left, right].map((side) => columnsNamed(merged, side));
    for (const [index, { identity }] of mergedColumns.entries()) {
      const own = ours?.[index]?.identity;
      if (own !== undefined) fullJoin.merged.push([identity, own]);
    }
    const isExact = ours?.every((column, index) => theirs?.[index] && comparesExactly(column, theirs[index]));
    if (isExact && mergedColumns.every(({ notNull }) => notNull))
      block.merges.push({
        merged: mergedColumns.map(({ identity }) => identity),
        sides: [
          { identities: ours?.map(({ identity }) => identity) ?? [], leaves: [firstLeaf, firstRight] },
          { identities: theirs?.map(({ identity }) => identity) ?? [], leaves: [firstRight, block.leaves.length] },
        ],
      });
  }
  const usingAlias = join.usingAlias === undefined ? [] : [{ alias: join.usingAlias, columns: mergedColumns }];
  if (join.alias === undefined) return { sources: [...shown.sources, ...usingAlias], columns };
  const renamed = columns.map((column, index) => ({ ...column, name: join.columnAliases[index] ?? column.name }));
  return { sources: [{ alias: join.alias, columns: renamed }], columns: renamed };
}

function determinedColumns(type: JoinItem['type'], left: Namespace, right: Namespace): ReadonlySet<string> | 'all' {
  if (type === 'inner') return 'all';
  const side = type === 'left' ? right : type === 'right' ? left : emptyNamespace;
  return new Set(side.sources.flatMap(({ columns }) => columns.map(({ identity }) => identity)));
}

function commonNames(left: Namespace, right: Namespace): readonly string[] {
  const names = new Set(right.columns.map(({ name }) => name));
  return left.columns.map(({ name }) => name).filter((name) => names.has(name));
}

function columnsNamed(names: readonly string[], { columns }: Namespace): readonly ScopeColumn[] {
  return names.flatMap((name) => columns.find((column) => column.name === name) ?? []);
}

/** USING and NATURAL: each pair of columns becomes one, in front of the others. */
function mergeColumns(
  names: readonly string[],
  join: JoinItem,
  shown: Namespace,
  sides: { readonly left: Namespace; readonly right: Namespace },
  equate: (left: ScopeColumn, right: ScopeColumn) => void,
  environment: Environment,
  full: { readonly setOperation: number; readonly newIdentity: () => string } | undefined,
): readonly ScopeColumn[] {
  if (names.length === 0) return shown.columns;
  const merged = names.flatMap((name) => {
    const left = sides.left.columns.find((column) => column.name === name);
    const right = sides.right.columns.find((column) => column.name === name);
    if (!left || !right) {
      reportAt(environment, join.span, {
        code: 'unknown-column',
        message: `column "${name}" specified in USING clause does not exist in ${left ? 'right' : 'left'} table`,
        why: 'USING compares the columns of this name on both sides of the join.',
        help: 'Name a column that both sides have, or write the condition with ON.',
      });
      return [];
    }
    equate(left, right);
    const reads = [...left.reads, ...right.reads];
    if (full) {
      const identity = full.newIdentity();
      return [{ ...left, ...mergeSides(left, right, full.setOperation), reads, identity }];
    }
    return [{ ...(join.type === 'right' ? right : left), reads }];
  });
  const rest = shown.columns.filter(({ name }) => !names.includes(name));
  return [...merged, ...rest];
}

/** The merged column of a full join is that of the left side where it is there, and else of the right. */
function mergeSides(
  left: ScopeColumn,
  right: ScopeColumn,
  setOperation: number,
): Pick<ScopeColumn, 'value' | 'notNull' | 'type' | 'exactEquality' | 'scalar'> {
  const branches = [left.value, right.value];
  const passes = branches.every(({ kind }) => kind !== 'computed');
  return {
    value: passes ? { kind: 'choice', setOperation, branches } : { kind: 'computed' },
    notNull: left.notNull && right.notNull,
    type: left.type === right.type ? left.type : undefined,
    exactEquality: left.exactEquality && right.exactEquality,
    scalar: left.scalar && right.scalar,
  };
}
