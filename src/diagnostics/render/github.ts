import type { Diagnostic, Span } from '../diagnostic.ts';
import type { Locate } from '../locate.ts';

/**
 * Findings as GitHub workflow commands, which the runner shows as annotations of the pull request.
 *
 * GitHub wants paths relative to the repository's root; `toRepositoryPath` makes them of the files of spans.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function renderGithub(
  diagnostics: readonly Diagnostic[],
  locate: Locate,
  toRepositoryPath: (file: string) => string,
): string {
  return diagnostics
    .map((diagnostic) => {
      const { code, severity, message, span, why, help } = diagnostic;
      const properties = { ...place(span, locate, toRepositoryPath), title: `${severity}[${code}]` };
      const text = [message, why && `why: ${why}`, help && `help: ${help}`].filter(Boolean).join('\n');
      return `::${severity} ${writeProperties(properties)}::${escapeData(text)}\n`;
    })
    .join('');
}

function place(
  span: Span | undefined,
  locate: Locate,
  toRepositoryPath: (file: string) => string,
): Record<string, string | number> {
  if (span === undefined) return {};
  const file = toRepositoryPath(span.file);
  const location = locate(span);
  if (location === undefined) return { file };
  const { start, end } = location;
  // GitHub refuses columns on an annotation over several lines.
  if (start.line !== end.line) return { file, line: start.line, endLine: end.line };
  return { file, line: start.line, col: start.column, endColumn: Math.max(end.column - 1, start.column) };
}

function writeProperties(properties: Record<string, string | number>): string {
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
    .join(',');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
