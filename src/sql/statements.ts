import { loadModule, parseSync, type RawStmt, SqlError, scanSync } from 'libpg-query';
import { utf16Offset } from '../diagnostics/position.ts';

/** One statement of a script. */
export interface SqlStatement {
  readonly text: string;
  /** Where `text` starts in the file, in UTF-16 units. */
  readonly start: number;
  readonly tree: NonNullable<RawStmt['stmt']>;
}

/** The grammar rejects the text; `offset` is where, in UTF-16 units. */
export class SqlSyntaxError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = 'SqlSyntaxError';
    this.offset = offset;
  }
}

/** SQL text in, its statements out: split by PostgreSQL's own grammar, each starting at its first word. */
export async function splitStatements(source: string): Promise<readonly SqlStatement[]> {
  await loadModule();
  const text = blankPsqlLines(source);
  // The parser's locations are bytes of UTF-8.
  const bytes = Buffer.from(text);
  const statements: SqlStatement[] = [];
  let from = 0;
  let start = 0;
  for (const { stmt, stmt_location = 0, stmt_len } of parse(text)) {
    if (stmt === undefined) continue;
    start += bytes.toString('utf8', from, stmt_location).length;
    from = stmt_location;
    const end = stmt_len === undefined ? bytes.length : stmt_location + stmt_len;
    const raw = bytes.toString('utf8', stmt_location, end);
    const lead = leadingBlank(raw);
    statements.push({ text: raw.slice(lead), start: start + lead, tree: stmt });
  }
  return statements;
}

function parse(text: string): readonly RawStmt[] {
  // The parser refuses the empty text, which is a schema without tables.
  if (text.trim() === '') return [];
  try {
    return parseSync(text).stmts ?? [];
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    throw new SqlSyntaxError(error.message, utf16Offset(text, error.sqlDetails?.cursorPosition ?? 0));
  }
}

/** A statement's text begins right after the semicolon before it, comments included. */
function leadingBlank(text: string): number {
  const space = text.length - text.trimStart().length;
  if (!/^\s*(--|\/\*)/.test(text)) return space;
  const first = scanSync(text).tokens.find(({ tokenName }) => !tokenName.endsWith('_COMMENT'));
  return first === undefined ? 0 : Buffer.from(text).toString('utf8', 0, first.start).length;
}

/**
 * Blanks what pg_dump writes for psql alone, keeping every offset: meta-commands that say nothing about the schema
 * (`\connect`, `\restrict` and their like), and COPY with its data. Others, such as `\i`, stay and are reported as the
 * syntax errors that they are to a server.
 */
function blankPsqlLines(source: string): string {
  const blank = (line: string) => line.replace(/[^\r\n]/gu, (character) => ' '.repeat(character.length));
  return source
    .replace(/^\uFEFF/, ' ')
    .replace(/^COPY [^;]* FROM stdin;\r?\n(?:[\s\S]*?\n)??\\\.\r?$/gm, blank)
    .replace(
      /^[ \t]*\\(?:c|connect|restrict|unrestrict|set|unset|echo|qecho|warn|encoding|pset|timing|x)\b.*$/gm,
      blank,
    );
}
