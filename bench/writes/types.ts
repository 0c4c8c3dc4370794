import type { SourceFile } from '../../src/source/types.ts';
import type { Session } from './session.ts';
import type { Stream } from './stream.ts';

/** How large the tables are, and how much is written. */
export interface Sizes {
  /** Rows of the largest table that is written to. */
  readonly rows: number;
  /** Multiplies the transactions of a run; 1 unless quick. */
  readonly effort: number;
}

/** Tables with rows, the TVIEWs over them, and the triggers that an expert would write in their place. */
export interface Schema {
  readonly name: string;
  /** Creates and fills the tables. */
  tables(sizes: Sizes): string;
  /** A file for each TVIEW, named after it. */
  readonly definitions: readonly SourceFile[];
  /** The key column of a TVIEW. */
  keyOf(tview: string): string;
  /** Files in by-hand/, each a way to keep the same tables by triggers: what the variant is called, and its script. */
  readonly byHand: Readonly<Record<string, string>>;
}

/** A kind of write that is measured on its own. */
export interface Case {
  readonly name: string;
  /** Rows that one transaction writes; where it matters, the cost of one row is told as well. */
  readonly rows?: number;
  /** Transactions of one client in one run. */
  readonly transactions: number;
  readonly clients?: number;
  /** The variants that it is about, where those that only take part for completeness would take too long. */
  readonly without?: readonly string[];
  /** Done before each run by one session, and not measured. */
  readonly prepare?: (session: Session, stream: Stream) => Promise<void>;
  /** One transaction. What it writes depends on the stream alone, so that all variants write the same. */
  readonly write: (session: Session, stream: Stream) => Promise<void>;
}

/** What one letter of the list of workloads stands for. */
export interface Workload {
  readonly letter: string;
  readonly title: string;
  readonly schema: Schema;
  cases(sizes: Sizes): readonly Case[];
}
