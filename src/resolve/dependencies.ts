import type { CatalogIndex } from '../catalog/lookup.ts';
import type { Expression, FromItem, Query, RelationItem } from '../parse/types.ts';
import { nameKey } from '../sql/identifiers.ts';
import type { Context } from './context.ts';

/** Every relation a query names, wherever it stands, WITH queries left out. */
export function relationsRead(query: Query): readonly RelationItem[] {
  return readsOfQuery(query, new Set());
}

/** The relations that a query names, and those that its views name. */
export function relationsThroughViews(
  query: Query,
  catalog: CatalogIndex,
  parseView: Context['parseView'],
  seen = new Set<string>(),
): readonly RelationItem[] {
  return relationsRead(query).flatMap((item) => {
    const view = catalog.resolveRelation(item.schema, item.name);
    if (view?.definition === undefined || seen.has(nameKey(view))) return [item];
    seen.add(nameKey(view));
    const inside = relationsThroughViews(parseView(view.definition, view.name), catalog, parseView, seen);
    return [item, ...inside];
  });
}

function readsOfQuery(query: Query, outer: ReadonlySet<string>): readonly RelationItem[] {
  const ctes = new Set([...outer, ...query.ctes.map(({ name }) => name)]);
  const inCtes = query.ctes.flatMap((cte, index) => {
    const visible = query.recursive ? ctes : new Set([...outer, ...query.ctes.slice(0, index).map(({ name }) => name)]);
    return cte.query ? readsOfQuery(cte.query, visible) : [];
  });
  const ofExpressions = (expressions: readonly Expression[]) =>
    expressions.flatMap((expression) => readsOfExpression(expression, ctes));
  const rest = ofExpressions([...query.orderBy, ...query.limitExpressions]);
  const { body } = query;
  if (body.kind === 'set-operation')
    return [...inCtes, ...rest, ...readsOfQuery(body.left, ctes), ...readsOfQuery(body.right, ctes)];
  if (body.kind === 'values') return [...inCtes, ...rest, ...ofExpressions(body.rows.flat())];
  return [
    ...inCtes,
    ...rest,
    ...body.from.flatMap((item) => readsOfItem(item, ctes)),
    ...ofExpressions([
      ...body.outputs.map(({ expression }) => expression),
      ...(body.where ? [body.where] : []),
      ...body.groupBy,
      ...(body.having ? [body.having] : []),
      ...(Array.isArray(body.distinct) ? body.distinct : []),
      ...body.windows.flatMap(({ window }) => [...window.partitionBy, ...window.orderBy]),
    ]),
  ];
}

function readsOfItem(item: FromItem, ctes: ReadonlySet<string>): readonly RelationItem[] {
  switch (item.kind) {
    case 'relation':
      return item.schema === undefined && ctes.has(item.name) ? [] : [item];
    case 'subquery':
      return readsOfQuery(item.query, ctes);
    case 'function':
      return item.calls.flatMap((call) => readsOfExpression(call, ctes));
    case 'join': {
      const condition = item.on ? readsOfExpression(item.on, ctes) : [];
      return [...readsOfItem(item.left, ctes), ...readsOfItem(item.right, ctes), ...condition];
    }
  }
}

function readsOfExpression(expression: Expression, ctes: ReadonlySet<string>): readonly RelationItem[] {
  const visit = (operand: Expression) => readsOfExpression(operand, ctes);
  switch (expression.kind) {
    case 'column':
    case 'constant':
      return [];
    case 'subquery':
      return [...readsOfQuery(expression.query, ctes), ...(expression.test ? visit(expression.test) : [])];
    case 'cast':
      return visit(expression.operand);
    case 'call': {
      const window = expression.window ? [...expression.window.partitionBy, ...expression.window.orderBy] : [];
      return [...expression.operands, ...window].flatMap(visit);
    }
    default:
      return expression.operands.flatMap(visit);
  }
}
