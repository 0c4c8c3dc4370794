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
  return relations.map(({ name, columns, uniqueKeys }) => {
    const keyNames = uniqueKeys.find(({ primary }) => primary)?.columns ?? [];
    const all = columns.map((column) => describeColumn(column, sizes));
    return {
      name,
      key: all.filter((column) => keyNames.includes(column.name)),
      others: all.filter((column) => !keyNames.includes(column.name)),
    };
  });
}

function describeColumn({ name, type, notNull }: Column, { keys }: Sizes): StressColumn {
  const isLink = link.test(name);
  const draw = (random: Random) => {
    if (isLink) return String(random.between(1, keys));
    return type === 'text' ? `'v${random.between(1, keys)}'` : String(random.between(0, 20));
  };
  return { name, type, isLink, value: (random) => (!notNull && random.chance(0.1) ? 'NULL' : draw(random)) };
}
