import type { FileOffset } from './sql-text.ts';

/** One element of a string literal's source: an escape, a doubled quote or a character. */
const element = /\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{1,2}|[0-7]{1,3}|[\s\S])|''|[\s\S]/gu;

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/**
 * Where in the file each character of a string literal's value stands: `start` and `source` are the literal's own.
 *
 * Literals whose value cannot be followed character by character (`U&'…'`, strings continued on the next line) are
 * placed at their start as a whole.
 */
export function literalOffsets(value: string, source: string, start: number): FileOffset {
  const dollar = /^\$[^$]*\$/.exec(source)?.[0];
  if (dollar !== undefined) return (index) => start + dollar.length + Math.min(index, value.length);
  const prefix = /^[eEnN]?'/.exec(source)?.[0];
  if (prefix === undefined) return () => start;
  const escaped = /^[eE]/.test(prefix);
  const offsets: number[] = [];
  let decoded = '';
  const inner = source.slice(prefix.length, -1);
  for (const match of inner.matchAll(element)) {
    const pieces = escaped || !match[0].startsWith('\\') ? [match[0]] : [...match[0]];
    let at = start + prefix.length + match.index;
    for (const piece of pieces) {
      const character = escaped && piece.startsWith('\\') ? escapedCharacter(piece) : piece === "''" ? "'" : piece;
      for (let i = 0; i < character.length; i++) offsets.push(at);
      decoded += character;
      at += piece.length;
    }
  }
  if (decoded !== value) return () => start;
  offsets.push(start + prefix.length + inner.length);
  return (index) => offsets[Math.min(index, offsets.length - 1)] ?? start;
}

/** https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS-ESCAPE */
function escapedCharacter(written: string): string {
  const body = written.slice(1);
  if (/^[uUx]./.test(body)) return codePoint(Number.parseInt(body.slice(1), 16));
  if (/^[0-7]/.test(body)) return codePoint(Number.parseInt(body, 8));
  return escapes[body] ?? body;
}

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
