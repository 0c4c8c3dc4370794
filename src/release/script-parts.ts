import type { CreateFunctionStmt, Node, ViewStmt } from 'libpg-query';
import { Deparser } from 'pgsql-deparser';
import { quoteIdentifier, quoteQualified } from '../sql/identifiers.ts';
import { type SqlStatement, splitStatements } from '../sql/statements.ts';

/** One statement of an install script. */
export interface ScriptPart {
  /** What it is about: equal for two texts of one function. */
  readonly id: string;
  /** Whole lines above it. */
  readonly comment: string;
  /** Without a semicolon. */
  readonly statement: string;
  /** Of a function alone: how it is dropped, and what it returns. */
  readonly function: { readonly drop: string; readonly returns: string } | undefined;
  /** Of a view alone: how it is dropped. */
  readonly view: { readonly drop: string } | undefined;
}

/** Begins and ends a migration, and is no part of what it installs. */
const isFrame = ({ statement }: ScriptPart): boolean => statement.startsWith('DO $migration$');

/** An install script as the statements that it consists of, without the frame of a migration. */
export async function scriptParts(script: string): Promise<readonly ScriptPart[]> {
  let end = 0;
  const parts = (await splitStatements(script)).map((statement) => {
    const comment = commentBefore(script.slice(end, statement.start));
    end = statement.start + statement.text.length + 1;
    return scriptPart(statement, comment);
  });
  return parts.filter((part) => !isFrame(part));
}

function scriptPart({ text, tree }: SqlStatement, comment: string): ScriptPart {
  const found = 'CreateFunctionStmt' in tree ? readFunction(tree.CreateFunctionStmt) : undefined;
  const view = 'ViewStmt' in tree ? readView(tree.ViewStmt) : undefined;
  return { id: found?.drop ?? view?.drop ?? text, comment, statement: text, function: found, view };
}

function readView({ view }: ViewStmt): ScriptPart['view'] {
  const name = quoteQualified({ schema: view?.schemaname ?? '', name: view?.relname ?? '' });
  return { drop: `DROP VIEW ${name}` };
}

/** The comment lines right above a statement. */
function commentBefore(gap: string): string {
  const lines = gap.split('\n');
  const isComment = (line: string): boolean => line.startsWith('--');
  let first = lines.length - 1;
  while (first > 0 && isComment(lines[first - 1] ?? '')) first--;
  const comment = lines.slice(first, -1).filter(isComment);
  return comment.length === 0 ? '' : `${comment.join('\n')}\n`;
}

function readFunction({ funcname = [], parameters = [], returnType }: CreateFunctionStmt): ScriptPart['function'] {
  const isInput = (node: Node): boolean =>
    'FunctionParameter' in node &&
    !['FUNC_PARAM_OUT', 'FUNC_PARAM_TABLE'].includes(node.FunctionParameter.mode ?? 'FUNC_PARAM_IN');
  const typeOf = (node: Node): string =>
    'FunctionParameter' in node ? print({ TypeName: node.FunctionParameter.argType ?? {} }) : '';
  const name = funcname
    .map((part) => ('String' in part ? (part.String.sval ?? '') : ''))
    .map(quoteIdentifier)
    .join('.');
  const outputs = parameters.filter((parameter) => !isInput(parameter)).map(print);
  return {
    drop: `DROP FUNCTION ${name}(${parameters.filter(isInput).map(typeOf).join(', ')})`,
    returns: [returnType ? print({ TypeName: returnType }) : '', ...outputs].join(', '),
  };
}

function print(node: Node): string {
  return Deparser.deparse(node, { pretty: false });
}
