import type { Random } from '../random.ts';
import type { Row, Table, TableColumn, TableReference } from './schema.ts';
import type { ColumnType, Reference } from './types.ts';
import { poolOf } from './values.ts';

/** A table while it is being made up. */
interface Draft {
  readonly name: string;
  readonly primaryKey: readonly string[];
  readonly columns: TableColumn[];
  readonly references: TableReference[];
}

/** Two to six tables that refer to each other, with a few rows each. */
export function randomSchema(random: Random): readonly Table[] {
  const tables: Table[] = [];
  const count = random.between(2, random.pick([3, 4, 6]));
  for (let index = 0; index < count; index += 1) tables.push(randomTable(random, 'abcdef'.charAt(index), tables));
  return tables;
}

const keyTypes: readonly (readonly [number, ColumnType])[] = [
  [6, 'integer'],
  [2, 'bigint'],
  [2, 'uuid'],
  [2, 'text'],
  [1, 'numeric(6,2)'],
  [1, 'date'],
  [1, 'code'],
];

function randomTable(random: Random, letter: string, others: readonly Table[]): Table {
  const primaryKey = random.chance(0.2) ? ['k1', 'k2'] : [`pk_${letter}`];
  const columns = primaryKey.map((name) => ({ name, type: random.weighted(keyTypes), notNull: true }));
  const draft: Draft = { name: `tb_${letter}`, primaryKey, columns, references: [] };
  for (const target of random.some(others, 0, 2)) addReference(random, draft, target, `fk_${target.name.slice(3)}`);
  if (random.chance(0.35)) addReference(random, draft, draft, 'parent');
  const own = addColumns(random, draft).filter(({ type }) => /^(integer|text|date)$/.test(type));
  const uniques = random.chance(0.25) && own.length > 0 ? [random.some(own, 1, 2).map(({ name }) => name)] : [];
  // A unique constraint of a partitioned table would have to hold its partition key.
  const partitionKey = uniques.length === 0 && random.chance(0.1) ? random.pick(primaryKey) : undefined;
  return { ...draft, uniques, partitionKey, rows: randomRows(random, draft, uniques, others) };
}

function addReference(
  random: Random,
  draft: Draft,
  target: Pick<Table, 'name' | 'columns' | 'primaryKey'>,
  name: string,
): void {
  const notNull = target.name !== draft.name && random.chance(0.3);
  const columns = target.primaryKey.map((part, index) => {
    const column = target.primaryKey.length === 1 ? name : `${name}_${index + 1}`;
    const type = target.columns.find((candidate) => candidate.name === part)?.type ?? 'integer';
    draft.columns.push({ name: column, type, notNull });
    return column;
  });
  const setNull = notNull ? '' : ' ON DELETE SET NULL';
  const action = random.pick(['', '', ' ON DELETE CASCADE', ' ON UPDATE CASCADE', setNull]);
  draft.references.push({ columns, target: target.name, targetColumns: target.primaryKey, action });
}

const plainColumns: readonly (readonly [string, ColumnType, string?])[] = [
  ['n', 'integer'],
  ['m', 'integer'],
  ['s', 'text'],
  ['x', 'text', '"C"'],
  ['big', 'bigint'],
  ['q', 'numeric(6,2)'],
  ['d', 'date'],
  ['ts', 'timestamp'],
  ['flag', 'boolean'],
  ['during', 'daterange'],
  ['ia', 'integer[]'],
  ['ta', 'text[]'],
  ['doc', 'jsonb'],
  ['feel', 'mood'],
  ['adr', 'address'],
  ['cd', 'code'],
  ['qty', 'quantity'],
];

/** Adds columns that are neither keys nor references, and returns those of them that may be written. */
function addColumns(random: Random, draft: Draft): readonly TableColumn[] {
  const own = random.some(plainColumns, 3, 8).map(([name, type, collation]): TableColumn => {
    return { name, type, notNull: random.chance(0.2), ...(collation !== undefined && { collation }) };
  });
  draft.columns.push(...own);
  const generate = (source: string, name: string, type: ColumnType, generated: string): void => {
    if (own.some((column) => column.name === source) && random.chance(0.4))
      draft.columns.push({ name, type, notNull: false, generated });
  };
  generate('n', 'twice', 'integer', 'n * 2');
  generate('s', 'low', 'text', 'lower(s)');
  return own;
}

function randomRows(
  random: Random,
  draft: Draft,
  uniques: readonly (readonly string[])[],
  others: readonly Table[],
): readonly Row[] {
  const rows: Row[] = [];
  const count = random.between(2, 4);
  const distinct = new Set([draft.primaryKey[0], ...uniques.map(([first]) => first)]);
  for (let index = 0; index < count; index += 1) {
    const row = new Map<string, string>();
    for (const { name, type, notNull, generated } of draft.columns) {
      if (generated !== undefined) continue;
      const value = distinct.has(name) ? poolOf(type)[index] : random.pick(poolOf(type));
      row.set(name, value !== undefined && (notNull || random.chance(0.8)) ? value : 'NULL');
    }
    for (const reference of draft.references) {
      const targets = others.find(({ name }) => name === reference.target)?.rows ?? rows;
      setReference(random, draft, row, reference, targets);
    }
    rows.push(row);
  }
  return rows;
}

/** Points to a row that is there. */
function setReference(
  random: Random,
  draft: Draft,
  row: Map<string, string>,
  { columns, targetColumns }: Reference,
  targets: readonly Row[],
): void {
  const notNull = draft.columns.some(({ name, notNull: required }) => required && columns.includes(name));
  const found = targets.length > 0 && (notNull || random.chance(0.8)) ? random.pick(targets) : undefined;
  for (const [index, column] of columns.entries()) row.set(column, found?.get(targetColumns[index] ?? '') ?? 'NULL');
}
