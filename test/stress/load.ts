import type pg from 'pg';
import { addDeadlock, type DeadlockCounts, noDeadlocks } from './deadlocks.ts';
import { addCounts, type FailureCounts } from './failures.ts';
import { Gate } from './gate.ts';
import { PreparedTransactions } from './prepared.ts';
import { planTransaction, type TransactionOptions, transactionSeed } from './random-transaction.ts';
import { type LoggedTransaction, Writer } from './writer.ts';

/** A load: the same options plan the same transactions for the same clients. */
export interface LoadOptions extends TransactionOptions {
  readonly seed: number;
  readonly clients: number;
  /** How long to write, barriers left out, or how many transactions each client runs. */
  readonly until: { readonly seconds: number } | { readonly transactions: readonly number[] };
  /** How long writers run between two barriers. */
  readonly barrierSeconds: number;
  /** What drains at once, as SQL; undefined where no TVIEW is installed. */
  readonly flush: string | undefined;
  /** Unlike that of any other load on the server at this time. */
  readonly name: string;
  connect(): Promise<pg.Client>;
  /** For ending prepared transactions: no pool of connections may keep that waiting for what it ends. */
  connectDirectly(): Promise<pg.Client>;
  /** Looks at the database while nobody writes, with what was run since the last look; false ends the load. */
  inspect(log: readonly LoggedTransaction[]): Promise<boolean>;
  /** Who waits for whom, for when transactions don't end. */
  describeWaits(): Promise<string>;
}

/** What a load came to. */
export interface LoadResult {
  /** Planned transactions that were run, by client. */
  readonly transactions: readonly number[];
  readonly committed: number;
  readonly seconds: number;
  readonly barriers: number;
  readonly failures: FailureCounts;
  readonly deadlocks: DeadlockCounts;
  /** Errors that nothing explains, with the statements that led to them. */
  readonly unexpected: readonly string[];
}

const patience = 60_000;
const tooManyErrors = 10;

/** Runs a load to its end; the clients are closed by whoever gave `connect`. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const load = await Load.open(options);
  return load.run();
}

class Load {
  readonly #options: LoadOptions;
  readonly #gate: Gate;
  readonly #writers: readonly Writer[];
  /** How many transactions each writer has run. */
  readonly #numbers: number[];
  readonly #unexpected: string[];
  #deadlocks = noDeadlocks;
  #stopped = false;

  private constructor(options: LoadOptions, gate: Gate, writers: readonly Writer[], unexpected: string[]) {
    this.#options = options;
    this.#gate = gate;
    this.#writers = writers;
    this.#numbers = Array.from({ length: options.clients }, () => 0);
    this.#unexpected = unexpected;
  }

  static async open(options: LoadOptions): Promise<Load> {
    const gate = new Gate();
    const unexpected: string[] = [];
    const prepared = new PreparedTransactions(await options.connectDirectly(), gate, (error) =>
      unexpected.push(String(error)),
    );
    const clients = await Promise.all(Array.from({ length: options.clients }, () => options.connect()));
    const writers: Writer[] = [];
    const load = new Load(options, gate, writers, unexpected);
    const noteDeadlock = (processes: readonly number[]) => load.#noteDeadlock(processes);
    const context = { prepared, flush: options.flush, name: options.name, noteDeadlock };
    writers.push(...clients.map((client, index) => new Writer(client, index, context)));
    return load;
  }

  async run(): Promise<LoadResult> {
    const { barrierSeconds, until } = this.#options;
    const driving = Promise.all(this.#writers.map((writer, index) => this.#drive(writer, index)));
    const total = 'seconds' in until ? until.seconds : Infinity;
    let seconds = 0;
    let barriers = 0;
    for (let finished = false; !finished; ) {
      const started = performance.now();
      finished = await finishes(driving, Math.min(barrierSeconds, total - seconds));
      const isQuiet = await this.#gate.close(patience);
      seconds += (performance.now() - started) / 1000;
      const goesOn = await this.#inspect(isQuiet);
      barriers += 1;
      finished ||= !goesOn || seconds >= total;
      this.#stopped = finished;
      if (isQuiet) this.#gate.open();
    }
    return this.#result(seconds, barriers);
  }

  async #drive(writer: Writer, index: number): Promise<void> {
    const { until, seed } = this.#options;
    const last = 'transactions' in until ? (until.transactions[index] ?? 0) : Infinity;
    for (let number = 0; number < last; number += 1) {
      await this.#gate.enter();
      if (this.#stopped) return this.#gate.leave();
      const planned = planTransaction(transactionSeed(seed, index, number), this.#options);
      try {
        await writer.run(planned, number);
      } catch (error) {
        this.#unexpected.push(`client ${index}: ${error}`);
        return await writer.close().catch(() => {});
      } finally {
        this.#numbers[index] = number + 1;
        this.#gate.leave();
      }
    }
  }

  /** Whether there is any sense in going on. */
  async #inspect(isQuiet: boolean): Promise<boolean> {
    if (!isQuiet) {
      const waits = await this.#options.describeWaits();
      this.#unexpected.push(`transactions did not end within ${patience / 1000} s:\n${waits}`);
      return false;
    }
    const isRight = await this.#options.inspect(this.#writers.flatMap(({ log }) => log));
    for (const writer of this.#writers) writer.log = [];
    return isRight && this.#allUnexpected().length < tooManyErrors;
  }

  #noteDeadlock(processes: readonly number[]): void {
    const writers = this.#writers.filter((writer) => processes.includes(writer.process));
    this.#deadlocks = addDeadlock(
      this.#deadlocks,
      writers.map((writer) => writer.describe()),
    );
  }

  #allUnexpected(): readonly string[] {
    return [...this.#unexpected, ...this.#writers.flatMap(({ unexpected }) => unexpected)];
  }

  #result(seconds: number, barriers: number): LoadResult {
    return {
      transactions: this.#numbers,
      committed: this.#writers.reduce((sum, writer) => sum + writer.committed, 0),
      seconds,
      barriers,
      failures: addCounts(this.#writers.map(({ failures }) => failures)),
      deadlocks: this.#deadlocks,
      unexpected: this.#allUnexpected(),
    };
  }
}

/** Whether a promise resolves within the time. */
async function finishes(promise: Promise<unknown>, seconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, seconds * 1000, false);
  });
  return Promise.race([promise.then(() => true), late]).finally(() => clearTimeout(timer));
}
