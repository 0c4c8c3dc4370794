/** A stream of pseudo-random choices: the same seed gives the same choices on every machine. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number from 0 to 1, exclusive (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number between both bounds, inclusive. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of the items; throws where there is none. */
  pick<T>(items: readonly T[]): T {
    const item = items[this.between(0, items.length - 1)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  /** One of the items, by weight; those of weight 0 are never picked. */
  weighted<T>(items: readonly (readonly [weight: number, item: T])[]): T {
    let rest = this.next() * items.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, item] of items) {
      rest -= weight;
      if (rest < 0 && weight > 0) return item;
    }
    return this.pick(items)[1];
  }

  /** Between `atLeast` and `atMost` of the items (or all, where there are fewer), in random order. */
  some<T>(items: readonly T[], atLeast: number, atMost: number): readonly T[] {
    const left = [...items];
    const count = Math.min(this.between(atLeast, atMost), left.length);
    return Array.from({ length: count }, () => left.splice(this.between(0, left.length - 1), 1)).flat();
  }

  /** A stream of its own, so that a longer use of it leaves the choices of this one as they are. */
  fork(): Random {
    return new Random(Math.floor(this.next() * 2 ** 32));
  }
}
