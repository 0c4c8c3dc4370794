import type { CatalogIndex } from '../catalog/lookup.ts';
import type { Cte, Query, RelationItem } from '../parse/types.ts';
import { nameKey, type QualifiedName } from '../sql/identifiers.ts';
import type { Context, Environment } from './context.ts';
import { relationsThroughViews } from './dependencies.ts';
import type { ResolvedQuery } from './query.ts';
import type { ColumnOf, RelationGraph, RelationOccurrence } from './types.ts';

/** What a definition names, whether the result depends on it or not, with what its views name. */
export interface NamedRelations {
  /** The tables and TVIEWs, by `nameKey`, with the columns that are named. */
  readonly tables: ReadonlyMap<string, QualifiedName & { readonly columns: ReadonlySet<string> }>;
  /** The `nameKey`s of what WITH queries that nothing reads may name. */
  readonly unread: ReadonlySet<string>;
}

/**
 * Watches the queries inside a definition while they are resolved. What the result depends on is among the reads of the
 * occurrences; beyond these, a query names what its output columns are made of, even where nobody uses them.
 */
export class NameCollector {
  readonly #columns: ColumnOf[] = [];
  readonly #queries = new Set<Query>();

  /** Resolves a query of the definition, as `resolve` does, and takes note of it. */
  readonly watch =
    (resolve: Context['resolveQuery']): Context['resolveQuery'] =>
    (query: Query, environment: Environment): ResolvedQuery => {
      this.#queries.add(query);
      const resolved = resolve(query, environment);
      this.#columns.push(...resolved.columns.flatMap(({ reads }) => reads));
      return resolved;
    };

  /** What was named, once everything is resolved. */
  collect({ occurrences }: RelationGraph, { catalog, parseView, backingViews }: Context): NamedRelations {
    const tables = new Map<string, QualifiedName & { readonly columns: Set<string> }>();
    for (const occurrence of occurrences) {
      if (occurrence.kind !== 'relation') continue;
      const { schema, name } = occurrence.source;
      const table = tables.get(nameKey({ schema, name })) ?? { schema, name, columns: new Set() };
      tables.set(nameKey(table), table);
      for (const column of this.#columnsOf(occurrence)) table.columns.add(column);
    }
    const unread = [...this.#queries].flatMap(ctesOf).filter((cte) => !this.#isRead(cte));
    const inUnread = unread.flatMap(({ query }) => (query ? relationsThroughViews(query, catalog, parseView) : []));
    const names = inUnread.flatMap((item) => possibleNames(item, catalog));
    const behind = names.flatMap((name) => {
      const named = backingViews.get(name)?.named;
      return named ? [...named.tables.keys(), ...named.unread] : [];
    });
    return { tables, unread: new Set([...names, ...behind]) };
  }

  /** A virtual generated column is named where all that it may be computed from is. */
  #columnsOf({ id, source, reads }: RelationOccurrence): readonly string[] {
    const named = new Set([
      ...reads,
      ...this.#columns.flatMap(({ occurrence, column }) => (occurrence === id ? [column] : [])),
    ]);
    const virtual = source.columns.filter((column) => column.virtual).map(({ name }) => name);
    const isComplete = source.columns.every(({ name, virtual: computed }) => computed || named.has(name));
    return isComplete ? [...named, ...virtual] : [...named];
  }

  /** Of a recursive query, the terms are resolved by themselves. */
  #isRead({ query }: Cte): boolean {
    if (query === undefined || this.#queries.has(query)) return true;
    return query.body.kind === 'set-operation' && this.#queries.has(query.body.left);
  }
}

function possibleNames({ schema, name }: RelationItem, { catalog }: CatalogIndex): readonly string[] {
  const schemas = schema === undefined ? catalog.searchPath : [schema];
  return schemas.map((place) => nameKey({ schema: place, name }));
}

/** The WITH lists of a query and, as they are resolved along with it, of the branches of its set operations. */
function ctesOf({ ctes, body }: Query): readonly Cte[] {
  return body.kind === 'set-operation' ? [...ctes, ...ctesOf(body.left), ...ctesOf(body.right)] : ctes;
}
