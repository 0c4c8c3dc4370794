import type { SelectStmt } from 'libpg-query';
import type { Span } from '../diagnostics/diagnostic.ts';
import type { SqlText } from './sql-text.ts';

/** A UNION, INTERSECT or EXCEPT, which has two branches. */
export function isSetOperation(
  select: SelectStmt,
): select is SelectStmt & { readonly larg: SelectStmt; readonly rarg: SelectStmt } {
  return select.larg !== undefined && select.rarg !== undefined;
}

/**
 * The span of the word that makes a query what it is: SELECT, VALUES, TABLE or the set operation.
 *
 * SELECT nodes carry no location; the word is the nearest one before the first thing that has a location.
 */
export function keywordSpan(select: SelectStmt, sql: SqlText): Span {
  return sql.tokenSpan(keywordToken(select, sql)) ?? sql.span(0, 0);
}

function keywordToken(select: SelectStmt, sql: SqlText): number {
  if (isSetOperation(select)) return setOperatorToken(select.rarg, sql);
  return searchBack(sql, sql.tokenAt(firstLocation(select)) ?? 0, ['select', 'values', 'table']);
}

/** Goes back from the right branch, which may stand in parentheses and have its own WITH clause. */
function setOperatorToken(right: SelectStmt, sql: SqlText): number {
  const start = right.withClause?.location;
  const from = start === undefined ? leftmostToken(right, sql) : (sql.tokenAt(start) ?? 0);
  return searchBack(sql, from, ['union', 'intersect', 'except']);
}

function leftmostToken(select: SelectStmt, sql: SqlText): number {
  return isSetOperation(select) ? leftmostToken(select.larg, sql) : keywordToken(select, sql);
}

/** The nearest of the words before a token, outside of parentheses that close before it. */
function searchBack(sql: SqlText, from: number, words: readonly string[]): number {
  let depth = 0;
  for (let index = from; index >= 0; index--) {
    const text = sql.tokens[index]?.text;
    if (text === ')' && index < from) depth++;
    else if (text === '(' && index < from && depth > 0) depth--;
    else if (depth === 0 && sql.isWord(index, ...words)) return index;
  }
  return from;
}

/** Outputs have exact locations; where there is none, as in `TABLE t` or `SELECT FROM t`, FROM has. */
function firstLocation({ targetList = [], valuesLists = [], fromClause = [] }: SelectStmt): number | undefined {
  const outputs = targetList.map((node) => ('ResTarget' in node ? (node.ResTarget.location ?? -1) : -1));
  const first = outputs.find((location) => location >= 0) ?? smallestLocation([valuesLists, fromClause]);
  return Number.isFinite(first) ? first : undefined;
}

function smallestLocation(value: unknown): number {
  if (typeof value !== 'object' || value === null) return Number.POSITIVE_INFINITY;
  const locations = Object.entries(value).map(([key, field]) =>
    key === 'location' && typeof field === 'number' && field >= 0 ? field : smallestLocation(field),
  );
  return locations.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}
