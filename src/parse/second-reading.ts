import { parse } from 'pgsql-ast-parser';
import { firstDifference, type Reading } from './reading.ts';
import { readingOfAst } from './reading-from-ast.ts';
import { readingOfQuery } from './reading-from-query.ts';
import type { SqlText } from './sql-text.ts';
import type { Query } from './types.ts';

/** One query as two parsers are to understand it: plain data, for another thread may compare. */
export interface Comparison {
  /** Our reading of the query. */
  readonly ours: Reading;
  /** What the second parser is to read, without comments. */
  readonly text: string;
}

/** What is to be compared of a query, which stands between two tokens of a text; undefined where nothing can be. */
export function comparisonOf(query: Query, sql: SqlText, first: number, last: number): Comparison | undefined {
  // The second parser reads U&"…" and U&'…' as an operator between a column u and the rest.
  if (sql.tokens.slice(first, last + 1).some(({ text }) => /^u&["']/i.test(text))) return undefined;
  return { ours: readingOfQuery(query), text: textWithoutComments(sql, first, last) };
}

/**
 * Compares our reading of a query with an independent parser's: the first difference in words, or undefined.
 *
 * The second parser does not know all of PostgreSQL's syntax, so its silence means nothing; but where it understands a
 * SELECT, and otherwise than we do, one of the two is wrong.
 */
export function compareReadings({ ours, text }: Comparison): string | undefined {
  const theirs = readSecondTime(text);
  return theirs && firstDifference(ours, theirs);
}

function readSecondTime(text: string): Reading | undefined {
  try {
    const [statement, ...others] = parse(text);
    return statement === undefined || others.length > 0 ? undefined : readingOfAst(statement);
  } catch {
    // Syntax that this parser lacks is no finding: PostgreSQL's grammar has accepted the text.
    return undefined;
  }
}

/** The query with blanks for comments, inside of which the second parser finds tokens. */
function textWithoutComments(sql: SqlText, first: number, last: number): string {
  const [start, end] = [sql.tokens[first]?.start ?? 0, sql.tokens[last]?.end ?? 0];
  const pieces: string[] = [];
  let from = start;
  for (const comment of sql.comments.filter((candidate) => start < candidate.start && candidate.end < end)) {
    pieces.push(sql.text.slice(from, comment.start), comment.text.replace(/[^\n]/g, ' '));
    from = comment.end;
  }
  return [...pieces, sql.text.slice(from, end)].join('');
}
