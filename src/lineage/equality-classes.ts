import type { ColumnOf, Occurrence } from '../resolve/types.ts';
import { sourceColumn } from '../resolve/values.ts';

/**
 * The columns that certain equalities make equal.
 *
 * Equality is carried from pair to pair only within a family of types that share one equality operator: numeric =
 * float8 and float8 = numeric do not make two numerics equal. Other pairs link just the two columns.
 *
 * https://www.postgresql.org/docs/current/btree.html#BTREE-BEHAVIOR
 */
export class EqualityClasses {
  readonly #members = new Map<string, Set<string>>();
  readonly #direct = new Map<string, Set<string>>();
  readonly #occurrences: ReadonlyMap<number, Occurrence>;

  constructor(occurrences: readonly Occurrence[], equalities: readonly (readonly [ColumnOf, ColumnOf])[]) {
    this.#occurrences = new Map(occurrences.map((occurrence) => [occurrence.id, occurrence]));
    for (const [left, right] of equalities) {
      const family = typeFamily(this.#baseTypeOf(left));
      if (family !== undefined && family === typeFamily(this.#baseTypeOf(right)))
        this.#merge(keyOf(left), keyOf(right));
      else this.#link(keyOf(left), keyOf(right));
    }
  }

  /** Every other column that equals this one. */
  equalTo(column: ColumnOf): readonly ColumnOf[] {
    const key = keyOf(column);
    const keys = new Set([...(this.#members.get(key) ?? []), ...(this.#direct.get(key) ?? [])]);
    keys.delete(key);
    return [...keys].map(columnFrom);
  }

  typeOf(column: ColumnOf): string | undefined {
    return this.#find(column)?.type;
  }

  /** A domain is compared as the type under it. */
  #baseTypeOf(column: ColumnOf): string | undefined {
    const found = this.#find(column);
    return found?.baseType ?? found?.type;
  }

  #find({ occurrence, column }: ColumnOf) {
    return sourceColumn(this.#occurrences.get(occurrence), column);
  }

  #merge(left: string, right: string): void {
    const union = new Set([left, right, ...(this.#members.get(left) ?? []), ...(this.#members.get(right) ?? [])]);
    for (const member of union) this.#members.set(member, union);
  }

  #link(left: string, right: string): void {
    for (const [from, to] of [
      [left, right],
      [right, left],
    ] as const)
      this.#direct.set(from, new Set([...(this.#direct.get(from) ?? []), to]));
  }
}

const integerTypes = ['smallint', 'integer', 'bigint'];
const textTypes = ['text', 'character varying'];

/** Types of one family are compared by operators that agree with each other; undefined: the type is not known. */
function typeFamily(type: string | undefined): string | undefined {
  if (type === undefined) return undefined;
  if (integerTypes.includes(type)) return 'integer';
  return textTypes.includes(type) ? 'text' : type;
}

/** Whether each value of `from` is also a value of `to`, so that a cast can neither fail nor lose anything. */
export function widensTo(from: string | undefined, to: string): boolean {
  if (from === undefined) return false;
  if (from === to) return true;
  if (textTypes.includes(from) && textTypes.includes(to)) return true;
  return integerTypes.includes(from) && integerTypes.indexOf(from) < integerTypes.indexOf(to);
}

function keyOf({ occurrence, column }: ColumnOf): string {
  return `${occurrence}.${column}`;
}

function columnFrom(key: string): ColumnOf {
  const dot = key.indexOf('.');
  return { occurrence: Number(key.slice(0, dot)), column: key.slice(dot + 1) };
}
