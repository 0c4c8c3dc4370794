import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Verdict } from './check-definitions.ts';
import { printDefinition } from './print-definition.ts';
import type { Draft } from './types.ts';

/** A draft with the file that it is to go to. */
export interface Scaffold {
  readonly draft: Draft;
  /** Relative to the folder with the definitions. */
  readonly path: string;
  /** As findings show it. */
  readonly file: string;
  /** What the file holds; undefined where there is none. */
  readonly before: string | undefined;
  /** The definition as it is compiled first, with nothing in it about what the compiler says. */
  readonly text: string;
}

/** What becomes of the file: only the first two are written. */
export type Action = 'created' | 'replaced' | 'unchanged' | 'kept';

/** A scaffold whose text holds what the compiler says against it. */
export interface FinishedScaffold extends Scaffold {
  readonly action: Action;
  readonly refused: boolean;
}

/** Whether the compiler is shown the draft, and not what is there already. */
export function isWritten({ before }: Scaffold, force: boolean): boolean {
  return before === undefined || force;
}

/** Puts into the file why it is refused, so that nobody takes it for more than it is. */
export function finish(scaffold: Scaffold, verdict: Verdict, defaultSchema: string, force: boolean): FinishedScaffold {
  const { draft, file, before } = scaffold;
  const errors = verdict.diagnostics.filter(({ severity, span }) => severity === 'error' && span?.file === file);
  const refusal = errors.map(({ code, message }) => `  ${code}: ${message}`);
  const text = printDefinition(draft, defaultSchema, refusal);
  const other = force ? 'replaced' : 'kept';
  const action = before === undefined ? 'created' : before === text ? 'unchanged' : other;
  return { ...scaffold, text, action, refused: verdict.refused.has(file) };
}

/** Findings on a draft, moved to where the finished text has what they are about. */
export function moveFindings(
  diagnostics: readonly Diagnostic[],
  compiled: readonly Scaffold[],
  finished: readonly Scaffold[],
): readonly Diagnostic[] {
  const lengths = new Map(finished.map(({ file, text }) => [file, text.length]));
  const added = new Map(compiled.map(({ file, text }) => [file, (lengths.get(file) ?? text.length) - text.length]));
  return diagnostics.map((diagnostic) => {
    const { span } = diagnostic;
    const by = added.get(span?.file ?? '') ?? 0;
    if (span === undefined || by === 0) return diagnostic;
    return { ...diagnostic, span: { ...span, start: span.start + by, end: span.end + by } };
  });
}

/** What did not come along, and files that were there: for people to decide. */
export function describeScaffold({ draft, action, file }: FinishedScaffold): readonly Diagnostic[] {
  const leftOut = draft.leftOut.map(
    ({ what, why, help }): Diagnostic => ({
      code: 'not-imported',
      severity: 'warning',
      message: `${draft.tview.name} is without ${what}`,
      why,
      ...(help !== undefined && { help }),
    }),
  );
  if (action !== 'kept') return leftOut;
  const exists: Diagnostic = {
    code: 'file-exists',
    severity: 'error',
    message: `${file} is there, and holds another definition`,
    why: 'It may have been written or changed by hand.',
    help: 'give --force to overwrite it, or move it away',
  };
  return [...leftOut, exists];
}
