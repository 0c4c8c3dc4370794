import type { Span } from '../diagnostics/diagnostic.ts';
import { ByteOffsets, GrammarError, parseStatements, type Statement, scan, type Token } from './grammar.ts';

/** Says where in its file the UTF-16 unit at `index` of a text stands. */
export type FileOffset = (index: number) => number;

/**
 * A piece of SQL that was parsed: its statements, its tokens, and the way from PostgreSQL's byte offsets to spans of
 * the file that holds it.
 */
export class SqlText {
  readonly file: string;
  readonly text: string;
  readonly toFile: FileOffset;
  readonly statements: readonly Statement[];
  /** Without comments. */
  readonly tokens: readonly Token[];
  readonly comments: readonly Token[];
  readonly #bytes: ByteOffsets;
  readonly #tokenByStart: ReadonlyMap<number, number>;

  /** Throws GrammarError. `toFile` is needed where the text is not the whole file. */
  constructor(file: string, text: string, toFile: FileOffset = (index) => index) {
    this.file = file;
    this.text = text;
    this.toFile = toFile;
    this.statements = parseStatements(text);
    const tokens = scan(text);
    if (tokens === undefined) throw new GrammarError('the text cannot be split into tokens', undefined);
    this.tokens = tokens.filter((token) => token.comment === undefined);
    this.comments = tokens.filter((token) => token.comment !== undefined);
    this.#bytes = new ByteOffsets(text);
    this.#tokenByStart = new Map(this.tokens.map((token, index) => [token.start, index]));
  }

  /** The span of a range of this text. */
  span(start: number, end: number): Span {
    return { file: this.file, start: this.toFile(start), end: this.toFile(end) };
  }

  tokenSpan(index: number): Span | undefined {
    const token = this.tokens[index];
    return token && this.span(token.start, token.end);
  }

  /** The number of the token at a node's location; undefined for nodes without one, which say -1. */
  tokenAt(byte: number | undefined): number | undefined {
    return byte === undefined || byte < 0 ? undefined : this.#tokenByStart.get(this.#bytes.toUtf16(byte));
  }

  /** Whether the token is the key word, bare: quoted identifiers and strings carry their quotes. */
  isWord(index: number, ...words: readonly string[]): boolean {
    return words.includes(this.tokens[index]?.text.toLowerCase() ?? '');
  }

  /** The span of the name at a location, with all its parts: `s.t.a`, `t.*`. */
  nameSpan(byte: number | undefined): Span | undefined {
    const first = this.tokenAt(byte);
    if (first === undefined) return undefined;
    const last = this.nameEnd(first);
    const [start, end] = [this.tokens[first], this.tokens[last]];
    return start && end && this.span(start.start, end.end);
  }

  /** The last token of the dotted name that starts with a token. */
  nameEnd(first: number): number {
    let last = first;
    while (this.tokens[last + 1]?.text === '.') last += 2;
    return last;
  }

  /** The first and last token of a statement, its semicolon left out. */
  statementTokens({ start, end }: Statement): { readonly first: number; readonly last: number } {
    const [from, to] = [this.#bytes.toUtf16(start), this.#bytes.toUtf16(end)];
    const first = this.tokens.findIndex((token) => token.start >= from && token.text !== ';');
    let last = first;
    while ((this.tokens[last + 1]?.end ?? Number.POSITIVE_INFINITY) <= to) last++;
    return { first, last };
  }

  /** The text from one token to another, both included. */
  textBetween(first: number, last: number): string {
    return this.text.slice(this.tokens[first]?.start ?? 0, this.tokens[last]?.end ?? 0);
  }
}
