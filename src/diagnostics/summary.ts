import type { Diagnostic } from './diagnostic.ts';

/** The last line of a run: `2 errors, 1 warning in 3 definitions`. */
export function summarize(diagnostics: readonly Diagnostic[], definitions: number): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const findings = [errors > 0 && count(errors, 'error'), warnings > 0 && count(warnings, 'warning')];
  return `${findings.filter(Boolean).join(', ') || 'no findings'} in ${count(definitions, 'definition')}`;
}

/** `1 error`, `2 errors`. */
function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
