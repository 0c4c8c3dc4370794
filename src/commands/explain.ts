import type { Command } from 'commander';
import type { Analysis } from '../compile.ts';
import { fromFlags } from '../config/schema.ts';
import { type DiagnosticCode, diagnosticCodes } from '../diagnostics/codes.ts';
import { CannotRun, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Explanation } from '../explain/types.ts';
import type { SourceFile } from '../source/types.ts';
import { type BuildSettings, type ParsedBuildSettings, parseBuildSettings } from './build-settings.ts';
import { didYouMean, findTview } from './find-tview.ts';
import { addInputOptions, compileInput, type InputTools, openCatalog } from './input.ts';
import type { Outcome, RunVerb } from './verb.ts';

/** An explanation of a TVIEW; `result` is null when a definition was refused. */
export interface ExplainOutcome {
  readonly sources: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
  readonly result: Explanation | null;
}

/**
 * Explains how a TVIEW (`tv_post`, or `blog.tv_post`) follows the tables that it reads. Throws `CannotRun` where there
 * is no such TVIEW, or nothing can be read; what is wrong with the definitions is in the outcome.
 */
export async function explain(tview: string, settings: BuildSettings = {}): Promise<ExplainOutcome> {
  return explainParsed(tview, await parseBuildSettings(settings, process.env), { openCatalog, log: () => {} });
}

async function explainParsed(tview: string, settings: ParsedBuildSettings, tools: InputTools): Promise<ExplainOutcome> {
  const { analyze } = await import('../compile.ts');
  const { sources, diagnostics, compiled } = await compileInput(settings, tools, analyze);
  if (compiled?.analysis === undefined) return { sources, diagnostics, result: null };
  // Warnings are for those who build: what concerns this TVIEW is part of the explanation.
  return { sources, diagnostics: [], result: await explainIn(compiled.analysis, tview) };
}

async function explainIn(analysis: Analysis, tview: string): Promise<Explanation> {
  const { explainTview } = await import('../explain/explain.ts');
  const names = analysis.plan.tviews.map((planned) => planned.tview);
  const explanation = explainTview(analysis, findTview(names, tview));
  if (explanation) return explanation;
  throw new Error(`${tview} is planned, but not traced`);
}

/** The sentence behind a diagnostic's code; throws `CannotRun` where there is no such code. */
function explainCode(code: string): string {
  if (isCode(code)) return diagnosticCodes[code];
  throw new CannotRun({
    code: 'invalid-usage',
    message: `there is no diagnostic "${code}"`,
    help: didYouMean(code, Object.keys(diagnosticCodes)),
  });
}

/** `tviews explain` */
export function addExplain(program: Command, run: RunVerb): void {
  const command = program
    .command('explain')
    .summary('explain how a TVIEW follows its tables, or what a diagnostic means')
    .description(
      'Explains a TVIEW: for each table that it reads, which changes count, how they lead to the rows to refresh, ' +
        'what that costs, and which index is missing. Or a diagnostic, by the code in its brackets.',
    )
    .argument('<subject>', 'a TVIEW, for example tv_post, or a code, for example unknown-column');
  addInputOptions(command).action((subject: string, flags: BuildSettings) => {
    return run('explain', async ({ cwd, config, env, log }): Promise<Outcome> => {
      if (!namesTview(subject)) {
        const text = explainCode(subject);
        return { result: { code: subject, text }, text, diagnostics: [] };
      }
      const settings = await parseBuildSettings({ ...flags, cwd, config }, env, fromFlags);
      const outcome = await explainParsed(subject, settings, { openCatalog, log });
      const { renderExplanation } = await import('../explain/render.ts');
      const text = outcome.result === null ? '' : renderExplanation(outcome.result);
      return { ...outcome, text, format: settings.format };
    });
  });
}

/** Every TVIEW is called `tv_…`, and no code is. */
function namesTview(subject: string): boolean {
  return /^(.+\.)?tv_/.test(subject);
}

function isCode(code: string): code is DiagnosticCode {
  return Object.hasOwn(diagnosticCodes, code);
}
