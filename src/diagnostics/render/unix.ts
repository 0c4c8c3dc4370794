import type { Diagnostic, Span } from '../diagnostic.ts';
import type { Locate } from '../locate.ts';
import { oneLine } from './frame.ts';

/** One line a finding, `file:line:column: severity: message [code]`, as editors' problem matchers read it. */
export function renderUnix(diagnostics: readonly Diagnostic[], locate: Locate): string {
  return diagnostics
    .flatMap(({ code, severity, message, span, related = [] }) => [
      `${place(span, locate)}: ${severity}: ${oneLine(message)} [${code}]\n`,
      ...related.map((note) => `${place(note.span, locate)}: note: ${oneLine(note.message)}\n`),
    ])
    .join('');
}

function place(span: Span | undefined, locate: Locate): string {
  if (span === undefined) return 'tviews';
  const start = locate(span)?.start ?? { line: 1, column: 1 };
  return `${span.file}:${start.line}:${start.column}`;
}
