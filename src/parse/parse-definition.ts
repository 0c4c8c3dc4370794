import { Report, type Span } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../source/types.ts';
import { readAnnotations } from './annotations.ts';
import { type Declaration, declarationForm, readDeclaration } from './declaration.ts';
import { readFollowingStatements } from './following-statements.ts';
import { readQuery } from './from-libpg.ts';
import { GrammarError, type Statement, scan, type Token } from './grammar.ts';
import { reportInto, reportNotADefinition } from './not-a-definition.ts';
import { reportReservedText } from './reserved-text.ts';
import type { SecondReader } from './second-reader.ts';
import { SqlText } from './sql-text.ts';
import { reportSyntaxError } from './syntax-error.ts';
import { reportInvalidName } from './tview-name.ts';
import type { ParsedDefinition } from './types.ts';

export { loadParser } from './grammar.ts';

/**
 * A definition file in, what it declares out; undefined after reporting errors. Its SELECT is given to the second
 * reader, if there is one. `loadParser` must have been awaited.
 */
export function parseDefinition(
  source: SourceFile,
  report: Report,
  secondReader?: SecondReader,
): ParsedDefinition | undefined {
  const findings = new Report();
  const definition = readShallow(source, findings, secondReader);
  for (const finding of findings.list()) report.add(finding);
  return findings.hasErrors ? undefined : definition;
}

/** Trees are read by recursion, as PostgreSQL does it, and end as there when they are too deep. */
function readShallow(source: SourceFile, report: Report, secondReader?: SecondReader): ParsedDefinition | undefined {
  try {
    return readDefinition(source, report, secondReader);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    report.add({
      code: 'unsupported-query',
      severity: 'error',
      message: 'stack depth limit exceeded',
      span: { file: source.file, start: 0, end: 0 },
      why: 'The SELECT nests expressions hundreds of levels deep, and each operator of a chain such as a || b || c is a level.',
      help: 'split the expression, for example by a subquery in FROM or a lookup table',
    });
    return undefined;
  }
}

function readDefinition(source: SourceFile, report: Report, secondReader?: SecondReader): ParsedDefinition | undefined {
  reportReservedText(source, report);
  const sql = readSql(source, report);
  const found = sql && findDeclaration(sql, report);
  if (!sql || !found) return undefined;
  const { declaration, others } = found;
  reportInvalidName(declaration, report);
  const { schema, name, nameSpan, select, first, last } = declaration;
  reportInto(select, declaration.sql, report);
  const query = readQuery(select, declaration.sql);
  secondReader?.read(query, declaration);
  const selectStart = declaration.sql.tokens[first]?.start ?? 0;
  const texts = declaration.sql === sql ? [sql] : [sql, declaration.sql];
  return {
    file: source.file,
    ...(schema !== undefined && { schema }),
    name,
    nameSpan,
    select: declaration.sql.textBetween(first, last),
    toFile: (index) => declaration.sql.toFile(selectStart + index),
    query,
    annotations: readAnnotations(texts, report),
    statements: readFollowingStatements(others, declaration, sql, report),
  };
}

/** Parses the file, with TVIEW read as TABLE; undefined after reporting a syntax error. */
function readSql({ file, text }: SourceFile, report: Report): SqlText | undefined {
  const readable = toGrammar(text);
  try {
    return new SqlText(file, readable);
  } catch (error) {
    if (!(error instanceof GrammarError)) throw error;
    reportSyntaxError(error, { file, text: readable, toFile: (offset) => offset }, report);
    return undefined;
  }
}

/** A text as PostgreSQL's grammar can read it, with every offset as it was: to it, a byte order mark is a letter. */
export function toGrammar(text: string): string {
  const withoutMark = text.replace(/^\uFEFF/, ' ');
  return /\btview\b/i.test(withoutMark) ? replaceTview(withoutMark, scan(withoutMark)) : withoutMark;
}

/** CREATE TVIEW is CREATE TABLE to PostgreSQL's grammar; both words have the same length, so that all offsets hold. */
function replaceTview(text: string, tokens: readonly Token[] | undefined): string {
  // Without tokens the text has a lexical error: a guess is enough for PostgreSQL to reach it and say what it is.
  if (tokens === undefined) return text.replace(/^(\s*create\s+)tview\b/gim, '$1TABLE');
  const significant = tokens.filter((token) => token.comment === undefined);
  const tviews = significant.filter(
    ({ text: word }, index) =>
      word.toLowerCase() === 'tview' &&
      significant[index - 1]?.text.toLowerCase() === 'create' &&
      (significant[index - 2]?.text ?? ';') === ';',
  );
  return tviews.reduce((result, { start, end }) => `${result.slice(0, start)}TABLE${result.slice(end)}`, text);
}

/** Finds the one statement that declares the TVIEW, and those around it. */
function findDeclaration(
  sql: SqlText,
  report: Report,
): { readonly declaration: Declaration; readonly others: readonly Statement[] } | undefined {
  const declarations = sql.statements.flatMap((statement, index) => {
    const form = declarationForm(statement.node, index === 0);
    return form ? [{ form, statement }] : [];
  });
  const [first, ...more] = declarations;
  if (first === undefined) {
    reportNotADefinition(sql, report);
    return undefined;
  }
  for (const { statement } of more) {
    report.add({
      code: 'several-definitions',
      severity: 'error',
      message: 'this file declares a second TVIEW',
      span: statementSpan(statement, sql),
      why: 'One file declares one TVIEW, so that its name, options and history have one place.',
      help: 'move it to a file of its own',
      related: [{ message: 'the first declaration', span: statementSpan(first.statement, sql) }],
    });
  }
  const declaration = readDeclaration(first.form, first.statement, sql, report);
  const declaring = new Set(declarations.map(({ statement }) => statement));
  return declaration && { declaration, others: sql.statements.filter((statement) => !declaring.has(statement)) };
}

/** The first two words of a statement, and the name of a table where one follows. */
function statementSpan(statement: Statement, sql: SqlText): Span {
  const { first, last } = sql.statementTokens(statement);
  const { node } = statement;
  const named = 'CreateTableAsStmt' in node ? sql.tokenAt(node.CreateTableAsStmt.into?.rel?.location) : undefined;
  const end = named === undefined ? Math.min(first + 1, last) : sql.nameEnd(named);
  return sql.span(sql.tokens[first]?.start ?? 0, sql.tokens[end]?.end ?? 0);
}
