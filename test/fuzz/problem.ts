/** What can be wrong with a TVIEW, worst first. */
export const problemKinds = [
  'stale row',
  'failed write',
  'missing failure',
  'other row count',
  'queue not empty',
  'install failure',
  'refused together',
  'dependencies differ',
  'crash',
  'slow compile',
  'hang',
] as const;

export type ProblemKind = (typeof problemKinds)[number];

export interface Problem {
  readonly kind: ProblemKind;
  readonly message: string;
  /** The TVIEW that shows it, where one does. */
  readonly tview?: string | undefined;
  /** The SQLSTATE. */
  readonly code?: string | undefined;
}
