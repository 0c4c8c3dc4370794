import type pg from 'pg';
import { runOn } from '../../src/database/connect.ts';
import { findStale as findStaleBy, listTviews as listTviewsBy, type TviewNames } from '../../src/prove/tviews.ts';

/** A TVIEW at one moment. */
export interface TviewState {
  /** Its rows as text, sorted. */
  readonly rows: readonly string[];
  /** Where its row versions lie and who wrote them: the same only if nothing was written. */
  readonly versions: readonly string[];
}

/** The TVIEWs of a database: tables `tv_…` with a view `v_…` beside them. */
export function listTviews(client: pg.ClientBase): Promise<readonly TviewNames[]> {
  return listTviewsBy(runOn(client));
}

/** Reads what a TVIEW holds now; `tview` is written as in SQL. */
export async function readTview(client: pg.ClientBase, tview: string): Promise<TviewState> {
  const { rows } = await client.query<{ line: string; version: string }>(
    `SELECT t::text AS line, t.ctid::text || ' by ' || t.xmin::text AS version FROM ${tview} AS t`,
  );
  return { rows: rows.map((row) => row.line).sort(), versions: rows.map((row) => row.version).sort() };
}

/** What is wrong with the TVIEWs now: one line for each that differs from its backing view, with the rows. */
export function findStale(client: pg.ClientBase, tviews: readonly TviewNames[]): Promise<readonly string[]> {
  return findStaleBy(runOn(client), tviews);
}
