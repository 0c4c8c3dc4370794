import fc from 'fast-check';
import { Evidence, type TviewEvidence } from './evidence.ts';
import { type EmptyTable, fillTables } from './fill-tables.ts';
import { Laboratory, type ScratchExtension } from './laboratory.ts';
import { readLiterals } from './literals.ts';
import { formatScript, type RandomTransaction, scriptArbitrary } from './random-script.ts';
import type { Problem, Tolerance } from './run-script.ts';
import type { Scratch } from './scratch.ts';
import { shrinkInserts } from './shrink.ts';
import { readFamilies, readSources, type TviewSources } from './sources.ts';
import { readTableShapes, type TableShape } from './table-shapes.ts';
import { listTviews, type TviewNames } from './tviews.ts';

/** What to prove, and how hard to try. */
export interface ProveOptions {
  readonly extension: ScratchExtension;
  /** The schema of the extension. */
  readonly schema: string;
  /** The compiler has warned that a key may not be unique: writes that lead to two rows of one key may fail. */
  readonly keyNotUnique: boolean;
  readonly transactions: number;
  readonly seed: number;
  /** Which of the TVIEWs that were installed. Throws where it cannot choose. */
  readonly choose: (tviews: readonly TviewNames[]) => readonly TviewNames[];
  readonly log: (message: string) => void;
}

/** Transactions after which something is wrong, as few as could be found. */
export interface Counterexample {
  readonly problem: Problem;
  /** The transactions as SQL, to be run where the schema has just been loaded. */
  readonly sql: string;
}

/** What became of a proof. */
export interface Proof {
  readonly transactions: number;
  readonly tviews: readonly TviewEvidence[];
  /** Tables without rows, which no write could change. */
  readonly emptyTables: readonly EmptyTable[];
  readonly counterexample: Counterexample | undefined;
}

const transactionsInARow = 20;
const shrinkTime = 30_000;

/**
 * Compares TVIEWs with their backing views after each of many generated transactions.
 *
 *     install once: what do the TVIEWs read, what do they compare it with
 *          v
 *     fill the tables with generated rows
 *          v
 *     again and again: back to the beginning, the rows, up to 20 generated transactions, each with a comparison
 *          | something is wrong
 *          v
 *     shrink: fewer transactions, fewer statements, plainer values, then fewer rows
 *
 * The scratch database must hold the schema; afterwards it holds whatever the last transaction left. The same schema,
 * definitions and seed do the same. Throws what is no answer of PostgreSQL to a generated write.
 */
export async function prove(scratch: Scratch, options: ProveOptions): Promise<Proof> {
  const { run } = scratch;
  const { schema, seed, keyNotUnique, log } = options;
  const laboratory = new Laboratory(scratch, options.extension);
  await laboratory.install();
  const installed = await listTviews(run);
  const chosen = new Set(options.choose(installed).map(({ tview }) => tview));
  const sources = await readSources(run, installed);
  const tviews = sources.tviews.filter(({ tview }) => chosen.has(tview));
  const writable = await readFamilies(run, [...new Set(tviews.flatMap(({ sources: tables }) => tables))]);
  const literals = readLiterals(sources.queries);
  const tolerance = { schema, keyNotUnique, deferredTriggers: true, anyRefusal: true };

  await laboratory.reset();
  const { inserts, empty: emptyTables, problem } = await fillTables(run, { literals, tolerance, seed });
  log(`rows: ${inserts.length} generated`);
  const experiment: Experiment = { laboratory, tviews, tolerance, inserts };
  if (problem !== undefined) {
    const counterexample = await shrinkRows(experiment, [], problem, timer());
    return { transactions: 0, tviews: new Evidence(tviews).list(), emptyTables, counterexample };
  }
  const tables = (await readTableShapes(run, literals)).filter(({ name }) => writable.includes(name));
  return { emptyTables, ...(await runMany(experiment, tables, options)) };
}

/** What stays the same from one history to the next. */
interface Experiment {
  readonly laboratory: Laboratory;
  readonly tviews: readonly TviewSources[];
  readonly tolerance: Tolerance;
  /** The generated rows. */
  readonly inserts: readonly string[];
}

/** Runs histories until there were enough transactions, or until one goes wrong, which is shrunk. */
async function runMany(
  experiment: Experiment,
  tables: readonly TableShape[],
  { schema, transactions, seed, log }: ProveOptions,
): Promise<Omit<Proof, 'emptyTables'>> {
  const { laboratory, tviews, tolerance, inserts } = experiment;
  const evidence = new Evidence(tviews);
  let done = 0;
  let failure: Problem | undefined;
  let crash: unknown;
  let isTimeUp = () => false;
  const holds = async (script: readonly RandomTransaction[]): Promise<boolean> => {
    if (crash !== undefined || (failure === undefined ? done >= transactions : isTimeUp())) return true;
    try {
      const isSearching = failure === undefined;
      const taken = isSearching ? script.slice(0, transactions - done) : script;
      const history = [firstTransaction(inserts), ...taken];
      const problem = await laboratory.replay(history, tviews, tolerance, isSearching ? evidence : undefined);
      if (isSearching) done += taken.length;
      if (problem === undefined) return true;
      if (isSearching) isTimeUp = timer();
      failure = problem;
      return false;
    } catch (error) {
      // For fast-check it would be a failure to shrink.
      crash = error;
      return true;
    }
  };
  const result =
    tables.length === 0
      ? undefined
      : await fc.check(
          fc.asyncProperty(scriptArbitrary(tables, { schema, maxTransactions: transactionsInARow }), holds),
          { numRuns: transactions, seed },
        );
  if (crash !== undefined) throw crash;
  const [script] = result?.counterexample ?? [];
  if (script !== undefined && failure !== undefined) log('something is wrong: looking for the shortest way to it');
  const counterexample =
    script === undefined || failure === undefined ? undefined : await shrinkRows(experiment, script, failure, isTimeUp);
  return { transactions: done, tviews: evidence.list(), counterexample };
}

/** Leaves out what the problem does not need: the transactions, if the rows alone will do, and rows. */
async function shrinkRows(
  { laboratory, tviews, tolerance, inserts }: Experiment,
  script: readonly RandomTransaction[],
  found: Problem,
  isTimeUp: () => boolean,
): Promise<Counterexample> {
  let problem = found;
  let transactions = script;
  const attempt = async (rows: readonly string[], rest: readonly RandomTransaction[]) => {
    const again = await laboratory.replay([firstTransaction(rows), ...rest], tviews, tolerance);
    problem = again ?? problem;
    return again;
  };
  if (script.length > 0 && (await attempt(inserts, [])) !== undefined) transactions = [];
  const kept = await shrinkInserts(inserts, (rows) => attempt(rows, transactions), isTimeUp);
  const first = kept.length === 0 ? [] : [firstTransaction(kept)];
  return { problem, sql: formatScript([...first, ...transactions]) };
}

function firstTransaction(inserts: readonly string[]): RandomTransaction {
  return { steps: inserts.map((text) => ({ kind: 'statement', text })), end: 'COMMIT' };
}

/** Starts the time that shrinking may take; the answer is whether it is over. */
function timer(): () => boolean {
  const start = performance.now();
  return () => performance.now() - start > shrinkTime;
}
