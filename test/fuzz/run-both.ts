import pg from 'pg';
import type { TviewNames } from '../../src/prove/tviews.ts';
import { findStale } from '../database/tviews.ts';
import type { Candidate, Transaction } from './candidate.ts';
import type { Problem } from './problem.ts';

/** The same tables twice: with TVIEWs, and with plain views under the TVIEWs' names. */
export interface Pair {
  readonly maintained: pg.Client;
  readonly plain: pg.Client;
  readonly tviews: readonly TviewNames[];
  /** Of these the compiler has warned that their key may not be unique. */
  readonly keyNotUnique: ReadonlySet<string>;
}

/** What a transaction did, by the plain tables. */
interface TransactionResult {
  /** One for each statement: the SQLSTATE where it failed. */
  readonly failures: readonly (string | undefined)[];
  /** The SQLSTATE of COMMIT where it failed. */
  readonly commitFailure: string | undefined;
}

/** With what it did to the definitions, which are plain views here. */
export interface ObservedTransaction extends TransactionResult {
  /** The TVIEWs whose rows had to change. */
  readonly changed: readonly string[];
}

/** How far a script came. */
export interface RunResult {
  readonly done: readonly TransactionResult[];
  readonly problem?: Problem | undefined;
  /** Why the run ended early though nothing was wrong. */
  readonly stopped?: { readonly reason: string; readonly tview?: string | undefined } | undefined;
}

/** Runs transactions over both, and stops at the first difference. */
export async function runBoth(pair: Pair, transactions: readonly Transaction[]): Promise<RunResult> {
  const done: TransactionResult[] = [];
  const before = await checkState(pair);
  if (before !== undefined) return { done, ...before };
  for (const transaction of transactions) {
    const { result, end } = await runTransaction(pair, transaction);
    done.push(result);
    const found = end ?? (await checkState(pair));
    if (found !== undefined) return { done, ...found };
  }
  return { done };
}

/** Runs transactions over plain views alone, and says what each did. */
export async function observe(
  plain: pg.Client,
  { definitions, transactions }: Pick<Candidate, 'definitions' | 'transactions'>,
): Promise<readonly ObservedTransaction[]> {
  const observed: ObservedTransaction[] = [];
  const contents = async () => {
    const texts: string[] = [];
    for (const { name } of definitions) {
      const attempt = await plain.query<{ rows: string }>(rowsOf(name)).catch((error: unknown) => String(error));
      texts.push(typeof attempt === 'string' ? attempt : (attempt.rows[0]?.rows ?? ''));
    }
    return texts;
  };
  let before = await contents();
  for (const { statements, end } of transactions) {
    const failures: (string | undefined)[] = [];
    await plain.query('BEGIN');
    for (const { text, control } of statements)
      failures.push((await (control ? runPlainly : runGuarded)(plain, text)).error?.code);
    const { error } = await runPlainly(plain, end);
    const after = await contents();
    const changed = definitions.flatMap(({ name }, index) => (before[index] === after[index] ? [] : [name]));
    observed.push({ failures, commitFailure: error?.code, changed });
    before = after;
  }
  return observed;
}

/** All rows of a view as one text, whatever order they come in. */
function rowsOf(view: string): string {
  return `SELECT string_agg(t::text, '' ORDER BY t::text COLLATE "C") AS rows FROM ${view} AS t`;
}

type End = Pick<RunResult, 'problem' | 'stopped'>;

async function runTransaction(
  pair: Pair,
  { statements, end }: Transaction,
): Promise<{ readonly result: TransactionResult; readonly end?: End | undefined }> {
  const failures: (string | undefined)[] = [];
  await Promise.all([pair.maintained.query('BEGIN'), pair.plain.query('BEGIN')]);
  for (const { text, control } of statements) {
    const run = control ? runPlainly : runGuarded;
    const [actual, expected] = await Promise.all([run(pair.maintained, text), run(pair.plain, text)]);
    failures.push(expected.error?.code);
    const found = await compareAttempts(pair, text, actual, expected);
    if (found !== undefined) {
      await Promise.all([pair.maintained.query('ROLLBACK'), pair.plain.query('ROLLBACK')]);
      return { result: { failures, commitFailure: undefined }, end: found };
    }
  }
  const [actual, expected] = await Promise.all([runPlainly(pair.maintained, end), runPlainly(pair.plain, end)]);
  const found = await compareAttempts(pair, end, actual, expected);
  return { result: { failures, commitFailure: expected.error?.code }, end: found };
}

interface Attempt {
  readonly error?: pg.DatabaseError;
  readonly count?: number | null;
}

async function runPlainly(client: pg.Client, text: string): Promise<Attempt> {
  try {
    const { rowCount } = await client.query(text);
    return { count: rowCount };
  } catch (error) {
    if (error instanceof pg.DatabaseError) return { error };
    throw error;
  }
}

async function runGuarded(client: pg.Client, text: string): Promise<Attempt> {
  await client.query('SAVEPOINT guard');
  const attempt = await runPlainly(client, text);
  await client.query(attempt.error === undefined ? 'RELEASE guard' : 'ROLLBACK TO guard; RELEASE guard');
  return attempt;
}

async function compareAttempts(pair: Pair, text: string, actual: Attempt, expected: Attempt): Promise<End | undefined> {
  const { error } = actual;
  if (error?.code === expected.error?.code) {
    if (error !== undefined || actual.count === expected.count) return undefined;
    return { problem: { kind: 'other row count', message: `${actual.count}, not ${expected.count} rows: ${text}` } };
  }
  if (error === undefined)
    return { problem: { kind: 'missing failure', message: `should fail with ${describe(expected.error)}: ${text}` } };
  const { table = '' } = error;
  if (error.code === '23505' && pair.keyNotUnique.has(table))
    return { stopped: { reason: 'key not unique', tview: table } };
  const failing = await findFailingView(pair);
  if (failing !== undefined) return { stopped: { reason: 'a definition fails', tview: failing } };
  const tview = tviewNamed(`${table} ${error.message} ${error.where ?? ''}`);
  return { problem: { kind: 'failed write', message: `${describe(error)}: ${text}`, code: error.code, tview } };
}

function describe(error: pg.DatabaseError | undefined): string {
  return `${error?.code} ${error?.message} (${error?.where?.split('\n')[0] ?? 'no context'})`;
}

/** A definition whose SELECT itself fails over the rows as they are: then a write fails with good reason. */
async function findFailingView({ plain, tviews }: Pair): Promise<string | undefined> {
  for (const { tview } of tviews) {
    const inTransaction = await runPlainly(plain, 'SAVEPOINT probe');
    const { error } = await runPlainly(plain, rowsOf(tview));
    if (inTransaction.error === undefined) await plain.query('ROLLBACK TO probe');
    if (error !== undefined) return nameOf(tview);
  }
  return undefined;
}

/** Between transactions: every TVIEW equals its backing view, and the queue is empty. */
async function checkState(pair: Pair): Promise<End | undefined> {
  const { maintained, tviews } = pair;
  let different: readonly TviewNames[];
  try {
    different = await suspects(maintained, tviews);
  } catch (error) {
    const tview = await findFailingView(pair);
    if (tview === undefined) throw error;
    return { stopped: { reason: 'a definition fails', tview } };
  }
  for (const names of different) {
    const [stale] = await findStale(maintained, [names]);
    if (stale !== undefined) return { problem: { kind: 'stale row', message: stale, tview: nameOf(names.tview) } };
  }
  const { rows } = await maintained.query<{ count: string }>('SELECT count(*) FROM tviews.queue');
  if (rows[0]?.count === '0') return undefined;
  return { problem: { kind: 'queue not empty', message: `the queue holds ${rows[0]?.count} entries` } };
}

/** Those whose text differs from their backing view's: one query for all, since there are many after each commit. */
async function suspects(maintained: pg.Client, tviews: readonly TviewNames[]): Promise<readonly TviewNames[]> {
  const questions = tviews.map(
    ({ tview, view }, index) => `SELECT ${index} AS index WHERE (${rowsOf(tview)}) IS DISTINCT FROM (${rowsOf(view)})`,
  );
  const { rows } = await maintained.query<{ index: number }>(questions.join(' UNION ALL '));
  return rows.flatMap(({ index }) => tviews[index] ?? []);
}

/** The TVIEW that an error names, in the name of a function at times. */
export function tviewNamed(text: string): string | undefined {
  return /tv_r?\d+/.exec(text)?.[0];
}

function nameOf(qualified: string): string {
  return qualified.replace(/^.*\./, '').replaceAll('"', '');
}
