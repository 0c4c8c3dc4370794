/**
 * How a TVIEW follows its sources, as `tviews explain --json` prints it: plain JSON. Members may be added; none changes
 * its meaning or goes away. Names of relations are written as in SQL, qualified and quoted where needed.
 */
export interface Explanation {
  readonly tview: string;
  readonly backingView: string;
  /** The columns that identify a row. */
  readonly key: readonly { readonly name: string; readonly type: string }[];
  /** The tables and TVIEWs that it reads, by name. */
  readonly sources: readonly ExplainedSource[];
  /** How the rows of the keys are computed when all keys are found. */
  readonly refresh: ExplainedRefresh;
  readonly locks: ExplainedLocks;
  /** What no index helps to look up, as `tviews build` warns of it. */
  readonly missingIndexes: readonly MissingIndex[];
}

interface ExplainedRefresh {
  /** Up to so many keys are looked up in the backing view one by one, more in one pass over it; 0: always in one pass. */
  readonly lookedUpEach: number;
}

/**
 * What a drain holds from before it looks anything up until its transaction ends. Whoever changes rows that have a value
 * that is looked up waits for it, and it for them.
 */
export interface ExplainedLocks {
  /** Values of these columns as they are looked up; no columns: all rows. `relation` is null for all that is read. */
  readonly lookups: readonly { readonly relation: string | null; readonly columns: readonly string[] }[];
  /** Those that are refreshed, each by itself; all of them; or none, as writers hold the rows that they are made from. */
  readonly keys: 'each' | 'all' | 'none';
}

export interface ExplainedSource {
  readonly source: string;
  readonly kind: 'base-table' | 'tview';
  /** Different reads of the source can lead to keys in different ways; their keys are added up. */
  readonly routes: readonly ExplainedRoute[];
}

/** The way from changed rows of a source to the keys to refresh. */
export interface ExplainedRoute {
  /** What the definition calls the source here. */
  readonly aliases: readonly string[];
  /** An UPDATE counts only if it changes one of these; none: only INSERT, DELETE and TRUNCATE count. */
  readonly columns: readonly string[];
  /** The row is read as a whole: columns that its table gets later count as well. */
  readonly wholeRow: boolean;
  /** Inheritance parents that lack columns: a statement on one counts too, whatever columns it changes. */
  readonly parents: readonly { readonly relation: string; readonly leadsTo: 'same-keys' | 'all-rows' }[];
  /**
   * What finding the keys costs: nothing (the changed row holds the key), the lookups of `paths`, or a comparison of
   * all rows.
   */
  readonly cost: 'own-key' | 'mapped' | 'full';
  /** Several ways are all taken. Empty where all rows are compared. */
  readonly paths: readonly ExplainedPath[];
  /**
   * The variables of `sql`, which hold a column's values in the changed rows, before and after: arrays of `type`, which
   * is text where the column's own values cannot be held in an array.
   */
  readonly variables: readonly { readonly name: string; readonly column: string; readonly type: string }[];
  /** The PL/pgSQL statements of the drain that find the keys. */
  readonly sql: string;
}

export interface ExplainedPath {
  /** Joins from the changed row on, in order; none: the changed row holds the key. */
  readonly lookups: readonly Lookup[];
  /** What each key column is then equal to, such as `pk_post = p.pk_post`. */
  readonly key: readonly string[];
}

/** One relation on a join path (or the function in FROM that stands for one), and how its rows are found. */
interface Lookup {
  readonly relation: string;
  readonly alias: string;
  /** Such as `p.fk_user = u.pk_user`. */
  readonly condition: string;
  readonly access: Access;
}

export type Access =
  /** An index of a base table. */
  | { readonly kind: 'index'; readonly name: string; readonly columns: readonly string[] }
  /** Another index of a base table: over expressions, or not a btree. */
  | { readonly kind: 'other-index'; readonly method: string; readonly keys: readonly string[] }
  /** The key of a TVIEW, or an index that tviews gives it. */
  | { readonly kind: 'tview-index'; readonly columns: readonly string[] }
  /** The backing view computes the rows that meet the condition. */
  | { readonly kind: 'backing-view' }
  /** Nothing is looked up: a function computes the rows from those before. */
  | { readonly kind: 'computed' }
  /** No index: all rows are read. */
  | { readonly kind: 'whole-table' };

export interface MissingIndex {
  readonly problem: string;
  /** The statement that mends it. */
  readonly createIndex: string;
}
