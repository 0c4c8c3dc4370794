import { beforeAll, expect, test } from 'vitest';
import { loadParser } from '../../src/parse/parse-definition.ts';
import { parse } from './harness.ts';

beforeAll(loadParser);

/** Each literal holds a SELECT with a mistake: the second FROM, and the place it is found at. */
test.each([
  ["'SELECT ''é😀'' FROM FROM t'", 'FROM t'],
  ["N'SELECT ''a'' FROM FROM t'", 'FROM t'],
  ["'SELECT \\\\ ''a'' FROM FROM t'", '\\\\'],
  ['$$SELECT $x$a$x$ FROM FROM t$$', 'FROM t'],
  ['$_é1$SELECT 1 FROM FROM t$_é1$', 'FROM t'],
  ["E'SELECT \\'a\\', ''b'' \\n\\t FROM FROM t'", 'FROM t'],
  ["E'SELECT 1 \\x41\\101\\u00e9\\U0001F600 FROM FROM t'", 'FROM t'],
  ["E'SELECT 1 \\\\ FROM'", '\\\\ FROM'],
  // Only the start is known where a literal is continued, or uses escapes of its own kind.
  ["'SELECT 1 FROM '\n  'FROM t'", "'SELECT 1"],
  ["U&'SELECT \\0061 FROM FROM t'", "U&'SELECT"],
])('%s', (literal, rest) => {
  const text = `SELECT pg_tviews_create('tv_post', ${literal})`;
  const { diagnostics } = parse(text);
  expect(diagnostics).toMatchObject([{ code: 'syntax-error' }]);
  const found = text.slice(diagnostics[0]?.span?.start);
  expect(found.slice(0, rest.length)).toBe(rest);
});
