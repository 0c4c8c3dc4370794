import { Random } from '../random.ts';

/** The choices of one client in one run: the same in each variant, others in each run. */
export class Stream {
  readonly #random: Random;
  readonly #label: string;
  #texts = 0;
  #transactions = 0;

  constructor(client: number, run: number) {
    this.#random = new Random(run * 1000 + client);
    this.#label = `${run}.${client}`;
  }

  /** A whole number from `first` to `last`, both included. */
  between(first: number, last: number): number {
    return first + this.#random.below(last - first + 1);
  }

  /** How many transactions have asked so far, this one included. */
  count(): number {
    this.#transactions += 1;
    return this.#transactions;
  }

  /** A text that no other write of this benchmark uses, so that each write changes something. */
  text(prefix: string): string {
    this.#texts += 1;
    return `${prefix} ${this.#label}.${this.#texts}`;
  }
}
