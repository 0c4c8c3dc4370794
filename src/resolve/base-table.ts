import type { CatalogIndex } from '../catalog/lookup.ts';
import type { Relation } from '../catalog/types.ts';
import type { RelationItem } from '../parse/types.ts';
import { nameKey } from '../sql/identifiers.ts';
import type { Block } from './block.ts';
import type { Environment } from './context.ts';
import { keyColumnNames } from './key-columns.ts';
import type { Namespace, ScopeColumn } from './scope.ts';
import type { ResolvedDefinition, SourceRelation } from './types.ts';

/**
 * A table as a source. The images of a row that triggers see hold no value for a virtual generated column, so reading
 * one is reading all that it may be computed from.
 *
 * https://www.postgresql.org/docs/18/ddl-generated-columns.html
 */
export function asSource(relation: Relation, catalog: CatalogIndex): SourceRelation {
  const columns = relation.columns.map(({ generated, ...column }) =>
    generated === 'virtual' ? { ...column, virtual: true } : column,
  );
  const ancestors = ancestorsOf(relation, catalog);
  const names = columns.map(({ name }) => name);
  return {
    ...relation,
    columns,
    kind: 'base-table',
    partitioned: [relation, ...ancestors].some(({ kind }) => kind === 'partitioned-table'),
    narrowParents: ancestors
      .map(({ schema, name, columns: own }) => ({ schema, name, columns: own.map((column) => column.name) }))
      // An anchor of a TVIEW has no columns, and no rows of its own that a statement could name.
      .filter((parent) => parent.columns.length > 0 && names.some((name) => !parent.columns.includes(name))),
  };
}

function ancestorsOf(relation: Relation, catalog: CatalogIndex): readonly Relation[] {
  const found = new Map<string, Relation>();
  const visit = ({ parents }: Relation): void => {
    for (const { schema, name } of parents) {
      const parent = catalog.relation(schema, name);
      if (!parent || found.has(nameKey(parent))) continue;
      found.set(nameKey(parent), parent);
      visit(parent);
    }
  };
  visit(relation);
  return [...found.values()];
}

/** Whether no two rows of the source agree in these columns. */
export function identifiesRows({ uniqueKeys, columns }: SourceRelation, names: readonly string[]): boolean {
  const isShown = (name: string): boolean =>
    names.includes(name) && columns.some((column) => column.name === name && column.notNull);
  return uniqueKeys.some((key) => key.columns.every(isShown));
}

/** Another TVIEW as a table: its key is its unique key. */
export function tviewAsSource(tview: ResolvedDefinition): SourceRelation {
  const key = keyColumnNames(tview) ?? [];
  return {
    ...tview.tview,
    kind: 'tview',
    ...(hasRowSecurity(tview) && { rowSecurity: 'enabled' }),
    columns: tview.outputs.map(({ span: _, value: __, ...column }) => column),
    uniqueKeys: key.length > 0 ? [{ columns: key, primary: true, nullsNotDistinct: true }] : [],
    indexes: key.length > 0 ? [{ name: 'key', columns: key }] : [],
    partitioned: false,
    narrowParents: [],
  };
}

function hasRowSecurity({ definition }: ResolvedDefinition): boolean {
  return definition.statements.findLast(({ rowSecurity }) => rowSecurity !== undefined)?.rowSecurity === true;
}

/** A base table or TVIEW in FROM: one more occurrence in the graph, its columns in scope. */
export function baseNamespace(
  source: SourceRelation,
  item: RelationItem,
  block: Block,
  environment: Environment,
): Namespace {
  const alias = item.alias ?? item.name;
  const occurrence = environment.context.graph.addOccurrence(
    source,
    { alias, region: environment.region, span: environment.viewSpan ?? item.span },
    environment.followed,
  );
  const stored = source.columns.filter(({ virtual }) => !virtual);
  const columns = source.columns.map(
    (column, index): ScopeColumn => ({
      name: item.columnAliases[index] ?? column.name,
      value: column.virtual ? { kind: 'computed' } : { kind: 'column', occurrence, column: column.name },
      type: column.type,
      baseType: column.baseType,
      notNull: column.notNull,
      exactEquality: column.exactEquality,
      scalar: column.scalar,
      reads: (column.virtual ? stored : [column]).map(({ name }) => ({ occurrence, column: name })),
      identity: block.newIdentity(),
    }),
  );
  const byOriginal = new Map(source.columns.map((column, index) => [column.name, columns[index]] as const));
  block.leaves.push({
    identities: new Map(
      [...byOriginal].flatMap(([name, column]) =>
        column ? [[name, { identity: column.identity, notNull: column.notNull }]] : [],
      ),
    ),
    isUnique: (known) =>
      source.uniqueKeys.some(({ columns: key, nullsNotDistinct }) =>
        key.every((name) => known.has(name) && (nullsNotDistinct || byOriginal.get(name)?.notNull)),
      ),
  });
  return { sources: [{ ...(item.alias === undefined && { schema: source.schema }), alias, columns }], columns };
}
