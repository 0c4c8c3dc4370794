import type { DiagnosticCode } from './codes.ts';

/** A range of a source file, in UTF-16 offsets (what JavaScript strings count in); `end` is exclusive. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/**
 * One finding about the user's input, as plain data: every layer produces it, every reporter prints it.
 *
 * `message` says what (in PostgreSQL's own words where it has them), `why` says why it matters to tviews,
 * `help` says what to write instead.
 */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly span?: Span;
  /** A short text under the caret of the printed frame. */
  readonly label?: string;
  readonly why?: string;
  readonly help?: string;
  readonly related?: readonly { readonly message: string; readonly span: Span }[];
}

/** Collects the findings of a run, so that a stage can report all of them before the pipeline stops. */
export class Report {
  readonly #diagnostics: Diagnostic[] = [];

  add(diagnostic: Diagnostic): void {
    this.#diagnostics.push(diagnostic);
  }

  get hasErrors(): boolean {
    return this.#diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  }

  /** All findings without repetition, by file, position and code: the order does not depend on how they were found. */
  list(): readonly Diagnostic[] {
    const byText = new Map(this.#diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic]));
    return [...byText.values()].sort(
      (a, b) =>
        compare(a.span?.file ?? '', b.span?.file ?? '') ||
        (a.span?.start ?? 0) - (b.span?.start ?? 0) ||
        compare(a.code, b.code) ||
        compare(a.message, b.message),
    );
  }
}

/** Code-point order: the same on every machine, whatever its locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Thrown where work cannot go on (unreachable database, unreadable folder): exit code 2, not a bug. */
export class CannotRun extends Error {
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Omit<Diagnostic, 'severity'>, options?: ErrorOptions) {
    super(diagnostic.message, options);
    this.name = 'CannotRun';
    this.diagnostic = { severity: 'error', ...diagnostic };
  }
}
