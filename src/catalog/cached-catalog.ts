import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { catalogQueries } from './queries.ts';
import { catalogText, parseCatalog } from './saved.ts';
import type { Catalog } from './types.ts';

/**
 * The catalog of a schema file's text: from the cache where an earlier run left it, else from `read`. The cache only ever
 * saves time; whatever goes wrong with it is passed over.
 */
export async function readCached(
  source: string,
  directory: string | undefined,
  read: () => Promise<Catalog>,
): Promise<Catalog> {
  const folder = directory ?? defaultDirectory();
  const file = join(folder, `${await cacheKey(source)}.json`);
  try {
    return parseCatalog(await readFile(file, 'utf8'));
  } catch {
    const catalog = await read();
    await store(catalog, folder, file).catch(() => undefined);
    return catalog;
  }
}

/** All that the catalog depends on: the schema, the PostgreSQL that loads it, and the questions asked about it. */
async function cacheKey(source: string): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const manifest = await readFile(join(entry, '../../package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { readonly version: string };
  return createHash('sha256')
    .update(JSON.stringify([1, version, catalogQueries, source]))
    .digest('hex');
}

/** Written aside and renamed: a run that reads at the same moment sees the whole file or none. */
async function store(catalog: Catalog, folder: string, file: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, catalogText(catalog));
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** The folder under /tmp carries the user's number, as everybody shares /tmp. */
function defaultDirectory(): string {
  const modules = resolve('node_modules');
  return existsSync(modules) ? join(modules, '.cache', 'tviews') : join(tmpdir(), `tviews-${userInfo().uid}`);
}
