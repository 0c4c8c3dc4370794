import type { Database } from './database.ts';
import type { Traces, Transaction, World } from './transaction.ts';

/** Tells equal worlds by short texts. Their parts never change, so each is looked at once. */
export class Identities {
  readonly #numbers = new Map<string, number>();
  readonly #known = new WeakMap<object, number>();

  /** Equal for equal worlds, and for no others. */
  ofWorld({ database, traces, transactions }: World): string {
    const ofTransactions = transactions.map((transaction) => this.#ofTransaction(transaction));
    return [this.#ofDatabase(database), this.#ofTraces(traces), ...ofTransactions].join();
  }

  #ofTransaction(transaction: Transaction): number {
    return this.#remember(transaction, () => {
      const { outcome, todo, snapshot, writes, queue, held, traced, draining } = transaction;
      const seen = snapshot && `${this.#ofDatabase(snapshot.database)} ${this.#ofTraces(snapshot.traces)}`;
      const parts = [...todo, writes, queue, held, traced, draining ?? {}];
      return `${outcome} ${seen} ${parts.map((part) => this.#ofPart(part)).join()}`;
    });
  }

  /** Who commits first also decides in which order rows and slots are named. */
  #ofDatabase(database: Database): number {
    return this.#remember(database, () => {
      const tables = Object.entries(database).map(([table, rows]) => {
        const number = this.#remember(rows, () =>
          Object.entries(rows)
            .map(([key, version]) => `${key} ${this.#ofPart(version)}`)
            .sort()
            .join(),
        );
        return `${table} ${number}`;
      });
      return tables.sort().join();
    });
  }

  #ofTraces(traces: Traces): number {
    return this.#remember(traces, () => Object.entries(traces).join(';').split(';').sort().join(';'));
  }

  #ofPart(part: object): number {
    return this.#remember(part, () => JSON.stringify(part));
  }

  #remember(part: object, write: () => string): number {
    const known = this.#known.get(part);
    if (known !== undefined) return known;
    const text = write();
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    this.#known.set(part, number);
    return number;
  }
}
