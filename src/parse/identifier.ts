/**
 * The name that one written identifier stands for: unquoted ones fold to lower case. Undefined where the text is none.
 *
 * Folding touches ASCII letters only, as PostgreSQL does in UTF-8 databases.
 */
export function identifierValue(written: string): string | undefined {
  if (/^[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*$/.test(written)) {
    return written.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  }
  return /^"(?:[^"]|"")+"$/.test(written) ? written.slice(1, -1).replaceAll('""', '"') : undefined;
}
