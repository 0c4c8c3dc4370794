import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSchemaCatalog } from '../../src/catalog/from-schema-file.ts';
import { failureOf } from './harness.ts';

const startsPostgres = 60_000;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tviews-catalog-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function schemaFile(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

/** The failure of a file, with the text it points at. */
async function failureIn(text: string) {
  const file = await schemaFile('failing.sql', text);
  const { code, message, span, help } = await failureOf(readSchemaCatalog(file, { cacheDirectory: folder }));
  return { code, message, at: span && text.slice(span.start, span.end), help };
}

test('the catalog is kept for the next run, and a damaged one is read again', { timeout: startsPostgres }, async () => {
  const cacheDirectory = join(folder, 'cache', 'deep');
  // A transaction left open and a search path of its own are the file's affair.
  const file = await schemaFile('ok.sql', 'BEGIN; SET search_path = pg_catalog; CREATE TABLE public.tb_post (id int);');
  const first = await readSchemaCatalog(file, { cacheDirectory });
  expect(first.relations.map(({ name }) => name)).toEqual(['tb_post']);
  expect(first.searchPath).toEqual(['public']);

  const [entry, ...others] = await readdir(cacheDirectory);
  expect(others).toEqual([]);
  const cached = join(cacheDirectory, entry ?? '');
  await writeFile(cached, JSON.stringify({ ...first, searchPath: ['from the cache'] }));
  expect((await readSchemaCatalog(file, { cacheDirectory })).searchPath).toEqual(['from the cache']);
  await writeFile(cached, '{');
  expect(await readSchemaCatalog(file, { cacheDirectory })).toEqual(first);
});

test('a statement that PostgreSQL refuses is shown where it is', { timeout: startsPostgres }, async () => {
  expect(await failureIn(`-- 😀\nSELECT 'é';\n\n-- b\nCREATE TABLE b (😀 int, c public.mising);\nSELECT 1;`)).toEqual({
    code: 'schema-file-failed',
    message: 'type "public.mising" does not exist',
    at: 'public.mising',
    help: 'Correct the statement, or read the catalog from a database that has the schema.',
  });
});

test('an extension that is not at hand fails where it is created', { timeout: startsPostgres }, async () => {
  const failure = await failureIn('CREATE EXTENSION postgis\n  WITH SCHEMA public;');
  expect(failure).toMatchObject({
    code: 'schema-file-failed',
    message: 'extension "postgis" is not available',
    at: 'CREATE EXTENSION postgis',
  });
  expect(failure.help).toContain('lacks this extension');
});

test('a syntax error needs no server to be found', async () => {
  expect(await failureIn('CREATE TABLE 😀 (a int);\nCREATE TABEL x ();')).toMatchObject({
    code: 'schema-file-failed',
    message: 'syntax error at or near "TABEL"',
    at: 'T',
  });
});

test('a command of psql that could matter is refused', async () => {
  expect(await failureIn('SELECT 1;\n\\i other.sql\n')).toMatchObject({
    message: 'syntax error at or near "\\"',
    at: '\\',
    help: 'Commands of psql are not SQL. pg_dump --schema-only writes a schema as one file.',
  });
});

test('a missing file cannot be read', async () => {
  const { code, message } = await failureOf(readSchemaCatalog(join(folder, 'missing.sql')));
  expect(code).toBe('cannot-read');
  expect(message).toContain('missing.sql: ENOENT');
});
