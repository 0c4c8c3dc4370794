import { parseSync } from 'libpg-query';
import { isDocument, type Literals, type ValueType } from './value-pools.ts';

/** What the columns of a database are compared with; columns of one name are not told apart. */
export interface ColumnLiterals {
  /** `column` is written as in SQL; `checks` are further expressions over it. */
  of(column: string, checks: readonly string[]): Literals;
}

interface Found {
  /** The text of constants, by the column that they meet in an operator. */
  readonly constants: Map<string, Set<string>>;
  /** The keys that are taken out of documents, by their column, and what the value of a key is compared with. */
  readonly keys: Map<string, Map<string, Set<string>>>;
}

/** No literals but those of CHECK constraints. */
export const noLiterals: ColumnLiterals = readLiterals([]);

/**
 * Reads from queries what their columns are compared with, so that generated rows meet the conditions. Only a hint:
 * text that does not parse adds nothing. The parser must have been loaded.
 */
export function readLiterals(queries: readonly string[]): ColumnLiterals {
  const found = search(queries);
  return {
    of: (column, checks) => {
      const name = column.replaceAll(/^"|"$/g, '').replaceAll('""', '"');
      const inChecks = search(checks.map((check) => `SELECT ${check}`));
      const constants = [found.constants.get(name), inChecks.constants.get(name), inChecks.constants.get('value')];
      const values = new Set(constants.flatMap((set) => [...(set ?? [])]));
      return { for: (type) => (isDocument(type) ? documents(found.keys.get(name)) : readable([...values], type)) };
    },
  };
}

function search(queries: readonly string[]): Found {
  const found: Found = { constants: new Map(), keys: new Map() };
  for (const query of queries) {
    try {
      walk(parseSync(query), found);
    } catch {
      // Hints are worth no failure: the server has accepted the text, whatever this parser says.
    }
  }
  return found;
}

type Node = Readonly<Record<string, unknown>>;

function walk(node: unknown, found: Found): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [kind, inner] of Object.entries(node)) {
    if (kind === 'A_Expr') noteOperator(inner as Node, found);
    walk(inner, found);
  }
}

/** `column operator constant`, whichever side; `column ->> 'key' operator constant`; and what IN and ANY list. */
function noteOperator({ name, lexpr, rexpr }: Node, found: Found): void {
  const operator = stringOf((name as readonly unknown[] | undefined)?.at(-1)) ?? '';
  if (/^(->>?|\?)$/.test(operator)) {
    const column = columnOf(lexpr);
    for (const key of constantsOf(rexpr)) if (column !== undefined) keyValues(found, column, key);
    return;
  }
  for (const [one, other] of [
    [lexpr, rexpr],
    [rexpr, lexpr],
  ]) {
    const values = constantsOf(other);
    const column = columnOf(one);
    if (column !== undefined) for (const value of values) setOf(found.constants, column).add(value);
    const path = keyOf(one);
    if (path !== undefined) for (const value of values) keyValues(found, path.column, path.key).add(value);
  }
}

function keyValues({ keys }: Found, column: string, key: string): Set<string> {
  const ofColumn = keys.get(column) ?? new Map<string, Set<string>>();
  keys.set(column, ofColumn);
  return setOf(ofColumn, key);
}

function setOf(map: Map<string, Set<string>>, key: string): Set<string> {
  const set = map.get(key) ?? new Set<string>();
  map.set(key, set);
  return set;
}

/** The node below casts and calls of one argument: `lower(status)` is compared with what `status` may be. */
function strip(node: unknown): Node | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  const [[kind, inner] = ['', undefined]] = Object.entries(node) as [string, Node][];
  if (kind === 'TypeCast') return strip(inner?.arg);
  const parameters = kind === 'FuncCall' ? (inner?.args as readonly unknown[] | undefined) : undefined;
  return parameters?.length === 1 ? strip(parameters[0]) : (node as Node);
}

function columnOf(node: unknown): string | undefined {
  const { ColumnRef: reference } = strip(node) ?? {};
  return stringOf((reference as { readonly fields?: readonly unknown[] } | undefined)?.fields?.at(-1));
}

function keyOf(node: unknown): { readonly column: string; readonly key: string } | undefined {
  const { A_Expr: expression } = strip(node) ?? {};
  const { name, lexpr, rexpr } = (expression ?? {}) as Node;
  if (stringOf((name as readonly unknown[] | undefined)?.at(-1)) !== '->>') return undefined;
  const column = columnOf(lexpr);
  const [key] = constantsOf(rexpr);
  return column === undefined || key === undefined ? undefined : { column, key };
}

function constantsOf(node: unknown): readonly string[] {
  const inner = strip(node);
  if (inner === undefined) return [];
  if ('List' in inner) return ((inner.List as Node).items as readonly unknown[]).flatMap(constantsOf);
  if ('A_ArrayExpr' in inner)
    return ((inner.A_ArrayExpr as Node).elements as readonly unknown[] | undefined)?.flatMap(constantsOf) ?? [];
  const constant = inner.A_Const as Readonly<Record<string, Node>> | undefined;
  if (constant === undefined) return [];
  if (constant.sval) return [String(constant.sval.sval ?? '')];
  if (constant.ival) return [String(constant.ival.ival ?? 0)];
  return constant.fval ? [String(constant.fval.fval)] : [];
}

function stringOf(node: unknown): string | undefined {
  const { String: inner } = (node ?? {}) as { readonly String?: { readonly sval?: string } };
  return inner?.sval;
}

/** Documents that have the keys: with numbers, which every cast of a key can read, and with what a key is compared to. */
function documents(keys: ReadonlyMap<string, ReadonlySet<string>> | undefined): readonly string[] {
  if (keys === undefined) return [];
  const names = [...keys.keys()];
  const complete = (value: unknown) => Object.fromEntries(names.map((name) => [name, value]));
  const compared = names.flatMap((name) =>
    [...(keys.get(name) ?? [])].map((value) => ({ ...complete(1), [name]: value })),
  );
  return ['{}', ...[complete(1), complete('2'), ...compared].map((document) => JSON.stringify(document))];
}

const forms: Readonly<Record<string, RegExp>> = {
  int2: /^-?\d{1,4}$/,
  int4: /^-?\d{1,9}$/,
  int8: /^-?\d{1,18}$/,
  numeric: /^-?\d+(\.\d+)?$/,
  float4: /^-?\d+(\.\d+)?$/,
  float8: /^-?\d+(\.\d+)?$/,
  bool: /^(t|f|true|false)$/i,
  uuid: /^[0-9a-f-]{36}$/i,
  date: /^\d{4}-/,
  timestamp: /^\d{4}-/,
  timestamptz: /^\d{4}-/,
};

/** The values that a type can read; of numbers the neighbours too, and for texts a length that is asked for. */
function readable(values: readonly string[], { name, labels }: ValueType): readonly string[] {
  if (labels.length > 0) return values.filter((value) => labels.includes(value));
  const fitting = values.filter((value) => (forms[name] ?? /^/).test(value));
  if (/^(int|numeric|float)/.test(name))
    return fitting.flatMap((value) => [value, String(Number(value) + 1), String(Number(value) - 1)]);
  if (!/^(text|varchar|bpchar|citext)$/.test(name)) return fitting;
  const lengths = values.filter((value) => /^\d{1,2}$/.test(value)).map(Number);
  return [...fitting, ...lengths.map((length) => 'x'.repeat(length))];
}
