import type pg from 'pg';
import { type Access, readAccess } from '../inspect/access.ts';
import type { HealthFinding } from '../inspect/health.ts';
import { type Installation, readInstallation } from '../inspect/installation.ts';
import { type ParkedKeys, type QueueState, readFindings, readParked, readQueue } from '../inspect/operation.ts';
import { type RefreshStats, readRefreshStats } from '../inspect/refresh-stats.ts';
import { readTviewNumbers, readTviewStates, type TviewNumbers, type TviewState } from '../inspect/tviews.ts';

/** What is measured of an extension at one time. */
export interface Measurements {
  readonly installation: Installation;
  readonly access: Access;
  /** Null where this role may not ask. */
  readonly findings: readonly HealthFinding[] | null;
  readonly queue: QueueState;
  /** Null where this role may not look. */
  readonly parked: readonly ParkedKeys[] | null;
  readonly tviews: readonly TviewNumbers[];
  readonly states: ReadonlyMap<string, TviewState>;
  readonly refreshStats: readonly RefreshStats[];
}

/** Measures; reads catalogs and statistics, no rows of TVIEWs. Throws `CannotRun` where there is no extension. */
export async function readMeasurements(client: pg.ClientBase, schema: string): Promise<Measurements> {
  const installation = await readInstallation(client, schema);
  const access = await readAccess(client, schema);
  const findings = await readFindings(client, schema, access);
  const tviews = await readTviewNumbers(client, schema);
  return {
    installation,
    access,
    findings,
    tviews,
    states: await readTviewStates(client, schema, access, tviews, findings),
    queue: await readQueue(client, schema, access),
    parked: await readParked(client, schema, access),
    refreshStats: await readRefreshStats(client, schema, access),
  };
}
