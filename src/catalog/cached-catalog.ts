import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';

/** How a kind of result is kept as text; `parse` throws where the text is not what `print` wrote. */
export interface Format<Result> {
  readonly print: (result: Result) => string;
  readonly parse: (text: string) => Result;
  /** Whether a result is worth keeping; by default each is. */
  readonly keeps?: (result: Result) => boolean;
}

/**
 * What a schema file's text leads to: from the cache where an earlier run left it, else from `read`. `question` is what
 * else the result depends on. The cache only ever saves time; whatever goes wrong with it is passed over.
 */
export async function readCached<Result>(
  source: string,
  question: unknown,
  { print, parse, keeps = () => true }: Format<Result>,
  directory: string | undefined,
  read: () => Promise<Result>,
): Promise<Result> {
  const folder = directory ?? defaultDirectory();
  const file = join(folder, `${await cacheKey(source, question)}.json`);
  try {
    return parse(await readFile(file, 'utf8'));
  } catch {
    const result = await read();
    if (keeps(result)) await store(print(result), folder, file).catch(() => undefined);
    return result;
  }
}

/** The schema, the PostgreSQL that loads it, and the questions asked about it. */
async function cacheKey(source: string, question: unknown): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const manifest = await readFile(join(entry, '../../package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { readonly version: string };
  return createHash('sha256')
    .update(JSON.stringify([1, version, question, source]))
    .digest('hex');
}

/** Written aside and renamed: a run that reads at the same moment sees the whole file or none. */
async function store(text: string, folder: string, file: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, text);
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
