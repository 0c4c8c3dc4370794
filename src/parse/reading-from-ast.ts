import type {
  Expr,
  ExprRef,
  From,
  JoinClause,
  QName,
  SelectFromStatement,
  Statement,
  WithStatementBinding,
} from 'pgsql-ast-parser';
import { type Draft, emptyDraft, equalityText, finishReading, type Reading, relationText } from './reading.ts';

/** Reduces pgsql-ast-parser's tree of a query to what both parsers can be asked about. */
export function readingOfAst(statement: Statement | Expr | WithStatementBinding): Reading {
  const draft = emptyDraft();
  addQuery(statement, draft);
  return finishReading(draft);
}

const queryTypes: ReadonlySet<string> = new Set(['select', 'union', 'union all', 'values', 'with', 'with recursive']);

function addQuery(query: Statement | Expr | WithStatementBinding, draft: Draft): void {
  switch (query.type) {
    case 'with':
      for (const { alias, statement } of query.bind) addCte(alias.name, statement, draft);
      addQuery(query.in, draft);
      break;
    case 'with recursive':
      addCte(query.alias.name, query.bind, draft);
      addQuery(query.in, draft);
      break;
    case 'union':
    case 'union all':
      addQuery(query.left, draft);
      draft.setOperators.push(query.type);
      addQuery(query.right, draft);
      break;
    case 'values':
      addExpressions(query.values, draft);
      break;
    case 'select':
      addSelect(query, draft);
      break;
    default:
      // Data-modifying statements of a WITH clause are not read by the first parser either.
      break;
  }
}

function addCte(alias: string, statement: WithStatementBinding, draft: Draft): void {
  draft.ctes.push(nameText(alias));
  if (queryTypes.has(statement.type)) draft.nested.push(readingOfAst(statement));
}

function addSelect(select: SelectFromStatement, draft: Draft): void {
  const { columns, from, where, groupBy, having, orderBy, distinct, limit } = select;
  if (distinct && distinct !== 'all') draft.traits.push('distinct');
  if (groupBy) draft.traits.push('grouped');
  // The limit's own expressions are left out: FETCH FIRST ROW ONLY is read as a column named "first".
  if (limit) draft.traits.push('limited');
  draft.outputs.push(...(columns ?? []).map(({ alias }) => alias && nameText(alias.name)));
  addExpressions([distinct, columns], draft);
  for (const item of from ?? []) addFromItem(item, draft);
  for (const condition of [where, having]) if (condition) addCondition(condition, draft);
  addExpressions([groupBy, orderBy], draft);
}

const joinTypes: Readonly<Record<JoinClause['type'], string>> = {
  'INNER JOIN': 'inner',
  'CROSS JOIN': 'inner',
  'LEFT JOIN': 'left',
  'RIGHT JOIN': 'right',
  'FULL JOIN': 'full',
};

/** Joins are a flat list here: each item says how it joins what stands before it. */
function addFromItem(item: From, draft: Draft): void {
  const { join } = item;
  if (join) {
    const using = join.using?.map(({ name }) => nameText(name));
    draft.joins.push(using ? `${joinTypes[join.type]} using (${using.join(', ')})` : joinTypes[join.type]);
  }
  switch (item.type) {
    case 'table':
      draft.relations.push(aliasedText(qualifiedText(item.name), item.name.alias, item.name.columnNames));
      break;
    case 'statement':
      draft.relations.push(aliasedText('query', item.alias, item.columnNames));
      draft.nested.push(readingOfAst(item.statement));
      break;
    case 'call':
      draft.relations.push(aliasedText('function', item.alias?.name, item.alias?.columns));
      addExpressions(item.args, draft);
      break;
    default:
      item satisfies never;
  }
  if (join?.on) addCondition(join.on, draft);
}

function aliasedText(
  what: string,
  alias: string | undefined,
  columns: readonly { readonly name: string }[] | null | undefined,
): string {
  const names = (columns ?? []).map(({ name }) => nameText(name));
  return relationText(what, alias === undefined ? undefined : nameText(alias), names);
}

function addCondition(condition: Expr, draft: Draft): void {
  addExpressions(condition, draft);
  addEqualities(condition, draft);
}

function addEqualities(condition: Expr, draft: Draft): void {
  if (condition.type !== 'binary') return;
  const { left, right, op, opSchema } = condition;
  if (op === 'AND') {
    addEqualities(left, draft);
    addEqualities(right, draft);
  } else if (op === '=' && opSchema === undefined) {
    for (const [a, b] of pairs(left, right)) {
      if (a.type === 'ref' && b.type === 'ref') draft.equalities.push(equalityText(columnText(a), columnText(b)));
    }
  }
}

/** `(a, b) = (c, d)` is two equalities. */
function pairs(left: Expr, right: Expr): (readonly [Expr, Expr])[] {
  const [ours, theirs] = [rowItems(left), rowItems(right)];
  if (ours === undefined || theirs === undefined || ours.length !== theirs.length) return [[left, right]];
  return ours.flatMap((item, index) => {
    const other = theirs[index];
    return other === undefined ? [] : [[item, other] as const];
  });
}

function rowItems(expression: Expr): readonly Expr[] | undefined {
  if (expression.type === 'list') return expression.expressions;
  return expression.type === 'call' && expression.function.name === 'row' ? expression.args : undefined;
}

/** Finds columns and queries in a value of the tree, whatever it is, so that no kind of node can hide them. */
function addExpressions(value: unknown, draft: Draft): void {
  if (Array.isArray(value)) {
    for (const item of value) addExpressions(item, draft);
  } else if (typeof value === 'object' && value !== null) {
    if (isExpression(value) && queryTypes.has(value.type)) draft.nested.push(readingOfAst(value));
    else if (isExpression(value) && value.type === 'ref') draft.columns.push(columnText(value));
    else for (const [key, field] of Object.entries(value)) addExpressions(isBareStar(key, field) ? [] : field, draft);
  }
}

/** The star of `count(*)` names no column, and `f(*)` can mean nothing else. */
function isBareStar(key: string, field: unknown): boolean {
  if (key !== 'args' || !Array.isArray(field) || field.length !== 1) return false;
  const [only]: readonly unknown[] = field;
  return isExpression(only) && only.type === 'ref' && only.name === '*' && only.table === undefined;
}

function isExpression(value: unknown): value is Expr {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function columnText({ table, name }: ExprRef): string {
  return table ? `${qualifiedText(table)}.${nameText(name)}` : nameText(name);
}

function qualifiedText({ schema, name }: QName): string {
  return schema === undefined ? nameText(name) : `${nameText(schema)}.${nameText(name)}`;
}

/** pgsql-ast-parser leaves doubled quotes doubled and long names long; PostgreSQL's grammar does neither. */
function nameText(name: string): string {
  const unquoted = name.replaceAll('""', '"');
  let characters = [...unquoted];
  while (Buffer.byteLength(characters.join('')) > 63) characters = characters.slice(0, -1);
  return characters.join('');
}
