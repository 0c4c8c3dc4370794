import type { Node, SelectStmt, SubLink, XmlExpr } from 'libpg-query';
import { names, selectOf } from './nodes.ts';

/** A weak name (of a type, or `case`) yields to one found further inside. */
interface FoundName {
  readonly name: string;
  readonly weak: boolean;
}

/**
 * The name PostgreSQL gives to an output column without AS; undefined where that is `?column?`.
 *
 * The rule is not in the manual; it is FigureColname in src/backend/parser/parse_target.c.
 */
export function outputName(node: Node): string | undefined {
  return findName(node)?.name;
}

function findName(node: Node | undefined): FoundName | undefined {
  if (node === undefined) return undefined;
  if ('ColumnRef' in node) return endsInStar(node.ColumnRef.fields) ? undefined : strong(names(node.ColumnRef.fields));
  if ('FuncCall' in node) return strong(names(node.FuncCall.funcname));
  if ('A_Indirection' in node) {
    const { arg, indirection } = node.A_Indirection;
    if (endsInStar(indirection)) return undefined;
    return strong(names(indirection)) ?? findName(arg);
  }
  if ('CollateClause' in node) return findName(node.CollateClause.arg);
  if ('TypeCast' in node) return orWeak(findName(node.TypeCast.arg), names(node.TypeCast.typeName?.names).at(-1));
  if ('CaseExpr' in node) return orWeak(findName(node.CaseExpr.defresult), 'case');
  if ('SubLink' in node) return subLinkName(node.SubLink);
  if ('A_Expr' in node) return node.A_Expr.kind === 'AEXPR_NULLIF' ? strong(['nullif']) : undefined;
  if ('MinMaxExpr' in node) return strong([node.MinMaxExpr.op === 'IS_LEAST' ? 'least' : 'greatest']);
  if ('SQLValueFunction' in node) return strong([valueFunctionName(node.SQLValueFunction.op)]);
  if ('XmlExpr' in node) return xmlName(node.XmlExpr);
  if ('JsonFuncExpr' in node) return strong([(node.JsonFuncExpr.op ?? '').replace('_OP', '').toLowerCase()]);
  const [tag] = Object.keys(node);
  return strong([fixedNames.get(tag ?? '')]);
}

const fixedNames: ReadonlyMap<string, string> = new Map([
  ['A_ArrayExpr', 'array'],
  ['RowExpr', 'row'],
  ['CoalesceExpr', 'coalesce'],
  ['GroupingFunc', 'grouping'],
  ['MergeSupportFunc', 'merge_action'],
  ['XmlSerialize', 'xmlserialize'],
  ['JsonParseExpr', 'json'],
  ['JsonScalarExpr', 'json_scalar'],
  ['JsonSerializeExpr', 'json_serialize'],
  ['JsonObjectConstructor', 'json_object'],
  ['JsonArrayConstructor', 'json_array'],
  ['JsonArrayQueryConstructor', 'json_array'],
  ['JsonObjectAgg', 'json_objectagg'],
  ['JsonArrayAgg', 'json_arrayagg'],
]);

function strong(parts: readonly (string | undefined)[]): FoundName | undefined {
  const name = parts.at(-1);
  return name === undefined || name === '' ? undefined : { name, weak: false };
}

function orWeak(inner: FoundName | undefined, name: string | undefined): FoundName | undefined {
  if (inner !== undefined && !inner.weak) return inner;
  return name === undefined ? inner : { name, weak: true };
}

function endsInStar(nodes: readonly Node[] | undefined): boolean {
  const last = nodes?.at(-1);
  return last !== undefined && 'A_Star' in last;
}

/** Only these three kinds of subquery have a name: comparisons with ANY and ALL are operators. */
function subLinkName({ subLinkType, subselect }: SubLink): FoundName | undefined {
  if (subLinkType === 'EXISTS_SUBLINK') return strong(['exists']);
  if (subLinkType === 'ARRAY_SUBLINK') return strong(['array']);
  return subLinkType === 'EXPR_SUBLINK' ? firstColumn(selectOf(subselect)) : undefined;
}

function firstColumn(select: SelectStmt | undefined): FoundName | undefined {
  if (select === undefined) return undefined;
  if (select.larg !== undefined) return firstColumn(select.larg);
  if (select.valuesLists !== undefined) return strong(['column1']);
  const first = select.targetList?.[0];
  if (first === undefined || !('ResTarget' in first)) return undefined;
  const name = first.ResTarget.name ?? findName(first.ResTarget.val)?.name;
  return strong([name]);
}

/** SVFOP_CURRENT_TIMESTAMP_N, the form with a precision, has the name of the form without. */
function valueFunctionName(operator: string | undefined): string {
  return (operator ?? '').replace('SVFOP_', '').replace(/_N$/, '').toLowerCase();
}

function xmlName({ op }: XmlExpr): FoundName | undefined {
  return op === 'IS_DOCUMENT' ? undefined : strong([(op ?? '').replace('IS_', '').toLowerCase()]);
}
