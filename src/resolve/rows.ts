import type { Select } from '../parse/types.ts';
import { Block } from './block.ts';
import { addConditions } from './conditions.ts';
import type { Environment } from './context.ts';
import { resolveFrom } from './from.ts';

/** Binds FROM and WHERE of a SELECT: the rows that its other clauses return, group or aggregate, in this region. */
export function resolveRows(
  { from, where }: Select,
  region: number,
  outside: Environment,
): { readonly block: Block; readonly inside: Environment } {
  const environment = { ...outside, region };
  const block = new Block(region, outside.context.graph);
  const namespace = resolveFrom(from, block, environment);
  const inside = { ...environment, scope: { namespace, parent: outside.scope.parent } };
  if (where) addConditions(where, block, inside, { regions: [region], inside: region, determines: 'all' });
  return { block, inside };
}
