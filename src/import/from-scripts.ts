import type { Node } from 'libpg-query';
import { Report } from '../diagnostics/diagnostic.ts';
import { type Declaration, declarationForm, readDeclaration } from '../parse/declaration.ts';
import { readFollowingStatements } from '../parse/following-statements.ts';
import { loadParser, toGrammar } from '../parse/parse-definition.ts';
import { SqlText } from '../parse/sql-text.ts';
import type { SourceFile } from '../source/types.ts';
import { type SqlStatement, SqlSyntaxError, splitStatements } from '../sql/statements.ts';
import type { Draft, LeftOut } from './types.ts';

/** A TVIEW that a script declares, and what the scripts say about it later. */
interface Declared extends Pick<Draft, 'source' | 'tview' | 'comments' | 'select'> {
  /** As the statements must name it. */
  readonly written: Pick<Declaration, 'schema' | 'name'>;
  readonly statements: string[];
  readonly leftOut: LeftOut[];
}

/**
 * Drafts definitions of what SQL scripts declare by `CREATE TABLE tv_x AS`, `CREATE TVIEW` or `pg_tviews_create`, as
 * a database would have it after running them in this order: a later declaration takes the place of an earlier one, and
 * what is dropped is gone. Statements about a TVIEW follow it; all others are none of its business. What cannot be read
 * is reported.
 */
export async function draftScripts(
  scripts: readonly SourceFile[],
  defaultSchema: string,
  report: Report,
): Promise<readonly Draft[]> {
  await loadParser();
  const declared = new Map<string, Declared>();
  for (const script of scripts) {
    const before = declared.size;
    const statements = await split(script, report);
    const counts = statements?.map((statement) => take(statement, script, defaultSchema, declared, report));
    if (counts !== undefined && declared.size === before && !counts.includes(true)) reportNothingFound(script, report);
  }
  return [...declared.values()].map(({ written: _, ...rest }) => ({ ...rest, readsViews: [], readBy: [] }));
}

async function split({ file, text }: SourceFile, report: Report): Promise<readonly SqlStatement[] | undefined> {
  try {
    return await splitStatements(toGrammar(text));
  } catch (error) {
    if (!(error instanceof SqlSyntaxError)) throw error;
    report.add({
      code: 'syntax-error',
      severity: 'error',
      message: error.message,
      span: { file, start: error.offset, end: Math.min(error.offset + 1, text.length) },
      why: 'The script is split into its statements by PostgreSQL’s own grammar.',
      help: 'commands of psql are not SQL: take them out, or import a copy of the statements that matter',
    });
    return undefined;
  }
}

/** Takes one statement into account; whether it concerns a TVIEW. */
function take(
  { text, start, tree }: SqlStatement,
  script: SourceFile,
  defaultSchema: string,
  declared: Map<string, Declared>,
  report: Report,
): boolean {
  const dropped = droppedNames(tree);
  for (const [key, { tview }] of declared) if (dropped.includes(tview.name)) declared.delete(key);
  const form = declarationForm(tree, false);
  if (form === undefined || (form.kind === 'create' && !form.node.into?.rel?.relname?.startsWith('tv_')))
    return follow(text, tree, script, [...declared.values()]) || dropped.some((name) => name.startsWith('tv_'));
  const sql = new SqlText(script.file, text, (index) => start + index);
  const [statement] = sql.statements;
  const declaration = statement && readDeclaration(form, statement, sql, report);
  if (declaration === undefined) return true;
  const { schema, first, last } = declaration;
  const tview = { schema: schema ?? defaultSchema, name: withPrefix(declaration.name) };
  declared.set(JSON.stringify(tview), {
    source: { kind: 'file', shown: script.file },
    tview,
    comments: commentsAbove(script.text, start),
    select: declaration.sql.textBetween(first, last),
    written: { ...(schema !== undefined && schema !== defaultSchema && { schema }), name: tview.name },
    statements: [],
    leftOut: [],
  });
  return true;
}

/** The lines of comment right above a statement, annotations among them. */
function commentsAbove(text: string, start: number): string[] {
  const lines = text.slice(0, start).split('\n').slice(0, -1);
  const last = lines.findLastIndex((line) => !/^\s*--/.test(line));
  return lines.slice(last + 1).map((line) => line.trim());
}

/** `pg_tviews_create('post', …)` creates tv_post. */
function withPrefix(name: string): string {
  return name.startsWith('tv_') ? name : `tv_${name}`;
}

/** Gives a statement to the TVIEW that it is about, if there is one. */
function follow(text: string, tree: Node, { file }: SourceFile, declared: readonly Declared[]): boolean {
  const names = new Set(relationNames(tree));
  const about = declared.filter(({ tview }) => names.has(tview.name));
  for (const { written, statements, leftOut } of about) {
    const findings = new Report();
    const sql = new SqlText(file, text);
    const [following] = readFollowingStatements(sql.statements, written, sql, findings);
    const [finding] = findings.list();
    if (following !== undefined && finding === undefined) statements.push(following.text);
    else if (!isQuery(tree)) {
      leftOut.push({
        what: `the statement “${firstLine(text)}” of ${file}`,
        why: `${finding?.message ?? 'It is not only about the TVIEW'}.`,
        ...(finding?.help !== undefined && { help: finding.help }),
      });
    }
  }
  return about.length > 0;
}

/** Reading a TVIEW, as a script's checks do, says nothing about it. */
function isQuery(tree: Node): boolean {
  return 'SelectStmt' in tree || 'ExplainStmt' in tree;
}

function firstLine(text: string): string {
  const line = text.split('\n')[0]?.trim() ?? '';
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** The relations that a statement names, anywhere: by FROM, ON, TO; of COMMENT, by the parts of a name. */
function relationNames(tree: unknown): string[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const own = 'relname' in tree && typeof tree.relname === 'string' ? [tree.relname] : [];
  const comment = 'CommentStmt' in tree ? texts((tree as { readonly CommentStmt: object }).CommentStmt) : [];
  return [...own, ...comment, ...Object.values(tree).flatMap(relationNames)];
}

/** What DROP TABLE and pg_tviews_drop name. */
function droppedNames(tree: Node): string[] {
  if ('DropStmt' in tree && tree.DropStmt.removeType === 'OBJECT_TABLE') return texts(tree.DropStmt.objects);
  const isDrop = 'SelectStmt' in tree && texts(tree).includes('pg_tviews_drop');
  return isDrop
    ? texts(tree)
        .filter((text) => text !== 'pg_tviews_drop')
        .map(withPrefix)
    : [];
}

/** All strings in a tree: the parts of names, and literals. */
function texts(tree: unknown): string[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const own = 'sval' in tree && typeof tree.sval === 'string' ? [tree.sval] : [];
  return [...own, ...Object.values(tree).flatMap(texts)];
}

function reportNothingFound({ file, text }: SourceFile, report: Report): void {
  const hasMatviews = /\bcreate\s+materialized\s+view\b/i.test(text);
  report.add({
    code: 'cannot-import',
    severity: 'warning',
    message: `${file} declares no TVIEW`,
    why: 'Looked for were CREATE TABLE tv_… AS, CREATE TVIEW and pg_tviews_create.',
    ...(hasMatviews && { help: `materialized views of a file are imported with --schema ${file} --from-matviews` }),
  });
}
