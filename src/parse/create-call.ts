import type { Node } from 'libpg-query';
import type { Report, Span } from '../diagnostics/diagnostic.ts';
import type { Declaration } from './declaration.ts';
import { GrammarError, type Statement } from './grammar.ts';
import { literalOffsets } from './literal.ts';
import { selectOf } from './nodes.ts';
import { SqlText } from './sql-text.ts';
import { reportSyntaxError } from './syntax-error.ts';

/** A string argument: its value, and the token it was written as. */
interface StringArgument {
  readonly value: string;
  readonly token: number;
}

/** Reads `SELECT pg_tviews_create('tv_x', '…')`: the SELECT is the text in the second argument. */
export function readCreateCall(
  args: readonly Node[],
  statement: Statement,
  sql: SqlText,
  report: Report,
): Declaration | undefined {
  const { first } = sql.statementTokens(statement);
  const [nameArgument, queryArgument] = args.map((node) => stringArgument(node, sql));
  if (args.length !== 2 || nameArgument === undefined || queryArgument === undefined) {
    report.add({
      code: 'not-a-definition',
      severity: 'error',
      message: 'pg_tviews_create needs a name and a SELECT, both as string literals',
      span: sql.tokenSpan(first + 1) ?? sql.span(0, 0),
      why: 'The definition is compiled without running it, so its text must stand in the file.',
      help: 'write CREATE TVIEW tv_<entity> AS SELECT …',
    });
    return undefined;
  }
  const nameSpan = sql.tokenSpan(nameArgument.token) ?? sql.span(0, 0);
  const name = readName(nameArgument.value);
  if (name === undefined) {
    report.add({
      code: 'invalid-name',
      severity: 'error',
      message: `“${nameArgument.value}” is not the name of a table`,
      span: nameSpan,
      why: 'The first argument of pg_tviews_create is read as an SQL identifier.',
      help: 'write the name as in SQL, such as tv_post or api.tv_post',
    });
    return undefined;
  }
  const inner = readInnerQuery(sql, queryArgument, report);
  return inner && { ...name, nameSpan, ...inner };
}

function stringArgument(node: Node, sql: SqlText): StringArgument | undefined {
  if ('TypeCast' in node) return node.TypeCast.arg && stringArgument(node.TypeCast.arg, sql);
  if ('NamedArgExpr' in node || !('A_Const' in node) || node.A_Const.sval === undefined) return undefined;
  const token = sql.tokenAt(node.A_Const.location);
  return token === undefined ? undefined : { value: node.A_Const.sval.sval ?? '', token };
}

/** Reads a name as PostgreSQL does, by letting it parse a statement made of it. */
function readName(written: string): Pick<Declaration, 'schema' | 'name' | 'writtenName'> | undefined {
  try {
    const sql = new SqlText('', `TABLE ${written}`);
    const [statement, ...others] = sql.statements;
    const [item] = selectOf(statement?.node)?.fromClause ?? [];
    if (others.length > 0 || item === undefined || !('RangeVar' in item)) return undefined;
    const { catalogname, schemaname, relname, alias } = item.RangeVar;
    const last = sql.tokens.at(-1)?.text ?? '';
    if (relname === undefined || catalogname !== undefined || alias !== undefined || last === '*') return undefined;
    return { ...(schemaname !== undefined && { schema: schemaname }), name: relname, writtenName: last };
  } catch (error) {
    if (error instanceof GrammarError) return undefined;
    throw error;
  }
}

function readInnerQuery(
  sql: SqlText,
  { value, token }: StringArgument,
  report: Report,
): Pick<Declaration, 'select' | 'sql' | 'first' | 'last'> | undefined {
  const literal = sql.tokens[token];
  if (literal === undefined) return undefined;
  const toFile = literalOffsets(value, literal.text, literal.start);
  const span: Span = sql.span(literal.start, literal.end);
  try {
    const inner = new SqlText(sql.file, value, toFile);
    const [statement, ...others] = inner.statements;
    const select = selectOf(statement?.node);
    if (statement !== undefined && select !== undefined && others.length === 0) {
      return { select, sql: inner, ...inner.statementTokens(statement) };
    }
  } catch (error) {
    if (!(error instanceof GrammarError)) throw error;
    reportSyntaxError(error, { file: sql.file, text: value, toFile }, report);
    return undefined;
  }
  report.add({
    code: 'not-a-definition',
    severity: 'error',
    message: 'the second argument of pg_tviews_create must hold one SELECT',
    span,
    why: 'The SELECT is what the backing view and every refresh run.',
    help: 'write the SELECT alone into the string, and other statements below the call',
  });
  return undefined;
}
