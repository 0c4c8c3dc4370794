import type { Relation } from '../catalog/types.ts';
import type { RelationItem } from '../parse/types.ts';
import { nameKey, type QualifiedName } from '../sql/identifiers.ts';
import type { Block } from './block.ts';
import { type CteScope, type Environment, findCte, reportAt } from './context.ts';
import { deriveNamespace } from './derive.ts';
import { emptyNamespace, type Namespace, type ScopeColumn } from './scope.ts';
import type { ResolvedDefinition, SourceRelation } from './types.ts';

/** Binds a name in FROM: a WITH query, another TVIEW, a view followed to its tables, or a base table. */
export function resolveRelation(item: RelationItem, block: Block, environment: Environment): Namespace {
  if (item.sampled)
    reportAt(environment, item.span, {
      code: 'unsupported-query',
      message: 'TABLESAMPLE cannot be maintained',
      why: 'Which rows a sample holds is left to chance.',
      help: 'Choose the rows by a condition in WHERE.',
    });
  const cte = item.schema === undefined ? findCte(item.name, environment.ctes) : undefined;
  if (cte) return resolveCteReference(cte, item, block, environment);
  const { catalog, tviews, backingViews } = environment.context;
  const schemas = item.schema === undefined ? catalog.catalog.searchPath : [item.schema];
  for (const schema of schemas) {
    const name = { schema, name: item.name };
    const tview = tviews.get(nameKey(name));
    if (tview) return baseNamespace(tviewAsSource(tview), item, block, environment);
    const view = backingViews.get(nameKey(name));
    if (view) return deriveBackingView(view, item, block, environment);
    const relation = catalog.relation(schema, item.name);
    if (relation) return resolveCatalogRelation(relation, item, block, environment);
  }
  reportUnknown(item, environment);
  return { sources: [], columns: [] };
}

function resolveCteReference(
  reference: NonNullable<CteScope>,
  item: RelationItem,
  block: Block,
  environment: Environment,
): Namespace {
  const { cte } = reference;
  if (!cte.query || reference.active) {
    reportAt(environment, item.span, {
      code: 'unsupported-query',
      message: cte.query
        ? `the recursive query "${cte.name}" cannot be maintained`
        : `the WITH query "${cte.name}" changes data`,
      why: cte.query
        ? 'Which rows a change reaches through a recursion is not known to the compiler.'
        : 'A TVIEW is defined by what it reads.',
      help: cte.query
        ? 'Join the levels you need one by one.'
        : 'Keep the SELECT, and move the change out of the definition.',
    });
    return emptyNamespace;
  }
  const query = environment.context.resolveQuery(cte.query, { ...reference.environment(), region: environment.region });
  const columns = query.columns.map((column, index) => ({ ...column, name: cte.columns[index] ?? column.name }));
  const renamed = new Map(query.columns.map((column, index) => [columns[index]?.name ?? '', column.name]));
  return deriveNamespace(
    {
      ...query,
      columns,
      isUnique: (names) => query.isUnique(new Set([...names].map((name) => renamed.get(name) ?? name))),
    },
    { alias: item.alias ?? item.name, columnAliases: item.columnAliases },
    block,
  );
}

function resolveCatalogRelation(
  relation: Relation,
  item: RelationItem,
  block: Block,
  environment: Environment,
): Namespace {
  switch (relation.kind) {
    case 'table':
    case 'partitioned-table':
      return baseNamespace({ ...relation, kind: 'base-table' }, item, block, environment);
    case 'view':
      return deriveCatalogView(relation, item, block, environment);
    default:
      reportUnsupportedSource(relation, item, environment);
      return emptyNamespace;
  }
}

function deriveCatalogView(view: Relation, item: RelationItem, block: Block, environment: Environment): Namespace {
  const { context } = environment;
  const parsed = context.parseView(view.definition ?? '', `${view.schema}.${view.name}`);
  const query = environment.context.resolveQuery(parsed, viewEnvironment(item, environment));
  const names = view.columns.map((column, index) => item.columnAliases[index] ?? column.name);
  return deriveNamespace(query, { ...aliasOf(item, view), columnAliases: names }, block);
}

function deriveBackingView(view: ResolvedDefinition, item: RelationItem, block: Block, environment: Environment) {
  const query = environment.context.resolveQuery(view.definition.query, viewEnvironment(item, environment));
  return deriveNamespace(query, { ...aliasOf(item, view.backingView), columnAliases: item.columnAliases }, block);
}

function viewEnvironment(item: RelationItem, environment: Environment): Environment {
  return {
    context: environment.context,
    region: environment.region,
    ctes: undefined,
    scope: { namespace: emptyNamespace, parent: undefined },
    viewSpan: environment.viewSpan ?? item.span,
  };
}

function aliasOf(item: RelationItem, relation: QualifiedName): { alias: string; schema?: string } {
  return item.alias === undefined ? { alias: item.name, schema: relation.schema } : { alias: item.alias };
}

/** Another TVIEW as a table: its key is its unique key. */
function tviewAsSource(tview: ResolvedDefinition): SourceRelation {
  const key = tview.candidateKeys[0] ?? [];
  return {
    ...tview.tview,
    kind: 'tview',
    columns: tview.outputs.map(({ name, type, notNull, exactEquality }) => ({ name, type, notNull, exactEquality })),
    uniqueKeys: key.length > 0 ? [{ columns: key, primary: true, nullsNotDistinct: true }] : [],
    indexes: key.length > 0 ? [{ name: 'key', columns: key }] : [],
  };
}

function baseNamespace(source: SourceRelation, item: RelationItem, block: Block, environment: Environment): Namespace {
  const alias = item.alias ?? item.name;
  const occurrence = environment.context.graph.addOccurrence(
    source,
    alias,
    environment.region,
    environment.viewSpan ?? item.span,
  );
  const columns = source.columns.map(
    (column, index): ScopeColumn => ({
      name: item.columnAliases[index] ?? column.name,
      value: { kind: 'column', occurrence, column: column.name },
      type: column.type,
      notNull: column.notNull,
      exactEquality: column.exactEquality,
      reads: [{ occurrence, column: column.name }],
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
  return { sources: [{ ...aliasOf(item, source), alias, columns }], columns };
}

function reportUnsupportedSource(relation: Relation, item: RelationItem, environment: Environment): void {
  const what = relation.kind === 'materialized-view' ? 'materialized view' : 'foreign table';
  reportAt(environment, item.span, {
    code: 'unsupported-source',
    message: `${what} "${relation.schema}.${relation.name}" cannot be read by a TVIEW`,
    why:
      relation.kind === 'materialized-view'
        ? 'REFRESH MATERIALIZED VIEW fires no trigger, so nothing would tell the TVIEW that the rows have changed.'
        : 'Rows of a foreign table change on another server, where no trigger of this database fires.',
    help:
      relation.kind === 'materialized-view'
        ? 'Read the tables behind it, or make it a TVIEW.'
        : 'Copy the rows into a table of this database, and read that.',
  });
}

function reportUnknown(item: RelationItem, environment: Environment): void {
  const { catalog } = environment.context;
  const written = item.schema === undefined ? item.name : `${item.schema}.${item.name}`;
  if (item.schema === 'pg_catalog' || item.schema === 'information_schema' || item.name.startsWith('pg_')) {
    reportAt(environment, item.span, {
      code: 'unsupported-source',
      message: `the system catalog "${written}" cannot be read by a TVIEW`,
      why: 'PostgreSQL fires no triggers on its catalogs.',
      help: 'Read it when the TVIEW is read, in a view over both.',
    });
    return;
  }
  const similar = catalog.closestRelations(item.name)[0];
  reportAt(environment, item.span, {
    code: 'unknown-table',
    message: `relation "${written}" does not exist`,
    why: `It is neither in the catalog (search_path ${catalog.catalog.searchPath.join(', ')}) nor among the definitions.`,
    help: similar ? `Did you mean "${similar.schema}.${similar.name}"?` : 'Create it first, or correct the name.',
  });
}
