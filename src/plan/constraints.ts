import type { Lineage, Route } from '../lineage/types.ts';
import type { SourceRelation } from '../resolve/types.ts';
import { nameKey } from '../sql/identifiers.ts';
import type { ReliedConstraint } from './types.ts';

/**
 * The constraints of base tables that may be what a path, or the proof of a key, rests on: NOT NULL of columns by which
 * rows are found, and unique keys of such columns. Those that turn out to matter to none are among them.
 */
export function reliedConstraints(lineages: readonly Lineage[]): readonly ReliedConstraint[] {
  const routes = lineages.flatMap((lineage) => lineage.routes);
  const found = new Map<string, { source: SourceRelation; columns: Set<string> }>();
  for (const { source } of routes)
    if (source.kind === 'base-table') found.set(nameKey(source), { source, columns: new Set() });
  for (const [relation, column] of routes.flatMap(linksOf)) found.get(relation)?.columns.add(column);
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, { source, columns }]) => constraintsOf(source, columns));
}

/** The columns by which a route finds rows, each with the `nameKey` of its table. */
function linksOf({ source, reach }: Route): readonly (readonly [string, string])[] {
  if (reach.kind === 'full') return [];
  const ofSteps = reach.paths
    .flatMap(({ steps }) => steps)
    .flatMap(({ rows, conditions }) =>
      rows.kind === 'relation' ? conditions.map(({ column }) => [nameKey(rows), column] as const) : [],
    );
  return [...reach.linkColumns.map(({ name }) => [nameKey(source), name] as const), ...ofSteps];
}

function constraintsOf(source: SourceRelation, links: ReadonlySet<string>): readonly ReliedConstraint[] {
  const table = { schema: source.schema, name: source.name };
  const notNull = source.columns.filter(({ name, notNull: always }) => always && links.has(name));
  const unique = source.uniqueKeys.filter(({ columns }) => columns.every((column) => links.has(column)));
  return [
    ...notNull.map(({ name }) => ({ table, kind: 'not-null' as const, columns: [name] })),
    ...unique.map(({ columns }) => ({ table, kind: 'unique' as const, columns })),
  ];
}
