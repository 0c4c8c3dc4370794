import type { Node } from 'libpg-query';
import type { Column, Index, OtherIndex, UniqueKey } from '../catalog/types.ts';
import type { Span } from '../diagnostics/diagnostic.ts';
import type { ParsedDefinition } from '../parse/types.ts';
import type { QualifiedName } from '../sql/identifiers.ts';
import type { NamedRelations } from './named-relations.ts';
import type { Pushdown, Restriction } from './pushdown.ts';

/** A definition whose every name is bound to the catalog, flattened into the relations it reads and what links them. */
export interface ResolvedDefinition {
  readonly definition: ParsedDefinition;
  /** The maintained table, `tv_x`. */
  readonly tview: QualifiedName;
  /** The backing view, `v_x`. */
  readonly backingView: QualifiedName;
  readonly outputs: readonly ResolvedOutput[];
  readonly graph: RelationGraph;
  readonly named: NamedRelations;
  /** The tables that functions read, by `-- @reads`: each change of one may matter to any row. */
  readonly functionReads: readonly SourceRelation[];
  /** Whether no two rows agree in these output columns (NULLs being equal), as far as constraints prove it. */
  readonly isUnique: (columns: ReadonlySet<string>) => boolean;
  /** Output columns that identify a row by construction: those of GROUP BY, of DISTINCT ON, of the only table's key. */
  readonly candidateKeys: readonly (readonly string[])[];
  /** What PostgreSQL computes of the backing view to look rows up by these output columns. */
  readonly pushdown: (restrictions: readonly Restriction[]) => Pushdown;
}

export interface ResolvedOutput {
  readonly name: string;
  readonly value: Value;
  readonly type: string | undefined;
  readonly notNull: boolean;
  /** As of a catalog column; false where the value is computed. */
  readonly exactEquality: boolean;
  readonly scalar: boolean;
  readonly span: Span;
}

/**
 * Every base table (or other TVIEW) that a definition reads, once per place where it is read, and the equalities that
 * hold between their columns.
 */
export interface RelationGraph {
  readonly regions: readonly Region[];
  readonly occurrences: readonly Occurrence[];
  readonly equalities: readonly Equality[];
  readonly predicates: readonly Predicate[];
  /** Each about one relation. */
  readonly localConditions: readonly Predicate[];
}

/**
 * A part of the query that may contribute nothing to a row of the result: the nullable side of an outer join, a
 * subquery in an expression, the inside of an aggregate without GROUP BY, a branch of a set operation.
 *
 * What stands in a region (a relation, a predicate) is certain for a changed row only if that row stands in it too:
 * then the row can matter only where the whole region contributes.
 */
export interface Region {
  readonly id: number;
  readonly parent: number | undefined;
  /** A branch of a set operation, or an alternative of OR: one of them holds for each row of the result. */
  readonly branch?: Branch;
  /** Its rows have a say in which rows beside them are returned, or in what these show: by what. */
  readonly decides?: 'LIMIT' | 'DISTINCT ON' | 'a window';
}

export interface Branch {
  readonly setOperation: number;
  readonly index: number;
  /** Not needed by rows of the result: the second query of INTERSECT and EXCEPT. */
  readonly optional: boolean;
  /** Of OR: a condition, which may be dropped. */
  readonly condition: boolean;
  /** A side of a full join, which may be there although the other one was chosen. */
  readonly side?: boolean;
}

/** A place in FROM: a relation that is read there, or rows that are computed from those of other places. */
export type Occurrence = RelationOccurrence | DerivedOccurrence;

export interface RelationOccurrence extends Place {
  readonly kind: 'relation';
  readonly source: SourceRelation;
  /** False where another occurrence stands for the same rows: their changes are followed from there. */
  readonly followed: boolean;
  /** The columns of this occurrence on which the result depends. */
  readonly reads: ReadonlySet<string>;
}

/** A function in FROM, a VALUES list, or the steps of a recursion: it has no rows of its own that could change. */
export interface DerivedOccurrence extends Place {
  readonly kind: 'derived';
  readonly columns: readonly string[];
  readonly rows: DerivedRows;
}

export type DerivedRows =
  | {
      readonly kind: 'item';
      /** The item of FROM, its column references replaced by placeholders for the operands. */
      readonly tree: Node;
      readonly operands: readonly Value[];
    }
  | Climb
  /** The row before in a recursion: no query returns it. */
  | { readonly kind: 'unknown'; readonly operands: readonly [] };

/**
 * The values that a recursion over a relation comes by from given ones: these, and the `yields` of each row whose
 * `matches` are among the values reached.
 */
interface Climb {
  readonly kind: 'climb';
  readonly relation: QualifiedName;
  readonly matches: readonly string[];
  readonly yields: readonly string[];
  /** One value for each column. */
  readonly operands: readonly Value[];
}

interface Place {
  readonly id: number;
  readonly alias: string;
  readonly region: number;
  readonly span: Span;
}

/** A relation whose changes triggers can see: a base table, or another TVIEW. */
export interface SourceRelation extends QualifiedName {
  readonly kind: 'base-table' | 'tview';
  readonly columns: readonly SourceColumn[];
  readonly uniqueKeys: readonly UniqueKey[];
  readonly indexes: readonly Index[];
  readonly otherIndexes?: readonly OtherIndex[];
  /** Row-level security, for all but the owner or for the owner as well. Absent where it is off. */
  readonly rowSecurity?: 'enabled' | 'forced';
  /** It is partitioned, or a part of a partitioned table. */
  readonly partitioned: boolean;
  /** The tables it inherits from that lack some of its columns, with those they have. */
  readonly narrowParents: readonly (QualifiedName & { readonly columns: readonly string[] })[];
}

export type SourceColumn = Omit<Column, 'type' | 'generated'> & {
  readonly type: string | undefined;
  /** A virtual generated column: computed when read. */
  readonly virtual?: boolean;
};

export interface ColumnOf {
  readonly occurrence: number;
  readonly column: string;
}

/**
 * Where a value comes from: a column of an occurrence, one of the branches of a set operation (or of COALESCE and CASE),
 * an expression over such values that can be computed again from them alone, NULL, or any other computation; of these,
 * some return a value that one of their rows has (`CarriedValues`).
 */
export type Value =
  | ({ readonly kind: 'column' } & ColumnOf)
  | { readonly kind: 'choice'; readonly setOperation: number; readonly branches: readonly Value[] }
  | ExpressionValue
  | { readonly kind: 'null' }
  | { readonly kind: 'computed'; readonly carried?: number };

export interface ExpressionValue {
  readonly kind: 'expression';
  /** PostgreSQL's tree without locations; its column references are `placeholder`s that stand for the operands. */
  readonly tree: Node;
  readonly operands: readonly Value[];
  /** Where it is computed: it is NULL where this region contributes nothing. */
  readonly region: number;
  /** No values of the columns below it make it, or what it is made from, fail. */
  readonly harmless?: boolean;
}

/** `left = right` holds for each row to which all of these regions contribute. */
export interface Equality {
  readonly regions: readonly number[];
  readonly left: Value;
  readonly right: Value;
  /** It is true of two NULLs as well. */
  readonly nullSafe: boolean;
}

/** A condition, other than an equality of two relations, that holds where all of these regions contribute. */
export interface Predicate {
  readonly regions: readonly number[];
  readonly condition: ExpressionValue;
}
