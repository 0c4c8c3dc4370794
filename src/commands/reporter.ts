import { readFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import type { CannotRun, Diagnostic } from '../diagnostics/diagnostic.ts';
import { type Locate, locateIn } from '../diagnostics/locate.ts';
import { createColors } from '../diagnostics/render/colors.ts';
import { type Finding, toFindings } from '../diagnostics/render/json.ts';
import { type FindingFormat, renderFindings } from '../diagnostics/render/render.ts';
import { summarize } from '../diagnostics/summary.ts';
import type { SourceFile } from '../source/types.ts';
import type { Envelope } from './envelope.ts';
import type { GlobalFlags } from './program.ts';
import type { Outcome } from './verb.ts';
import { packageVersion } from './version.ts';

/** A stream to write to. */
interface OutputStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** The process as the command line sees it; tests bring their own. */
export interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: { readonly isTTY?: boolean };
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** What Ctrl-C has to wait for. Absent where nobody interrupts. */
  readonly interruptions?: Set<() => Promise<void>>;
}

/** Prints how a command went. */
export interface Reporter {
  readonly log: (message: string) => void;
  readonly outcome: (outcome: Outcome) => Promise<void>;
  readonly failure: (error: CannotRun, format?: FindingFormat) => Promise<void>;
  readonly usage: (text: string) => void;
  readonly bug: (error: unknown) => void;
}

/** The reporter for one run of a command, null where the command line names none. */
export function createReporter(command: string | null, flags: GlobalFlags, surroundings: Surroundings): Reporter {
  const { stdout, stderr, env } = surroundings;
  const cwd = resolve(surroundings.cwd, flags.cwd ?? '.');
  const colors = createColors(flags.color && stderr.isTTY === true && !env.NO_COLOR);
  const envelope = (ok: boolean, diagnostics: Finding[], result: unknown) => {
    const object: Envelope = { ok, command, version: packageVersion(), diagnostics, result };
    stdout.write(`${JSON.stringify(object, null, 2)}\n`);
  };
  const findings = (diagnostics: readonly Diagnostic[], locate: Locate, format: FindingFormat | undefined) => {
    const chosen = format ?? (env.GITHUB_ACTIONS === 'true' ? 'github' : 'pretty');
    // The object of --json holds the findings already.
    if (flags.json && format === undefined) return;
    const loud = diagnostics.filter(({ severity }) => !flags.quiet || severity === 'error');
    const toRepositoryPath = repositoryPaths(cwd, env);
    if (loud.length > 0) stderr.write(renderFindings(chosen, loud, { locate, colors, toRepositoryPath }));
  };
  return {
    log: (message) => {
      if (flags.verbose) stderr.write(`${colors.dim(message)}\n`);
    },
    outcome: async ({ diagnostics, sources, result, text, textTellsFindings, hint, format }) => {
      const locate = locateIn(await readMissing(diagnostics, sources ?? [], cwd));
      const isPretty = format === undefined ? env.GITHUB_ACTIONS !== 'true' : format === 'pretty';
      const isTold = textTellsFindings && isPretty && !flags.quiet && !flags.json;
      if (!isTold) findings(diagnostics, locate, format);
      const ok = !diagnostics.some(({ severity }) => severity === 'error');
      if (flags.json) return envelope(ok, toFindings(diagnostics, locate), result);
      if (isPretty && !flags.quiet && sources !== undefined && diagnostics.length > 0) {
        stderr.write(`\n${summarize(diagnostics, sources.length)}\n`);
      }
      if (flags.quiet) return;
      if (text !== '') stdout.write(`${text}\n`);
      if (hint !== undefined) stderr.write(`${hint}\n`);
    },
    failure: async (error, format) => {
      const locate = locateIn(await readMissing([error.diagnostic], [], cwd));
      findings([error.diagnostic], locate, format);
      if (flags.verbose) stderr.write(`${colors.dim(describeStack(error))}\n`);
      if (flags.json) envelope(false, toFindings([error.diagnostic], locate), null);
    },
    usage: (text) => {
      if (!flags.json) return void stderr.write(text);
      envelope(false, [{ code: 'invalid-usage', severity: 'error', message: text.trim() }], null);
    },
    bug: (error) => {
      stderr.write(`${describeStack(error)}\n\nThis is a bug in tviews. Please report it with the lines above `);
      stderr.write(`(tviews ${packageVersion()}, Node ${process.version}, ${process.platform}).\n`);
      const message = error instanceof Error ? error.message : String(error);
      if (flags.json) envelope(false, [{ code: 'bug', severity: 'error', message }], null);
    },
  };
}

/** The stack with those of the errors that caused it. */
function describeStack(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${describeStack(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

/** Adds the files that findings point into and that are no definitions (the schema file, the config). */
async function readMissing(
  diagnostics: readonly Diagnostic[],
  sources: readonly SourceFile[],
  cwd: string,
): Promise<readonly SourceFile[]> {
  const known = new Set(sources.map(({ file }) => file));
  const spans = diagnostics.flatMap(({ span, related = [] }) => [span, ...related.map((note) => note.span)]);
  const missing = new Set(spans.flatMap((span) => (span === undefined || known.has(span.file) ? [] : [span.file])));
  const read = async (file: string): Promise<SourceFile[]> => {
    try {
      return [{ file, text: new TextDecoder().decode(await readFile(resolve(cwd, file))) }];
    } catch {
      // A frame is a convenience: without the file the finding is still there.
      return [];
    }
  };
  return [...sources, ...(await Promise.all([...missing].map(read))).flat()];
}

/** Paths of findings are relative to `cwd`, those of annotations to the checkout. */
function repositoryPaths(cwd: string, env: Surroundings['env']): (file: string) => string {
  const checkout = env.GITHUB_WORKSPACE || cwd;
  return (file) => relative(checkout, resolve(cwd, file)).split(sep).join('/');
}
