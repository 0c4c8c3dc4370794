import { codeFrameColumns } from '@babel/code-frame';
import type { Location } from '../locate.ts';
import type { Colors } from './colors.ts';

// What code-frame takes for a line break and editors do not, and what would drive the terminal. Replaced one for one,
// so that columns stay.
const unprintable = /[\u2028\u2029]|(?![\t\n\r])\p{Cc}/gu;

/** The source lines around a location with a caret line, and `label` behind the carets. */
export function renderFrame(location: Location, label: string | undefined, colors: Colors): string {
  const { start, end } = location;
  // A span over several lines is marked to the end of its first line: where it starts is what the reader looks for,
  // and the marks of a whole SELECT would bury it.
  const lastColumn = end.line === start.line ? end.column : lineEnd(location);
  const frame = codeFrameColumns(
    location.text.replaceAll(unprintable, '\u{fffd}'),
    { start, end: { line: start.line, column: Math.max(lastColumn, start.column) } },
    { highlightCode: false, linesAbove: 2, linesBelow: 1, ...(label === undefined ? {} : { message: oneLine(label) }) },
  );
  return frame
    .split('\n')
    .map((line) => paint(line, colors))
    .join('\n');
}

/** Text on one line: labels, annotations and problem matchers have no room for more. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s*[\r\n]+\s*/g, ' ').trim();
}

/** The column after the last character of the line in which the location starts. */
function lineEnd({ text, start }: Location): number {
  const line = text.split(/\r\n|\n|\r/, start.line).at(-1) ?? '';
  return line.trimEnd().length + 1;
}

function paint(line: string, colors: Colors): string {
  const gutter = /^(>?)(\s*\d* \|)(.*)$/su.exec(line);
  if (gutter === null) return line;
  const [, mark = '', number = '', rest = ''] = gutter;
  const isCaretLine = !/\d/.test(number);
  return `${mark && colors.red(mark)}${colors.dim(number)}${isCaretLine ? colors.red(rest) : rest}`;
}
