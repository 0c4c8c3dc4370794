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
  /** A set of its values cannot be held in an array of its type (it is an array itself, or a composite): held as text. */
  readonly asText: boolean;
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
  /** Rows that do not meet all of these cannot matter. */
  readonly conditions: readonly ExpressionTerm[];
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
  /** A set of its values cannot be held in an array of its type (it is an array itself, or a composite): held as text. */
  readonly asText: boolean;
  /** Equal values of it can look different, and an expression over it may tell them apart. */
  readonly byLook: boolean;
}

/** Joins from the changed rows toward the key; no steps: the changed row holds the key itself. */
export interface JoinPath {
  readonly steps: readonly JoinStep[];
  /** One term for each key column. */
  readonly key: readonly Term[];
  /** Those that may be NULL although the key cannot: where they are, there is no such row. */
  readonly neverNull: readonly ColumnTerm[];
}

/** One more item of FROM, and the conditions under which its rows belong to those before it. */
export interface JoinStep {
  readonly alias: string;
  readonly rows: StepRows;
  readonly conditions: readonly JoinCondition[];
  /** Conditions other than the equality of two columns. */
  readonly predicates: readonly ExpressionTerm[];
  /** Conditions on its own columns alone. */
  readonly filters: readonly ExpressionTerm[];
}

type StepRows =
  | ({ readonly kind: 'relation' } & QualifiedName)
  /** A function or VALUES list, computed from the rows before it. */
  | { readonly kind: 'item'; readonly item: ExpressionTerm; readonly columns: readonly string[] }
  | ClimbRows;

/** All values that a recursion over a relation comes by from given ones, these included. */
export interface ClimbRows {
  readonly kind: 'climb';
  readonly relation: QualifiedName;
  readonly matches: readonly string[];
  readonly yields: readonly string[];
  readonly start: readonly ColumnTerm[];
  readonly columns: readonly string[];
}

/** `alias.column = term`, NULLs being equal where it says so. */
export interface JoinCondition {
  readonly column: string;
  readonly equals: ColumnTerm | ExpressionTerm;
  readonly nullSafe: boolean;
}

/** A column of the changed rows, or of a step by its alias. */
export type ColumnTerm =
  | { readonly kind: 'changed'; readonly column: string }
  | { readonly kind: 'step'; readonly alias: string; readonly column: string };

interface NullTerm {
  readonly kind: 'null';
}

/** SQL text with terms in it. */
export interface ExpressionTerm {
  readonly kind: 'expression';
  readonly parts: readonly (string | ColumnTerm | { readonly kind: 'null'; readonly type: string })[];
  /** What it is cast to, where its own type may be another. */
  readonly type?: string;
}

export type Term = ColumnTerm | NullTerm | ExpressionTerm;

/** The columns of the changed rows that a term is made from. */
export function changedColumnsOf(term: Term): readonly string[] {
  if (term.kind === 'changed') return [term.column];
  if (term.kind !== 'expression') return [];
  return term.parts.flatMap((part) => (typeof part !== 'string' && part.kind === 'changed' ? [part.column] : []));
}

/** Every term of a path, in the order in which they are written. */
export function termsOf({ steps, key }: Pick<JoinPath, 'steps' | 'key'>): readonly Term[] {
  const ofSteps = steps.flatMap(({ rows, conditions, predicates }) => [
    ...(rows.kind === 'item' ? [rows.item] : rows.kind === 'climb' ? rows.start : []),
    ...conditions.map(({ equals }) => equals),
    ...predicates,
  ]);
  return [...ofSteps, ...key];
}
