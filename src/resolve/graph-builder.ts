import { CarriedValues } from './carried-values.ts';
import type {
  Branch,
  ColumnOf,
  DerivedOccurrence,
  DerivedRows,
  Equality,
  ExpressionValue,
  Predicate,
  Region,
  RelationGraph,
  RelationOccurrence,
  SourceRelation,
  Value,
} from './types.ts';

import { canLink, occurrencesOf, sameValue, sourceColumn } from './values.ts';

type GrowingOccurrence = (Omit<RelationOccurrence, 'reads'> & { readonly reads: Set<string> }) | DerivedOccurrence;

type Where = Pick<RelationOccurrence, 'alias' | 'region' | 'span'>;

/** Grows the relation graph of one definition while its query is walked. */
export class GraphBuilder {
  readonly #regions: Region[] = [{ id: 0, parent: undefined }];
  readonly #occurrences: GrowingOccurrence[] = [];
  readonly #equalities: Equality[] = [];
  readonly #predicates: Predicate[] = [];
  readonly #localConditions: Predicate[] = [];
  readonly carried = new CarriedValues();
  #setOperations = 0;
  #identities = 0;

  newRegion(parent: number, branch?: Region['branch']): number {
    const id = this.#regions.length;
    this.#regions.push(branch ? { id, parent, branch } : { id, parent });
    return id;
  }

  /** A region whose rows decide about others. */
  newInfluence(parent: number, decides: NonNullable<Region['decides']>): number {
    const id = this.#regions.length;
    this.#regions.push({ id, parent, decides });
    return id;
  }

  /** Whether a region is another, or lies in it. */
  isInside(region: number, outer: number): boolean {
    for (let id: number | undefined = region; id !== undefined; id = this.#regions[id]?.parent)
      if (id === outer) return true;
    return false;
  }

  /**
   * Whether a value comes from what stands in a region. A LATERAL subquery, or one in an expression, can hand on a column
   * from outside, which then is NULL where the subquery has no row.
   */
  standsIn(value: Value, region: number): boolean {
    switch (value.kind) {
      case 'column':
        return this.isInside(this.regionOf(value.occurrence), region);
      case 'choice':
        return value.branches.every((branch) => this.standsIn(branch, region));
      case 'expression':
        return this.isInside(value.region, region);
      case 'computed':
        return this.isInside(this.carried.regionOf(value) ?? region, region);
      default:
        return true;
    }
  }

  regionOf(occurrence: number): number {
    return this.#occurrences[occurrence]?.region ?? 0;
  }

  /** The relation that is read at an occurrence. */
  sourceOf(id: number): SourceRelation | undefined {
    const occurrence = this.#occurrences[id];
    return occurrence?.kind === 'relation' ? occurrence.source : undefined;
  }

  /** What the columns of an occurrence (or one of them) equal wherever a region contributes. */
  equalTo(
    occurrence: number,
    region: number,
    column?: string,
  ): readonly { readonly column: string; readonly other: Value }[] {
    const matches = (value: Value) =>
      value.kind === 'column' && value.occurrence === occurrence && (column === undefined || value.column === column)
        ? [value.column]
        : [];
    return this.#equalities
      .filter(({ regions, nullSafe }) => !nullSafe && regions.every((needed) => this.isInside(region, needed)))
      .flatMap(({ left, right }) => [
        ...matches(left).map((name) => ({ column: name, other: right })),
        ...matches(right).map((name) => ({ column: name, other: left })),
      ]);
  }

  /** Whether a condition says that a column is NULL wherever a region contributes. */
  isNull({ occurrence, column }: ColumnOf, region: number): boolean {
    return this.#localConditions.some(({ regions, condition: { tree, operands } }) => {
      const [operand] = operands;
      return (
        'NullTest' in tree &&
        tree.NullTest.nulltesttype === 'IS_NULL' &&
        tree.NullTest.arg !== undefined &&
        'ColumnRef' in tree.NullTest.arg &&
        operand?.kind === 'column' &&
        operand.occurrence === occurrence &&
        operand.column === column &&
        regions.every((needed) => this.isInside(region, needed))
      );
    });
  }

  newIdentity(): string {
    return `c${this.#identities++}`;
  }

  /** The region of a branch of a set operation that stands directly in another region. */
  branchIn(parent: number, setOperation: number, index: number): number | undefined {
    return this.#regions.find(
      (region) =>
        region.parent === parent && region.branch?.setOperation === setOperation && region.branch.index === index,
    )?.id;
  }

  newSetOperation(): number {
    return this.#setOperations++;
  }

  /** The two sides of a full join: of each row of the result at least one is there. */
  newFullJoin(parent: number): { readonly setOperation: number; readonly left: number; readonly right: number } {
    const setOperation = this.newSetOperation();
    const side = (index: number) =>
      this.newRegion(parent, { setOperation, index, optional: false, condition: false, side: true });
    return { setOperation, left: side(0), right: side(1) };
  }

  /**
   * The value that COALESCE gives to columns of the two sides of a full join, none of which holds NULL itself, and which
   * the join makes equal: only then a row on one side always shows its own.
   */
  coalesced(values: readonly Value[]): Value | undefined {
    const [first, ...others] = values;
    if (first === undefined || others.length === 0) return first && this.#neverNullInside(first) ? first : undefined;
    for (const { branch } of this.#sidesAround(first)) {
      const sides = [0, 1].map((index) => values.filter((value) => this.#standsOn(value, branch.setOperation, index)));
      if (sides.flat().length < values.length || sides.some(({ length }) => length === 0)) continue;
      const branches = sides.map((side) => this.coalesced(side));
      const [left, right] = branches;
      if (left && right && this.#areEquated(left, right, branch.setOperation))
        return { kind: 'choice', setOperation: branch.setOperation, branches: [left, right] };
    }
    return undefined;
  }

  /** Whether the condition of a full join makes two values equal, one of each side. */
  #areEquated(left: Value, right: Value, setOperation: number): boolean {
    return this.#equalities.some(
      (equality) =>
        !equality.nullSafe &&
        equality.regions.length === 2 &&
        equality.regions.every((region) => this.#regions[region]?.branch?.setOperation === setOperation) &&
        ((sameValue(equality.left, left) && sameValue(equality.right, right)) ||
          (sameValue(equality.left, right) && sameValue(equality.right, left))),
    );
  }

  #sidesAround(value: Value): readonly { readonly id: number; readonly branch: Branch }[] {
    const [occurrence] = occurrencesOf(value);
    const found: { id: number; branch: Branch }[] = [];
    for (
      let id: number | undefined = this.regionOf(occurrence ?? -1);
      id !== undefined;
      id = this.#regions[id]?.parent
    ) {
      const branch = this.#regions[id]?.branch;
      if (branch?.side) found.push({ id, branch });
    }
    return found;
  }

  #standsOn(value: Value, setOperation: number, index: number): boolean {
    return this.#sidesAround(value).some(
      ({ branch }) => branch.setOperation === setOperation && branch.index === index,
    );
  }

  /** Whether a column is NULL only where the side of the full join that holds it is absent. */
  #neverNullInside(value: Value): boolean {
    if (value.kind !== 'column') return false;
    const occurrence = this.#occurrences[value.occurrence];
    return (
      sourceColumn(occurrence, value.column)?.notNull === true &&
      this.#regions[occurrence?.region ?? 0]?.branch?.side === true
    );
  }

  /** Takes back the branches of alternatives that do not all link something: none of them is certain. */
  closeBranches(setOperation: number): void {
    for (const [index, region] of this.#regions.entries())
      if (region.branch?.setOperation === setOperation)
        this.#regions[index] = { ...region, branch: { ...region.branch, optional: true } };
  }

  get linkCount(): number {
    return this.#equalities.length + this.#predicates.length;
  }

  addOccurrence(source: SourceRelation, place: Where, followed = true): number {
    const id = this.#occurrences.length;
    this.#occurrences.push({ kind: 'relation', id, source, ...place, followed, reads: new Set() });
    return id;
  }

  addDerived(rows: DerivedRows, columns: readonly string[], place: Where): number {
    const id = this.#occurrences.length;
    this.#occurrences.push({ kind: 'derived', id, rows, columns, ...place });
    return id;
  }

  /**
   * Links two values; a value that comes from no relation links nothing. Of a value that is carried, NULL says nothing:
   * there may be no row that carries it.
   */
  addEquality(regions: readonly number[], left: Value, right: Value, nullSafe = false): void {
    if (!canLink(left) || !canLink(right)) return;
    const [a, b] = nullSafe ? [left, right] : [this.carried.linked(left), this.carried.linked(right)];
    if (occurrencesOf(a).size > 0 && occurrencesOf(b).size > 0)
      this.#equalities.push({ regions, left: a, right: b, nullSafe });
  }

  /** Links the relations that a condition is about; one over a single relation links nothing. */
  addPredicate(regions: readonly number[], condition: ExpressionValue): void {
    if (occurrencesOf(condition).size > 1) this.#predicates.push({ regions, condition });
  }

  /** States what rows of a single relation must meet to matter. */
  addLocalCondition(regions: readonly number[], condition: ExpressionValue): void {
    this.#localConditions.push({ regions, condition });
  }

  /** Says that the result depends on columns, and so on the rows that carry values computed from these. */
  read(columns: readonly ColumnOf[]): void {
    for (let next = columns; next.length > 0; next = this.carried.takeReads((column) => this.#isRead(column)))
      for (const { occurrence: id, column } of next) {
        const occurrence = this.#occurrences[id];
        if (occurrence?.kind === 'relation') occurrence.reads.add(column);
      }
  }

  #isRead({ occurrence: id, column }: ColumnOf): boolean {
    const occurrence = this.#occurrences[id];
    return occurrence?.kind !== 'relation' || occurrence.reads.has(column);
  }

  build(): RelationGraph {
    return {
      regions: this.#regions,
      occurrences: this.#occurrences,
      equalities: this.#equalities,
      predicates: this.#predicates,
      localConditions: this.#localConditions,
    };
  }
}
