import fc from 'fast-check';
import { Evidence, type TviewEvidence } from './evidence.ts';
import { type EmptyTable, fillTables } from './fill-tables.ts';
import { type History, rowsOf } from './history.ts';
import { Laboratory, type ScratchExtension } from './laboratory.ts';
import { readLiterals } from './literals.ts';
import { formatScript, scriptArbitrary } from './random-script.ts';
import type { Problem, Tolerance } from './run-script.ts';
import type { Scratch } from './scratch.ts';
import { type FailingHistory, shrinkHistory } from './shrink.ts';
import { readFamilies, readSources, type TviewSources } from './sources.ts';
import { createShapeReader, type TableShape } from './table-shapes.ts';
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
interface Counterexample {
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
const shrinkTime = 60_000;

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
 *     shrink: fewer transactions, fewer statements, fewer rows
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
  const readShapes = createShapeReader(run, readLiterals(sources.queries));
  const tolerance = { schema, keyNotUnique, deferredTriggers: true, anyRefusal: true };

  const experiment: Experiment = { laboratory, tviews, tolerance, log };
  await laboratory.reset();
  const { inserts, empty: emptyTables, problem } = await fillTables(run, { readShapes, tolerance, seed });
  log(`rows: ${inserts.length} generated`);
  if (problem !== undefined) {
    const counterexample = await explain(experiment, { inserts, script: [], problem });
    return { transactions: 0, tviews: new Evidence(tviews).list(), emptyTables, counterexample };
  }
  const tables = (await readShapes()).filter(({ name }) => writable.includes(name));
  // A TVIEW without base tables cannot be written to.
  if (tables.length === 0) return { transactions: 0, tviews: [], emptyTables, counterexample: undefined };
  return { emptyTables, ...(await runHistories(experiment, inserts, tables, options)) };
}

/** What stays the same from one history to the next. */
interface Experiment {
  readonly laboratory: Laboratory;
  readonly tviews: readonly TviewSources[];
  readonly tolerance: Tolerance;
  readonly log: (message: string) => void;
}

/** Runs histories until there were enough transactions, or until one goes wrong. */
async function runHistories(
  experiment: Experiment,
  inserts: readonly string[],
  tables: readonly TableShape[],
  { schema, transactions, seed }: ProveOptions,
): Promise<Omit<Proof, 'emptyTables'>> {
  const evidence = new Evidence(experiment.tviews);
  const scripts = scriptArbitrary(tables, { schema, maxTransactions: transactionsInARow });
  let done = 0;
  for (let round = 0; done < transactions; round++) {
    const [generated = []] = fc.sample(scripts, { seed: seed + round, numRuns: 1, unbiased: true });
    const script = generated.slice(0, transactions - done);
    const problem = await replay(experiment, { inserts, script }, evidence);
    done += script.length;
    if (problem === undefined) continue;
    const counterexample = await explain(experiment, { inserts, script, problem });
    return { transactions: done, tviews: evidence.list(), counterexample };
  }
  return { transactions: done, tviews: evidence.list(), counterexample: undefined };
}

/** Makes a history as short as the time allows. */
async function explain(experiment: Experiment, failing: FailingHistory): Promise<Counterexample> {
  experiment.log('something is wrong: looking for the shortest way to it');
  const start = performance.now();
  const isTimeUp = () => performance.now() - start > shrinkTime;
  const { problem, ...history } = await shrinkHistory(failing, (shorter) => replay(experiment, shorter), isTimeUp);
  return { problem, sql: formatScript([...rowsOf(history), ...history.script]) };
}

function replay(
  { laboratory, tviews, tolerance }: Experiment,
  history: History,
  evidence?: Evidence,
): Promise<Problem | undefined> {
  return laboratory.replay(history, tviews, tolerance, evidence);
}
