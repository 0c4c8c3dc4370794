import type { Node } from 'libpg-query';
import type { SourceRelation } from '../resolve/types.ts';

/** Functions of which every form is IMMUTABLE. */
const functions = new Set(
  'abs btrim char_length left length lower ltrim md5 regexp_replace replace right rtrim upper'.split(' '),
);

/** Types that every cast to is IMMUTABLE. */
const casts = new Set('bool bpchar int2 int4 int8 numeric uuid varchar'.split(' '));

const operators = new Set(['->', '->>', '#>', '#>>']);

const numbers = new Set(['smallint', 'integer', 'bigint', 'numeric']);

const arithmetic = new Set(['+', '-', '*', '/', '%']);

/**
 * Whether an index can surely be made on an expression: PostgreSQL refuses one that is not IMMUTABLE, such as
 * `date_trunc('month', at)` of a timestamp with time zone. What is not known to be is taken not to be.
 */
export function canBeIndexed(tree: Node, source: SourceRelation): boolean {
  const visit = (node: Node | undefined): boolean => node === undefined || canBeIndexed(node, source);
  if ('ColumnRef' in tree || 'A_Const' in tree) return true;
  if ('CoalesceExpr' in tree) return (tree.CoalesceExpr.args ?? []).every(visit);
  if ('FuncCall' in tree) {
    const { args = [], funcname } = tree.FuncCall;
    return functions.has(lastName(funcname)) && args.every(visit);
  }
  if ('TypeCast' in tree) {
    const { arg, typeName } = tree.TypeCast;
    const isText = lastName(typeName?.names) === 'text' && arg !== undefined && 'A_Const' in arg;
    return (isText || casts.has(lastName(typeName?.names))) && !typeName?.arrayBounds && visit(arg);
  }
  if (!('A_Expr' in tree) || tree.A_Expr.kind !== 'AEXPR_OP') return false;
  const { name, lexpr, rexpr } = tree.A_Expr;
  const isNumeric = (node: Node | undefined): boolean =>
    node === undefined || columnTypes(node, source).every((type) => numbers.has(type));
  const isKnown =
    operators.has(lastName(name)) || (arithmetic.has(lastName(name)) && isNumeric(lexpr) && isNumeric(rexpr));
  return isKnown && visit(lexpr) && visit(rexpr);
}

function lastName(names: readonly Node[] | undefined): string {
  const last = names?.at(-1);
  return last && 'String' in last ? (last.String.sval ?? '') : '';
}

/** The types of the columns that an expression names. */
function columnTypes(tree: Node, source: SourceRelation): readonly string[] {
  const found: string[] = [];
  JSON.stringify(tree, (key, value) => {
    if (key === 'ColumnRef') {
      const type = source.columns.find(({ name }) => name === lastName(value.fields))?.type;
      found.push(type ?? '');
    }
    return value;
  });
  return found;
}
