import type pg from 'pg';
import { expect } from 'vitest';
import { findStale, listTviews } from '../database/tviews.ts';
import { parkedOrder } from './shop-database.ts';

/** What the extension says about itself. */
export interface SelfReport {
  readonly state: string;
  /** Severity, status and component of each finding. */
  readonly findings: readonly string[];
}

/** What `status()` and `health_check()` say. */
export async function readReport(client: pg.ClientBase): Promise<SelfReport> {
  const { rows: states } = await client.query<{ state: string }>('SELECT state FROM tviews.status()');
  expect(states).toHaveLength(1);
  const { rows } = await client.query<{ line: string }>(
    `SELECT concat_ws(' ', severity, status, component) AS line FROM tviews.health_check() ORDER BY line`,
  );
  return { state: states[0]?.state ?? '', findings: rows.map(({ line }) => line) };
}

const parkedDifference = [{ tview: 'tv_order', key: { pk_order: parkedOrder }, difference: 'different' }];

/**
 * Expects a shop to be whole: all TVIEWs there and equal to their SELECT but for the parked key, and told so. Then
 * writes all kinds of changes as a role that has rights on base tables only, corrects the row that is parked, and
 * expects every TVIEW to be equal to its SELECT.
 */
export async function expectWhole(client: pg.ClientBase, application: string): Promise<void> {
  const parked = { state: 'active', findings: ['error parked-keys public.tv_order'] };
  expect(await readReport(client)).toEqual(parked);
  expect((await client.query('SELECT tview::text, key, difference FROM tviews.verify()')).rows).toEqual(
    parkedDifference,
  );

  await writeAs(client, application);
  expect((await client.query('SELECT tview::text, key, difference FROM tviews.verify()')).rows).toEqual(
    parkedDifference,
  );

  await client.query(`UPDATE tb_order SET parts = 3 WHERE pk_order = ${parkedOrder}`);
  await expectEqual(client);
  expect(await readReport(client)).toEqual({ state: 'active', findings: [] });
}

/** Expects all TVIEWs to be there, with rows, and equal to their backing views, which the oracle compares and `verify()` too. */
export async function expectEqual(client: pg.ClientBase): Promise<void> {
  const tviews = await listTviews(client);
  expect(tviews.map(({ tview }) => tview)).toEqual([
    'public.tv_card',
    'public.tv_customer',
    'public.tv_order',
    'sales.tv_item',
  ]);
  expect(await findStale(client, tviews)).toEqual([]);
  expect((await client.query('SELECT * FROM tviews.verify()')).rows).toEqual([]);
  for (const { tview } of tviews) {
    const { rows } = await client.query(`SELECT count(*)::int AS rows FROM ${tview}`);
    expect(rows[0].rows, tview).toBeGreaterThan(5);
  }
}

/** Writes by cascades, moves between partitions, statements of many rows; what they write stays apart in each call. */
async function writeAs(client: pg.ClientBase, application: string): Promise<void> {
  await client.query(`SET ROLE ${application}`);
  for (const statement of [
    `UPDATE tb_customer SET name = name || ' & co' WHERE pk_customer % 4 = 0`,
    'DELETE FROM tb_customer WHERE pk_customer = 3',
    `INSERT INTO tb_customer VALUES (100, 'new'); INSERT INTO tb_order VALUES (1000, 100, 4)`,
    'INSERT INTO sales.tb_item VALUES (5000, 1000, 9.90), (5001, 1000, 0.10)',
    'UPDATE tb_visit SET day = 199 - day WHERE fk_customer = 5',
    'INSERT INTO tb_visit_100 VALUES (100, 6)',
    `DELETE FROM "tb_visit: 'the \\ ""rest""'" WHERE fk_customer = 7`,
    'BEGIN; UPDATE tb_order SET fk_customer = 100 WHERE pk_order = 20; DELETE FROM sales.tb_item WHERE pk_item % 9 = 0; COMMIT',
  ]) {
    const { rowCount } = [await client.query(statement)].flat().at(-1) ?? {};
    expect(rowCount, statement).not.toBe(0);
  }
  await client.query('RESET ROLE; TRUNCATE tb_visit_old');
}
