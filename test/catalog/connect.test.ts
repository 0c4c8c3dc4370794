import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { readDatabaseCatalog } from '../../src/catalog/from-database.ts';
import { maskPassword } from '../../src/database/connect.ts';
import { failureOf } from './harness.ts';

test.each([
  ['postgres://joe:secret@host/db', 'postgres://joe:***@host/db'],
  ['postgres://joe:s@e/c?r#et@host/db', 'postgres://joe:***@host/db'],
  ['postgres://:secret@host/db', 'postgres://:***@host/db'],
  ['postgres:///db?user=joe&password=secret&x=y', 'postgres:///db?user=joe&password=***&x=y'],
  ['host=x password=secret', 'host=x password=***'],
  ['postgres://joe@host:5432/db', 'postgres://joe@host:5432/db'],
])('%s is shown as %s', (url, masked) => {
  expect(maskPassword(url)).toBe(masked);
});

test('a server that is not there is reported in the words of libpq', async () => {
  const { code, message, why } = await failureOf(readDatabaseCatalog('postgres://joe:secret@localhost:1/db'));
  expect({ code, message, why }).toEqual({
    code: 'database-unreachable',
    message: 'connection to server at "localhost", port 1 failed: Connection refused',
    why: 'tviews reads the catalog from postgres://joe:***@localhost:1/db.',
  });
});

test('a server that hangs up is unreachable too', async () => {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const failure = await failureOf(readDatabaseCatalog(`postgres://joe:secret@127.0.0.1:${port}/db`));
  expect(failure.code).toBe('database-unreachable');
  server.close();
});

test.each([
  'shop',
  'mysql://joe:secret@host/db',
  'postgres://joe:se@cret@host/db',
  'postgres://joe:secret@host:port/db',
])('%s is refused without its password', async (url) => {
  const diagnostic = await failureOf(readDatabaseCatalog(url));
  expect(diagnostic.message).toContain('is not a database URL');
  expect(JSON.stringify(diagnostic)).not.toMatch(/secret|se@cret|cret@/);
});
