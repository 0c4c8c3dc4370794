import { isSameNode } from '../parse/nodes.ts';
import type { Expression } from '../parse/types.ts';

/**
 * The operands of which nothing matters but whether they are true, so that false and NULL are the same: the conditions of
 * CASE and FILTER, and what IS TRUE looks at.
 */
export function testedOperands({ tree, ...expression }: Expression): readonly Expression[] {
  if (expression.kind === 'call' && 'FuncCall' in tree) {
    const { agg_filter } = tree.FuncCall;
    return expression.operands.filter((operand) => agg_filter && isSameNode(operand.tree, agg_filter));
  }
  if (expression.kind !== 'other') return [];
  if ('BooleanTest' in tree)
    return ['IS_TRUE', 'IS_NOT_TRUE'].includes(tree.BooleanTest.booltesttype ?? '') ? expression.operands : [];
  if (!('CaseExpr' in tree) || tree.CaseExpr.arg) return [];
  const conditions = (tree.CaseExpr.args ?? []).flatMap((arm) => ('CaseWhen' in arm ? (arm.CaseWhen.expr ?? []) : []));
  return expression.operands.filter((operand) => conditions.some((condition) => isSameNode(operand.tree, condition)));
}
