import { z } from 'zod';
import type { RunQuery } from '../database/run-query.ts';
import { quoteLiteral } from '../sql/identifiers.ts';
import { type ColumnDescription, describeTables, type TableDescription } from './describe-tables.ts';
import { type ColumnLiterals, noLiterals } from './literals.ts';
import { isDocument, type Seed, valuePool } from './value-pools.ts';

/** A column as far as random statements care; names are written as in SQL. */
export type ColumnShape = ColumnDescription & {
  /** Literals that fit the column, from the rows that are there and from what its type likes to get wrong. */
  readonly pool: readonly string[];
  /** Those of them that a definition compares the column with: each other value is one of these, lest no row meets a filter. */
  readonly wanted: readonly string[];
};

/** A table that random statements may write: base tables, partitions and inheriting tables alike. */
export interface TableShape {
  readonly name: string;
  readonly primaryKey: readonly string[];
  readonly columns: readonly ColumnShape[];
}

/** Reads the shapes of the tables, with the values that are there now. */
export type ReadShapes = () => Promise<readonly TableShape[]>;

/**
 * Makes a reader of the tables that random statements may write, with the values to write. `literals` are the values that
 * definitions compare columns with. Values that a column would refuse are asked for once, and left out.
 */
export function createShapeReader(run: RunQuery, literals: ColumnLiterals = noLiterals): ReadShapes {
  const verdicts = new Map<string, boolean>();
  const accepts = async (column: ColumnDescription, literal: string) => {
    const question = acceptanceQuery(column, literal);
    const known = verdicts.get(question);
    if (known !== undefined) return known;
    const answer = await isAccepted(run, question);
    verdicts.set(question, answer);
    return answer;
  };
  return async () => {
    const tables = await describeTables(run);
    const seeds = await readSeeds(run, tables);
    const shapes: TableShape[] = [];
    for (const table of tables) {
      const columns: ColumnShape[] = [];
      for (const column of table.columns) {
        const candidates = poolOf(table.name, column, seeds, literals);
        const pool = isChecked(column) ? await fitting(column, candidates, accepts) : candidates;
        const compared = literals.of(column.name, []).for(column.base).map(quoteLiteral);
        columns.push({ ...column, pool, wanted: compared.filter((literal) => pool.includes(literal)) });
      }
      shapes.push({ ...table, columns });
    }
    return shapes;
  };
}

/** Whether a value may be refused for what it is; types whose values are made up well need no asking. */
function isChecked({ checks, domainChecks, type }: ColumnDescription): boolean {
  return checks.length + domainChecks.length > 0 || /\(\d/.test(type);
}

async function fitting(
  column: ColumnDescription,
  pool: readonly string[],
  accepts: (column: ColumnDescription, literal: string) => Promise<boolean>,
): Promise<readonly string[]> {
  const fit: string[] = [];
  for (const literal of pool) if (await accepts(column, literal)) fit.push(literal);
  return fit.length > 0 ? fit : pool;
}

function acceptanceQuery({ name, type, checks }: ColumnDescription, literal: string): string {
  const conditions = ['true', ...checks.map((check) => `(${check}) IS NOT FALSE`)].join(' AND ');
  return `SELECT 1 FROM (SELECT CAST(${literal} AS ${type}) AS ${name}) AS value WHERE ${conditions}`;
}

async function isAccepted(run: RunQuery, question: string): Promise<boolean> {
  try {
    return (await run(question)).length > 0;
  } catch (error) {
    // A check over several columns cannot be asked about one of them.
    return error instanceof Error && 'code' in error && error.code === '42703';
  }
}

/** Some values of each column that are there. */
async function readSeeds(run: RunQuery, tables: readonly TableDescription[]): Promise<readonly Seed[]> {
  const seeds: Seed[] = [];
  for (const table of tables) {
    const values = table.columns.map(
      ({ name }) =>
        `ARRAY(SELECT DISTINCT ${name}::text COLLATE "C" FROM ${table.name} WHERE ${name} IS NOT NULL ORDER BY 1 LIMIT 8)`,
    );
    const [row] = await run(`SELECT json_build_array(${values.join(', ')}) AS values`);
    const lists = z.array(z.array(z.string())).parse(row?.values);
    for (const [index, column] of table.columns.entries())
      seeds.push({ table: table.name, column: column.name, type: column.base.name, values: lists[index] ?? [] });
  }
  return seeds;
}

function poolOf(
  table: string,
  column: ColumnDescription,
  seeds: readonly Seed[],
  literals: ColumnLiterals,
): readonly string[] {
  const valuesOf = (place: { readonly table: string; readonly column: string }) =>
    seeds.filter((seed) => seed.table === place.table && seed.column === place.column).flatMap(({ values }) => values);
  const own = valuesOf({ table, column: column.name });
  const referenced = column.references.flatMap(valuesOf);
  // What one document may hold another definition may fail to read, so documents stay with their column.
  const alike = isDocument(column.base) ? [] : seeds.filter((seed) => seed.type === column.base.name);
  const isWritten = (place: { readonly table: string }) => place.table === table;
  return valuePool({
    type: column.base,
    nullable: column.nullable,
    unique: column.unique,
    checked: isChecked(column),
    own,
    // A value that nobody has breaks the foreign key, which is worth a try now and then.
    referenced: column.references.every(isWritten) ? [] : referenced,
    alike: alike.flatMap(({ values }) => values.slice(0, 3)).slice(0, 8),
    literals: literals.of(column.name, [...column.checks, ...column.domainChecks]),
  });
}
