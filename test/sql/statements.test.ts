import { expect, test } from 'vitest';
import { SqlSyntaxError, splitStatements } from '../../src/sql/statements.ts';

async function texts(source: string): Promise<readonly string[]> {
  const statements = await splitStatements(source);
  for (const { text, start } of statements) expect(source.slice(start, start + text.length)).toBe(text);
  return statements.map(({ text }) => text);
}

test('statements start at their first word, after comments and characters of several bytes', async () => {
  const source = `-- é 😀\nSELECT 'ü; 😀' ; /* x */ -- ; y\n  SELECT 2;\n\nSELECT 3`;
  expect(await texts(source)).toEqual([`SELECT 'ü; 😀' `, 'SELECT 2', 'SELECT 3']);
});

test('bodies of functions stay whole', async () => {
  const body = 'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END; $$';
  const atomic = 'CREATE FUNCTION g() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END';
  expect(await texts(`${body};\n${atomic};`)).toEqual([body, atomic]);
});

test('a file without statements has none', async () => {
  expect(await texts('')).toEqual([]);
  expect(await texts('\n-- nothing yet\n')).toEqual([]);
  expect(await texts(';;')).toEqual([]);
});

test('what pg_dump writes for psql alone is passed over', async () => {
  const source = `\uFEFF\\restrict x\r\n\\connect "my db"\r\nSELECT 1;\r\nCOPY public.t (a, b) FROM stdin;\r\nit's 😀\t;\r\n\\.\r\n
COPY public.empty (a) FROM stdin;\n\\.\n\nSELECT 2;\n\\unrestrict x\n`;
  expect(await texts(source)).toEqual(['SELECT 1', 'SELECT 2']);
});

test('a syntax error is where the grammar gives up', async () => {
  const source = `SELECT '😀';\nCREATE TABEL x (a int);`;
  const error = await splitStatements(source).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SqlSyntaxError);
  expect(error).toMatchObject({ message: 'syntax error at or near "TABEL"', offset: source.indexOf('TABEL') });
});
