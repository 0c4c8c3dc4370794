import { hasSqlDetails, loadModule, type Node, parseSync, type RawStmt, scanSync } from 'libpg-query';

/** Loads PostgreSQL's grammar (a WASM module). Await it once before anything else of this folder is called. */
export async function loadParser(): Promise<void> {
  await loadModule();
}

/** One lexical token; `start` and `end` count UTF-16 units of the text it was read from. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly comment: 'line' | 'block' | undefined;
}

/** A statement of a script; `start` and `end` are byte offsets. */
export interface Statement {
  readonly node: Node;
  readonly start: number;
  readonly end: number;
}

/** PostgreSQL's rejection of a text; `position` counts UTF-16 units, undefined where PostgreSQL names none. */
export class GrammarError extends Error {
  readonly position: number | undefined;

  constructor(message: string, position: number | undefined, options?: ErrorOptions) {
    super(message, options);
    this.name = 'GrammarError';
    this.position = position;
  }
}

/** Parses a script by PostgreSQL's grammar; throws GrammarError. */
export function parseStatements(text: string): readonly Statement[] {
  // The WASM module reads a C string: it would silently ignore everything behind a zero byte.
  const zero = text.indexOf('\0');
  if (zero >= 0) throw new GrammarError('invalid byte sequence for encoding "UTF8": 0x00', zero);
  // The module refuses to parse "" with an error of its own.
  if (text === '') return [];
  const textEnd = Buffer.byteLength(text);
  try {
    return (parseSync(text).stmts ?? []).flatMap((raw) => statement(raw, textEnd));
  } catch (error) {
    if (!hasSqlDetails(error)) throw new GrammarError(String(error), undefined, { cause: error });
    const characters = error.sqlDetails?.cursorPosition;
    throw new GrammarError(error.message, characters === undefined ? undefined : utf16Offset(text, characters), {
      cause: error,
    });
  }
}

function statement(raw: RawStmt, textEnd: number): Statement[] {
  if (raw.stmt === undefined) return [];
  const start = raw.stmt_location ?? 0;
  return [{ node: raw.stmt, start, end: raw.stmt_len ? start + raw.stmt_len : textEnd }];
}

/** PostgreSQL counts an error's position in characters, JavaScript in UTF-16 units. */
function utf16Offset(text: string, characters: number): number {
  let offset = 0;
  for (let i = 0; i < characters && offset < text.length; i++) {
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}

/** Splits a text into tokens, comments included; undefined where the lexer rejects it, which parsing then explains. */
export function scan(text: string): readonly Token[] | undefined {
  if (text === '') return [];
  const offsets = new ByteOffsets(text);
  try {
    return scanSync(text).tokens.map(({ start, end, tokenName }) => ({
      text: text.slice(offsets.toUtf16(start), offsets.toUtf16(end)),
      start: offsets.toUtf16(start),
      end: offsets.toUtf16(end),
      comment: tokenName === 'SQL_COMMENT' ? 'line' : tokenName === 'C_COMMENT' ? 'block' : undefined,
    }));
  } catch {
    // libpg-query answers a lexical error with text that is not JSON, so there is no message to pass on.
    return undefined;
  }
}

/** Translates PostgreSQL's byte offsets into a text to JavaScript's UTF-16 offsets. */
export class ByteOffsets {
  /** By byte; undefined for ASCII, where both counts agree. */
  readonly #utf16: Uint32Array | undefined;

  constructor(text: string) {
    const bytes = Buffer.byteLength(text);
    if (bytes === text.length) return;
    this.#utf16 = new Uint32Array(bytes + 1);
    let byte = 0;
    let index = 0;
    for (const character of text) {
      this.#utf16.fill(index, byte, byte + Buffer.byteLength(character));
      byte += Buffer.byteLength(character);
      index += character.length;
    }
    this.#utf16[byte] = index;
  }

  toUtf16(byte: number): number {
    return this.#utf16 === undefined ? byte : (this.#utf16[byte] ?? byte);
  }
}
