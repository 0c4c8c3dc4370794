import type { GraphBuilder } from './graph-builder.ts';
import type { Pushdown, Restriction } from './pushdown.ts';
import type { ColumnOf } from './types.ts';

/** A relation, derived table or function in FROM, as the uniqueness proof sees it. */
export interface Leaf {
  /** The identity that names each of its columns within the block. */
  readonly identities: ReadonlyMap<string, { readonly identity: string; readonly notNull: boolean }>;
  /** Whether these columns, by the names that `identities` has, single out one of its rows (of a LATERAL one, for given rows before it). */
  readonly isUnique: (columns: ReadonlySet<string>) => boolean;
  /** Its rows depend on those of the leaves before it. */
  readonly lateral?: boolean;
  /** It stands on the nullable side of an outer join. */
  readonly optional?: boolean;
  /** What is computed of it under these restrictions; absent where it is a table or a function. */
  readonly pushdown?: (restrictions: readonly Restriction[]) => Pushdown;
}

/** A FULL JOIN, as the pairs of columns that its condition equates, by their identities: left, right. */
export interface FullJoin {
  readonly pairs: (readonly [string, string])[];
  /** What USING makes of such a pair, with the left one. */
  readonly merged: (readonly [string, string])[];
  /** One of its sides holds another. */
  readonly nested: boolean;
}

/** Where `from` is known for a row, `to` is known too; no `from`: it is the same for all rows of the block. */
export interface Dependency {
  readonly from?: string;
  readonly to: string;
}

/** The columns that a full join by USING makes, each of one from either side, none of which holds NULL. */
export interface MergedColumns {
  /** The identities of the merged columns. */
  readonly merged: readonly string[];
  readonly sides: readonly MergedSide[];
}

interface MergedSide {
  readonly identities: readonly string[];
  /** What is joined: the block's leaves between these. */
  readonly leaves: readonly [from: number, to: number];
}

/** One SELECT while it is resolved: what its result depends on in any case, and what determines what. */
export class Block {
  readonly region: number;
  readonly always: ColumnOf[] = [];
  readonly leaves: Leaf[] = [];
  readonly dependencies: Dependency[] = [];
  readonly merges: MergedColumns[] = [];
  readonly fullJoins: FullJoin[] = [];
  /** The identities of columns that conditions on all its rows show not to be NULL. */
  readonly notNull = new Set<string>();

  readonly #graph: GraphBuilder;

  constructor(region: number, graph: GraphBuilder) {
    this.region = region;
    this.#graph = graph;
  }

  /**
   * Says of the leaves from `first` on that a row of the block may lack them and show NULLs instead, beside rows that
   * lack others: a row with nothing but NULLs of its own could not be told from these.
   */
  requireShown(first: number): void {
    for (const [index, leaf] of this.leaves.entries()) {
      if (index < first) continue;
      const isShown = (name: string): boolean => leaf.identities.get(name)?.notNull === true;
      const isUnique = (columns: ReadonlySet<string>) => [...columns].some(isShown) && leaf.isUnique(columns);
      this.leaves[index] = { ...leaf, isUnique };
    }
  }

  /** Says of these leaves that a row of the block may lack them. */
  makeOptional(first: number, end: number): void {
    for (const [index, leaf] of this.leaves.entries())
      if (first <= index && index < end) this.leaves[index] = { ...leaf, optional: true };
  }

  newIdentity(): string {
    return this.#graph.newIdentity();
  }

  read(columns: readonly ColumnOf[]): void {
    this.always.push(...columns);
  }

  /**
   * Everything that is known of a row once these columns are: the closure under the functional dependencies that
   * equalities and unique keys give (Abiteboul, Hull, Vianu: Foundations of Databases, 8.2).
   */
  closure(start: ReadonlySet<string>): { readonly known: ReadonlySet<string>; readonly allRowsKnown: boolean } {
    const { known, open } = this.#close(start, this.merges);
    return { known, allRowsKnown: open.size === 0 };
  }

  #close(start: ReadonlySet<string>, merges: readonly MergedColumns[]): Closure {
    const known = new Set(start);
    const open = new Set(this.leaves);
    const close = (leaf: Leaf): void => {
      open.delete(leaf);
      for (const { identity } of leaf.identities.values()) known.add(identity);
    };
    for (let before = -1; before !== known.size + this.leaves.length - open.size; ) {
      before = known.size + this.leaves.length - open.size;
      for (const { from, to } of this.dependencies) if (from === undefined || known.has(from)) known.add(to);
      for (const leaf of open) {
        if (leaf.lateral && this.leaves.some((other, index) => open.has(other) && index < this.leaves.indexOf(leaf)))
          continue;
        const columns = new Set(
          [...leaf.identities].filter(([, { identity }]) => known.has(identity)).map(([name]) => name),
        );
        if (leaf.isUnique(columns)) close(leaf);
      }
      for (const merge of merges)
        if (this.#determinesSides(merge, known, merges))
          for (const { leaves } of merge.sides) for (const leaf of this.leaves.slice(...leaves)) close(leaf);
    }
    return { known, open };
  }

  /**
   * Whether merged columns determine the rows of both sides: each side's own columns do, where it is there. It is there
   * for all rows that agree in the merged columns or for none, since the join would have matched two of which one has
   * only its left side and the other only its right.
   */
  #determinesSides(merge: MergedColumns, known: ReadonlySet<string>, merges: readonly MergedColumns[]): boolean {
    if (!merge.merged.every((identity) => known.has(identity))) return false;
    const others = merges.filter((other) => other !== merge);
    return merge.sides.every(({ identities, leaves }) => {
      const own = this.leaves.slice(...leaves);
      // Rows that depend on others before them are not the same for all rows of the block.
      if (own.some(({ lateral }) => lateral)) return false;
      const { open } = this.#close(new Set([...known, ...identities]), others);
      return own.every((leaf) => !open.has(leaf));
    });
  }
}

interface Closure {
  readonly known: ReadonlySet<string>;
  /** The leaves whose rows are not known. */
  readonly open: ReadonlySet<Leaf>;
}
