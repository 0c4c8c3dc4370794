import type { Transaction, World } from './transaction.ts';

/** Tells equal worlds by short texts. Their parts never change, so each is looked at once. */
export class Identities {
  readonly #numbers = new Map<string, number>();
  readonly #known = new WeakMap<object, string | number>();

  /** Equal for equal worlds, and for no others. */
  ofWorld({ database, traces, transactions }: World): string {
    const ofTransactions = transactions.map((transaction) => this.#ofTransaction(transaction));
    return [this.#ofPart(database, true), this.#ofPart(traces, true), ...ofTransactions].join('|');
  }

  #ofTransaction(transaction: Transaction): string {
    const known = this.#known.get(transaction);
    if (typeof known === 'string') return known;
    const { outcome, todo, snapshot, writes, queue, held, traced, draining } = transaction;
    const parts = [...todo, writes, queue, held, traced, snapshot ?? {}, draining ?? {}];
    const text = `${outcome} ${parts.map((part) => this.#ofPart(part, false)).join()}`;
    this.#known.set(transaction, text);
    return text;
  }

  /** Who commits first also decides in which order rows are named. */
  #ofPart(part: object, sorted: boolean): number {
    const known = this.#known.get(part);
    if (typeof known === 'number') return known;
    const text = JSON.stringify(part, sorted ? inOrder : undefined);
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    this.#known.set(part, number);
    return number;
  }
}

function inOrder(_: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
