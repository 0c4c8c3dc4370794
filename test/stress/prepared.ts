import type pg from 'pg';
import type { Gate } from './gate.ts';

/** Ends prepared transactions a little later, from a session of its own. */
export class PreparedTransactions {
  /** Servers allow few at a time, and other tests may need some. */
  static readonly limit = 4;

  readonly #client: pg.Client;
  readonly #gate: Gate;
  readonly #fail: (error: unknown) => void;
  #open = 0;

  constructor(client: pg.Client, gate: Gate, fail: (error: unknown) => void) {
    this.#client = client;
    this.#gate = gate;
    this.#fail = fail;
  }

  /** Takes the right to prepare one more transaction, unless too many are prepared; `release` or `end` give it back. */
  reserve(): boolean {
    if (this.#open >= PreparedTransactions.limit) return false;
    this.#open += 1;
    return true;
  }

  release(): void {
    this.#open -= 1;
  }

  /** Runs `statement`, which ends a prepared transaction, after a pause. The gate stays closed to others until then. */
  end(statement: string, pause: number): void {
    this.#gate.join();
    setTimeout(() => {
      this.#client
        .query(statement)
        .catch(this.#fail)
        .finally(() => {
          this.release();
          this.#gate.leave();
        });
    }, pause);
  }
}
