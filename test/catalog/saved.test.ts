import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCatalog, saveCatalog } from '../../src/catalog/saved.ts';
import { catalogWith, failureOf, tableWith } from './harness.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tviews-saved-'));
});

afterAll(() => rm(folder, { recursive: true }));

const catalog = catalogWith({
  relations: [
    tableWith({
      columns: [
        { name: 'id', type: 'integer', notNull: true, exactEquality: true, scalar: true },
        { name: 'twice', type: 'integer', notNull: false, exactEquality: true, scalar: true, generated: 'virtual' },
      ],
      uniqueKeys: [{ columns: ['id'], primary: true, nullsNotDistinct: false }],
    }),
  ],
});

test('a catalog comes back as it was saved', async () => {
  const file = join(folder, 'catalog.json');
  await saveCatalog(catalog, file);
  expect(await loadCatalog(file)).toEqual(catalog);
});

test('the text does not depend on how the object was built', async () => {
  const file = join(folder, 'ordered.json');
  const reversed = Object.fromEntries(Object.entries(catalog).reverse()) as unknown as typeof catalog;
  await saveCatalog(reversed, file);
  const text = await readFile(file, 'utf8');
  expect(text).toBe(`${JSON.stringify(catalog, undefined, 2)}\n`);
  expect(text.startsWith('{\n  "formatVersion": 1,\n  "serverVersion"')).toBe(true);
});

test.each([
  ['{', /JSON/],
  [JSON.stringify({ ...catalog, formatVersion: 2 }), /formatVersion/],
  [JSON.stringify({ ...catalog, relations: [{ name: 'x' }] }), /relations\[0\]/],
])('a bad file is named and explained: %s', async (text, reason) => {
  const file = join(folder, 'bad.json');
  await writeFile(file, text);
  const { code, message } = await failureOf(loadCatalog(file));
  expect(code).toBe('catalog-unreadable');
  expect(message).toContain(file);
  expect(message).toMatch(reason);
});

test('files that cannot be read or written say so', async () => {
  const file = join(folder, 'no', 'such', 'folder.json');
  expect((await failureOf(loadCatalog(file))).code).toBe('cannot-read');
  expect((await failureOf(saveCatalog(catalog, file))).code).toBe('cannot-write');
});
