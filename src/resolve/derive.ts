import type { Block } from './block.ts';
import type { Environment } from './context.ts';
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
  block.read(query.always);
  const original = new Map(columns.map((column, index) => [column.name, query.columns[index]?.name ?? column.name]));
  block.leaves.push({
    identities: new Map(columns.map(({ name, identity, notNull }) => [name, { identity, notNull }])),
    isUnique: (known) => query.isUnique(new Set([...known].map((name) => original.get(name) ?? name))),
    lateral: names.lateral ?? false,
  });
  const source = { alias: names.alias, columns, ...(names.schema === undefined ? {} : { schema: names.schema }) };
  return { sources: [source], columns };
}
