import { list, sql } from '../sql-tree.ts';
import { extremesSource } from './extremes.ts';
import { type FromItem, relationSource } from './relation-source.ts';
import { pickColumn, type Reachable } from './scope.ts';
import type { Column, Context, Query, Scope, Source } from './types.ts';
import { literal } from './values.ts';

/** Any entry; those that may depend on what is to their left get it as `left`. */
export function anySource(
  context: Context,
  left: readonly Source[],
  outer: Scope | undefined,
  depth: number,
): FromItem {
  const { random } = context;
  const lateral = left.length > 0 ? 1 : 0;
  const nested = depth > 0 ? 1 : 0;
  const kind = random.weighted([
    [10, 'relation'],
    [3 * nested, 'derived'],
    [1.5 * nested, 'extremes'],
    [2 * nested * lateral, 'lateral'],
    [1.5 * lateral, 'function'],
    [0.7, 'values'],
  ] as const);
  if (kind === 'derived') return derivedSource(context, outer, depth);
  if (kind === 'extremes') return extremesSource(context);
  if (kind === 'lateral') return lateralSource(context, left, outer, depth);
  if (kind === 'function') return functionSource(context, left) ?? relationSource(context);
  if (kind === 'values') return valuesSource(context);
  return relationSource(context);
}

function derivedSource(context: Context, outer: Scope | undefined, depth: number): FromItem {
  context.features.add('derived table');
  // A derived table sees what is outside of the whole query, but not what is beside it.
  const query = context.grammar.query(context, outer, depth - 1);
  const alias = context.alias('q');
  return { source: querySource(alias, query), item: sql`(${query.sql}) AS ${alias}` };
}

function lateralSource(context: Context, left: readonly Source[], outer: Scope | undefined, depth: number): FromItem {
  context.features.add('lateral');
  const query = context.grammar.query(context, { sources: left, outer }, depth - 1);
  const alias = context.alias('l');
  return { source: querySource(alias, query), item: sql`LATERAL (${query.sql}) AS ${alias}` };
}

function querySource(alias: string, { columns, key, references = [] }: Query): Source {
  return { alias, columns, keys: [key], references };
}

function valuesSource({ random, features, alias: newAlias }: Context): FromItem {
  features.add('values');
  const alias = newAlias('v');
  const rows = ['1', '2', '3'].map((number) => `(${number}, ${literal(random, 'text')})`);
  const columns: readonly Column[] = [
    { name: 'v1', type: 'integer' },
    { name: 'v2', type: 'text' },
  ];
  const values = list(rows, { atLeast: 1 });
  return {
    source: { alias, columns, keys: [['v1']], references: [] },
    item: sql`(VALUES ${values}) AS ${alias} (v1, v2)`,
  };
}

/** Elements of an array or document to the left, with their positions as the key. */
function functionSource(context: Context, left: readonly Source[]): FromItem | undefined {
  const { random, features } = context;
  const column = pickColumn(context, { sources: left }, (type) => type.endsWith('[]') || type === 'jsonb');
  if (column === undefined) return undefined;
  const alias = context.alias('f');
  const element: Column = { name: 'e', type: elementType(column) };
  const position: Column = { name: 'i', type: 'bigint' };
  if (random.chance(0.25)) {
    features.add('rows from');
    const columns: readonly Column[] = [element, { name: 'g', type: 'integer' }, position];
    const item = `ROWS FROM (${call(column)}, generate_series(1, 2)) WITH ORDINALITY AS ${alias} (e, g, i)`;
    return { source: { alias, columns, keys: [['i']], references: [] }, item };
  }
  features.add(column.type === 'jsonb' ? 'jsonb function in FROM' : 'unnest in FROM');
  const item = `${call(column)} WITH ORDINALITY AS ${alias} (e, i)`;
  return { source: { alias, columns: [element, position], keys: [['i']], references: [] }, item };
}

function elementType({ type }: Reachable): Column['type'] {
  if (type === 'integer[]') return 'integer';
  return 'text';
}

/** Calls that fail for no value: documents hold a list under "l", or nothing. */
function call({ path, type }: Reachable): string {
  if (type !== 'jsonb') return `unnest(${path})`;
  return `jsonb_array_elements_text(CASE WHEN jsonb_typeof(${path} -> 'l') = 'array' THEN ${path} -> 'l' END)`;
}
