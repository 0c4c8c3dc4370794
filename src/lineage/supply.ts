import type { ColumnOf, Occurrence } from '../resolve/types.ts';
import { occurrencesOf, sourceColumn } from '../resolve/values.ts';
import type { CertainPart } from './certainty.ts';
import type { ChosenExpression, ChosenPart, ChosenValue } from './chosen-value.ts';
import { columnsIn } from './chosen-value.ts';
import { EqualityClasses, widensTo } from './equality-classes.ts';

/** A key column as a path must supply it. */
export interface KeyTarget {
  readonly name: string;
  /** Where its value comes from. */
  readonly value: ChosenValue;
  readonly type: string;
  /** The type of the value may be another than the key's. */
  readonly cast: boolean;
  readonly nullable: boolean;
}

/** What relations on a path know of key columns, and how they are linked. */
export class Supply {
  readonly classes: EqualityClasses;
  readonly #occurrences: ReadonlyMap<number, Occurrence>;
  readonly #nullSafe: CertainPart['nullSafe'];
  readonly #linked: ReadonlyMap<number, readonly LinkedColumn[]>;
  readonly #neighbours: ReadonlyMap<number, readonly Occurrence[]>;
  readonly #holders = new Map<KeyTarget, ReadonlySet<number>>();

  constructor(certain: CertainPart) {
    const { occurrences, equalities, nullSafe } = certain;
    const named = new Map<number, Set<string>>();
    for (const { occurrence, column } of [...equalities, ...nullSafe].flat())
      named.set(occurrence, (named.get(occurrence) ?? new Set()).add(column));
    this.classes = new EqualityClasses(occurrences, equalities);
    this.#occurrences = new Map(occurrences.map((occurrence) => [occurrence.id, occurrence]));
    this.#nullSafe = nullSafe;
    this.#linked = new Map(
      occurrences.map((occurrence) => {
        const columns = columnNames(occurrence).filter((column) => named.get(occurrence.id)?.has(column));
        return [occurrence.id, columns.map((column) => this.#linkedColumn({ occurrence: occurrence.id, column }))];
      }),
    );
    this.#neighbours = findNeighbours(certain, this.#linked);
  }

  #linkedColumn(own: ColumnOf): LinkedColumn {
    return { column: own.column, equal: firstOfEach(this.classes.equalTo(own)), alike: firstOfEach(this.alike(own)) };
  }

  /** The columns of a relation that equal others, in its own order. */
  linkedColumns({ id }: Occurrence): readonly LinkedColumn[] {
    return this.#linked.get(id) ?? [];
  }

  /** The relations that a link, or what they are computed from, may lead to from this one; in the order of the graph. */
  neighboursOf({ id }: Occurrence): readonly Occurrence[] {
    return this.#neighbours.get(id) ?? [];
  }

  /** The columns that equal a column, or are NULL where it is. */
  alike(column: ColumnOf): readonly ColumnOf[] {
    return this.#nullSafe.flatMap(([a, b]) => (isSame(a, column) ? [b] : isSame(b, column) ? [a] : []));
  }

  /** The relations that can make a key column's value by themselves. */
  holdersOf(target: KeyTarget): ReadonlySet<number> {
    const holders = this.#holders.get(target) ?? this.#findHolders(target);
    this.#holders.set(target, holders);
    return holders;
  }

  #findHolders(target: KeyTarget): ReadonlySet<number> {
    const [column] = columnsIn(target.value);
    const possible = column
      ? [column, ...this.classes.equalTo(column), ...this.alike(column)].map(({ occurrence }) => occurrence)
      : [...this.#occurrences.keys()];
    const holds = (id: number): boolean => {
      const occurrence = this.#occurrences.get(id);
      return occurrence !== undefined && this.find(target, [occurrence]) !== undefined;
    };
    return new Set([...new Set(possible)].filter(holds));
  }

  /**
   * A key column's value made from the columns of one of the relations, the first that can; undefined where none can,
   * and where it takes two.
   */
  find(target: KeyTarget, reached: readonly Occurrence[]): ChosenValue | undefined {
    const { value } = target;
    if (value.kind === 'computed') return undefined;
    const [first] = reached;
    for (const { id } of reached) {
      const found =
        value.kind === 'column'
          ? this.#columnFor(value, id, (type) => widensTo(type, target.type))
          : value.kind === 'expression'
            ? this.#expressionFor(value, id, id === first?.id)
            : value;
      if (found) return found;
    }
    return undefined;
  }

  #columnFor(
    column: ChosenColumn,
    occurrence: number,
    accepts: (type: string | undefined) => boolean,
  ): ChosenColumn | undefined {
    if (column.occurrence === occurrence) return column;
    const equal = [...this.classes.equalTo(column), ...this.alike(column)];
    const found = equal.find(
      (candidate) => candidate.occurrence === occurrence && accepts(this.classes.typeOf(candidate)),
    );
    return found && { kind: 'column', ...found };
  }

  /** An expression made again from columns that look exactly like its own; one without columns is made anywhere. */
  #expressionFor(expression: ChosenExpression, occurrence: number, isFirst: boolean): ChosenExpression | undefined {
    if (columnsIn(expression).length === 0 && !isFirst) return undefined;
    const replace = (part: ChosenPart): ChosenPart | undefined => {
      if (typeof part === 'string' || part.kind === 'typed-null') return part;
      if (part.kind === 'expression') return replaceAll(part);
      return this.#twin(part, occurrence);
    };
    const replaceAll = ({ parts, ...rest }: ChosenExpression): ChosenExpression | undefined => {
      const replaced = parts.map(replace);
      return replaced.every((part) => part !== undefined) ? { ...rest, parts: replaced } : undefined;
    };
    return replaceAll(expression);
  }

  #twin(column: ChosenColumn, occurrence: number): ChosenColumn | undefined {
    const own = sourceColumn(this.#occurrences.get(column.occurrence), column.column);
    return this.#columnFor(column, occurrence, (type) => own?.exactEquality === true && type === own.type);
  }
}

interface LinkedColumn {
  readonly column: string;
  /** For each other relation, its first column that equals this one, */
  readonly equal: ReadonlyMap<number, ColumnOf>;
  /** or is NULL where it is. */
  readonly alike: ReadonlyMap<number, ColumnOf>;
}

function firstOfEach(columns: readonly ColumnOf[]): ReadonlyMap<number, ColumnOf> {
  return new Map(columns.toReversed().map((column) => [column.occurrence, column]));
}

function findNeighbours(
  { occurrences, predicates }: CertainPart,
  linked: ReadonlyMap<number, readonly LinkedColumn[]>,
): ReadonlyMap<number, readonly Occurrence[]> {
  const neighbours = new Map(occurrences.map(({ id }) => [id, new Set<number>()]));
  for (const [id, columns] of linked)
    for (const { equal, alike } of columns)
      for (const other of [...equal.keys(), ...alike.keys()]) neighbours.get(id)?.add(other);
  for (const { occurrences: named } of predicates)
    if (named.size === 2) for (const id of named) for (const other of named) neighbours.get(id)?.add(other);
  for (const occurrence of occurrences)
    if (occurrence.kind === 'derived')
      for (const operand of occurrence.rows.operands)
        for (const id of occurrencesOf(operand)) neighbours.get(id)?.add(occurrence.id);
  const inOrder = (ids: ReadonlySet<number>): readonly Occurrence[] => occurrences.filter(({ id }) => ids.has(id));
  return new Map([...neighbours].map(([id, others]) => [id, inOrder(others)]));
}

function columnNames(occurrence: Occurrence): readonly string[] {
  return occurrence.kind === 'relation' ? occurrence.source.columns.map(({ name }) => name) : occurrence.columns;
}

type ChosenColumn = Extract<ChosenValue, { kind: 'column' }>;

function isSame(a: ColumnOf, b: ColumnOf): boolean {
  return a.occurrence === b.occurrence && a.column === b.column;
}
