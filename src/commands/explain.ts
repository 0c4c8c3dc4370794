import type { Command } from 'commander';
import { closest } from 'fastest-levenshtein';
import { type DiagnosticCode, diagnosticCodes } from '../diagnostics/codes.ts';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import type { Outcome, RunVerb } from './verb.ts';

/** The sentence behind a diagnostic's code; throws `CannotRun` where there is no such code. */
function explain(code: string): string {
  if (isCode(code)) return diagnosticCodes[code];
  const candidate = closest(code, Object.keys(diagnosticCodes));
  throw new CannotRun({
    code: 'invalid-usage',
    message: `there is no diagnostic "${code}"`,
    help: `did you mean "${candidate}"?`,
  });
}

/** `tviews explain` */
export function addExplain(program: Command, run: RunVerb): void {
  program
    .command('explain')
    .summary('explain a diagnostic')
    .description('Explains what a diagnostic means, by the code in its brackets.')
    .argument('<code>', 'for example unknown-column')
    .action((code: string) => {
      return run('explain', async (): Promise<Outcome> => {
        const text = explain(code);
        return { result: { code, text }, text, diagnostics: [] };
      });
    });
}

function isCode(code: string): code is DiagnosticCode {
  return Object.hasOwn(diagnosticCodes, code);
}
