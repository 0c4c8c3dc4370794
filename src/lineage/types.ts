import type { ResolvedDefinition, SourceRelation } from '../resolve/types.ts';
import type { QualifiedName } from '../sql/identifiers.ts';

/** Which rows of one TVIEW a change to any of its sources affects. */
export interface Lineage {
  readonly definition: ResolvedDefinition;
  readonly key: readonly KeyColumn[];
  /** Sorted by source; together they cover every place where the definition reads a table. */
  readonly routes: readonly Route[];
}

export interface KeyColumn {
  readonly name: string;
  readonly type: string;
  /** NULL can occur (the NULL group of a GROUP BY, the nullable side of an outer join): compare with NULLs in mind. */
  readonly nullable: boolean;
}

/** The way from changed rows of one source to the keys they affect. */
export interface Route {
  readonly source: SourceRelation;
  /** The aliases under which the definition reads the source this way. */
  readonly aliases: readonly string[];
  /** An UPDATE that leaves these columns alone cannot matter. In the table's column order. */
  readonly readColumns: readonly string[];
  /** The row is read as a whole, and so are columns that its table gets later. */
  readonly wholeRow: boolean;
  readonly reach: Reach;
}

/** `full`: every row of the TVIEW is compared. `keyed`: the union of the paths gives the affected keys. */
export type Reach =
  | { readonly kind: 'full' }
  | { readonly kind: 'keyed'; readonly linkColumns: readonly LinkColumn[]; readonly paths: readonly JoinPath[] };

/** A column of the changed rows that a join path starts from. */
export interface LinkColumn {
  readonly name: string;
  readonly type: string;
  /** NULL can occur here and can matter (it is itself a key value); elsewhere a NULL joins nothing. */
  readonly keepNulls: boolean;
  readonly nullable: boolean;
}

/** Joins from the changed rows toward the key; no steps: the changed row holds the key itself. */
export interface JoinPath {
  readonly steps: readonly JoinStep[];
  /** One term for each key column. */
  readonly key: readonly Term[];
}

export interface JoinStep {
  readonly relation: QualifiedName;
  readonly alias: string;
  readonly conditions: readonly JoinCondition[];
}

/** `alias.column = term`, NULLs being equal where it says so. */
interface JoinCondition {
  readonly column: string;
  readonly equals: ColumnTerm;
  readonly nullSafe: boolean;
}

/** A column of the changed rows, or of a step by its alias. */
export type ColumnTerm =
  | { readonly kind: 'changed'; readonly column: string }
  | { readonly kind: 'step'; readonly alias: string; readonly column: string };

export type Term = ColumnTerm | { readonly kind: 'null' };
