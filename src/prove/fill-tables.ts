import fc from 'fast-check';
import type { RunQuery } from '../database/run-query.ts';
import { rowInsertArbitrary } from './random-statements.ts';
import { type Problem, type Tolerance, toProblem } from './run-script.ts';
import type { ReadShapes, TableShape } from './table-shapes.ts';

/** A table that has no rows, and what PostgreSQL said to the last row that it was offered. */
export interface EmptyTable {
  readonly table: string;
  readonly reason: string;
}

/** What filling the tables has done. */
export interface Filling {
  /** The INSERTs that were accepted, in order. */
  readonly inserts: readonly string[];
  readonly empty: readonly EmptyTable[];
  /** An INSERT, the last of `inserts`, that the machinery made fail; then the filling stopped there. */
  readonly problem: Problem | undefined;
}

/** How to fill tables. */
export interface FillOptions {
  readonly readShapes: ReadShapes;
  readonly tolerance: Tolerance;
  readonly seed: number;
}

const rowsWanted = 8;
const attempts = 64;

/**
 * Gives every table some rows, tables that foreign keys point at before those that point. Each row is a transaction of
 * its own; one that a constraint refuses is passed over. The same schema and seed give the same rows.
 */
export async function fillTables(run: RunQuery, options: FillOptions): Promise<Filling> {
  const inserts: string[] = [];
  const reasons = new Map<string, string>();
  let left = (await options.readShapes()).map(({ name }) => name);
  const all = left;
  while (left.length > 0) {
    const shapes = (await options.readShapes()).filter(({ name }) => left.includes(name));
    const free = shapes.filter((shape) => !targetsOf(shape).some((target) => left.includes(target)));
    // Tables that refer to each other in a circle can only begin with NULLs, whichever comes first.
    const next = free.length > 0 ? free : shapes.slice(0, 1);
    for (const shape of next) {
      const problem = await fillTable(run, shape, options, inserts, (reason) => reasons.set(shape.name, reason));
      if (problem !== undefined) return { inserts, empty: [], problem };
    }
    left = left.filter((name) => !next.some((shape) => shape.name === name));
  }
  const empty: EmptyTable[] = [];
  for (const name of all)
    if ((await countRows(run, name)) === 0) empty.push({ table: name, reason: reasons.get(name) ?? 'no row was kept' });
  return { inserts, empty, problem: undefined };
}

function targetsOf({ name, columns }: TableShape): readonly string[] {
  return columns.flatMap(({ references }) => references.map(({ table }) => table)).filter((table) => table !== name);
}

async function fillTable(
  run: RunQuery,
  shape: TableShape,
  { seed, tolerance }: FillOptions,
  inserts: string[],
  refused: (reason: string) => void,
): Promise<Problem | undefined> {
  let missing = rowsWanted - (await countRows(run, shape.name));
  for (const insert of fc.sample(rowInsertArbitrary(shape), {
    seed: seed + inserts.length,
    numRuns: attempts,
    unbiased: true,
  })) {
    if (missing <= 0) break;
    await run('BEGIN');
    try {
      await run(insert);
      await run('COMMIT');
      inserts.push(insert);
      missing--;
    } catch (error) {
      await run('ROLLBACK');
      const problem = toProblem(error, tolerance);
      if (problem !== undefined) {
        inserts.push(insert);
        return problem;
      }
      refused(error instanceof Error ? error.message : String(error));
    }
  }
  return undefined;
}

async function countRows(run: RunQuery, table: string): Promise<number> {
  const [row] = await run(`SELECT count(*)::integer AS count FROM ${table}`);
  return Number(row?.count);
}
