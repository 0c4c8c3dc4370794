import { readDatabaseCatalog } from '../../src/catalog/from-database.ts';
import type { Column } from '../../src/catalog/types.ts';
import type { Random } from '../fuzz/random.ts';

/** A column that random statements write. */
export interface StressColumn {
  readonly name: string;
  readonly type: string;
  /** Holds keys of this table or of another one. */
  readonly isLink: boolean;
  /** A random value, as SQL. */
  value(random: Random): string;
}

/** A table that random statements write. */
export interface StressTable {
  readonly name: string;
  readonly key: readonly StressColumn[];
  readonly others: readonly StressColumn[];
}

/** How large and how deep things get. */
export interface Sizes {
  /** Keys and links are numbers from 1 to this: few of them make transactions meet. */
  readonly keys: number;
}

const link = /^[pf]k_/;

/** Reads the tables of a database; what a column may hold follows from its name and type. */
export async function readTables(url: string, sizes: Sizes): Promise<readonly StressTable[]> {
  const { relations } = await readDatabaseCatalog(url);
  const tables = relations.filter(({ kind }) => kind === 'table' || kind === 'partitioned-table');
  return tables.map(({ name, columns, uniqueKeys }) => {
    // The primary key of a table with children is none of all rows that the name stands for.
    const ofChildren = columns.map((column) => column.name).filter((column) => column.startsWith('pk_'));
    const keyNames = uniqueKeys.find(({ primary }) => primary)?.columns ?? ofChildren;
    const all = columns.map((column) => describeColumn(column, sizes));
    return {
      name,
      key: all.filter((column) => keyNames.includes(column.name)),
      others: all.filter((column) => !keyNames.includes(column.name)),
    };
  });
}

/** Values of other types than numbers, of which there are as many as keys, or fewer. */
const writers: Readonly<Record<string, (number: number) => string>> = {
  text: (number) => `'v${number}'`,
  'character varying': (number) => `'v${number}'`,
  bpchar: (number) => `'v${number}'`,
  code: (number) => `'v${number}'`,
  numeric: (number) => (number % 2 === 0 ? `${number / 2}` : `${(number - 1) / 2}.0`),
  uuid: (number) => `'${String(number).padStart(32, '0')}'`,
  date: (number) => `'2000-01-${(number % 28) + 1}'`,
  'timestamp without time zone': (number) => `'2000-01-${(number % 28) + 1}'`,
  'integer[]': (number) => `ARRAY[${number % 3}, ${number}]`,
  grade: (number) => `'v${(number % 4) + 1}'`,
  pair: (number) => `ROW(${number}, 'v${number % 3}')`,
};

function describeColumn({ name, type, notNull }: Column, { keys }: Sizes): StressColumn {
  const isLink = link.test(name);
  const draw = (random: Random) => {
    if (isLink) return String(random.between(1, keys));
    const write = writers[type.replace(/^public\./, '')];
    return write === undefined ? String(random.between(0, 20)) : `${write(random.between(1, keys))}::${type}`;
  };
  return { name, type, isLink, value: (random) => (!notNull && random.chance(0.1) ? 'NULL' : draw(random)) };
}
