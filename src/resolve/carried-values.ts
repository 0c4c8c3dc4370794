import type { ColumnOf, Value } from './types.ts';

/** A row that carries a value: the value there, and what the row and its place in its group depend on. */
export interface Carrier {
  readonly value: Value;
  readonly reads: readonly ColumnOf[];
}

/** A value that is computed from many rows, and is that of one of them. */
interface Carried {
  /** Where it is computed, */
  readonly region: number;
  /** and from what. */
  readonly reads: readonly ColumnOf[];
  /** Brings the row that carries it into the graph. */
  readonly resolve: () => Carrier;
}

/** The computed values of a definition that rows carry. A row comes into the graph once a link needs its value. */
export class CarriedValues {
  readonly #values: Carried[] = [];
  readonly #carriers = new Map<Carried, Carrier>();
  readonly #taken = new Set<Carried>();

  add(carried: Carried): Value {
    return { kind: 'computed', carried: this.#values.push(carried) - 1 };
  }

  /** Where a value is computed; undefined if no row carries it. */
  regionOf(value: Value): number | undefined {
    return this.#find(value)?.region;
  }

  /** A value as links have it: of a carried one, that of the row that carries it. */
  linked(value: Value): Value {
    const carried = this.#find(value);
    if (carried === undefined) return value;
    const carrier = this.#carriers.get(carried) ?? carried.resolve();
    this.#carriers.set(carried, carrier);
    return this.linked(carrier.value);
  }

  /** What the carriers depend on of those values that are read; each is returned once. */
  takeReads(isRead: (column: ColumnOf) => boolean): readonly ColumnOf[] {
    const found = [...this.#carriers].filter(([value]) => !this.#taken.has(value) && value.reads.every(isRead));
    for (const [value] of found) this.#taken.add(value);
    return found.flatMap(([, { reads }]) => reads);
  }

  #find(value: Value): Carried | undefined {
    return value.kind === 'computed' ? this.#values[value.carried ?? -1] : undefined;
  }
}
