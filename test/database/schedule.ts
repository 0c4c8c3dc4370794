import pg from 'pg';

/** What two sessions do in turns: `A begins` takes no snapshot yet; `A ends` commits what it has prepared. */
export type Step = `${'A' | 'B'} ${'begins' | 'writes' | 'flushes' | 'commits' | 'prepares' | 'ends'}`;

/** A transaction of one of the sessions. */
export interface SessionScript {
  readonly level: string;
  readonly statements: readonly string[];
}

/** How a transaction ended, and where it had to wait. */
interface SessionOutcome {
  /** The SQLSTATE of the error that ended it; undefined where it committed. */
  readonly error: string | undefined;
  /** The steps at which it waited for a lock. */
  readonly waited: readonly Step[];
}

/** What became of both. */
export interface ScheduleOutcome {
  readonly A: SessionOutcome;
  readonly B: SessionOutcome;
}

/** How long transactions may wait for each other after the last step. */
const patience = 10_000;
const pollInterval = 2;

/**
 * Two sessions that run transactions step by step. A step that has to wait for a lock leaves the turn to the next one; what
 * its session is to do later runs as soon as it goes on.
 */
export class TwoSessions {
  readonly #sessions: Readonly<Record<'A' | 'B', Session>>;
  readonly #observer: pg.Client;

  /** `observer` sees who waits; none of the three may be used by others meanwhile. */
  constructor(a: pg.Client, b: pg.Client, observer: pg.Client) {
    this.#sessions = { A: new Session(a, 'a'), B: new Session(b, 'b') };
    this.#observer = observer;
  }

  /** Runs a schedule to its end. Throws where a transaction fails for no reason that isolation gives, or never ends. */
  async run(steps: readonly Step[], scripts: Readonly<Record<'A' | 'B', SessionScript>>): Promise<ScheduleOutcome> {
    for (const name of ['A', 'B'] as const) this.#sessions[name].reset(scripts[name]);
    for (const step of steps) {
      const session = this.#sessions[step.startsWith('A') ? 'A' : 'B'];
      session.take(step);
      await this.#settle(session);
    }
    const ends = Promise.all([this.#sessions.A.idle(), this.#sessions.B.idle()]);
    await Promise.race([ends, failAfter(patience, `${steps.join(', ')}: a transaction waits for ever`)]);
    return { A: this.#sessions.A.outcome(), B: this.#sessions.B.outcome() };
  }

  /** Waits until a session has done what it was told, or waits for a lock. */
  async #settle(session: Session): Promise<void> {
    let isIdle = false;
    const becomesIdle = session.idle().then(() => {
      isIdle = true;
    });
    for (;;) {
      await Promise.race([becomesIdle, new Promise((resolve) => setTimeout(resolve, pollInterval))]);
      if (isIdle) return;
      const { rows } = await this.#observer.query<{ waits: boolean }>(
        'SELECT cardinality(pg_blocking_pids($1)) > 0 AS waits',
        [session.process],
      );
      if (rows[0]?.waits === true) return session.noteWait();
    }
  }
}

class Session {
  readonly process: number;
  readonly #client: pg.Client;
  readonly #preparedName: string;
  #script: SessionScript = { level: 'READ COMMITTED', statements: [] };
  #work: Promise<void> = Promise.resolve();
  #current: Step | undefined;
  #error: string | undefined;
  #waited: Step[] = [];

  constructor(client: pg.Client & { readonly processID?: number }, name: string) {
    this.#client = client;
    this.process = client.processID ?? 0;
    this.#preparedName = `${name}_${this.process}`;
  }

  reset(script: SessionScript): void {
    this.#script = script;
    this.#error = undefined;
    this.#waited = [];
  }

  take(step: Step): void {
    this.#work = this.#work.then(() => this.#perform(step));
    // Awaited by `idle()`; until then its failure must not count as unhandled.
    this.#work.catch(() => {});
  }

  idle(): Promise<void> {
    return this.#work;
  }

  noteWait(): void {
    if (this.#current !== undefined && this.#waited.at(-1) !== this.#current) this.#waited.push(this.#current);
  }

  outcome(): SessionOutcome {
    return { error: this.#error, waited: this.#waited };
  }

  async #perform(step: Step): Promise<void> {
    if (this.#error !== undefined) return;
    this.#current = step;
    try {
      for (const statement of this.#statementsOf(step)) await this.#client.query(statement);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || error.code === undefined) throw error;
      this.#error = error.code;
      await this.#client.query('ROLLBACK');
      if (!['40001', '40P01'].includes(error.code)) throw error;
    }
  }

  #statementsOf(step: Step): readonly string[] {
    switch (step) {
      case 'A begins':
      case 'B begins':
        return [`BEGIN ISOLATION LEVEL ${this.#script.level}`];
      case 'A writes':
      case 'B writes':
        return this.#script.statements;
      case 'A flushes':
      case 'B flushes':
        return ['SELECT tviews.flush()'];
      case 'A commits':
      case 'B commits':
        return ['COMMIT'];
      case 'A prepares':
      case 'B prepares':
        return [`PREPARE TRANSACTION '${this.#preparedName}'`];
      case 'A ends':
      case 'B ends':
        return [`COMMIT PREPARED '${this.#preparedName}'`];
      default:
        return step satisfies never;
    }
  }
}

function failAfter(milliseconds: number, message: string): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(message)), milliseconds).unref();
  });
}
