import type { CatalogIndex } from '../catalog/lookup.ts';
import type { CatalogFunction, QualifiedName, Relation } from '../catalog/types.ts';
import { names } from '../parse/nodes.ts';
import { parseRoutine, type Routine } from '../parse/routine.ts';
import type { CallExpression, Expression, Query, RelationItem } from '../parse/types.ts';
import { walkQuery } from '../parse/walk.ts';
import { nameKey } from '../sql/identifiers.ts';
import type { Context } from './context.ts';
import { type Dependence, dependenceOf } from './dependence.ts';
import { relationsRead } from './dependencies.ts';

/** What a function of the user does that its call does not show, by what its text says. */
export interface FunctionReads {
  /** Tables and TVIEWs that it reads, by way of views and other functions too. */
  readonly tables: readonly QualifiedName[];
  /** Relations whose changes no trigger sees, as they are written. */
  readonly unwatched: readonly string[];
  readonly dependences: readonly Dependence[];
  /** The functions, itself included, of which nothing shows what they read. */
  readonly opaque: readonly string[];
}

type Surroundings = Pick<Context, 'catalog' | 'tviews' | 'backingViews' | 'parseView'>;

/** Looks into a function, and into those that it calls. */
export function readsOfFunction(entry: CatalogFunction, surroundings: Surroundings): FunctionReads {
  const reader = new FunctionReader(surroundings);
  reader.enter(entry);
  return {
    tables: [...reader.tables.values()].sort((a, b) => (nameKey(a) < nameKey(b) ? -1 : 1)),
    unwatched: [...reader.unwatched].sort(),
    dependences: [...reader.dependences.values()],
    opaque: [...reader.opaque].sort(),
  };
}

/** The functions outside of pg_catalog that an expression itself may run: by a call, an operator or a cast. */
export function ownFunctionsCalled(
  node: Expression,
  catalog: CatalogIndex,
  searchPath?: readonly string[],
): readonly CatalogFunction[] {
  if (node.kind === 'call') return ownFunctionsNamed(node.name, catalog, searchPath);
  // `row.function` is a call in another notation.
  if (node.kind === 'column') return node.path.length > 1 ? ownFunctionsNamed(node.path.slice(-1), catalog) : [];
  if ('A_Indirection' in node.tree)
    return names(node.tree.A_Indirection.indirection).flatMap((name) => ownFunctionsNamed([name], catalog));
  const symbol = 'A_Expr' in node.tree ? names(node.tree.A_Expr.name).at(-1) : undefined;
  const type = node.kind === 'cast' ? node.type.at(-1) : undefined;
  if (symbol === undefined && type === undefined) return [];
  return catalog.catalog.functions.filter(
    ({ source }) => source?.operators.includes(symbol ?? '') || source?.casts.includes(type ?? ''),
  );
}

function ownFunctionsNamed(
  name: CallExpression['name'],
  catalog: CatalogIndex,
  searchPath?: readonly string[],
): readonly CatalogFunction[] {
  const own = (schema: string | undefined): readonly CatalogFunction[] =>
    catalog
      .functionsNamed(schema, name.at(-1) ?? '')
      .filter(({ source, kind }) => source !== undefined && kind !== 'procedure');
  if (name.length > 1) return own(name.at(-2));
  return searchPath ? searchPath.flatMap(own) : own(undefined);
}

/** STABLE functions of extensions, in C, that read nothing which a write to a table could change. */
const settledOfExtensions: Readonly<Record<string, readonly string[]>> = {
  unaccent: ['unaccent'],
  hstore: ['hstore'],
};

const routines = new WeakMap<CatalogFunction, readonly Routine[]>();

class FunctionReader {
  readonly tables = new Map<string, QualifiedName>();
  readonly unwatched = new Set<string>();
  readonly dependences = new Map<string, Dependence>();
  readonly opaque = new Set<string>();
  readonly #surroundings: Surroundings;
  readonly #entered = new Set<CatalogFunction | Relation>();

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  enter(entry: CatalogFunction): void {
    const { source, name, volatility } = entry;
    if (source === undefined || this.#entered.has(entry)) return;
    this.#entered.add(entry);
    const isSettled = settledOfExtensions[source.extension ?? '']?.includes(name) ?? false;
    if (volatility === 'volatile') this.#depend({ cause: 'volatile', what: `${name}()` });
    else if (source.opaque && !isSettled) this.opaque.add(name);
    for (const call of source.calls)
      for (const support of this.#surroundings.catalog.functionsNamed(call.schema, call.name)) this.enter(support);
    for (const routine of routinesOf(entry)) {
      // What an IMMUTABLE function does not show is taken to be as it says.
      if (routine.opaque && volatility !== 'immutable') this.opaque.add(name);
      for (const query of routine.queries) this.#enterQuery(query, routine.searchPath);
    }
  }

  #depend(dependence: Dependence): void {
    this.dependences.set(JSON.stringify(dependence), dependence);
  }

  #enterQuery(query: Query, searchPath: readonly string[] | undefined): void {
    for (const item of relationsRead(query)) this.#enterRelation(item, searchPath);
    walkQuery(query, (node) => this.#enterExpression(node, searchPath));
  }

  #enterExpression(node: Expression, searchPath: readonly string[] | undefined): void {
    const { catalog } = this.#surroundings;
    const dependence = dependenceOf(node, catalog);
    if (dependence) this.#depend(dependence);
    for (const entry of ownFunctionsCalled(node, catalog, searchPath)) this.enter(entry);
  }

  #enterRelation({ schema, name }: RelationItem, searchPath: readonly string[] | undefined): void {
    const { catalog, tviews, backingViews } = this.#surroundings;
    for (const place of schema === undefined ? (searchPath ?? catalog.catalog.searchPath) : [schema]) {
      const key = nameKey({ schema: place, name });
      const view = backingViews.get(key);
      const relation = catalog.relation(place, name);
      if (tviews.has(key)) this.tables.set(key, { schema: place, name });
      else if (view) this.#enterQuery(view.definition.query, undefined);
      else if (relation) this.#enterCatalogRelation(relation);
      else continue;
      return;
    }
    this.unwatched.add(schema === undefined ? name : `${schema}.${name}`);
  }

  #enterCatalogRelation(relation: Relation): void {
    const { schema, name, kind, definition } = relation;
    if (kind === 'table' || kind === 'partitioned-table') this.tables.set(nameKey(relation), { schema, name });
    else if (kind !== 'view') this.unwatched.add(`${schema}.${name}`);
    else if (!this.#entered.has(relation)) {
      this.#entered.add(relation);
      this.#enterQuery(this.#surroundings.parseView(definition ?? '', `${schema}.${name}`), undefined);
    }
  }
}

function routinesOf(entry: CatalogFunction): readonly Routine[] {
  const known = routines.get(entry);
  if (known) return known;
  const read = (entry.source?.definitions ?? []).map(parseRoutine);
  routines.set(entry, read);
  return read;
}
