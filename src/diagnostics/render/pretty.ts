import type { Diagnostic, Span } from '../diagnostic.ts';
import type { Locate } from '../locate.ts';
import type { Colors } from './colors.ts';
import { renderFrame } from './frame.ts';

/** Findings for people: what, where with the source lines, why it matters, and what to write instead. */
export function renderPretty(diagnostics: readonly Diagnostic[], locate: Locate, colors: Colors): string {
  return diagnostics.map((diagnostic) => `${renderFinding(diagnostic, locate, colors)}\n`).join('\n');
}

function renderFinding(diagnostic: Diagnostic, locate: Locate, colors: Colors): string {
  const { code, severity, message, span, label, why, help, related = [] } = diagnostic;
  const paint = severity === 'error' ? colors.red : colors.yellow;
  const lines = [`${colors.bold(paint(`${severity}[${code}]`))}: ${colors.bold(message)}`];
  if (span !== undefined) lines.push(...renderPlace(span, label, locate, colors));
  for (const note of related) {
    lines.push(`${colors.bold('note')}: ${note.message}`, ...renderPlace(note.span, undefined, locate, colors));
  }
  if (why !== undefined) lines.push(renderParagraph('why:', why, colors));
  const explain = `tviews explain ${code}`;
  lines.push(renderParagraph('help:', help === undefined ? explain : `${help}\n${explain}`, colors));
  return lines.join('\n');
}

function renderPlace(span: Span, label: string | undefined, locate: Locate, colors: Colors): string[] {
  const location = locate(span);
  const arrow = colors.cyan('-->');
  if (location === undefined) return [` ${arrow} ${span.file}`];
  const { line, column } = location.start;
  return [` ${arrow} ${span.file}:${line}:${column}`, renderFrame(location, label, colors)];
}

/** A heading and its text, further lines indented to where the text starts. */
function renderParagraph(heading: string, text: string, colors: Colors): string {
  const [first = '', ...rest] = text.split('\n');
  return [`${colors.cyan(heading.padEnd(6))}${first}`, ...rest.map((line) => `      ${line}`)].join('\n');
}
