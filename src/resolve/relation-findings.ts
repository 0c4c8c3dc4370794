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
        ? 'Read the tables behind it, or make it a TVIEW.'
        : 'Copy the rows into a table of this database, and read that.',
  });
}

/** Reports a name that nothing has. */
export function reportUnknown(item: RelationItem, environment: Environment): void {
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
