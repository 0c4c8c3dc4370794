import { distance } from 'fastest-levenshtein';
import { nameKey } from '../sql/identifiers.ts';
import { groupBy } from './group-by.ts';
import type { Catalog, CatalogFunction, QualifiedName, Relation } from './types.ts';

/** Answers questions about a catalog by name. System relations are not in a catalog: for them every answer is undefined. */
export interface CatalogIndex {
  readonly catalog: Catalog;
  relation(schema: string, name: string): Relation | undefined;
  /** What `schema.name`, or `name` alone through the search path, means in a FROM clause. */
  resolveRelation(schema: string | undefined, name: string): Relation | undefined;
  /** All functions that a call may mean: arguments decide between schemas, so without a schema the whole path counts. */
  functionsNamed(schema: string | undefined, name: string): readonly CatalogFunction[];
  /** The direct partitions or inheritance children. */
  childrenOf(relation: QualifiedName): readonly Relation[];
  /** Relations whose names look like `name`, the most similar first; for "did you mean". */
  closestRelations(name: string): readonly Relation[];
}

const suggestions = 3;

/** Prepares a catalog for lookups; build it once per run. */
export function indexCatalog(catalog: Catalog): CatalogIndex {
  const relations = new Map(catalog.relations.map((relation) => [nameKey(relation), relation]));
  const functions = groupBy(catalog.functions, nameKey);
  const children = groupBy(
    catalog.relations.flatMap((child) => child.parents.map((parent) => ({ parent, child }))),
    ({ parent }) => nameKey(parent),
  );
  const relation = (schema: string, name: string) => relations.get(nameKey({ schema, name }));
  return {
    catalog,
    relation,
    resolveRelation(schema, name) {
      if (schema !== undefined) return relation(schema, name);
      const holder = catalog.searchPath.find((candidate) => relation(candidate, name) !== undefined);
      return holder === undefined ? undefined : relation(holder, name);
    },
    functionsNamed(schema, name) {
      const schemas = schema === undefined ? ['pg_catalog', ...catalog.searchPath] : [schema];
      return schemas.flatMap((candidate) => functions.get(nameKey({ schema: candidate, name })) ?? []);
    },
    childrenOf: (parent) => (children.get(nameKey(parent)) ?? []).map(({ child }) => child),
    closestRelations: (name) => closest(name, catalog.relations),
  };
}

/** A third of the letters may differ: more, and the suggestion would puzzle rather than help. */
function closest(name: string, relations: readonly Relation[]): readonly Relation[] {
  const wanted = name.toLowerCase();
  const tolerance = Math.max(1, Math.floor(wanted.length / 3));
  return relations
    .map((relation) => ({ relation, edits: distance(wanted, relation.name.toLowerCase()) }))
    .filter(({ edits }) => edits <= tolerance)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, suggestions)
    .map(({ relation }) => relation);
}
