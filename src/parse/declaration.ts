import type { CreateTableAsStmt, Node, SelectStmt } from 'libpg-query';
import type { Report, Span } from '../diagnostics/diagnostic.ts';
import { readCreateCall } from './create-call.ts';
import { reportCreateOptions } from './create-options.ts';
import type { Statement } from './grammar.ts';
import { selectOf } from './nodes.ts';
import type { SqlText } from './sql-text.ts';

/** What a definition file declares, before its SELECT is read. */
export interface Declaration {
  readonly schema?: string;
  readonly name: string;
  readonly nameSpan: Span;
  /** The name as it was written, which PostgreSQL may have cut to 63 bytes. */
  readonly writtenName: string;
  readonly select: SelectStmt;
  /** The text that holds the SELECT: the file, or the string that pg_tviews_create is given. */
  readonly sql: SqlText;
  /** The SELECT's first and last token. */
  readonly first: number;
  readonly last: number;
}

/** The ways to declare a TVIEW; a bare query takes its name from the file. */
export type DeclarationForm =
  | { readonly kind: 'create'; readonly node: CreateTableAsStmt }
  | { readonly kind: 'call'; readonly args: readonly Node[] }
  | { readonly kind: 'query'; readonly select: SelectStmt };

/** Tells a declaration from other statements; a query counts only as a file's first statement. */
export function declarationForm(node: Node, isFirst: boolean): DeclarationForm | undefined {
  if ('CreateTableAsStmt' in node && node.CreateTableAsStmt.objtype === 'OBJECT_TABLE') {
    return { kind: 'create', node: node.CreateTableAsStmt };
  }
  const select = selectOf(node);
  if (select === undefined) return undefined;
  const args = createCallArguments(select);
  if (args !== undefined) return { kind: 'call', args };
  return isFirst ? { kind: 'query', select } : undefined;
}

/** The arguments of `SELECT pg_tviews_create(…)`. */
function createCallArguments({ targetList = [] }: SelectStmt): readonly Node[] | undefined {
  const [target, ...others] = targetList;
  if (target === undefined || others.length > 0 || !('ResTarget' in target)) return undefined;
  const call = target.ResTarget.val;
  if (call === undefined || !('FuncCall' in call)) return undefined;
  const name = call.FuncCall.funcname?.at(-1);
  const isCreate = name !== undefined && 'String' in name && name.String.sval === 'pg_tviews_create';
  return isCreate ? (call.FuncCall.args ?? []) : undefined;
}

/** Reads the declaration; undefined after reporting why it is none. */
export function readDeclaration(
  form: DeclarationForm,
  statement: Statement,
  sql: SqlText,
  report: Report,
): Declaration | undefined {
  switch (form.kind) {
    case 'create':
      return readCreateTable(form.node, statement, sql, report);
    case 'call':
      return readCreateCall(form.args, statement, sql, report);
    case 'query':
      return readBareQuery(form.select, statement, sql, report);
    default:
      return form satisfies never;
  }
}

function readCreateTable(
  { query, into }: CreateTableAsStmt,
  statement: Statement,
  sql: SqlText,
  report: Report,
): Declaration | undefined {
  const { first, last } = sql.statementTokens(statement);
  const location = sql.tokenAt(into?.rel?.location) ?? first;
  const nameToken = sql.nameEnd(location);
  const nameSpan = sql.tokenSpan(nameToken) ?? sql.span(0, 0);
  const select = selectOf(query);
  if (select === undefined || into?.rel?.relname === undefined) {
    report.add({
      code: 'not-a-definition',
      severity: 'error',
      message: 'CREATE TABLE AS EXECUTE holds no SELECT',
      span: nameSpan,
      why: 'The SELECT is what the backing view and every refresh run.',
      help: 'write the prepared statement’s SELECT behind AS',
    });
    return undefined;
  }
  if (into.rel.catalogname !== undefined) {
    report.add({
      code: 'invalid-name',
      severity: 'error',
      message: `the name of a TVIEW cannot say its database`,
      span: sql.nameSpan(into.rel.location) ?? nameSpan,
      why: 'An extension is installed into any database.',
      help: 'leave the database out',
    });
  }
  const asToken = findAs(sql, nameToken);
  reportCreateOptions({ into, sql, first, asToken, last, nameToken }, report);
  const withData = sql.isWord(last, 'data') && sql.isWord(last - 1, 'with');
  return {
    ...(into.rel.schemaname !== undefined && { schema: into.rel.schemaname }),
    name: into.rel.relname,
    nameSpan,
    writtenName: sql.textBetween(nameToken, nameToken),
    select,
    sql,
    first: asToken + 1,
    last: withData ? last - 2 : last,
  };
}

/** The AS in front of the query: the first outside of parentheses, since storage options may hold anything. */
function findAs(sql: SqlText, nameToken: number): number {
  let depth = 0;
  let index = nameToken + 1;
  for (; index < sql.tokens.length; index++) {
    const text = sql.tokens[index]?.text;
    if (text === '(') depth++;
    else if (text === ')') depth--;
    else if (depth === 0 && sql.isWord(index, 'as')) break;
  }
  return index;
}

/** A query without a name of its own is called as its file. */
function readBareQuery(
  select: SelectStmt,
  statement: Statement,
  sql: SqlText,
  report: Report,
): Declaration | undefined {
  const { first, last } = sql.statementTokens(statement);
  const firstSpan = sql.tokenSpan(first) ?? sql.span(0, 0);
  const name = (sql.file.split('/').at(-1) ?? '').replace(/\.sql$/i, '');
  if (!/^tv_[a-z0-9_]+$/.test(name)) {
    report.add({
      code: 'invalid-name',
      severity: 'error',
      message: `the file name “${name}” does not name a TVIEW`,
      span: firstSpan,
      why: 'A SELECT without CREATE TVIEW takes its name from its file, which must be tv_ and lower-case letters, digits or underscores.',
      help: `rename the file to tv_<entity>.sql, or start the statement with CREATE TVIEW tv_<entity> AS`,
    });
    return undefined;
  }
  return { name, nameSpan: firstSpan, writtenName: name, select, sql, first, last };
}
