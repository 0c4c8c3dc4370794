import { SqlText } from '../parse/sql-text.ts';
import { type QualifiedName, quoteIdentifier } from '../sql/identifiers.ts';

/** A relation that a SELECT names, and what it is to read instead, as it is to be written. */
export interface Replacement {
  readonly relation: QualifiedName;
  readonly by: string;
}

/**
 * A SELECT in, the same SELECT out with relations replaced by others that have the same columns. A relation without an
 * alias gets its old name for one, so that columns qualified by it are found as before.
 *
 * `defaultSchema` is where names without a schema lead; a WITH query of such a name is left alone.
 */
export function retarget(select: string, replacements: readonly Replacement[], defaultSchema: string): string {
  if (replacements.length === 0) return select;
  const sql = new SqlText('', select);
  const withQueries = new Set(nodesOf('CommonTableExpr', sql.statements).map(({ ctename }) => ctename));
  const edits = nodesOf('RangeVar', sql.statements).flatMap(({ schemaname, relname, alias, location }) => {
    if (schemaname === undefined && withQueries.has(relname)) return [];
    const found = replacements.find(
      ({ relation }) => relation.name === relname && relation.schema === (schemaname ?? defaultSchema),
    );
    const first = sql.tokenAt(typeof location === 'number' ? location : 0);
    if (found === undefined || first === undefined) return [];
    const start = sql.tokens[first]?.start ?? 0;
    const end = sql.tokens[sql.nameEnd(first)]?.end ?? start;
    const text = alias === undefined ? `${found.by} ${quoteIdentifier(found.relation.name)}` : found.by;
    return [{ start, end, text }];
  });
  return edits
    .sort((left, right) => right.start - left.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), select);
}

/** All nodes of a kind, wherever they stand in a tree. */
function nodesOf(kind: string, tree: unknown): Readonly<Record<string, unknown>>[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]) => [
    ...(key === kind ? [value as Readonly<Record<string, unknown>>] : []),
    ...nodesOf(kind, value),
  ]);
}
