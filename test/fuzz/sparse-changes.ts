import fc from 'fast-check';
import { type RandomTransaction, type RowChange, rowChangeArbitrary, type TableShape } from './random-changes.ts';

/** How many values the columns of one type share. */
const valuesInUse = 3;
/** Of values that many columns can have, so many are chosen from. */
const valuesToChooseFrom = 6;

/**
 * Random transactions over tables with next to no rows: each begins where all tables are empty, gives some of them one
 * row or two, and then changes one row at a time. Columns of a type share a few values, so that rows find each other about
 * as often as not, and half of what may be NULL is. What a row does that many others hide shows here.
 */
export function sparseScriptArbitrary(tables: readonly TableShape[]): fc.Arbitrary<readonly RandomTransaction[]> {
  return narrowed(tables).chain((shapes) => {
    const change = fc.constantFrom(...shapes).chain(rowChangeArbitrary);
    const insert = (shape: TableShape) => rowChangeArbitrary(shape).filter(({ kind }) => kind === 'insert');
    const first = fc.tuple(...shapes.map((shape) => fc.array(insert(shape), { maxLength: 2, size: 'max' })));
    const transaction = fc.oneof(
      { weight: 5, arbitrary: fc.tuple(change) },
      { weight: 1, arbitrary: fc.tuple(change, change) },
    );
    return fc
      .tuple(first, fc.array(transaction, { minLength: 6, maxLength: 12, size: 'max' }))
      .map(([rows, changes]) => [
        toTransaction([`TRUNCATE ${shapes.map(({ name }) => name).join(', ')} CASCADE`, ...rows.flat().map(textOf)]),
        ...changes.map((some) => toTransaction(some.map(textOf))),
      ]);
  });
}

function textOf({ text }: RowChange): string {
  return text;
}

function toTransaction(texts: readonly string[]): RandomTransaction {
  return { steps: texts.map((text) => ({ kind: 'statement', text })), end: 'COMMIT' };
}

/** The tables, their columns limited to a few values that are the same for all columns of a type. */
function narrowed(tables: readonly TableShape[]): fc.Arbitrary<readonly TableShape[]> {
  const types = [...new Set(tables.flatMap(({ columns }) => columns.map(({ type }) => type)))];
  const valuesOf = (type: string) => {
    const common = commonValues(tables, type);
    return fc.shuffledSubarray([...common], { maxLength: Math.min(valuesInUse, common.length) });
  };
  return fc.tuple(...types.map(valuesOf)).map((chosen) => {
    const values = new Map(types.map((type, index) => [type, chosen[index] ?? []]));
    return tables.map((table) => ({ ...table, columns: table.columns.map((column) => narrow(column, values)) }));
  });
}

type Column = TableShape['columns'][number];

function narrow(column: Column, values: ReadonlyMap<string, readonly string[]>): Column {
  const known = column.pool.filter((value) => value !== 'NULL');
  const shared = known.filter((value) => values.get(column.type)?.includes(value));
  const some = shared.length > 0 ? shared : known.slice(0, 2);
  const nulls = column.nullable || some.length === 0 ? Array<string>(Math.max(1, some.length)).fill('NULL') : [];
  return { ...column, pool: [...some, ...nulls], wanted: [] };
}

/** The values that most columns of a type can have. */
function commonValues(tables: readonly TableShape[], type: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const column of tables.flatMap(({ columns }) => columns))
    if (column.type === type)
      for (const value of column.pool) if (value !== 'NULL') counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, valuesToChooseFrom)
    .map(([value]) => value);
}
