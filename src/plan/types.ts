import type { ExpressionTerm, JoinPath, KeyColumn, LinkColumn, Term } from '../lineage/types.ts';
import type { FollowingStatement } from '../parse/types.ts';
import type { QualifiedName } from '../sql/identifiers.ts';
import type { Numbers } from './numbers.ts';

/** Everything the install script is made of, decided: names, order, who enqueues what for whom. Plain JSON. */
export interface Plan {
  readonly extension: ExtensionIdentity;
  /** The search_path under which definitions, and functions they call, resolve unqualified names. */
  readonly searchPath: readonly string[];
  /** Settings pinned wherever documents are computed, so that every session computes the same ones. */
  readonly settings: readonly { readonly name: string; readonly value: string }[];
  /** In dependency order, which is that of their positions. */
  readonly tviews: readonly PlannedTview[];
  readonly sources: readonly PlannedSource[];
  /** What the search for affected keys may rest on. */
  readonly constraints: readonly ReliedConstraint[];
  /** What refreshes look up in base tables. */
  readonly lookups: readonly PlannedLookup[];
  /** The tables that backing views name only in WITH queries that nothing reads, sorted. */
  readonly unread: readonly QualifiedName[];
  /** For the next release. */
  readonly numbers: Numbers;
}

/** A constraint of a base table, by its columns: NOT NULL of one, or a unique key. */
export interface ReliedConstraint {
  readonly table: QualifiedName;
  readonly kind: 'not-null' | 'unique';
  readonly columns: readonly string[];
}

/** Rows of a base table that refreshes of a TVIEW look up. */
export interface PlannedLookup {
  readonly tview: QualifiedName;
  readonly table: QualifiedName;
  /** The indexes of which one is enough, best first. */
  readonly wanted: readonly {
    readonly method: 'btree' | 'gin' | 'gist';
    /** Columns; or an expression. */
    readonly columns: readonly string[];
    readonly isExpression: boolean;
  }[];
  /** The statement that creates the best one. */
  readonly createIndex: string;
}

export interface ExtensionIdentity {
  readonly name: string;
  readonly version: string;
  /** Where the machinery lives. */
  readonly schema: string;
}

export interface PlannedTview {
  readonly position: number;
  readonly tview: QualifiedName;
  readonly backingView: QualifiedName;
  /** The user's SELECT, verbatim. */
  readonly select: string;
  readonly columns: readonly PlannedColumn[];
  readonly key: readonly PlannedKeyColumn[];
  /** Constraints prove that the key is unique. */
  readonly keyProven: boolean;
  /** Up to so many keys are looked up in the backing view one by one; 0: always all in one pass. */
  readonly lookedUpEach: number;
  readonly functions: { readonly drain: string; readonly refresh: string; readonly rebuild: string };
  /** The functions that create it: the TVIEW itself, and its indexes with what the user says about it. */
  readonly parts: { readonly activate: string; readonly equip: string };
  /** The tables and TVIEWs that its routes start from. */
  readonly sources: readonly QualifiedName[];
  /** What it follows, and the route by which; several can start from one source. */
  readonly follows: readonly PlannedFollow[];
  /** Keyed routes only; a full one needs no more than its entry in the queue. */
  readonly routes: readonly PlannedRoute[];
  readonly locks: PlannedLocks;
  /** Number of arrays a queue entry holds: the most link columns that a route has, or the columns of the key. */
  readonly width: number;
  readonly indexes: readonly PlannedIndex[];
  /** The user's own statements about the TVIEW. */
  readonly statements: readonly Pick<FollowingStatement, 'text' | 'undo'>[];
  /**
   * Replace a row that differs instead of updating it: with unique indexes besides the key, rows that swap values would
   * collide halfway.
   */
  readonly replaceRows: boolean;
  /** Triggers do not report all that it reads: between rebuilds it may differ from its SELECT. */
  readonly refreshedManually: boolean;
  /** Keys that cannot be refreshed are put aside, rather than that the write fails. */
  readonly parksErrors: boolean;
}

/** A column of a TVIEW or of a table. */
interface PlannedColumn {
  readonly name: string;
  /** Undefined where it is computed, and there was no PostgreSQL to ask. */
  readonly type: string | undefined;
}

/** What a drain holds from before it looks anything up until its transaction ends. */
export interface PlannedLocks {
  /** In the order in which they are held. */
  readonly classes: readonly LockClass[];
  readonly lookups: readonly Lookup[];
  /** The class of the keys; undefined where changes of one row of the TVIEW meet in a row that they lock. */
  readonly keys: PlannedLink | undefined;
}

/**
 * A relation with columns by which its rows are looked up; without columns a lookup may be of any row. Two classes are alike
 * where lookups of one need values that those of the other have found.
 */
export interface LockClass {
  /** Ascending in the order in which classes are held, over all TVIEWs. */
  readonly number: number;
  readonly relation: QualifiedName;
  /** Sorted. */
  readonly columns: readonly string[];
  /** It is the TVIEW itself: its rows change as keys are refreshed. */
  readonly own: boolean;
  /** Lookups of one level need nothing but what those of lower levels find. */
  readonly level: number;
}

/** What a path looks up in one step. */
export interface Lookup {
  /** The class. */
  readonly number: number;
  /** Which of the routes, path of it and step of that. */
  readonly route: number;
  readonly path: number;
  readonly step: number;
  /** One for each column of the class. */
  readonly values: readonly Term[];
}

/** A class that rows belong to by their values in these columns. */
export interface PlannedLink {
  readonly number: number;
  readonly columns: readonly string[];
}

export interface PlannedKeyColumn extends KeyColumn {
  /** Equal values may look different (numeric, citext), so the column is written like the others. */
  readonly rewrite: boolean;
}

export interface PlannedIndex {
  readonly columns: readonly string[];
  /** hash for text: a btree refuses long values, and with them the write. */
  readonly method: 'btree' | 'hash';
  readonly reason: string;
}

/** A source of a TVIEW, and which changes of it count. */
export interface PlannedFollow {
  readonly source: QualifiedName;
  readonly aliases: readonly string[];
  /** An UPDATE that leaves these columns alone does not count. */
  readonly columns: readonly string[];
  /** The row is read as a whole, and so are columns that its table gets later. */
  readonly wholeRow: boolean;
  /** The id of the route; undefined where each change compares all rows. */
  readonly route: string | undefined;
}

export interface PlannedRoute {
  /** Names the route in the queue, e.g. `tb_user (pk_user)`. */
  readonly id: string;
  readonly source: QualifiedName;
  readonly aliases: readonly string[];
  readonly linkColumns: readonly (LinkColumn & { readonly variable: string })[];
  readonly paths: readonly JoinPath[];
}

/** A table with triggers. */
export interface PlannedSource {
  readonly source: QualifiedName;
  /** The source itself with its partitions and partitioned parents; or a narrower parent, by which its rows are reached. */
  readonly as: 'source' | 'narrow-parent';
  /** It can get partitions, and rows can move between them: only row triggers see all of that. */
  readonly partitioned: boolean;
  /** The trigger function. */
  readonly enqueueFunction: string;
  /** The trigger function for rows that move between partitions, or are in one attached later. */
  readonly moveFunction: string;
  /** The function that creates the trigger functions and the triggers. */
  readonly part: string;
  /** What the names of its triggers start with; `_insert`, `_update`, … follow. */
  readonly trigger: string;
  /** Values are compared or handed on as text that depends on settings. */
  readonly pinSettings: boolean;
  /** The columns that its trigger functions name, sorted. */
  readonly columns: readonly PlannedColumn[];
  readonly entries: readonly PlannedEntry[];
  /** The distinct sets of columns whose change matters, each with the entries it makes. */
  readonly readSets: readonly ReadSet[];
}

/** A link column as an entry of the queue holds it: as text. */
export interface PlannedLinkColumn {
  readonly name: string;
  /** The array is cast as a whole. */
  readonly castTogether: boolean;
  /** Values that look different are kept apart, equal or not. */
  readonly byLook: boolean;
}

/** What a statement on the source enqueues for one route. */
export interface PlannedEntry {
  readonly position: number;
  readonly route: string;
  /** Empty: the entry stands for all rows. */
  readonly linkColumns: readonly PlannedLinkColumn[];
  readonly links: readonly PlannedLink[];
  /** No two rows of the source agree in the link columns. */
  readonly unique: boolean;
  readonly width: number;
  /** Rows that do not meet these cannot matter. */
  readonly conditions: readonly ExpressionTerm[];
  /** Skip rows whose link column is NULL: they join nothing. */
  readonly notNull: readonly { readonly name: string; readonly composite: boolean }[];
}

export interface ReadSet {
  readonly columns: readonly {
    readonly name: string;
    readonly exactEquality: boolean;
    readonly hasEquality: boolean;
  }[];
  /** Some TVIEW reads the row as a whole. */
  readonly wholeRow: boolean;
  readonly tviews: readonly string[];
  readonly entries: readonly PlannedEntry[];
}
