import type { Relation } from '../catalog/types.ts';
import type { RelationItem } from '../parse/types.ts';
import { type Environment, reportAt } from './context.ts';

/** Reports a relation on which no trigger can see the changes. */
export function reportUnsupportedSource(relation: Relation, item: RelationItem, environment: Environment): void {
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
        ? `Read the tables behind it, make it a TVIEW, or ${manually('REFRESH')}`
        : `Copy the rows into a table of this database and read that, or ${manually('such changes')}`,
  });
}

function manually(after: string): string {
  return `accept that you call tviews.rebuild() after ${after}: -- @refresh manually`;
}

/** A relation that is no table, view or TVIEW: undefined, or what it is where PostgreSQL would read it. */
export function namelessKind(item: RelationItem, { context }: Environment): 'system catalog' | 'sequence' | undefined {
  const { searchPath, sequences } = context.catalog.catalog;
  if (item.schema === 'pg_catalog' || item.schema === 'information_schema' || item.name.startsWith('pg_'))
    return 'system catalog';
  const schemas = item.schema === undefined ? searchPath : [item.schema];
  return sequences.some(({ schema, name }) => name === item.name && schemas.includes(schema)) ? 'sequence' : undefined;
}

/** Reports a system catalog or a sequence in FROM. */
export function reportNameless(
  kind: 'system catalog' | 'sequence',
  { schema, name, span }: RelationItem,
  environment: Environment,
): void {
  reportAt(environment, span, {
    code: 'unsupported-source',
    message: `the ${kind} "${schema === undefined ? name : `${schema}.${name}`}" cannot be read by a TVIEW`,
    why:
      kind === 'sequence'
        ? 'Sequences have no triggers, and go on whether or not a transaction commits.'
        : 'PostgreSQL fires no triggers on its catalogs.',
    help: `Read it when the TVIEW is read, in a view over both, or ${manually('such changes')}`,
  });
}

/** Reports a name that nothing has. */
export function reportUnknown(item: RelationItem, environment: Environment): void {
  const { catalog } = environment.context;
  const written = item.schema === undefined ? item.name : `${item.schema}.${item.name}`;
  const similar = catalog.closestRelations(item.name)[0];
  reportAt(environment, item.span, {
    code: 'unknown-table',
    message: `relation "${written}" does not exist`,
    why: `It is neither in the catalog (search_path ${catalog.catalog.searchPath.join(', ')}) nor among the definitions.`,
    help: similar ? `Did you mean "${similar.schema}.${similar.name}"?` : 'Create it first, or correct the name.',
  });
}
