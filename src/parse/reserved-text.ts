import type { Report } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../source/types.ts';

/**
 * What CREATE EXTENSION replaces or removes in a script before running it, even inside of strings.
 *
 * https://www.postgresql.org/docs/current/extend-extensions.html, and execute_extension_script in
 * src/backend/commands/extension.c for the lines that start with \echo.
 */
export const replacedText = /@extschema(?::[^@\n]*)?@|@extowner@/;
const reservedText = new RegExp(`${replacedText.source}|^\\\\echo.*$`, 'gm');

/** Reports text that would not reach PostgreSQL as written. */
export function reportReservedText({ file, text }: SourceFile, report: Report): void {
  for (const match of text.matchAll(reservedText)) {
    const [found] = match;
    report.add({
      code: 'reserved-text',
      severity: 'error',
      message: `CREATE EXTENSION would replace “${found}”`,
      span: { file, start: match.index, end: match.index + found.length },
      why: 'The definition is copied verbatim into the extension’s script, where PostgreSQL replaces this text even inside of strings.',
      help: found.startsWith('@')
        ? `name the schema itself; in a string, split the text: '@' || '${found.slice(1)}'`
        : 'do not start a line with \\echo; in a string, put a space in front of it',
    });
  }
}
