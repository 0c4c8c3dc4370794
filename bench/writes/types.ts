import type { SourceFile } from '../../src/source/types.ts';
import type { Session } from './session.ts';
import type { Stream } from './stream.ts';

/** How large the tables are, and how much is written. */
export interface Sizes {
  /** Rows of the table that the usual workloads write to. */
  readonly rows: number;
  /** Rows of the largest table, where workloads compare sizes. */
  readonly mostRows: number;
  /** Multiplies the transactions of a run; 1 unless quick. */
  readonly effort: number;
}

/** Triggers that an expert would write in place of TVIEWs: a file in by-hand/. */
interface ByHand {
  readonly name: string;
  readonly file: string;
  /** The workloads that it is about; all where it says none. */
  readonly only?: readonly string[];
}

/** Tables with rows, the TVIEWs over them, and the triggers that an expert would write in their place. */
export interface Schema {
  /** Tells it from all others; schemas of the same name share their databases. */
  readonly name: string;
  /** Creates and fills the tables. */
  readonly tables: string;
  /** A file for each TVIEW, named after it. */
  readonly definitions: readonly SourceFile[];
  /** The columns that a TVIEW is indexed by: its key, then others. */
  indexesOf(tview: string): readonly [key: string, ...others: string[]];
  readonly byHand: readonly ByHand[];
  /**
   * Any kind of write that the triggers by hand promise to follow; for tests of several sessions at once. Statements
   * that violate a constraint may be among them.
   */
  anyWrite(stream: Stream): string;
}

/** A kind of write that is measured on its own. */
export interface Case {
  readonly name: string;
  /** What a chart has on its horizontal axis for this case. */
  readonly at?: number;
  /** Rows that one transaction writes, where the cost of one row is told as well. */
  readonly rows?: number;
  /** Transactions of one client in one run. */
  readonly transactions: number;
  readonly clients?: number;
  /** Done before the first run. Sessions that it opens stay open until all cases have been measured. */
  readonly once?: (open: () => Promise<Session>) => Promise<void>;
  /** Done before each run by one session, and not measured. */
  readonly prepare?: (session: Session, stream: Stream) => Promise<void>;
  /** One transaction. What it writes depends on the stream alone, so that all variants write the same. */
  readonly write: (session: Session, stream: Stream) => Promise<void>;
}

/** Cases over one schema; without cases, what is measured is how long it takes to fill the TVIEWs. */
export interface Part {
  readonly schema: Schema;
  readonly cases: readonly Case[] | 'fill';
}

/** What one letter of the list of workloads stands for. */
export interface Workload {
  readonly letter: string;
  readonly title: string;
  /** Names of variants that would take too long here. */
  readonly without?: readonly string[];
  parts(sizes: Sizes): readonly Part[];
}
