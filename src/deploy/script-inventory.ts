import type { CreateFunctionStmt, Node } from 'libpg-query';
import { splitStatements } from '../sql/statements.ts';

/** What an install script creates part by part; names are quoted as in the script. */
export interface ScriptInventory {
  readonly tviews: readonly {
    readonly tview: string;
    readonly sources: readonly string[];
    /** What creates it. */
    readonly part: string;
    /** What runs the statements about it, and creates its indexes. */
    readonly equipPart: string;
  }[];
  readonly sources: readonly { readonly source: string; readonly part: string }[];
  /** The body of each function of the script by its name: a part is another one where that of its function differs. */
  readonly bodies: ReadonlyMap<string, string>;
}

/** Reads the inventory of an install script out of its functions `built_tviews()` and `built_sources()`. */
export async function readInventory(script: string): Promise<ScriptInventory> {
  const functions = (await splitStatements(script)).flatMap(({ tree }) =>
    'CreateFunctionStmt' in tree ? [readFunction(tree.CreateFunctionStmt)] : [],
  );
  const bodies = new Map(functions.map(({ name, body }) => [name, body]));
  const tables = new Map(
    await Promise.all(
      functions
        .filter(({ name }) => name === 'built_tviews' || name === 'built_sources')
        .map(async ({ name, body, columns }) => [name, await readValues(body, columns)] as const),
    ),
  );
  return {
    bodies,
    tviews: (tables.get('built_tviews') ?? []).map((row) => ({
      tview: text(row, 'tview'),
      sources: texts(row, 'sources'),
      part: text(row, 'activate_part'),
      equipPart: text(row, 'equip_part'),
    })),
    sources: (tables.get('built_sources') ?? []).map((row) => ({
      source: text(row, 'source'),
      part: text(row, 'watch_part'),
    })),
  };
}

interface ScriptFunction {
  readonly name: string;
  readonly body: string;
  /** What it returns, where that is a table. */
  readonly columns: readonly string[];
}

function readFunction({ funcname = [], parameters = [], options = [] }: CreateFunctionStmt): ScriptFunction {
  const body = options
    .map((option) => ('DefElem' in option ? option.DefElem : {}))
    .find((o) => o.defname === 'as')?.arg;
  const last = funcname.at(-1);
  return {
    name: last === undefined ? '' : stringOf(last),
    body: body && 'List' in body ? (body.List.items ?? []).map(stringOf).join('') : '',
    columns: parameters.flatMap((parameter) =>
      'FunctionParameter' in parameter && parameter.FunctionParameter.mode === 'FUNC_PARAM_TABLE'
        ? [parameter.FunctionParameter.name ?? '']
        : [],
    ),
  };
}

type Row = ReadonlyMap<string, Node>;

/** The rows of a VALUES list; none for any other body, which is that of an inventory without entries. */
async function readValues(body: string, columns: readonly string[]): Promise<readonly Row[]> {
  const [statement] = await splitStatements(body);
  if (statement === undefined || !('SelectStmt' in statement.tree)) return [];
  return (statement.tree.SelectStmt.valuesLists ?? []).map((row) => {
    const values = 'List' in row ? (row.List.items ?? []) : [];
    return new Map(values.map((value, index) => [columns[index] ?? '', value]));
  });
}

function text(row: Row, column: string): string {
  return texts(row, column)[0] ?? '';
}

/** The strings of a literal, or of an array of literals. */
function texts(row: Row, column: string): readonly string[] {
  const value = row.get(column);
  return value === undefined ? [] : literals(value);
}

function literals(node: Node): readonly string[] {
  if ('A_Const' in node) return node.A_Const.sval?.sval === undefined ? [] : [node.A_Const.sval.sval];
  if ('TypeCast' in node) return node.TypeCast.arg ? literals(node.TypeCast.arg) : [];
  if ('A_ArrayExpr' in node) return (node.A_ArrayExpr.elements ?? []).flatMap(literals);
  return [];
}

function stringOf(node: Node): string {
  return 'String' in node ? (node.String.sval ?? '') : '';
}
