import type { Block } from './block.ts';
import type { Environment } from './context.ts';
import { pushInto, renamed } from './pushdown.ts';
import type { ResolvedQuery } from './query.ts';
import type { Namespace, ScopeColumn } from './scope.ts';

/** A query inside FROM, with its own columns renamed and given identities in this block. */
export function deriveNamespace(
  query: ResolvedQuery,
  environment: Environment,
  names: {
    readonly alias?: string | undefined;
    readonly schema?: string;
    readonly columnAliases: readonly string[];
    readonly lateral?: boolean;
  },
  block: Block,
): Namespace {
  const { graph } = environment.context;
  const columns = query.columns.map(
    (column, index): ScopeColumn => ({
      ...column,
      value: graph.standsIn(column.value, environment.region) ? column.value : { kind: 'computed' },
      name: names.columnAliases[index] ?? column.name,
      identity: block.newIdentity(),
    }),
  );
  const byPosition = new Map(query.columns.map(({ name }, index) => [String(index), name]));
  block.read(query.always);
  block.leaves.push({
    // By position, as several columns may have one name.
    identities: new Map(columns.map(({ identity, notNull }, index) => [String(index), { identity, notNull }])),
    isUnique: (known) => query.isUnique(new Set([...known].map(Number))),
    lateral: names.lateral ?? false,
    pushdown: (restrictions) => pushInto(query, renamed(restrictions, byPosition), names.lateral),
  });
  const source = { alias: names.alias, columns, ...(names.schema === undefined ? {} : { schema: names.schema }) };
  return { sources: [source], columns };
}
