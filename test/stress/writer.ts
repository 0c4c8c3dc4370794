import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Participant } from './deadlocks.ts';
import {
  classifyFailure,
  countFailure,
  deadlockDetected,
  type Failure,
  type FailureCounts,
  type Phase,
  serializationFailure,
} from './failures.ts';
import type { PreparedTransactions } from './prepared.ts';
import type { Level, PlannedTransaction, Step } from './random-transaction.ts';

/** What a writer remembers of a transaction. */
export interface LoggedTransaction {
  readonly client: number;
  readonly number: number;
  readonly level: Level;
  /** The 64-bit transaction ID, if it got one and was still alive when it came to its end. */
  readonly xid: string | undefined;
  /** In milliseconds of one clock for all writers. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** `COMMIT`, `ROLLBACK` and so on, or the error that ended it. */
  readonly outcome: string;
  readonly statements: readonly string[];
}

/** What writers need of the run that they belong to. */
export interface WriterContext {
  readonly prepared: PreparedTransactions;
  /** What drains at once, as SQL; undefined where no TVIEW is installed. */
  readonly flush: string | undefined;
  /** Makes the names of prepared transactions differ from those of others on the server. */
  readonly name: string;
  /** Told of each deadlock before its victim rolls back. */
  noteDeadlock(processes: readonly number[]): void;
}

/** An error of the server, with where it came up. */
class TransactionFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, cause: unknown) {
    super(failure.message, { cause });
    this.failure = failure;
  }
}

/** One session that runs planned transactions. */
export class Writer {
  readonly #client: pg.Client;
  readonly #index: number;
  readonly #context: WriterContext;
  /** Those that ended since the log was last emptied. */
  log: LoggedTransaction[] = [];
  committed = 0;
  /** Errors that ended transactions, and those that ended only what came after a savepoint. */
  readonly failures: FailureCounts = {};
  readonly unexpected: string[] = [];
  /** The server process that runs the transactions, unless a pooler stands between. */
  readonly process: number;
  #xid: string | undefined;
  #statements: string[] = [];
  #phase: Phase = 'statement';
  #hasDrained = false;

  constructor(client: pg.Client & { readonly processID?: number }, index: number, context: WriterContext) {
    this.process = client.processID ?? 0;
    this.#client = client;
    this.#index = index;
    this.#context = context;
  }

  /** Runs a transaction to its end, whatever that is. */
  async run(transaction: PlannedTransaction, number: number): Promise<void> {
    this.#statements = [];
    this.#xid = undefined;
    this.#hasDrained = false;
    const startedAt = performance.now();
    const outcome = await this.#attempt(transaction, number).catch((error: unknown) => this.#giveUp(error));
    const { level } = transaction;
    const endedAt = performance.now();
    const [statements, xid] = [this.#statements, this.#xid];
    this.log.push({ client: this.#index, number, level, xid, startedAt, endedAt, outcome, statements });
  }

  /** Ends the session, and with it what it holds. */
  close(): Promise<void> {
    return this.#client.end();
  }

  /** What it is doing at the moment. */
  describe(): Participant {
    return { isDraining: this.#phase !== 'statement', hasDrained: this.#hasDrained };
  }

  async #attempt(transaction: PlannedTransaction, number: number): Promise<string> {
    const { level, timeouts, steps, end } = transaction;
    const likely = timeouts.map(({ code }) => code);
    if (end === 'AUTOCOMMIT') {
      await this.#runSteps(steps, likely);
      this.committed += 1;
      return end;
    }
    const settings = timeouts.map(({ setting, milliseconds }) => `; SET LOCAL ${setting} = ${milliseconds}`);
    await this.#query(`BEGIN ISOLATION LEVEL ${level}${settings.join('')}`, 'statement', likely);
    await this.#runSteps(steps, likely);
    this.#xid = await this.#currentXid(likely);
    if (end === 'COMMIT' || end === 'ROLLBACK') {
      await this.#query(end, 'commit', likely);
    } else if (this.#context.prepared.reserve()) {
      await this.#prepare(transaction, number, likely);
    } else {
      await this.#query('COMMIT', 'commit', likely);
      this.committed += 1;
      return 'COMMIT';
    }
    if (end.startsWith('COMMIT')) this.committed += 1;
    return end;
  }

  async #prepare({ end, preparedFor }: PlannedTransaction, number: number, likely: readonly string[]): Promise<void> {
    const name = `'${this.#context.name}_${this.#index}_${number}'`;
    try {
      await this.#query(`PREPARE TRANSACTION ${name}`, 'prepare', likely);
    } catch (error) {
      this.#context.prepared.release();
      throw error;
    }
    this.#context.prepared.end(`${end} ${name}`, preparedFor);
  }

  async #runSteps(steps: readonly Step[], likely: readonly string[]): Promise<void> {
    for (const step of steps) await this.#runStep(step, likely);
  }

  async #runStep(step: Step, likely: readonly string[]): Promise<void> {
    switch (step.kind) {
      case 'statement':
        return this.#query(step.text, 'statement', likely);
      case 'flush':
        return this.#context.flush === undefined ? undefined : this.#query(this.#context.flush, 'flush', likely);
      case 'immediate':
        return this.#query('SET CONSTRAINTS ALL IMMEDIATE', 'set constraints', likely);
      case 'sleep':
        return sleep(step.milliseconds);
      case 'savepoint':
        return this.#runSavepoint(step.steps, step.end, likely);
      default:
        return step satisfies never;
    }
  }

  /** What fails behind a savepoint is undone, and the transaction goes on; a serialization failure ends it for good. */
  async #runSavepoint(steps: readonly Step[], end: string, likely: readonly string[]): Promise<void> {
    await this.#query('SAVEPOINT s', 'statement', likely);
    try {
      await this.#runSteps(steps, likely);
    } catch (error) {
      if (!(error instanceof TransactionFailed)) throw error;
      const { failure } = error;
      if (failure.kind === 'unexpected' || failure.code === serializationFailure) throw error;
      countFailure(this.failures, failure);
      await this.#query('ROLLBACK TO s', 'statement', likely);
      await this.#query('RELEASE s', 'statement', likely);
      return;
    }
    await this.#query(`${end} s`, 'statement', likely);
    if (end === 'ROLLBACK TO') await this.#query('RELEASE s', 'statement', likely);
  }

  async #query(text: string, phase: Phase, likely: readonly string[]): Promise<void> {
    this.#statements.push(text);
    this.#phase = phase;
    try {
      await this.#client.query(text);
    } catch (error) {
      const failure = classifyFailure(error, phase, likely);
      this.#phase = failure.phase;
      if (failure.code === deadlockDetected) this.#context.noteDeadlock(failure.processes);
      throw new TransactionFailed(failure, error);
    }
    if (phase === 'flush' || phase === 'set constraints') this.#hasDrained = true;
    this.#phase = 'statement';
  }

  async #currentXid(likely: readonly string[]): Promise<string | undefined> {
    try {
      const { rows } = await this.#client.query<{ xid: string | null }>(
        'SELECT pg_current_xact_id_if_assigned() AS xid',
      );
      return rows[0]?.xid ?? undefined;
    } catch (error) {
      throw new TransactionFailed(classifyFailure(error, 'statement', likely), error);
    }
  }

  /** Rolls back, if there is anything to roll back, and counts the error. */
  async #giveUp(error: unknown): Promise<string> {
    if (!(error instanceof TransactionFailed)) throw error;
    const { failure } = error;
    countFailure(this.failures, failure);
    if (failure.kind === 'unexpected') this.unexpected.push(`${failure.message}\n  ${this.#statements.join(';\n  ')}`);
    await this.#client.query('ROLLBACK');
    return failure.code;
  }
}
