import { resolve } from 'node:path';
import { CommanderError } from 'commander';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import type { FindingFormat } from '../diagnostics/render/render.ts';
import { createProgram, type GlobalFlags } from './program.ts';
import { createProgress } from './progress.ts';
import { createReporter, type Reporter, type Surroundings } from './reporter.ts';
import { Cancelled, type Context, type Outcome, type RunVerb } from './verb.ts';

/** What the exit codes of `tviews` mean; the numbers are a promise to scripts. */
export const exitCodes = { fine: 0, problems: 1, couldNotRun: 2, interrupted: 130 } as const;

/** Runs the command line and returns its exit code; never rejects, and never ends the process. */
export async function runCli(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  let exitCode: number = exitCodes.fine;
  const usageText: string[] = [];
  const run: RunVerb = async (name, work, format) => {
    const flags = program.opts<GlobalFlags>();
    const reporter = createReporter(name, flags, surroundings);
    exitCode = await runWork(reporter, () => work(toContext(flags, surroundings, reporter)), format);
  };
  const program = createProgram(run, {
    out: (text) => surroundings.stdout.write(text),
    err: (text) => usageText.push(text),
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    // A half-parsed command line tells no flags; what was typed does.
    const json = argv.includes('--json');
    const command = program.commands.map((candidate) => candidate.name()).find((name) => argv.includes(name)) ?? null;
    return reportUsage(error, usageText, createReporter(command, { color: true, ...(json && { json }) }, surroundings));
  }
  return exitCode;
}

async function runWork(
  reporter: Reporter,
  work: () => Promise<Outcome>,
  format: FindingFormat | undefined,
): Promise<number> {
  try {
    const outcome = await work();
    await reporter.outcome(outcome);
    return outcome.diagnostics.some(({ severity }) => severity === 'error') ? exitCodes.problems : exitCodes.fine;
  } catch (error) {
    if (error instanceof Cancelled) return exitCodes.interrupted;
    if (error instanceof CannotRun) await reporter.failure(error, format);
    else reporter.bug(error);
    return exitCodes.couldNotRun;
  }
}

function toContext(flags: GlobalFlags, surroundings: Surroundings, reporter: Reporter): Context {
  return {
    cwd: resolve(surroundings.cwd, flags.cwd ?? '.'),
    env: surroundings.env,
    config: flags.config,
    isInteractive: surroundings.stdin.isTTY === true && flags.json !== true,
    log: reporter.log,
    progress: flags.quiet || flags.json ? () => {} : createProgress(surroundings, () => performance.now()),
    atInterrupt: (cleanUp) => {
      surroundings.interruptions?.add(cleanUp);
      return () => surroundings.interruptions?.delete(cleanUp);
    },
  };
}

/** Help and version end in an exception too, with exit code 0; `tviews` alone prints help as an error. */
function reportUsage(error: unknown, usageText: readonly string[], reporter: Reporter): number {
  if (!(error instanceof CommanderError)) {
    reporter.bug(error);
    return exitCodes.couldNotRun;
  }
  if (error.exitCode === 0) return exitCodes.fine;
  reporter.usage(usageText.join(''));
  return exitCodes.couldNotRun;
}
