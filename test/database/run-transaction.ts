import pg from 'pg';
import type { TviewNames } from '../../src/prove/tviews.ts';
import type { Step, Transaction } from './changes-script.ts';
import { copyFromStdin } from './copy-from.ts';
import { takeRefreshCounts } from './refresh-counter.ts';
import { findStale, readTview, type TviewState } from './tviews.ts';

/**
 * Runs one transaction of `changes.sql` and returns all that went wrong, as sentences: a TVIEW that is stale afterwards,
 * one that should have changed and did not, or the other way round, another number of refreshed keys than expected, an
 * expectation that does not hold, an error. Where numbers are expected, `countRefreshes` must have been called.
 */
export async function runTransaction(
  client: pg.Client,
  transaction: Transaction,
  tviews: readonly TviewNames[],
): Promise<readonly string[]> {
  if (transaction.refreshes.length > 0) await takeRefreshCounts(client);
  const watched = [...transaction.changes, ...transaction.leaves];
  const before = await readStates(client, watched);
  const problems = await runSteps(client, transaction, tviews).catch(async (error: unknown) => {
    await client.query('ROLLBACK');
    return [String(error)];
  });
  const after = await readStates(client, watched);
  problems.push(...(await findStale(client, tviews)));
  problems.push(...(await findLeftovers(client)));
  for (const tview of transaction.changes) {
    if (String(before.get(tview)?.rows) === String(after.get(tview)?.rows)) problems.push(`${tview} did not change`);
  }
  for (const tview of transaction.leaves) {
    if (String(before.get(tview)?.versions) === String(after.get(tview)?.versions)) continue;
    problems.push(`${tview} was written, though nothing in it had to change`);
  }
  if (transaction.refreshes.length > 0) problems.push(...(await compareRefreshes(client, transaction)));
  return problems.map((problem) => `line ${transaction.line}, ${transaction.label}: ${problem}`);
}

async function compareRefreshes(client: pg.Client, { refreshes }: Transaction): Promise<readonly string[]> {
  const counts = await takeRefreshCounts(client);
  return refreshes.flatMap(({ tview, count }) => {
    const actual = counts.get(tview) ?? 0;
    return actual === count ? [] : [`${tview} had ${actual} keys refreshed, should have ${count}`];
  });
}

async function readStates(client: pg.Client, tviews: readonly string[]): Promise<Map<string, TviewState>> {
  const states = new Map<string, TviewState>();
  for (const tview of tviews) states.set(tview, await readTview(client, tview));
  return states;
}

async function runSteps(client: pg.Client, transaction: Transaction, tviews: readonly TviewNames[]): Promise<string[]> {
  const problems: string[] = [];
  if (!transaction.autocommit) await client.query('BEGIN');
  for (const step of transaction.steps) problems.push(...(await runStep(client, step, tviews)));
  if (transaction.autocommit) return problems;
  const code = await failureOf(client.query('COMMIT'), transaction.commitFails);
  if (code !== transaction.commitFails) problems.push(`COMMIT should fail with ${transaction.commitFails}: ${code}`);
  return problems;
}

async function runStep(client: pg.Client, step: Step, tviews: readonly TviewNames[]): Promise<readonly string[]> {
  switch (step.kind) {
    case 'copy':
      await copyFromStdin(client, step.text, step.rows);
      return [];
    case 'expect':
      return checkExpectation(client, step.condition, tviews);
    case 'statement':
      return runStatement(client, step.text, step.fails);
    default:
      return step satisfies never;
  }
}

async function runStatement(client: pg.Client, text: string, fails: string | undefined): Promise<readonly string[]> {
  if (fails === undefined) {
    await client.query(text);
    return [];
  }
  await client.query('SAVEPOINT expected_failure');
  const code = await failureOf(client.query(text), fails);
  await client.query('ROLLBACK TO expected_failure; RELEASE expected_failure');
  return code === fails ? [] : [`should fail with ${fails}, but did not: ${text}`];
}

/** The SQLSTATE of a query that may fail with it, undefined where it succeeds; any other error is thrown. */
async function failureOf(query: Promise<unknown>, allowed: string | undefined): Promise<string | undefined> {
  try {
    await query;
    return undefined;
  } catch (error) {
    if (allowed !== undefined && error instanceof pg.DatabaseError && error.code === allowed) return error.code;
    throw error;
  }
}

async function checkExpectation(
  client: pg.Client,
  condition: string,
  tviews: readonly TviewNames[],
): Promise<readonly string[]> {
  if (condition === 'equal') return (await findStale(client, tviews)).map((problem) => `before COMMIT, ${problem}`);
  const { rows } = await client.query<{ holds: boolean }>(`SELECT (${condition}) AS holds`);
  return rows[0]?.holds === true ? [] : [`does not hold: ${condition}`];
}

/** Entries that the drain has left in the queue. */
async function findLeftovers(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM tviews.queue');
  return rows[0]?.count === '0' ? [] : [`the queue still holds ${rows[0]?.count} entries`];
}
