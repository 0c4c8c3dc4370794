import type { Relation } from '../catalog/types.ts';
import type { RelationItem } from '../parse/types.ts';
import { nameKey, type QualifiedName } from '../sql/identifiers.ts';
import { asSource, baseNamespace, tviewAsSource } from './base-table.ts';
import type { Block } from './block.ts';
import { type CteScope, type Environment, findCte, type RowBefore, reportAt } from './context.ts';
import { deriveNamespace } from './derive.ts';
import { opaque, renamed } from './pushdown.ts';
import { isRecursive, resolveRecursion } from './recursion.ts';
import { namelessKind, reportNameless, reportUnknown, reportUnsupportedSource } from './relation-findings.ts';
import { emptyNamespace, type Namespace } from './scope.ts';
import type { ResolvedDefinition } from './types.ts';

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
  const kind = namelessKind(item, environment);
  if (kind === undefined) reportUnknown(item, environment);
  else if (!environment.context.acceptances.acceptsUnreported()) reportNameless(kind, item, environment);
  block.leaves.push({ identities: new Map(), isUnique: () => false });
  return unknownColumns(item);
}

/** Stands in for a relation that was reported, so that its columns are not reported as well. */
function unknownColumns(item: RelationItem): Namespace {
  return { sources: [{ alias: item.alias ?? item.name, columns: [], open: true }], columns: [] };
}

function resolveCteReference(
  reference: NonNullable<CteScope>,
  item: RelationItem,
  block: Block,
  environment: Environment,
): Namespace {
  const { cte, self } = reference;
  if (!cte.query) return unknownColumns(item);
  if (self) return selfNamespace(self, item, block);
  if (reference.active) {
    reportAt(environment, item.span, {
      code: 'unsupported-query',
      message: `the WITH query "${cte.name}" reads itself by way of another`,
      why: 'PostgreSQL has no mutual recursion.',
      help: 'Let one of the queries be part of the other.',
    });
    return unknownColumns(item);
  }
  const inside = { ...reference.environment(), region: environment.region };
  const active = { ...inside, ctes: { ...reference, outer: inside.ctes, active: true } };
  const { body } = cte.query;
  const query =
    isRecursive(cte) && body.kind === 'set-operation'
      ? resolveRecursion(cte, body, active.ctes, active)
      : environment.context.resolveQuery(cte.query, active);
  const columns = query.columns.map((column, index) => ({ ...column, name: cte.columns[index] ?? column.name }));
  const original = new Map(query.columns.map((column, index) => [columns[index]?.name ?? '', column.name]));
  return deriveNamespace(
    {
      ...query,
      columns,
      pushdown: (restrictions) => query.pushdown(renamed(restrictions, original)),
      ...(reference.materialized && opaque),
    },
    environment,
    { alias: item.alias ?? item.name, columnAliases: item.columnAliases },
    block,
  );
}

/** A recursive query where it reads itself. */
function selfNamespace({ columns: own, isUnique }: RowBefore, item: RelationItem, block: Block): Namespace {
  const columns = own.map((column, index) => ({
    ...column,
    name: item.columnAliases[index] ?? column.name,
    identity: block.newIdentity(),
  }));
  const identities = columns.map(({ identity }, index) => [String(index), { identity, notNull: false }] as const);
  block.leaves.push({
    identities: new Map(identities),
    isUnique: (known) => isUnique(new Set([...known].map(Number))),
  });
  return { sources: [{ alias: item.alias ?? item.name, columns }], columns };
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
      return baseNamespace(asSource(relation, environment.context.catalog), item, block, environment);
    case 'view':
      return deriveCatalogView(relation, item, block, environment);
    default: {
      const isAccepted = environment.context.acceptances.acceptsUnreported();
      if (!isAccepted) reportUnsupportedSource(relation, item, environment);
      // Nobody reports its changes, so there is nothing to follow.
      const source = asSource(relation, environment.context.catalog);
      return isAccepted
        ? baseNamespace(source, item, block, { ...environment, followed: false })
        : unknownColumns(item);
    }
  }
}

function deriveCatalogView(view: Relation, item: RelationItem, block: Block, environment: Environment): Namespace {
  const { context } = environment;
  const parsed = context.parseView(view.definition ?? '', `${view.schema}.${view.name}`);
  const query = environment.context.resolveQuery(parsed, viewEnvironment(item, environment));
  const names = view.columns.map((column, index) => item.columnAliases[index] ?? column.name);
  return deriveNamespace(query, environment, { ...aliasOf(item, view), columnAliases: names }, block);
}

function deriveBackingView(view: ResolvedDefinition, item: RelationItem, block: Block, environment: Environment) {
  const query = environment.context.resolveQuery(view.definition.query, viewEnvironment(item, environment));
  return deriveNamespace(
    query,
    environment,
    { ...aliasOf(item, view.backingView), columnAliases: item.columnAliases },
    block,
  );
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
