/**
 * How data flows from base tables to TVIEWs, as `tviews graph --format json` prints it: plain JSON. Members may be added;
 * none changes its meaning or goes away. Names of relations are written as in SQL, qualified and quoted where needed.
 */
export interface DataFlow {
  /** Base tables by name, then TVIEWs in dependency order. */
  readonly nodes: readonly FlowNode[];
  /** By the TVIEW, then by what it reads. */
  readonly edges: readonly FlowEdge[];
}

/** A relation that data comes from or goes to. */
export interface FlowNode {
  readonly name: string;
  readonly kind: 'base-table' | 'tview';
  /** The columns that identify a row of a TVIEW; empty for base tables. */
  readonly key: readonly string[];
  /** Whether triggers leave something out that the TVIEW reads, so that `rebuild()` has to be called. */
  readonly refreshedManually: boolean;
}

/** That changes of one relation lead to rows of a TVIEW. */
export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  /** An UPDATE counts if it changes one of these; none: only INSERT, DELETE and TRUNCATE count. */
  readonly columns: readonly string[];
  /** The row is read as a whole: columns that its table gets later count as well. */
  readonly wholeRow: boolean;
  /**
   * The dearest way from a changed row to the keys: `own-key` (it holds them), `mapped` (joins are looked up), `full` (all
   * rows of the TVIEW are compared).
   */
  readonly cost: 'own-key' | 'mapped' | 'full';
}
