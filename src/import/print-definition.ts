import { quoteIdentifier } from '../sql/identifiers.ts';
import { writtenName } from './names.ts';
import type { Draft } from './types.ts';

/** A draft in, the text of its definition file out; `refusal` are lines that say why `tviews build` refuses it. */
export function printDefinition(draft: Draft, defaultSchema: string, refusal: readonly string[] = []): string {
  const { source, tview, comments = [], select, key, statements } = draft;
  const header = [
    `Imported from the ${describeSource(source)}.`,
    ...(refusal.length > 0
      ? ['When it was imported, tviews refused it; “tviews build” says whether it still does:', ...refusal]
      : []),
  ];
  const lines = [
    ...header.map(comment),
    ...comments,
    ...(key ? [`-- @key (${key.map(quoteIdentifier).join(', ')})`] : []),
    `CREATE TABLE ${writtenName(tview, defaultSchema)} AS`,
    `${select};`,
    ...(statements.length > 0 ? ['', ...statements.map((statement) => `${statement};`)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** `materialized view mv_post`, `pg_tviews table tv_post`, `file db/001.sql`. */
export function describeSource({ kind, shown }: Draft['source']): string {
  return `${kind === 'pg_tviews' ? 'pg_tviews table' : kind} ${shown}`;
}

/** One line, whatever names it holds: a line break in one would end the comment. */
function comment(text: string): string {
  return `-- ${text.replaceAll(/\p{Cc}+/gu, ' ').trim()}`;
}
