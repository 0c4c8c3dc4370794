/** Where an offset lies for a reader: both count from 1, columns in UTF-16 units as editors count them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const lineBreak = /\r\n|\n|\r/g;

/** Turns a UTF-16 offset into a line and column; an offset past the end is the end. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  let line = 1;
  let lineStart = 0;
  for (const match of before.matchAll(lineBreak)) {
    line += 1;
    lineStart = match.index + match[0].length;
  }
  return { line, column: before.length - lineStart + 1 };
}

/** The UTF-16 offset of the character that PostgreSQL counts as number `characters` (from 0): it counts code points. */
export function utf16Offset(text: string, characters: number): number {
  let offset = 0;
  for (const character of text) {
    if (characters-- <= 0) break;
    offset += character.length;
  }
  return offset;
}
