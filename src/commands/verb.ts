import type { Command } from 'commander';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { FindingFormat } from '../diagnostics/render/render.ts';
import type { SourceFile } from '../source/types.ts';
import type { ShowProgress } from './progress.ts';

/** What a verb may know of the process it runs in. */
export interface Context {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The file that `--config` names. */
  readonly config: string | undefined;
  /** Whether somebody is there to answer questions. */
  readonly isInteractive: boolean;
  /** Says what is going on; heard with `--verbose` only. */
  readonly log: (message: string) => void;
  /** Shows that so many of so many rows of something are done. */
  readonly progress: ShowProgress;
  /** Registers what is to be done if the process is interrupted; returns how to take it back. */
  readonly atInterrupt: (cleanUp: () => Promise<void>) => () => void;
}

/** What a verb has done, for the command line to print in the form asked for. */
export interface Outcome {
  /** Plain data, the `result` of `--json`. */
  readonly result: unknown;
  /** The same in words, lines without the last line break; printed on stdout. */
  readonly text: string;
  /** The text says what the findings say: people need not read it twice. */
  readonly textTellsFindings?: boolean;
  /** What to do next, for people; printed on stderr. */
  readonly hint?: string;
  readonly diagnostics: readonly Diagnostic[];
  /** The definitions that were read. Undefined where the verb reads none. */
  readonly sources?: readonly SourceFile[];
  readonly format?: FindingFormat | undefined;
}

/** Runs the work of a verb and reports its outcome, or its failure in `format`; never rejects. */
export type RunVerb = (
  name: string,
  work: (context: Context) => Promise<Outcome>,
  format?: FindingFormat,
) => Promise<void>;

/** Adds a verb with its flags to the program. */
export type AddVerb = (program: Command, run: RunVerb) => void;

/** Thrown when the user breaks off a dialogue; the exit code is that of Ctrl-C. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}
