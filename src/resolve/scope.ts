import type { ColumnOf, Value } from './types.ts';

/** A column that names can refer to. */
export interface ScopeColumn {
  readonly name: string;
  readonly value: Value;
  readonly type: string | undefined;
  /** Of a domain: the type under it. */
  readonly baseType?: string | undefined;
  readonly notNull: boolean;
  readonly exactEquality: boolean;
  readonly scalar: boolean;
  /** The base columns that decide its value. */
  readonly reads: readonly ColumnOf[];
  /** Names the column within its block, computed or not; equal identities are the same column. */
  readonly identity: string;
}

/** An item of FROM that can qualify a column: `alias.column`. */
export interface ScopeSource {
  readonly alias: string | undefined;
  /** Of an unaliased relation, for `schema.relation.column`. */
  readonly schema?: string;
  readonly columns: readonly ScopeColumn[];
  /** A function whose result columns are not known: it may have any. */
  readonly open?: boolean;
}

/** What a FROM clause, or a part of it, brings into scope. */
export interface Namespace {
  readonly sources: readonly ScopeSource[];
  /** What an unqualified name or a star finds: USING has merged its columns here. */
  readonly columns: readonly ScopeColumn[];
}

export interface Scope {
  readonly namespace: Namespace;
  readonly parent: Scope | undefined;
}

export const emptyNamespace: Namespace = { sources: [], columns: [] };

export function joinNamespaces(left: Namespace, right: Namespace): Namespace {
  return { sources: [...left.sources, ...right.sources], columns: [...left.columns, ...right.columns] };
}

/** The columns as the nullable side of an outer join shows them. */
export function nullable(namespace: Namespace): Namespace {
  const weaken = (column: ScopeColumn): ScopeColumn => ({ ...column, notNull: false });
  return {
    sources: namespace.sources.map((source) => ({ ...source, columns: source.columns.map(weaken) })),
    columns: namespace.columns.map(weaken),
  };
}

export type Lookup =
  | { readonly found: 'column'; readonly column: ScopeColumn; readonly outer: boolean }
  | { readonly found: 'row'; readonly columns: readonly ScopeColumn[] }
  | { readonly found: 'unknown' }
  | { readonly found: 'ambiguous' }
  | { readonly found: 'no-source' }
  | { readonly found: 'nothing'; readonly candidates: readonly string[] };

/**
 * Finds what a column reference means, innermost scope first; a bare name is a column before it is a whole row.
 *
 * https://www.postgresql.org/docs/current/sql-expressions.html#SQL-EXPRESSIONS-COLUMN-REFS
 */
export function lookUp(path: readonly string[], scope: Scope): Lookup {
  const [first, ...rest] = path;
  if (first === undefined) return { found: 'no-source' };
  if (rest.length === 0) return lookUpUnqualified(first, scope);
  const column = path.at(-1) as string;
  const source = findSource(path.slice(0, -1), scope);
  if (!source) return { found: 'no-source' };
  const matches = source.source.columns.filter(({ name }) => name === column);
  if (matches.length > 1) return { found: 'ambiguous' };
  if (matches[0]) return { found: 'column', column: matches[0], outer: source.outer };
  if (source.source.open) return { found: 'unknown' };
  return { found: 'nothing', candidates: source.source.columns.map(({ name }) => name) };
}

function lookUpUnqualified(name: string, scope: Scope): Lookup {
  const candidates: string[] = [];
  for (let level: Scope | undefined = scope; level; level = level.parent) {
    const matches = level.namespace.columns.filter((column) => column.name === name);
    if (matches.length > 1) return { found: 'ambiguous' };
    if (matches[0]) return { found: 'column', column: matches[0], outer: level !== scope };
    candidates.push(...level.namespace.columns.map((column) => column.name));
  }
  const row = findSource([name], scope);
  if (!row && hasOpenSource(scope)) return { found: 'unknown' };
  return row ? { found: 'row', columns: row.source.columns } : { found: 'nothing', candidates };
}

function hasOpenSource(scope: Scope): boolean {
  for (let level: Scope | undefined = scope; level; level = level.parent)
    if (level.namespace.sources.some(({ open }) => open)) return true;
  return false;
}

/** The item of FROM that `alias` or `schema.relation` (or `database.schema.relation`) names. */
export function findSource(
  path: readonly string[],
  scope: Scope,
): { readonly source: ScopeSource; readonly outer: boolean } | undefined {
  const alias = path.at(-1);
  const schema = path.at(-2);
  for (let level: Scope | undefined = scope; level; level = level.parent) {
    const source = level.namespace.sources.find(
      (candidate) => candidate.alias === alias && (schema === undefined || candidate.schema === schema),
    );
    if (source) return { source, outer: level !== scope };
  }
  return undefined;
}
