import { randomQuery } from '../fuzz/grammar/definitions.ts';
import type { Column, Relation } from '../fuzz/grammar/types.ts';
import type { Random } from '../fuzz/random.ts';
import { render } from '../fuzz/sql-tree.ts';
import type { Definitions } from './two-releases.ts';

/** A random definition, in parts that another release may change. */
export interface RandomDefinition {
  readonly name: string;
  /** Its rows, read as `m`. */
  readonly query: string;
  readonly columns: readonly RandomColumn[];
  readonly condition: string;
  readonly key: readonly string[];
  /** Columns of the query that identify a row. */
  readonly identifying: readonly string[];
}

interface RandomColumn extends Column {
  readonly value: string;
}

/** A definition over some relations. */
export function randomDefinition(
  random: Random,
  name: string,
  relations: readonly Relation[],
  major: number,
): RandomDefinition {
  const { sql, columns, key } = randomQuery(random, { relations, major });
  return {
    name,
    query: render(sql),
    columns: columns.map((column) => ({ ...column, value: `m.${column.name}` })),
    condition: '',
    key,
    identifying: key,
  };
}

/** The same definition in another release: as it was, or with some of it changed. */
export function changed(random: Random, definition: RandomDefinition): RandomDefinition {
  const steps = random.pick([0, 1, 1, 1, 2, 3]);
  let result = definition;
  for (let step = 0; step < steps; step++) result = random.pick(mutations)(random, result);
  return result;
}

type Mutation = (random: Random, definition: RandomDefinition) => RandomDefinition;

const mutations: readonly Mutation[] = [
  addColumn,
  addColumn,
  removeColumn,
  reorder,
  retype,
  otherValue,
  filter,
  otherKey,
  (_, definition) => ({ ...definition, name: `${definition.name}_new` }),
];

function addColumn(random: Random, definition: RandomDefinition): RandomDefinition {
  const { columns } = definition;
  const column = random.pick(columns);
  const added = {
    name: `added_${columns.length}`,
    type: 'text' as const,
    value: random.pick([`${column.value}::text`, `coalesce(${column.value}::text, 'none')`, `'constant'::text`]),
  };
  if (columns.some(({ name }) => name === added.name)) return definition;
  return { ...definition, columns: columns.toSpliced(random.between(0, columns.length), 0, added) };
}

function removeColumn(random: Random, definition: RandomDefinition): RandomDefinition {
  const free = definition.columns.filter(({ name }) => !definition.key.includes(name));
  if (free.length === 0) return definition;
  const { name } = random.pick(free);
  return { ...definition, columns: definition.columns.filter((column) => column.name !== name) };
}

function reorder(random: Random, definition: RandomDefinition): RandomDefinition {
  const { columns } = definition;
  return { ...definition, columns: random.some(columns, columns.length, columns.length) };
}

function retype(random: Random, definition: RandomDefinition): RandomDefinition {
  return withColumn(random, definition, (column) => ({ ...column, type: 'text', value: `${column.value}::text` }));
}

function otherValue(random: Random, definition: RandomDefinition): RandomDefinition {
  if (definition.columns.every(({ name }) => definition.key.includes(name))) return definition;
  return withColumn(
    random,
    { ...definition, columns: definition.columns },
    (column) => ({ ...column, value: `nullif(${column.value}, ${column.value})` }),
    definition.key,
  );
}

function withColumn(
  random: Random,
  definition: RandomDefinition,
  change: (column: RandomColumn) => RandomColumn,
  except: readonly string[] = [],
): RandomDefinition {
  const free = definition.columns.filter(({ name }) => !except.includes(name));
  if (free.length === 0) return definition;
  const chosen = random.pick(free);
  return { ...definition, columns: definition.columns.map((column) => (column === chosen ? change(column) : column)) };
}

function filter(random: Random, definition: RandomDefinition): RandomDefinition {
  const { value } = random.pick(definition.columns);
  return { ...definition, condition: random.pick(['', ` WHERE ${value} IS NOT NULL`, ` WHERE ${value} IS NULL`]) };
}

/** A key of more columns identifies rows as well. */
function otherKey(random: Random, definition: RandomDefinition): RandomDefinition {
  const { columns, identifying } = definition;
  const others = columns.map(({ name }) => name).filter((name) => !identifying.includes(name));
  const key = [...identifying, ...random.some(others, 0, 1)].filter((name) => columns.some((own) => own.name === name));
  return { ...definition, key: random.some(key, key.length, key.length) };
}

/** What other definitions can read of it. */
export function relationOf({ name, columns, key }: RandomDefinition): Relation {
  return { kind: 'tview', name, columns, keys: [key], references: [] };
}

/** Definitions as files. */
export function definitionFiles(definitions: readonly RandomDefinition[]): Definitions {
  return Object.fromEntries(definitions.map((definition) => [`${definition.name}.sql`, textOf(definition)]));
}

function textOf({ name, query, columns, condition, key }: RandomDefinition): string {
  const annotation = key.length === 0 ? '' : `-- @key (${key.join(', ')})\n`;
  const list = columns.map((column) => `${column.value} AS ${column.name}`).join(', ');
  return `${annotation}CREATE TABLE ${name} AS\nSELECT ${list}\nFROM (\n${query}\n) AS m${condition};\n`;
}
