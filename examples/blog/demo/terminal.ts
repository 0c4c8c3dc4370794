import colors from 'picocolors';

const width = 80;

/** Prints a heading with a rule to the right edge. */
export function printSection(title: string): void {
  print();
  print(`${colors.bold(title)} ${colors.dim('-'.repeat(Math.max(0, width - title.length - 1)))}`);
  print();
}

/** Prints a line, or an empty one. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** Prints code, indented and set apart from the prose by colour. */
export function printCode(code: string): void {
  for (const line of code.trimEnd().split('\n')) print(`  ${colors.cyan(line)}`);
}

/** Prints prose, wrapped at the right edge. */
export function printText(text: string): void {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1) ?? '';
    if (line.length + word.length + 1 > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  for (const line of lines) print(line);
}

/** Prints rows below a heading; the first column is text, the others are numbers. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const layOut = (row: readonly string[]) =>
    widths
      .map((columnWidth, column) =>
        column === 0 ? (row[column] ?? '').padEnd(columnWidth) : (row[column] ?? '').padStart(columnWidth),
      )
      .join('   ');
  print(`  ${colors.dim(layOut(head))}`);
  for (const row of rows) print(`  ${layOut(row)}`);
}

/** Cuts a text that would not fit into `length` characters. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 3)}...`;
}

/** Writes a number of milliseconds with three significant digits. */
export function milliseconds(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ms`;
}

/** Writes a count with thousands separated. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}
