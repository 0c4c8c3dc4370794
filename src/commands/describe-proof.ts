import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import type { SourceEvidence, TviewEvidence } from '../prove/evidence.ts';
import type { Proof } from '../prove/prove.ts';
import type { Problem } from '../prove/run-script.ts';

/** What can be said about a TVIEW after a proof. */
type Verdict = 'equal' | 'no evidence' | 'differs' | 'not compared';

/** A proof as plain data, the `result` of `--json`. */
export interface ProveResult extends Proof {
  readonly seed: number;
  readonly tviews: readonly JudgedTview[];
}

interface JudgedTview extends TviewEvidence {
  readonly verdict: Verdict;
}

const rowsShown = 5;

/** Adds to a proof what it says about each TVIEW. */
export function toResult(proof: Proof, seed: number): ProveResult {
  return { seed, ...proof, tviews: proof.tviews.map((tview) => ({ ...tview, verdict: judge(tview, proof) })) };
}

/** One that never changed equals its SELECT without having been tried. */
function judge({ tview, transactions, changes }: TviewEvidence, { counterexample }: Proof): Verdict {
  const { problem } = counterexample ?? {};
  if (problem?.kind === 'stale' && problem.tviews.some((stale) => stale.tview === tview)) return 'differs';
  if (transactions === 0) return 'not compared';
  return changes === 0 ? 'no evidence' : 'equal';
}

/** Says in words what a proof has shown, a paragraph for each TVIEW, and the transactions after which one differs. */
export function describeProof({ seed, transactions, tviews, counterexample }: ProveResult): string {
  const width = Math.max(...tviews.flatMap(({ sources }) => sources.map(({ table }) => short(table).length)), 0);
  const paragraphs = tviews.map((tview) => describeTview(tview, width));
  const found = counterexample && [describeProblem(counterexample.problem), '', counterexample.sql].join('\n');
  const repeat = `seed ${seed}, ${transactions} transactions`;
  return [...paragraphs, ...(found === undefined ? [] : [found]), repeat].join('\n\n');
}

function describeTview({ tview, verdict, transactions, rows, changes, sources }: JudgedTview, width: number): string {
  if (transactions === 0) return `${short(tview)}: ${verdict}`;
  const seen = `${transactions} transactions, ${changes} of them changed it, up to ${rows} rows`;
  return [`${short(tview)}: ${verdict} (${seen})`, ...sources.map((source) => describeSource(source, width))].join(
    '\n',
  );
}

function describeSource({ table, writes, alone, changes }: SourceEvidence, width: number): string {
  const tried = `${changes} of ${alone} writes changed it${changes === 0 ? ': no evidence' : ''}`;
  const more = writes > alone ? ` (${writes - alone} more along with other tables)` : '';
  return `  ${short(table).padEnd(width)}  ${tried}${more}`;
}

function describeProblem(problem: Problem): string {
  if (problem.kind === 'failed') return `-- A write fails inside the extension: ${problem.message}`;
  return problem.tviews
    .map(({ tview, view, onlyInTview, onlyInView }) =>
      [
        `-- After these transactions ${short(tview)} differs from ${short(view)}.`,
        ...listRows(`in ${short(tview)} only`, onlyInTview),
        ...listRows(`in ${short(view)} only`, onlyInView),
      ].join('\n'),
    )
    .join('\n');
}

function listRows(title: string, rows: readonly string[]): readonly string[] {
  const more = rows.length > rowsShown ? [`--   and ${rows.length - rowsShown} more`] : [];
  const shown = rows.slice(0, rowsShown).map((row) => `--   ${row.replaceAll(/\s*\n\s*/g, ' ')}`);
  return rows.length === 0 ? [] : [`-- ${title}:`, ...shown, ...more];
}

/** What a proof finds wrong, or wanting. `locate` finds the definition of a TVIEW. */
export function findingsOf(proof: Proof, locate: (tview: string) => Span | undefined): readonly Diagnostic[] {
  const { counterexample, emptyTables, tviews } = proof;
  const problem = counterexample?.problem;
  const at = (tview: string) => {
    const span = locate(tview);
    return span === undefined ? {} : { span };
  };
  const problems = problem === undefined ? [] : problem.kind === 'failed' ? [failure(problem)] : stale(problem, at);
  // An unfinished proof has not had the time to find evidence.
  if (problem !== undefined) return problems;
  const read = new Set(tviews.flatMap(({ sources }) => sources.map(({ table }) => table)));
  const empty = emptyTables.filter(({ table }) => read.has(table));
  return [
    ...empty.map(({ table, reason }) => ({
      code: 'empty-table' as const,
      severity: 'warning' as const,
      message: `nothing could be inserted into ${short(table)}: ${reason}`,
      why: 'no write can change rows that are not there, so what is said about this table is worth nothing.',
      help: 'put some INSERTs into a schema file (--schema), which the generated rows are then modelled on',
    })),
    ...tviews.flatMap((evidence) =>
      evidence.sources
        .filter(({ table, changes }) => changes === 0 && !empty.some((other) => other.table === table))
        .map((source) => ({ ...noEvidence(evidence, source), ...at(evidence.tview) })),
    ),
  ];
}

function noEvidence({ tview }: TviewEvidence, { table, alone }: SourceEvidence): Diagnostic {
  return {
    code: 'no-evidence',
    severity: 'warning',
    message: `no evidence for ${short(table)}: none of ${alone} writes changed ${short(tview)}`,
    why: 'a TVIEW that nothing happens to equals its SELECT whatever its triggers do.',
    help: 'run more transactions (--transactions), or put rows that matter to the TVIEW into a schema file (--schema)',
  };
}

function stale(
  { tviews }: Extract<Problem, { readonly kind: 'stale' }>,
  at: (tview: string) => { readonly span?: Span },
): readonly Diagnostic[] {
  return tviews.map(({ tview, view, onlyInTview, onlyInView }) => ({
    code: 'tview-differs',
    severity: 'error',
    message:
      `${short(tview)} differs from ${short(view)} after generated transactions: ` +
      `${onlyInTview.length} rows that should not be there, ${onlyInView.length} that are missing`,
    ...at(tview),
    why: 'the extension would serve wrong documents.',
    help:
      'do not install it. If the definition calls no function that reads tables or the clock, this is a bug in tviews:\n' +
      'please report it with the schema, the definition and the transactions printed below',
  }));
}

function failure({ code, message }: Extract<Problem, { readonly kind: 'failed' }>): Diagnostic {
  return {
    code: 'write-fails',
    severity: 'error',
    message: `a generated write fails with the extension and would not without it: ${message} (SQLSTATE ${code})`,
    why: 'the definition is computed when its tables are written: where that fails, the write fails with it.',
    help:
      'let the definition accept such rows (NULLIF, CASE), or forbid the rows by a constraint;\n' +
      'the transactions are printed below',
  };
}

/** Names as people write them: what is in `public` is meant without its schema. */
function short(name: string): string {
  return name.replace(/^public\./, '');
}
