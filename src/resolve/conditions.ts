import { equalityTree } from '../parse/nodes.ts';
import type { Expression } from '../parse/types.ts';
import type { Block, FullJoin } from './block.ts';
import { comparesExactly } from './casts.ts';
import type { Environment } from './context.ts';
import {
  type ResolvedExpression,
  resolveCondition,
  resolveExpression,
  resolveOperand,
  resolveValue,
} from './expression.ts';
import { conditionValue } from './link-value.ts';
import { localCondition } from './local-condition.ts';
import type { ScopeColumn } from './scope.ts';
import { isEquals } from './subquery-tests.ts';
import { checkDependences } from './volatility.ts';

/** Where a condition holds, and what it says. */
export interface ConditionPlace {
  /** Where the equalities hold. */
  readonly regions: readonly number[];
  /** Where subqueries in the condition stand. */
  readonly inside: number;
  /** The columns that an equality makes known. */
  readonly determines: ReadonlySet<string> | 'all';
  /** Of which FULL JOIN it is the condition. */
  readonly fullJoin?: FullJoin | undefined;
}

/** Takes the conjuncts of a WHERE or ON condition: what they read, and which equalities they state. */
export function addConditions(
  condition: Expression,
  block: Block,
  environment: Environment,
  place: ConditionPlace,
): void {
  if (condition.kind === 'and') {
    for (const operand of condition.operands) addConditions(operand, block, environment, place);
    return;
  }
  const local = localCondition(condition, environment);
  if (local) environment.context.graph.addLocalCondition(place.regions, local);
  const alternatives = alternativesOf(condition);
  if (alternatives.length > 1) {
    addAlternatives(alternatives, block, environment, place);
  } else if (condition.kind === 'operator' && condition.operands.length === 2 && statesEquality(condition.name)) {
    checkDependences(condition, environment);
    const [left, right] = condition.operands.map((operand) =>
      // An empty subquery is NULL, which IS NOT DISTINCT FROM NULL.
      isEquals(condition.name)
        ? resolveOperand(operand, { ...environment, region: place.inside })
        : resolveValue(operand, environment),
    );
    if (left && right) addEquality(left, right, block, environment, place, !isEquals(condition.name));
  } else {
    block.read(resolveCondition(condition, { ...environment, region: place.inside }).reads);
    takeNullTest(condition, block, environment, place);
    const value = conditionValue(condition, environment);
    if (value) environment.context.graph.addPredicate(place.regions, value);
  }
}

/** `x IS NOT NULL`, where it holds of all rows; of `x IS NULL`, that x is the same for all rows. */
function takeNullTest(
  { tree, ...condition }: Expression,
  block: Block,
  environment: Environment,
  { regions, determines }: ConditionPlace,
): void {
  if (condition.kind !== 'other' || !('NullTest' in tree)) return;
  const [tested] = condition.operands;
  const resolved = tested && resolveExpression(tested, environment);
  if (resolved?.identity === undefined) return;
  const { identity, scalar } = resolved;
  if (tree.NullTest.nulltesttype === 'IS_NOT_NULL') {
    if (regions.length === 1 && regions[0] === block.region) block.notNull.add(identity);
    // Of a composite, each field is NULL or it is NULL itself.
  } else if (scalar && (determines === 'all' || determines.has(identity))) block.dependencies.push({ to: identity });
}

/** `=`, or IS NOT DISTINCT FROM, which holds for two NULLs as well. */
function statesEquality(name: readonly string[]): boolean {
  return isEquals(name) || name[0] === 'IS NOT DISTINCT FROM';
}

/** The operands of OR; of `x IN (a, b)`, the equalities it stands for. */
function alternativesOf(condition: Expression): readonly Expression[] {
  if (condition.kind === 'or') return condition.operands.flatMap(alternativesOf);
  if (condition.kind !== 'operator' || condition.name[0] !== 'IN') return [condition];
  const [test, ...list] = condition.operands;
  if (!test || list.every(({ kind }) => kind === 'constant')) return [condition];
  return list.map((item) => ({
    ...condition,
    name: ['='],
    operands: [test, item],
    tree: equalityTree(test.tree, item.tree),
  }));
}

/**
 * OR: one of the alternatives holds, so what each of them links is followed, as for the branches of a UNION. If one of
 * them links nothing, the whole of them narrows nothing.
 */
function addAlternatives(
  alternatives: readonly Expression[],
  block: Block,
  environment: Environment,
  place: ConditionPlace,
): void {
  const { graph } = environment.context;
  const setOperation = graph.newSetOperation();
  const linked = alternatives.map((alternative, index) => {
    const region = graph.newRegion(place.inside, { setOperation, index, optional: false, condition: true });
    const before = graph.linkCount;
    const arm = { regions: [...place.regions, region], inside: region, determines: new Set<string>() };
    addConditions(alternative, block, environment, arm);
    // `a.x IS NULL AND b.y = 1` speaks of two relations, though neither part of it does.
    const whole = graph.linkCount === before ? conditionValue(alternative, environment) : undefined;
    if (whole) graph.addPredicate(arm.regions, whole);
    return graph.linkCount > before;
  });
  if (!linked.every(Boolean)) graph.closeBranches(setOperation);
}

/** States that two expressions are equal, where `place` says. */
export function addEquality(
  left: ResolvedExpression,
  right: ResolvedExpression,
  block: Block,
  environment: Environment,
  { regions, determines, fullJoin }: ConditionPlace,
  nullSafe = false,
): void {
  block.read([...left.reads, ...right.reads]);
  environment.context.graph.addEquality(regions, left.value, right.value, nullSafe);
  if (!nullSafe && regions.length === 1 && regions[0] === block.region)
    for (const { identity } of [left, right]) if (identity !== undefined) block.notNull.add(identity);
  if (!nullSafe && left.identity !== undefined && right.identity !== undefined)
    fullJoin?.pairs.push([left.identity, right.identity]);
  // One that equals several values of the other type does not determine them.
  if (comparesExactly(left, right) === false) return;
  for (const [from, to] of [
    [left, right],
    [right, left],
  ] as const) {
    if (to.identity === undefined || (determines !== 'all' && !determines.has(to.identity))) continue;
    if (from.fixed) block.dependencies.push({ to: to.identity });
    else if (from.identity !== undefined) block.dependencies.push({ from: from.identity, to: to.identity });
  }
}

/** A column as an operand of an equality. */
export function columnOperand(column: ScopeColumn): ResolvedExpression {
  const { name: _, ...resolved } = column;
  return { ...resolved, fixed: false };
}
