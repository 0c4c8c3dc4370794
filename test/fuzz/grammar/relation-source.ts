import type { Sql } from '../sql-tree.ts';
import type { Context, Relation, Source } from './types.ts';

/** An entry of a FROM clause: its text, and what it offers. */
export interface FromItem {
  readonly source: Source;
  readonly item: Sql;
}

/** A table, view, TVIEW or WITH query. */
export function relationSource(context: Context): FromItem {
  const { random, features, relations, ctes } = context;
  const common = ctes.length > 0 && random.chance(0.4);
  const relation: Relation = random.pick(common ? ctes : relations);
  if (relation.kind !== 'table') features.add(`reads a ${relation.kind}`);
  const alias = context.alias(relation.kind === 'table' ? relation.name.slice(3) : relation.kind.charAt(0));
  const { columns, keys, references } = relation;
  return { source: { alias, columns, keys, references, relation }, item: `${relation.name} ${alias}` };
}
