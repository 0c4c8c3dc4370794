/** A block of SQL on a page, and what the page says comes of it. */
export interface PageBlock {
  /** The heading that it stands under. */
  readonly section: string;
  readonly sql: string;
  /** The result of its last statement, or its error, as psql writes them; undefined where the page shows none. */
  readonly shown: string | undefined;
}

/**
 * Reads the blocks of a Markdown page that hold SQL to be run: fenced as `sql`, each followed by a block without a name
 * where its result is shown. Blocks of other kinds are left out, and so are blocks without a name that follow anything else.
 */
export function readBlocks(markdown: string): readonly PageBlock[] {
  const found: PageBlock[] = [];
  let section = '';
  let end = -1;
  for (const match of markdown.matchAll(/^(?:#+ (.*)|```(.*)\n([\s\S]*?)^```)$/gm)) {
    const [whole, heading, kind, text = ''] = match;
    const follows = markdown.slice(end, match.index).trim() === '';
    if (heading !== undefined) section = heading;
    else if (kind === 'sql') found.push({ section, sql: text, shown: undefined });
    else if (kind === '' && follows && end >= 0) {
      const block = found.pop();
      if (block) found.push({ ...block, shown: text.trimEnd() });
    }
    end = kind === 'sql' ? match.index + whole.length : -1;
  }
  return found;
}

/** Rows as psql aligns them, numbers to the right. */
export function table(names: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = names.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const isNumeric = names.map(
    (_, column) => rows.length > 0 && rows.every((row) => /^-?\d*(\.\d+)?$/.test(row[column] ?? '')),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        isNumeric[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .map((cell) => ` ${cell} `)
      .join('|')
      .trimEnd();
  return [line(names), widths.map((width) => '-'.repeat(width + 2)).join('+'), ...rows.map(line)].join('\n');
}

/** The cells of a table that psql has written; undefined where the text is none. */
function cellsOf(text: string): readonly (readonly string[])[] | undefined {
  const [names = '', rule = '', ...rows] = text.split('\n');
  if (!/^-+(\+-+)*$/.test(rule)) return undefined;
  return [names, ...rows].map((row) => row.split('|').map((cell) => cell.trim()));
}

/**
 * What a block has given, with `…` where the page shows that instead of a value, or of the end of one: times, sizes, and
 * what else differs from server to server. A line `…` stands for any number of lines.
 */
export function asShown(given: string, shown: string): string {
  const [wanted, found] = [cellsOf(shown), cellsOf(given)];
  if (wanted === undefined || found === undefined) return asText(given, shown);
  const end = wanted.findIndex(([first], row) => first === '…' && wanted[row]?.length === 1);
  const kept = end < 0 ? found : found.slice(0, end);
  const [names = [], ...rows] = kept.map((row, n) =>
    row.map((cell, column) => masked(cell, wanted[n]?.[column] ?? '')),
  );
  return end < 0 ? table(names, rows) : `${table(names, rows)}\n…`;
}

function masked(cell: string, wanted: string): string {
  return wanted.endsWith('…') && cell.startsWith(wanted.slice(0, -1)) ? wanted : cell;
}

function asText(given: string, shown: string): string {
  const pattern = shown
    .split('…')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[\\s\\S]*?');
  return new RegExp(`^${pattern}$`).test(given) ? shown : given;
}

/** A table as the page shows it, aligned as psql would, so that only cells are compared. */
export function normalized(shown: string): string {
  const cells = cellsOf(shown);
  if (cells === undefined) return shown;
  const isOpen = cells.at(-1)?.join() === '…';
  const [names = [], ...rows] = isOpen ? cells.slice(0, -1) : cells;
  return isOpen ? `${table(names, rows)}\n…` : table(names, rows);
}
