import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Report } from '../../src/diagnostics/diagnostic.ts';
import { parseQuery } from '../../src/parse/from-libpg.ts';
import { loadParser } from '../../src/parse/parse-definition.ts';
import type * as secondReader from '../../src/parse/second-reader.ts';
import { SqlText } from '../../src/parse/sql-text.ts';
import { type BuiltCli, buildCli } from '../commands/built-cli.ts';

let built: BuiltCli;
let SecondReader: typeof secondReader.SecondReader;
const threads: Worker[] = [];
const noteThread = (thread: Worker) => threads.push(thread);

beforeAll(async () => {
  await loadParser();
  // Only what is built starts a thread.
  built = await buildCli();
  const path = pathToFileURL(join(built.folder, 'parse/second-reader.js')).href;
  ({ SecondReader } = (await import(path)) as typeof secondReader);
  process.on('worker', noteThread);
}, 60_000);

afterEach(() => {
  threads.length = 0;
});

afterAll(() => {
  process.off('worker', noteThread);
  built.remove();
});

/** Lets the first parser read one text and the second another, in a file of that name. */
function read(reader: secondReader.SecondReader, file: string, ours: string, theirs: string): void {
  const sql = new SqlText(file, theirs);
  const nameSpan = { file, start: 0, end: 0 };
  reader.read(parseQuery(ours, file), { sql, first: 0, last: sql.tokens.length - 1, nameSpan });
}

describe.each([
  ['few definitions: in the same thread', 3, 0],
  ['many: in another', 500, 1],
])('%s', (_, definitionCount, threadCount) => {
  test('each difference is reported where it is', async () => {
    const report = new Report();
    const reader = new SecondReader(definitionCount);
    read(reader, 'same.sql', 'SELECT a FROM t', 'SELECT /* t */ a FROM t');
    read(reader, 'one.sql', 'SELECT a FROM t', 'SELECT b FROM t');
    read(reader, 'not-compared.sql', 'SELECT a FROM t', 'SELECT U&"b" FROM t');
    read(reader, 'not-understood.sql', 'SELECT a FROM t', 'SELECT a IS DISTINCT FROM b FROM t');
    read(reader, 'other.sql', 'SELECT a FROM t', 'SELECT a FROM u');
    await reader.reportDifferences(report);
    await reader.close();
    expect(threads).toHaveLength(threadCount);
    expect(report.list().map(({ span, message }) => [span?.file, message.split(': ')[1]])).toEqual([
      ['one.sql', 'columns “a” against “b”'],
      ['other.sql', 'relations “t” against “u”'],
    ]);
  });
});

test('a thread that nothing is asked of is ended', async () => {
  const reader = new SecondReader(500);
  await reader.reportDifferences(new Report());
  await reader.close();
  expect(threads.map(({ threadId }) => threadId)).toEqual([-1]);
});

describe('a thread that breaks', () => {
  /** Reads in a thread that something happens to. */
  async function readWhile(happening: (thread: Worker) => void): Promise<void> {
    const reader = new SecondReader(500);
    await setImmediate();
    for (const thread of threads) happening(thread);
    read(reader, 'one.sql', 'SELECT a FROM t', 'SELECT b FROM t');
    await reader.reportDifferences(new Report()).finally(() => reader.close());
  }

  test('its error is thrown', async () => {
    await expect(readWhile((thread) => thread.postMessage(null))).rejects.toThrow(TypeError);
  });

  test('its end is an error', async () => {
    await expect(readWhile((thread) => thread.terminate())).rejects.toThrow('has ended before it was done');
  });
});
