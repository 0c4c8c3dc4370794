import { type Node, parsePlPgSQLSync, parseSync } from 'libpg-query';
import { splitStatements } from './changes-script.ts';

/** What a script holds, by kind, and what is wrong with it by PostgreSQL's grammar. */
export interface GrammarReport {
  readonly statements: number;
  readonly functions: number;
  readonly errors: readonly string[];
}

/**
 * Parses every statement of an extension script by PostgreSQL's grammar, and the body of every function: those that the
 * script creates, and those that a function creates when it runs.
 */
export async function checkGrammar(script: string): Promise<GrammarReport> {
  const found = { statements: 0, functions: 0, errors: [] as string[] };
  // psql's commands are comments to CREATE EXTENSION.
  const statements = await splitStatements(script.replaceAll(/^\\.*$/gm, ''));
  for (const statement of statements) checkStatement(statement, found);
  return found;
}

function checkStatement(text: string, found: { statements: number; functions: number; errors: string[] }): void {
  try {
    found.statements += 1;
    const body = readBody(parseSync(text).stmts?.[0]?.stmt);
    if (body === undefined) return;
    found.functions += 1;
    if (body.language === 'plpgsql') {
      const tree = parsePlPgSQLSync(withKnownTypes(text));
      for (const statement of statementsOf(tree)) checkStatement(statement, found);
    } else {
      parseSync(body.text);
    }
  } catch (error) {
    found.errors.push(`${error instanceof Error ? error.message : String(error)} in: ${text.slice(0, 200)}`);
  }
}

/** The body of CREATE FUNCTION, CREATE PROCEDURE or DO, with the language it is written in. */
function readBody(statement: Node | undefined): { readonly language: string; readonly text: string } | undefined {
  if (statement === undefined) return undefined;
  if ('DoStmt' in statement) return { language: 'plpgsql', text: '' };
  if (!('CreateFunctionStmt' in statement)) return undefined;
  const options = new Map(
    (statement.CreateFunctionStmt.options ?? []).flatMap((option) =>
      'DefElem' in option ? [[option.DefElem.defname, option.DefElem.arg] as const] : [],
    ),
  );
  const language = options.get('language');
  const text = options.get('as');
  if (language === undefined || !('String' in language) || text === undefined || !('List' in text)) return undefined;
  const [body] = text.List.items ?? [];
  if (body === undefined || !('String' in body)) return undefined;
  return { language: language.String.sval ?? '', text: body.String.sval ?? '' };
}

/**
 * Declares variables of the user's own types as text: the parser has no catalog, takes a type that it does not know for a
 * record, and then refuses the variable where it wants a scalar one.
 */
function withKnownTypes(text: string): string {
  return text.replaceAll(/^(\s+\S+ )[^;\n]+\.[^;\n]+\[\];$/gm, '$1text[];');
}

/** The SQL statements of a parsed PL/pgSQL function, however deep; parse mode 0 tells them from expressions. */
function statementsOf(tree: unknown): readonly string[] {
  if (typeof tree !== 'object' || tree === null) return [];
  if ('query' in tree && typeof tree.query === 'string' && 'parseMode' in tree) {
    return tree.parseMode === 0 ? [tree.query] : [];
  }
  return Object.values(tree).flatMap(statementsOf);
}
