import pg from 'pg';
import { table } from './page-blocks.ts';

/** Runs the statements of a block. Returns the result of the last one, or the error that ends it, as psql writes them. */
export async function runBlock(client: pg.ClientBase, sql: string): Promise<string> {
  try {
    const result: pg.QueryArrayResult | pg.QueryArrayResult[] = await client.query({
      text: sql,
      rowMode: 'array',
      types: { getTypeParser: () => String },
    });
    const last = [result].flat().at(-1);
    if (last === undefined) return '';
    if (last.fields.length === 0) return [last.command, last.rowCount].filter((part) => part !== null).join(' ');
    const names = last.fields.map(({ name }) => name);
    return table(
      names,
      last.rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))),
    );
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    const { message, detail, hint } = error;
    const lines = Object.entries({ ERROR: message, DETAIL: detail, HINT: hint });
    return lines.flatMap(([word, text]) => (text ? [`${word}:  ${text}`] : [])).join('\n');
  }
}
