import type {
  A_Expr,
  BoolExpr,
  FuncCall,
  Node,
  RowExpr,
  SelectStmt,
  SortBy,
  SubLink,
  TypeCast,
  WindowDef,
} from 'libpg-query';
import type { Span } from '../diagnostics/diagnostic.ts';
import { equalityTree, listItems, names, selectOf, tagOf } from './nodes.ts';
import type { SqlText } from './sql-text.ts';
import type { Expression, Query, SubqueryExpression, Window } from './types.ts';

/** What reading an expression needs from its surroundings. */
export interface ReadContext {
  readonly sql: SqlText;
  readonly readQuery: (select: SelectStmt) => Query;
}

/** Turns an expression of PostgreSQL's grammar into ours; `outer` is the span for nodes without a location. */
export function readExpression(node: Node, context: ReadContext, outer: Span): Expression {
  return { ...readNode(node, context, outer), tree: node };
}

/** An expression before its tree is attached; those inside it have theirs. */
type Read<T = Expression> = T extends Expression ? Omit<T, 'tree'> & { readonly tree?: Node } : never;

function readNode(node: Node, context: ReadContext, outer: Span): Read {
  const span = nodeSpan(node, context.sql) ?? outer;
  if ('ColumnRef' in node) {
    const fields = node.ColumnRef.fields ?? [];
    return { kind: 'column', path: names(fields), star: fields.some((field) => 'A_Star' in field), span };
  }
  if ('A_Const' in node) {
    const { ival } = node.A_Const;
    // The tree leaves zero out of an integer.
    return { kind: 'constant', ...(ival && { integer: ival.ival ?? 0 }), span };
  }
  if ('BoolExpr' in node) return readBoolean(node.BoolExpr, context, span);
  if ('A_Expr' in node) return readOperator(node.A_Expr, context, span);
  if ('FuncCall' in node) return readCall(node.FuncCall, context, span);
  if ('TypeCast' in node) return readCast(node.TypeCast, context, span);
  if ('SubLink' in node) return readSubLink(node.SubLink, context, span);
  if ('SelectStmt' in node) {
    return { kind: 'subquery', link: 'other', query: context.readQuery(node.SelectStmt), span };
  }
  const [tag, fields] = tagOf(node);
  // Only the star says that an output of the form (t).* stands for several columns.
  const star = 'A_Indirection' in node && node.A_Indirection.indirection?.some((part) => 'A_Star' in part);
  return { kind: 'other', node: star ? `${tag}.*` : tag, operands: findOperands(fields, context, span), span };
}

/** The expressions of an ORDER BY list. */
export function readOrder(nodes: readonly Node[] | undefined, context: ReadContext, outer: Span): Expression[] {
  return (nodes ?? []).flatMap((node) => ('SortBy' in node ? readSortKey(node.SortBy, context, outer) : []));
}

function readSortKey({ node }: SortBy, context: ReadContext, outer: Span): Expression[] {
  return node === undefined ? [] : [readExpression(node, context, outer)];
}

/**
 * An OVER clause or a WINDOW entry. A frame's bounds may hold a subquery, so that they count as order expressions:
 * nothing a query reads may be lost.
 */
export function readWindow(definition: WindowDef, context: ReadContext, outer: Span): Window {
  const { refname, partitionClause = [], orderClause, startOffset, endOffset } = definition;
  const bounds = [startOffset, endOffset].flatMap((bound) => bound ?? []);
  return {
    ...(refname !== undefined && { base: refname }),
    partitionBy: partitionClause.map((node) => readExpression(node, context, outer)),
    orderBy: [...readOrder(orderClause, context, outer), ...bounds.map((node) => readExpression(node, context, outer))],
  };
}

/** Nodes that group expressions but are none themselves: their operands go to the expression around them. */
const transparentTags: ReadonlySet<string> = new Set(['List', 'ResTarget', 'SortBy', 'CaseWhen', 'A_Indices']);
/** Nodes without any expression worth keeping: names, types and literals inside other nodes. */
const opaqueTags: ReadonlySet<string> = new Set(['String', 'Integer', 'Float', 'Boolean', 'A_Star', 'TypeName']);

/**
 * All expressions below a value of the tree, whatever it is: a node kind that nobody thought of must not hide the
 * columns and queries inside it.
 */
function findOperands(value: unknown, context: ReadContext, outer: Span): Expression[] {
  if (Array.isArray(value)) return value.flatMap((item) => findOperands(item, context, outer));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) => {
    if (key === 'typeName' || opaqueTags.has(key)) return [];
    // Tags are capitalised, field names are not; that is what tells a wrapped node from the fields of one.
    if (!/^[A-Z]/.test(key) || transparentTags.has(key)) return findOperands(field, context, outer);
    return [readExpression({ [key]: field } as unknown as Node, context, outer)];
  });
}

function nodeSpan(node: Node, sql: SqlText): Span | undefined {
  const fields = tagOf(node)[1];
  return 'location' in fields && typeof fields.location === 'number' ? sql.nameSpan(fields.location) : undefined;
}

/** `a AND (b AND c)` has three operands, as `a AND b AND c` has. */
function readBoolean({ boolop, args = [] }: BoolExpr, context: ReadContext, span: Span): Read {
  const kind = boolop === 'AND_EXPR' ? 'and' : boolop === 'OR_EXPR' ? 'or' : 'not';
  const operands = args.map((node) => readExpression(node, context, span));
  if (kind === 'not') return { kind, operands, span };
  return { kind, operands: operands.flatMap((operand) => (operand.kind === kind ? operand.operands : operand)), span };
}

/** Only a plain operator keeps its own name: `x IN (1, 2)` and `x = ANY (array)` also carry "=" in the tree. */
function operatorName({ kind, name }: A_Expr): string[] {
  const parts = names(name);
  const symbol = parts.at(-1) ?? '';
  const negative = symbol.startsWith('!') || symbol === '<>';
  switch (kind) {
    case 'AEXPR_OP':
      return parts;
    case 'AEXPR_OP_ANY':
      return [...parts.slice(0, -1), `${symbol} ANY`];
    case 'AEXPR_OP_ALL':
      return [...parts.slice(0, -1), `${symbol} ALL`];
    case 'AEXPR_DISTINCT':
      return ['IS DISTINCT FROM'];
    case 'AEXPR_NOT_DISTINCT':
      return ['IS NOT DISTINCT FROM'];
    case 'AEXPR_IN':
    case 'AEXPR_LIKE':
    case 'AEXPR_ILIKE':
    case 'AEXPR_SIMILAR':
      return [`${negative ? 'NOT ' : ''}${kind.replace('AEXPR_', '')}`];
    default:
      // BETWEEN, NOT BETWEEN, BETWEEN SYMMETRIC, NOT BETWEEN SYMMETRIC, NULLIF
      return [(kind ?? 'AEXPR_UNKNOWN').replace('AEXPR_', '').replace('_SYM', '_SYMMETRIC').replaceAll('_', ' ')];
  }
}

function readOperator(expression: A_Expr, context: ReadContext, span: Span): Read {
  const { lexpr, rexpr } = expression;
  const name = operatorName(expression);
  const pairs = lexpr && rexpr && 'RowExpr' in lexpr && 'RowExpr' in rexpr && rowPairs(lexpr.RowExpr, rexpr.RowExpr);
  if (pairs && name.length === 1 && name[0] === '=') {
    const equalities = pairs.map(
      ([left, right]): Expression => ({
        kind: 'operator',
        name,
        operands: [left, right].map((node) => readExpression(node, context, span)),
        span,
        tree: equalityTree(left, right),
      }),
    );
    return { kind: 'and', operands: equalities, span };
  }
  const operands = [...listItems(lexpr), ...listItems(rexpr)].map((node) => readExpression(node, context, span));
  return { kind: 'operator', name, operands, span };
}

/** The columns of two rows side by side; undefined where `(t.*)` leaves their number open or the lengths differ. */
function rowPairs(left: RowExpr, right: RowExpr): (readonly [Node, Node])[] | undefined {
  const [a = [], b = []] = [left.args, right.args];
  const hasStar = [...a, ...b].some(
    (node) => 'ColumnRef' in node && node.ColumnRef.fields?.some((field) => 'A_Star' in field),
  );
  if (a.length === 0 || a.length !== b.length || hasStar) return undefined;
  return a.flatMap((node, index) => {
    const other = b[index];
    return other === undefined ? [] : [[node, other] as const];
  });
}

function readCall(call: FuncCall, context: ReadContext, span: Span): Read {
  const { funcname, args = [], agg_order, agg_filter, over } = call;
  const window = over && readWindow(over, context, span);
  return {
    kind: 'call',
    name: names(funcname),
    operands: [
      ...args.map((node) => readExpression(node, context, span)),
      ...readOrder(agg_order, context, span),
      ...(agg_filter ? [readExpression(agg_filter, context, span)] : []),
    ],
    // OVER w names a window where OVER (w ...) refers to one.
    ...(window && { window: over?.name === undefined ? window : { ...window, base: over.name } }),
    span,
  };
}

function readCast({ arg, typeName }: TypeCast, context: ReadContext, span: Span): Read {
  const operand: Expression = arg
    ? readExpression(arg, context, span)
    : { kind: 'constant', span, tree: { A_Const: { isnull: true } } };
  const type = names(typeName?.names);
  const brackets = '[]'.repeat(typeName?.arrayBounds?.length ?? 0);
  return {
    kind: 'cast',
    type: [...type.slice(0, -1), `${type.at(-1) ?? ''}${brackets}`],
    operand,
    // The node's own location is that of the double colon, which says less than the operand's.
    span: operand.span,
  };
}

const links: Readonly<Record<string, SubqueryExpression['link']>> = {
  EXISTS_SUBLINK: 'exists',
  ANY_SUBLINK: 'any',
  ALL_SUBLINK: 'all',
  EXPR_SUBLINK: 'value',
  ARRAY_SUBLINK: 'array',
};

function readSubLink(subLink: SubLink, context: ReadContext, span: Span): Read {
  const { subLinkType = 'EXPR_SUBLINK', testexpr, operName, subselect } = subLink;
  const select = selectOf(subselect);
  if (select === undefined) {
    return { kind: 'other', node: 'SubLink', operands: findOperands(subLink, context, span), span };
  }
  const link = links[subLinkType] ?? 'other';
  const compares = link === 'any' || link === 'all';
  const query = context.readQuery(select);
  return {
    kind: 'subquery',
    link,
    // IN (query) is `= ANY (query)` written without an operator.
    ...(compares && { operator: operName === undefined ? ['='] : names(operName) }),
    ...(testexpr && { test: readExpression(testexpr, context, span) }),
    query,
    // The location of a query in parentheses is only the parenthesis.
    span: link === 'value' ? query.span : span,
  };
}
