import type { CallExpression, Expression, FunctionItem } from '../parse/types.ts';
import type { Environment } from './context.ts';
import { resolveExpression } from './expression.ts';
import { functionsCalled } from './functions.ts';

/** What is known of the columns of a function in FROM. */
export interface FunctionColumns {
  readonly names: readonly string[];
  /** These are all; otherwise the function may return more, or others. */
  readonly complete: boolean;
  /** The names are those of its columns from the first on. */
  readonly inOrder: boolean;
  /** The position of the one that numbers the rows. */
  readonly number?: number | undefined;
}

/** The columns of a function in FROM, by its aliases, its definition list, or the catalog. */
export function functionColumns(item: FunctionItem, environment: Environment): FunctionColumns {
  if (item.definedColumns.length > 0) {
    const names = withOrdinality(item.definedColumns, item);
    const renamed = names.map((name, index) => item.columnAliases[index] ?? name);
    return { names: renamed, complete: true, inOrder: true, number: numberOf(item, renamed.length) };
  }
  const own = item.calls.map((call) => resultColumns(call, environment));
  const known = own.every((columns) => columns !== undefined);
  const names = own.flatMap((columns) => (columns?.length ? columns : [scalarName(item)]));
  if (known) {
    const renamed = withOrdinality(names, item).map((name, index) => item.columnAliases[index] ?? name);
    return { names: renamed, complete: true, inOrder: true, number: numberOf(item, renamed.length) };
  }
  const isNamed = item.columnAliases.length > 0;
  const declared = isNamed ? item.columnAliases : [scalarName(item)];
  const addsOrdinality = item.ordinality && item.columnAliases.length < 2;
  return {
    names: addsOrdinality ? [...declared, 'ordinality'] : declared,
    complete: isNamed,
    inOrder: isNamed && !addsOrdinality,
  };
}

/** Where WITH ORDINALITY or FOR ORDINALITY puts the number of a row, among so many columns. */
function numberOf({ tree, ordinality, calls, definedColumns }: FunctionItem, count: number): number | undefined {
  // Of several functions only some may have their columns defined.
  if (ordinality) return definedColumns.length > 0 && calls.length > 1 ? undefined : count - 1;
  if (!('JsonTable' in tree)) return undefined;
  const kinds = (tree.JsonTable.columns ?? []).map(
    (column) => 'JsonTableColumn' in column && column.JsonTableColumn.coltype,
  );
  // The rows of a nested path share the number of the row around them.
  const position = kinds.includes('JTC_NESTED') ? -1 : kinds.indexOf('JTC_FOR_ORDINALITY');
  return position < 0 ? undefined : position;
}

function withOrdinality(names: readonly string[], { ordinality }: FunctionItem): readonly string[] {
  return ordinality ? [...names, 'ordinality'] : names;
}

/** A nameless result is called as the alias, or as the function. */
function scalarName(item: FunctionItem): string {
  return item.calls.length === 1 ? (item.alias ?? functionName(item) ?? 'column') : (functionName(item) ?? 'column');
}

/** What a function without an alias is called: as the function. */
export function functionName({ calls }: FunctionItem): string | undefined {
  const [call] = calls;
  return call?.kind === 'call' ? call.name.at(-1) : undefined;
}

/** The names of a call's result columns, none for one nameless value; undefined where they are not known. */
function resultColumns(call: Expression, environment: Environment): readonly string[] | undefined {
  if (call.kind !== 'call') return undefined;
  if (call.name.at(-1) === 'unnest') return unnestedColumns(call, environment);
  const functions = functionsCalled(call, environment).filter(({ kind }) => kind === 'function');
  // The catalog leaves out what pg_catalog has of immutable functions that return one value.
  const [first, ...others] = functions.map(({ columns }) => columns);
  if (first === undefined) return [];
  return first !== null && others.every((columns) => columns?.join() === first.join()) ? first : undefined;
}

/** Elements of a built-in type are one column; those of a composite type would be as many as it has fields. */
function unnestedColumns(call: CallExpression, environment: Environment): readonly string[] | undefined {
  const types = call.operands.map((operand) => elementType(operand, environment));
  if (types.some((type) => type === undefined)) return undefined;
  return types.length === 1 ? [] : types.map(() => 'unnest');
}

/** The built-in type of an array's elements, where the expression tells. */
function elementType(operand: Expression, environment: Environment): string | undefined {
  if (operand.kind === 'cast') return /^\w+(?=\[\]$)/.exec(operand.type.at(-1) ?? '')?.[0];
  if (operand.kind === 'call' && ['string_to_array', 'regexp_split_to_array'].includes(operand.name.at(-1) ?? ''))
    return 'text';
  const { type, baseType } = resolveExpression(operand, environment);
  return /^[a-z0-9 ]+(?=\[\]$)/.exec(baseType ?? type ?? '')?.[0];
}
