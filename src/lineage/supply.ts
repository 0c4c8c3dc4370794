import type { ColumnOf, Occurrence } from '../resolve/types.ts';
import { sourceColumn } from '../resolve/values.ts';
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

  readonly #linked = new Map<number, readonly LinkedColumn[]>();

  constructor({ occurrences, equalities, nullSafe }: CertainPart) {
    const named = new Map<number, Set<string>>();
    for (const { occurrence, column } of [...equalities, ...nullSafe].flat())
      named.set(occurrence, (named.get(occurrence) ?? new Set()).add(column));
    this.classes = new EqualityClasses(occurrences, equalities);
    this.#occurrences = new Map(occurrences.map((occurrence) => [occurrence.id, occurrence]));
    this.#nullSafe = nullSafe;
    for (const occurrence of occurrences) {
      const columns = columnNames(occurrence).filter((column) => named.get(occurrence.id)?.has(column));
      this.#linked.set(
        occurrence.id,
        columns.map((column) => {
          const own = { occurrence: occurrence.id, column };
          return { column, equal: this.classes.equalTo(own), alike: this.alike(own) };
        }),
      );
    }
  }

  /** The columns of a relation that equal others, in its own order. */
  linkedColumns({ id }: Occurrence): readonly LinkedColumn[] {
    return this.#linked.get(id) ?? [];
  }

  /** The columns that equal a column, or are NULL where it is. */
  alike(column: ColumnOf): readonly ColumnOf[] {
    return this.#nullSafe.flatMap(([a, b]) => (isSame(a, column) ? [b] : isSame(b, column) ? [a] : []));
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
  readonly equal: readonly ColumnOf[];
  /** Equal, or NULL where it is. */
  readonly alike: readonly ColumnOf[];
}

function columnNames(occurrence: Occurrence): readonly string[] {
  return occurrence.kind === 'relation' ? occurrence.source.columns.map(({ name }) => name) : occurrence.columns;
}

type ChosenColumn = Extract<ChosenValue, { kind: 'column' }>;

function isSame(a: ColumnOf, b: ColumnOf): boolean {
  return a.occurrence === b.occurrence && a.column === b.column;
}
