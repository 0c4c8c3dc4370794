import type pg from 'pg';
import { readAccess } from './access.ts';
import { countRows } from './count-rows.ts';
import type { HealthFinding } from './health.ts';
import { type Installation, readInstallation } from './installation.ts';
import { type QueueState, readFindings, readParked, readQueue } from './operation.ts';
import { readTviewNumbers, readTviewStates, type TviewNumbers, type TviewState } from './tviews.ts';

/** How one TVIEW is. */
export interface TviewStatus {
  /** Qualified, quoted as in SQL. */
  readonly tview: string;
  readonly state: TviewState;
  /** Null where it is not known. */
  readonly rows: number | null;
  readonly isEstimate: boolean;
  /** Null where it is gone. */
  readonly tableBytes: number | null;
  readonly indexBytes: number | null;
  /** Null where this role may not look. */
  readonly parkedKeys: number | null;
}

/** How an extension is in a database. */
export interface DatabaseStatus extends Installation {
  /** By name. */
  readonly tviews: readonly TviewStatus[];
  readonly queue: QueueState;
  /** What `health_check()` says; null where this role may not ask. */
  readonly health: readonly HealthFinding[] | null;
}

/** Reads it; rows are counted in small tables, and estimated in others. Throws `CannotRun` where there is no extension. */
export async function readStatus(client: pg.ClientBase, schema: string): Promise<DatabaseStatus> {
  const installation = await readInstallation(client, schema);
  const access = await readAccess(client, schema);
  const health = await readFindings(client, schema, access);
  const numbers = await readTviewNumbers(client, schema);
  const states = await readTviewStates(client, schema, access, numbers, health);
  const parked = await readParked(client, schema, access);
  const counts = await countRows(client, [...states.keys()]);
  return {
    ...installation,
    tviews: counts.map(({ relation, rows, isEstimate }) => ({
      tview: relation,
      state: states.get(relation) ?? 'unknown',
      rows,
      isEstimate,
      ...sizeOf(numbers.find(({ tview }) => tview === relation)),
      parkedKeys: parked && (parked.find(({ tview }) => tview === relation)?.keys ?? 0),
    })),
    queue: await readQueue(client, schema, access),
    health,
  };
}

function sizeOf(numbers: TviewNumbers | undefined): Pick<TviewStatus, 'tableBytes' | 'indexBytes'> {
  return { tableBytes: numbers?.tableBytes ?? null, indexBytes: numbers?.indexBytes ?? null };
}
