import { type Node, parsePlPgSQLSync, type SelectStmt } from 'libpg-query';
import { readQuery } from './from-libpg.ts';
import { scan, type Token } from './grammar.ts';
import { listItems, names, selectOf } from './nodes.ts';
import { SqlText } from './sql-text.ts';
import type { Query } from './types.ts';

/** What a function's text shows of what it does. */
export interface Routine {
  /** Every query that it may run; an expression is a query that returns it. */
  readonly queries: readonly Query[];
  /** It also does what its text does not show: it runs SQL that it makes up, or cannot be read. */
  readonly opaque: boolean;
  /** The schemas of its own SET search_path. */
  readonly searchPath?: readonly string[];
}

const unreadable: Routine = { queries: [], opaque: true };

/** Reads CREATE FUNCTION as `pg_get_functiondef` prints it, in SQL or PL/pgSQL. `loadParser` must have been awaited. */
export function parseRoutine(definition: string): Routine {
  try {
    const text = new SqlText('', definition);
    const node = text.statements[0]?.node;
    if (node === undefined || !('CreateFunctionStmt' in node)) return unreadable;
    const { options = [], parameters = [], sql_body } = node.CreateFunctionStmt;
    const defaults = parameters.flatMap((parameter) =>
      'FunctionParameter' in parameter ? (parameter.FunctionParameter.defexpr ?? []) : [],
    );
    const searchPath = options.map(searchPathOf).find((path) => path !== undefined);
    const body = sql_body ? readStatements(bodyStatements(sql_body), text) : readText(definition, options);
    return {
      queries: [...defaults.map((value) => readQuery(returning(value), text)), ...body.queries],
      opaque: body.opaque,
      ...(searchPath && { searchPath }),
    };
  } catch {
    return unreadable;
  }
}

/** The name and value of an option of CREATE FUNCTION. */
function optionOf(node: Node, name: string): Node | undefined {
  return 'DefElem' in node && node.DefElem.defname === name ? node.DefElem.arg : undefined;
}

function searchPathOf(option: Node): readonly string[] | undefined {
  const set = optionOf(option, 'set');
  if (set === undefined || !('VariableSetStmt' in set) || set.VariableSetStmt.name !== 'search_path') return undefined;
  return (set.VariableSetStmt.args ?? []).flatMap((value) =>
    'A_Const' in value ? (value.A_Const.sval?.sval ?? []) : [],
  );
}

function readText(definition: string, options: readonly Node[]): Routine {
  const language = options.map((option) => optionOf(option, 'language')).find((found) => found !== undefined);
  const body = options.map((option) => optionOf(option, 'as')).find((found) => found !== undefined);
  const [source = ''] = names(listItems(body));
  const [name] = names(listItems(language));
  if (name === 'plpgsql') return readPlpgsql(definition, source);
  const text = new SqlText('', source);
  return readStatements(
    text.statements.map(({ node }) => node),
    text,
  );
}

/** `BEGIN ATOMIC … END` is a list in a list, `RETURN …` one statement. */
function bodyStatements(body: Node): readonly Node[] {
  return listItems(body).flatMap((item) => ('List' in item ? listItems(item) : [item]));
}

function readStatements(statements: readonly Node[], text: SqlText): Routine {
  const selects = statements.map((node) =>
    'ReturnStmt' in node && node.ReturnStmt.returnval ? returning(node.ReturnStmt.returnval) : selectOf(node),
  );
  const readable = selects.filter((select) => select !== undefined);
  return {
    queries: readable.map((select) => readQuery(select, text)),
    opaque: readable.length < selects.length,
  };
}

function returning(value: Node): SelectStmt {
  return { targetList: [{ ResTarget: { val: value } }] };
}

/** The texts that PL/pgSQL hands to the SQL parser, each as a query. */
function readPlpgsql(definition: string, source: string): Routine {
  const tree = parsePlPgSQLSync(definition);
  const found = [...fragmentsIn(tree), ...declared(source)];
  const routines = found.map((sql) => {
    const text = new SqlText('', sql);
    return readStatements(
      text.statements.map(({ node }) => node),
      text,
    );
  });
  return {
    queries: routines.flatMap(({ queries }) => queries),
    opaque: holdsDynamicSql(tree) || routines.some(({ opaque }) => opaque),
  };
}

/** Of PL/pgSQL's statements, those that run a text that is made up as they run. */
const dynamic = /^PLpgSQL_stmt_(dynexecute|dynfors)$/;

function holdsDynamicSql(tree: unknown): boolean {
  if (typeof tree !== 'object' || tree === null) return false;
  return Object.entries(tree).some(
    ([key, value]) => dynamic.test(key) || key === 'dynquery' || (key !== 'datatype' && holdsDynamicSql(value)),
  );
}

/** `parseMode` of a fragment: 0 a statement, 2 an expression, from 3 on an assignment. */
function fragmentsIn(tree: unknown): readonly string[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) => {
    if (key !== 'PLpgSQL_expr') return fragmentsIn(value);
    const { query, parseMode = 0 } = value as { readonly query: string; readonly parseMode?: number };
    return [parseMode === 0 ? query : `SELECT ${parseMode === 2 ? query : assigned(query)}`];
  });
}

function assigned(assignment: string): string {
  const sign = scan(assignment)?.find(({ text }) => text === ':=' || text === '=');
  return sign === undefined ? assignment : assignment.slice(sign.end);
}

/** The parser leaves out the first values of variables whose types it does not know. */
function declared(source: string): readonly string[] {
  const tokens = (scan(source) ?? []).filter(({ comment }) => comment === undefined);
  const values: string[] = [];
  let inDeclarations = false;
  let start: Token | undefined;
  for (const token of tokens) {
    const word = token.text.toLowerCase();
    if (word === 'declare') inDeclarations = true;
    else if (word === 'begin') inDeclarations = false;
    else if (inDeclarations && start === undefined && [':=', '=', 'default'].includes(word)) start = token;
    else if (start !== undefined && word === ';') {
      values.push(`SELECT ${source.slice(start.end, token.start)}`);
      start = undefined;
    }
  }
  return values;
}
