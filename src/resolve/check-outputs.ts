import type { Report, Span } from '../diagnostics/diagnostic.ts';
import type { ParsedDefinition } from '../parse/types.ts';
import type { ScopeColumn } from './scope.ts';

/** Reports output columns that a table cannot have: without a name of their own, or with one that is taken. */
export function checkOutputs(
  columns: readonly ScopeColumn[],
  spans: readonly Span[],
  { nameSpan }: ParsedDefinition,
  report: Report,
): void {
  const seen = new Map<string, Span>();
  for (const [index, { name }] of columns.entries()) {
    const span = spans[index] ?? nameSpan;
    const other = seen.get(name);
    seen.set(name, span);
    if (name === '?column?')
      report.add({
        code: 'unnamed-column',
        severity: 'error',
        message: `output column ${index + 1} has no name`,
        span,
        why: 'It becomes a column of the TVIEW.',
        help: 'Name it: expression AS name',
      });
    else if (other)
      report.add({
        code: 'duplicate-column',
        severity: 'error',
        message: `column "${name}" is returned twice`,
        span,
        why: 'A table has one column of a name.',
        // Columns that * stands for have no place of their own.
        help: `${other.start === span.start ? 'Write the columns out in the place of *, and name' : 'Name'} one of them otherwise: expression AS name`,
        related: [{ message: 'first returned here', span: other }],
      });
  }
}
