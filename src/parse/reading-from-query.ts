import { type Draft, emptyDraft, equalityText, finishReading, type Reading, relationText } from './reading.ts';
import type { Expression, FromItem, Output, Query, Select } from './types.ts';
import { walkExpression } from './walk.ts';

/** Reduces our own tree of a query to what the second parser can be asked about. */
export function readingOfQuery(query: Query): Reading {
  const draft = emptyDraft();
  addQuery(query, draft);
  return finishReading(draft);
}

function addQuery(query: Query, draft: Draft): void {
  for (const { name, query: inner } of query.ctes) {
    draft.ctes.push(name);
    if (inner) draft.nested.push(readingOfQuery(inner));
  }
  addBody(query, draft);
  if (query.limited) draft.traits.push('limited');
  addExpressions(query.orderBy, draft);
}

function addBody({ body }: Query, draft: Draft): void {
  switch (body.kind) {
    case 'set-operation':
      addQuery(body.left, draft);
      draft.setOperators.push(`${body.operator}${body.all ? ' all' : ''}`);
      addQuery(body.right, draft);
      break;
    case 'values':
      addExpressions(body.rows.flat(), draft);
      break;
    case 'select':
      addSelect(body, draft);
      break;
    default:
      body satisfies never;
  }
}

function addSelect(select: Select, draft: Draft): void {
  const { distinct, outputs, from, where, groupBy, grouped, having, windows } = select;
  if (distinct !== 'no') draft.traits.push('distinct');
  if (grouped) draft.traits.push('grouped');
  draft.outputs.push(...outputs.map(comparableName));
  if (typeof distinct !== 'string') addExpressions(distinct, draft);
  addExpressions(
    outputs.map(({ expression }) => expression),
    draft,
  );
  for (const item of from) addFromItem(item, draft);
  for (const condition of [where, having]) if (condition) addCondition(condition, draft);
  addExpressions(groupBy, draft);
  for (const { window } of windows) addExpressions([...window.partitionBy, ...window.orderBy], draft);
}

/** Constants are left out: pgsql-ast-parser reads `1e10` and `interval '1' day` as a constant and its name. */
function comparableName({ name, expression }: Output): string | undefined {
  const inner = expression.kind === 'cast' ? expression.operand : expression;
  return inner.kind === 'constant' ? undefined : name;
}

function addFromItem(item: FromItem, draft: Draft): void {
  switch (item.kind) {
    case 'relation':
      draft.relations.push(
        relationText(
          item.schema === undefined ? item.name : `${item.schema}.${item.name}`,
          item.alias,
          item.columnAliases,
        ),
      );
      break;
    case 'subquery':
      draft.relations.push(relationText('query', item.alias, item.columnAliases));
      draft.nested.push(readingOfQuery(item.query));
      break;
    case 'function':
      draft.relations.push(relationText('function', item.alias, item.columnAliases));
      addExpressions(item.calls, draft);
      break;
    case 'join':
      addFromItem(item.left, draft);
      draft.joins.push(item.using ? `${item.type} using (${item.using.join(', ')})` : item.type);
      addFromItem(item.right, draft);
      if (item.on) addCondition(item.on, draft);
      break;
    default:
      item satisfies never;
  }
}

function addCondition(condition: Expression, draft: Draft): void {
  addExpressions([condition], draft);
  const conjuncts = condition.kind === 'and' ? condition.operands : [condition];
  for (const conjunct of conjuncts) {
    if (conjunct.kind !== 'operator' || conjunct.name.join('.') !== '=') continue;
    const [left, right] = conjunct.operands;
    if (left?.kind === 'column' && right?.kind === 'column') {
      draft.equalities.push(equalityText(columnText(left), columnText(right)));
    }
  }
}

function columnText({ path, star }: Extract<Expression, { kind: 'column' }>): string {
  return [...path, ...(star ? ['*'] : [])].join('.');
}

function addExpressions(expressions: readonly Expression[], draft: Draft): void {
  for (const expression of expressions) {
    walkExpression(expression, (inner) => {
      if (inner.kind === 'column') draft.columns.push(columnText(inner));
      else if (inner.kind === 'subquery') draft.nested.push(readingOfQuery(inner.query));
    });
  }
}
