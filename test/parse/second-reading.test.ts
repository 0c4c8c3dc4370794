import { parse as parseWithPgsqlAstParser } from 'pgsql-ast-parser';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { Report } from '../../src/diagnostics/diagnostic.ts';
import { parseQuery } from '../../src/parse/from-libpg.ts';
import { loadParser, parseDefinition } from '../../src/parse/parse-definition.ts';
import { SecondReader } from '../../src/parse/second-reader.ts';
import { compareReadings, comparisonOf } from '../../src/parse/second-reading.ts';
import { SqlText } from '../../src/parse/sql-text.ts';

vi.mock('pgsql-ast-parser', async (importOriginal) => {
  const original = await importOriginal<typeof import('pgsql-ast-parser')>();
  return { ...original, parse: vi.fn(original.parse) };
});

beforeAll(loadParser);

/** Lets the first parser read one text and the second another. */
function difference(ours: string, theirs: string): string | undefined {
  const sql = new SqlText('view', theirs);
  const comparison = comparisonOf(parseQuery(ours, 'view'), sql, 0, sql.tokens.length - 1);
  return comparison && compareReadings(comparison);
}

describe('readings that differ', () => {
  test.each([
    ['SELECT a FROM t', 'SELECT a FROM u', 'relations “t” against “u”'],
    ['SELECT a FROM t', 'SELECT a FROM app.t', 'relations “t” against “app.t”'],
    ['SELECT a FROM t x', 'SELECT a FROM t y', 'relations “t AS x” against “t AS y”'],
    ['SELECT a FROM t x (a)', 'SELECT a FROM t x (b)', 'relations “t AS x (a)” against “t AS x (b)”'],
    ['SELECT a FROM t, u', 'SELECT a FROM t', 'relations “u” against “nothing”'],
    ['SELECT a FROM f(1) x', 'SELECT a FROM x', 'relations “function AS x” against “x”'],
    ['SELECT a FROM (SELECT 1) x', 'SELECT a FROM (SELECT 1) y', 'relations “query AS x” against “query AS y”'],
    ['SELECT a FROM t LEFT JOIN u ON b', 'SELECT a FROM t JOIN u ON b', 'joins “left” against “inner”'],
    [
      'SELECT a FROM t JOIN u USING (b)',
      'SELECT a FROM t JOIN u USING (c)',
      'joins “inner using (b)” against “inner using (c)”',
    ],
    ['SELECT a FROM t', 'SELECT b FROM t', 'columns “a” against “b”'],
    ['SELECT a.b FROM a', 'SELECT c.b FROM a', 'columns “a.b” against “c.b”'],
    ['SELECT count(t.*) FROM t', 'SELECT count(*) FROM t', 'columns “t.*” against “nothing”'],
    ['SELECT 1 FROM t WHERE a = b', 'SELECT 1 FROM t WHERE a <> b', 'equalities “a = b” against “nothing”'],
    [
      'SELECT 1 FROM t WHERE (a, b) = (c, d)',
      'SELECT 1 FROM t WHERE (a, b) = (d, c)',
      'equalities “a = c” against “a = d”',
    ],
    ['SELECT 1 FROM t WHERE a = b AND c', 'SELECT 1 FROM t WHERE a = b OR c', 'equalities “a = b” against “nothing”'],
    ['SELECT DISTINCT a FROM t', 'SELECT a FROM t', 'traits “distinct” against “nothing”'],
    ['SELECT a FROM t GROUP BY a', 'SELECT a FROM t ORDER BY a', 'traits “grouped” against “nothing”'],
    ['SELECT a FROM t LIMIT 1', 'SELECT a FROM t', 'traits “limited” against “nothing”'],
    ['SELECT 1 UNION SELECT 2', 'SELECT 1 UNION ALL SELECT 2', 'set operators “union” against “union all”'],
    ['WITH x AS (SELECT 1) SELECT 2', 'WITH y AS (SELECT 1) SELECT 2', 'WITH queries “x” against “y”'],
    ['SELECT a AS x FROM t', 'SELECT a AS y FROM t', 'output columns “x” against “y”'],
    ['SELECT a, 1 FROM t', 'SELECT a FROM t', '2 output columns against 1'],
    ['SELECT (SELECT 1)', 'SELECT 1', '1 nested queries against 0'],
    [
      'SELECT 1 WHERE EXISTS (SELECT a)',
      'SELECT 1 WHERE EXISTS (SELECT b)',
      'in a nested query, columns “a” against “b”',
    ],
  ])('%s / %s', (ours, theirs, expected) => {
    expect(difference(ours, theirs)).toBe(expected);
  });
});

describe('readings that agree', () => {
  test.each([
    ['SELECT a FROM t WHERE a = b', 'SELECT a FROM t WHERE b = a'],
    ['SELECT (SELECT a), (SELECT b)', 'SELECT (SELECT b), (SELECT a)'],
    ['SELECT a FROM t CROSS JOIN u', 'SELECT a FROM t JOIN u ON true'],
    ['(SELECT 1 UNION SELECT 2) UNION ALL SELECT 3', 'SELECT 1 UNION (SELECT 2 UNION ALL SELECT 3)'],
    ['SELECT 1', 'SELECT 1 AS x'],
  ])('%s / %s', (ours, theirs) => {
    expect(difference(ours, theirs)).toBeUndefined();
  });

  test.each(['SELECT a IS DISTINCT FROM b', 'SELECT u&"d\\0061t"', "SELECT U&'x'", 'SELECT 1; SELECT 2'])(
    'what the second parser cannot read says nothing: %s',
    (theirs) => {
      expect(difference('SELECT other FROM other', theirs)).toBeUndefined();
    },
  );
});

/** Parses a file, and has it read a second time. */
async function readTwice(text: string) {
  const report = new Report();
  const secondReader = new SecondReader(1);
  const definition = parseDefinition({ file: 'tv_post.sql', text }, report, secondReader);
  await secondReader.reportDifferences(report);
  await secondReader.close();
  return { definition, diagnostics: report.list() };
}

test('a difference is a warning, and PostgreSQL’s reading stands', async () => {
  const [other] = parseWithPgsqlAstParser('SELECT b FROM t');
  if (other === undefined) throw new Error('no statement');
  vi.mocked(parseWithPgsqlAstParser).mockReturnValueOnce([other]);
  const { definition, diagnostics } = await readTwice('CREATE TVIEW tv_post AS SELECT a FROM t');
  expect(diagnostics).toMatchObject([
    {
      code: 'readings-differ',
      severity: 'warning',
      message: 'two parsers read this SELECT differently: columns “a” against “b”',
      span: { file: 'tv_post.sql', start: 13, end: 20 },
    },
  ]);
  expect(definition?.query.body).toMatchObject({ outputs: [{ name: 'a' }] });
});

test('what is refused for another reason is compared as well', async () => {
  vi.mocked(parseWithPgsqlAstParser).mockReturnValueOnce(parseWithPgsqlAstParser('SELECT b FROM t'));
  const { definition, diagnostics } = await readTwice('SELECT a FROM t; CREATE TVIEW tv_other AS SELECT a FROM t');
  expect(diagnostics.map(({ code }) => code)).toContain('readings-differ');
  expect(definition).toBeUndefined();
});

test('a tree of an unknown shape is silent too', async () => {
  const broken = new Proxy(
    {},
    {
      get: () => {
        throw new Error('no such node');
      },
    },
  );
  vi.mocked(parseWithPgsqlAstParser).mockReturnValueOnce([broken as never]);
  expect((await readTwice('CREATE TVIEW tv_post AS SELECT a FROM t')).diagnostics).toEqual([]);
});
