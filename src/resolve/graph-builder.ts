import type { Span } from '../diagnostics/diagnostic.ts';
import type { ColumnOf, Equality, Region, RelationGraph, SourceRelation, Value } from './types.ts';

type GrowingOccurrence = {
  readonly id: number;
  readonly source: SourceRelation;
  readonly alias: string;
  readonly region: number;
  readonly span: Span;
  readonly reads: Set<string>;
};

/** Grows the relation graph of one definition while its query is walked. */
export class GraphBuilder {
  readonly #regions: Region[] = [{ id: 0, parent: undefined }];
  readonly #occurrences: GrowingOccurrence[] = [];
  readonly #equalities: Equality[] = [];
  #setOperations = 0;
  #identities = 0;

  newRegion(parent: number, branch?: Region['branch']): number {
    const id = this.#regions.length;
    this.#regions.push(branch ? { id, parent, branch } : { id, parent });
    return id;
  }

  /** Whether a region is another, or lies in it. */
  isInside(region: number, outer: number): boolean {
    for (let id: number | undefined = region; id !== undefined; id = this.#regions[id]?.parent)
      if (id === outer) return true;
    return false;
  }

  regionOf(occurrence: number): number {
    return this.#occurrences[occurrence]?.region ?? 0;
  }

  newIdentity(): string {
    return `c${this.#identities++}`;
  }

  newSetOperation(): number {
    return this.#setOperations++;
  }

  /** Takes back the branches of alternatives that do not all link something: none of them is certain. */
  closeBranches(setOperation: number): void {
    for (const [index, region] of this.#regions.entries())
      if (region.branch?.setOperation === setOperation)
        this.#regions[index] = { ...region, branch: { ...region.branch, optional: true } };
  }

  get equalityCount(): number {
    return this.#equalities.length;
  }

  addOccurrence(source: SourceRelation, alias: string, region: number, span: Span): number {
    const id = this.#occurrences.length;
    this.#occurrences.push({ id, source, alias, region, span, reads: new Set() });
    return id;
  }

  addEquality(regions: readonly number[], left: Value, right: Value): void {
    if (left.kind === 'computed' || right.kind === 'computed') return;
    this.#equalities.push({ regions, left, right });
  }

  read(columns: readonly ColumnOf[]): void {
    for (const { occurrence, column } of columns) this.#occurrences[occurrence]?.reads.add(column);
  }

  build(): RelationGraph {
    return { regions: this.#regions, occurrences: this.#occurrences, equalities: this.#equalities };
  }
}
