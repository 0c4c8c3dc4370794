import type { Report, Span } from '../diagnostics/diagnostic.ts';
import { type GrammarError, scan } from './grammar.ts';
import type { FileOffset } from './sql-text.ts';

/** A text that PostgreSQL's grammar rejected, and the way from its offsets to those of its file. */
interface RejectedText {
  readonly file: string;
  readonly text: string;
  readonly toFile: FileOffset;
}

/** Reports PostgreSQL's own message at the token it names. */
export function reportSyntaxError({ message, position }: GrammarError, rejected: RejectedText, report: Report): void {
  report.add({
    code: 'syntax-error',
    severity: 'error',
    message,
    span: errorSpan(position ?? 0, rejected),
    why: 'Definitions are read by the grammar of PostgreSQL 18, which rejects this text.',
    help: /\bcreate\s+or\s+replace\s+$/i.test(rejected.text.slice(0, position))
      ? 'leave OR REPLACE out: a changed definition becomes an upgrade of the extension'
      : 'correct the SQL at the marked place, or just before it',
  });
}

function errorSpan(position: number, { file, text, toFile }: RejectedText): Span {
  const token = scan(text)?.find(({ start, end }) => start <= position && position < end);
  // An error at the end of the text has no token, and one of the lexer leaves no tokens at all.
  const [start, end] = token ? [token.start, token.end] : [position, lineEnd(text, position)];
  return { file, start: toFile(start), end: toFile(end) };
}

function lineEnd(text: string, position: number): number {
  const end = text.indexOf('\n', position);
  return end < 0 ? text.length : end;
}
