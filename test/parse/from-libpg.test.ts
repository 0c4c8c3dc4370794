import { beforeAll, describe, expect, test } from 'vitest';
import type { Span } from '../../src/diagnostics/diagnostic.ts';
import { parseQuery } from '../../src/parse/from-libpg.ts';
import { loadParser } from '../../src/parse/parse-definition.ts';
import type { Expression, Query, Select } from '../../src/parse/types.ts';
import { withoutSpans } from './harness.ts';
import { show, showItem } from './show.ts';

beforeAll(loadParser);

function select(sql: string): Select {
  const { body } = parseQuery(sql, 'view');
  if (body.kind !== 'select') throw new Error(`a ${body.kind}`);
  return body;
}

function expression(sql: string): Expression {
  const [output] = select(`SELECT ${sql} FROM t`).outputs;
  if (output === undefined) throw new Error('no output');
  return output.expression;
}

/** Every span of a tree. */
function spans(value: unknown): Span[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) => (key === 'span' ? [field as Span] : spans(field)));
}

/** Expressions as SQL, and as `show` writes their tree. */
const shownExpressions = [
  ['a', 'a'],
  ['app.t."A a"', 'app.t.A a'],
  ['t.*', 't.*'],
  ['1', '1'],
  ['0', '0'],
  ['-5', '-5'],
  ["'x'", '?'],
  ['1.5', '?'],
  ['NULL', '?'],
  ['a = b', '=(a, b)'],
  ['a OPERATOR(pg_catalog.=) b', 'pg_catalog.=(a, b)'],
  ['-a', '-(a)'],
  ['a AND (b AND c) AND d', 'and(a, b, c, d)'],
  ['(a OR b) OR c AND d', 'or(a, b, and(c, d))'],
  ['NOT (a AND b)', 'not(and(a, b))'],
  ['(a, b) = (c, 1)', 'and(=(a, c), =(b, 1))'],
  ['(a, b) = ROW(c, d) AND e', 'and(=(a, c), =(b, d), e)'],
  ['(t.*) = (u.*)', '=(t.*, u.*)'],
  ['ROW(t.*) = ROW(u.*)', '=(<RowExpr>(t.*), <RowExpr>(u.*))'],
  ['(a, b) = (c, d, e)', '=(<RowExpr>(a, b), <RowExpr>(c, d, e))'],
  ['(a, b) <> (c, d)', '<>(<RowExpr>(a, b), <RowExpr>(c, d))'],
  ['(a, b) OPERATOR(app.=) (c, d)', 'app.=(<RowExpr>(a, b), <RowExpr>(c, d))'],
  ['a IN (b, 1)', 'IN(a, b, 1)'],
  ['a NOT IN (b)', 'NOT IN(a, b)'],
  ['a = ANY (b)', '= ANY(a, b)'],
  ['a OPERATOR(app.=) ALL (b)', 'app.= ALL(a, b)'],
  ['a IS DISTINCT FROM b', 'IS DISTINCT FROM(a, b)'],
  ['a IS NOT DISTINCT FROM b', 'IS NOT DISTINCT FROM(a, b)'],
  ['a LIKE b', 'LIKE(a, b)'],
  ['a NOT ILIKE b', 'NOT ILIKE(a, b)'],
  ['a SIMILAR TO b', 'SIMILAR(a, pg_catalog.similar_to_escape(b))'],
  ['a BETWEEN b AND c', 'BETWEEN(a, b, c)'],
  ['a NOT BETWEEN SYMMETRIC b AND c', 'NOT BETWEEN SYMMETRIC(a, b, c)'],
  ['nullif(a, b)', 'NULLIF(a, b)'],
  ['a IS NULL', '<NullTest>(a)'],
  ['a IS TRUE', '<BooleanTest>(a)'],
  ['coalesce(a, b)', '<CoalesceExpr>(a, b)'],
  ['greatest(a, b)', '<MinMaxExpr>(a, b)'],
  ['CASE a WHEN b THEN c ELSE d END', '<CaseExpr>(a, b, c, d)'],
  ['ARRAY[a, b]', '<A_ArrayExpr>(a, b)'],
  ['a[b:c].d', '<A_Indirection>(a, b, c)'],
  ['(a).b', '<A_Indirection>(a)'],
  ['(a).*', '<A_Indirection.*>(a)'],
  ['a COLLATE "C"', '<CollateClause>(a)'],
  ['current_date', '<SQLValueFunction>()'],
  ['$1', '<ParamRef>()'],
  ['a::bigint', 'a::pg_catalog.int8'],
  ['CAST(a AS app.kind[])', 'a::app.kind[]'],
  ['count(*)', 'count()'],
  ['count(t.*)', 'count(t.*)'],
  ['app.f(a, x => b, VARIADIC c)', 'app.f(a, <NamedArgExpr>(b), c)'],
  ['sum(a ORDER BY b) FILTER (WHERE c = d)', 'sum(a, b, =(c, d))'],
  ['rank(a) WITHIN GROUP (ORDER BY b, c)', 'rank(a, b, c)'],
  ['extract(year FROM a)', 'pg_catalog.extract(?, a)'],
  ['a AT TIME ZONE b', 'pg_catalog.timezone(b, a)'],
  ["json_object('a': b, c VALUE d)", '<JsonObjectConstructor>(<JsonKeyValue>(?, b), <JsonKeyValue>(c, d))'],
  ['json_arrayagg(a ORDER BY b) FILTER (WHERE c)', '<JsonArrayAgg>(c, b, a)'],
  ['EXISTS (SELECT 1)', 'exists ()'],
  ['a IN (SELECT 1)', 'any =(a)'],
  ['a NOT IN (SELECT 1)', 'not(any =(a))'],
  ['a < ANY (SELECT 1)', 'any <(a)'],
  ['a OPERATOR(app.=) ALL (SELECT 1)', 'all app.=(a)'],
  ['(a, b) IN (SELECT 1, 2)', 'any =(<RowExpr>(a, b))'],
  ['(SELECT 1)', 'value ()'],
  ['ARRAY(SELECT 1)', 'array ()'],
  ['json_array(SELECT a FROM u)', '<JsonArrayQueryConstructor>(other ())'],
] as const;

describe('expressions', () => {
  test.each(shownExpressions)('%s', (sql, shown) => {
    expect(show(expression(sql))).toBe(shown);
  });

  test('windows, also with the queries in their frames', () => {
    expect(withoutSpans(expression('sum(a) OVER (w PARTITION BY b ORDER BY c DESC)'))).toMatchObject({
      window: { base: 'w', partitionBy: [{ path: ['b'] }], orderBy: [{ path: ['c'] }] },
    });
    expect(withoutSpans(expression('sum(a) OVER w'))).toMatchObject({ window: { base: 'w' } });
    expect(expression('sum(a) OVER (ROWS (SELECT max(n) FROM u) PRECEDING)')).toMatchObject({
      window: { orderBy: [{ kind: 'subquery', link: 'value' }] },
    });
    expect(select('SELECT FROM t WINDOW w AS (PARTITION BY a), x AS (w ORDER BY b)').windows).toMatchObject([
      { name: 'w', window: { partitionBy: [{ path: ['a'] }], orderBy: [] } },
      { name: 'x', window: { base: 'w', partitionBy: [], orderBy: [{ path: ['b'] }] } },
    ]);
  });
});

test.each([
  ['t', 't'],
  ['app."T" AS x (a, b)', 'app T x(a, b)'],
  ['ONLY t', 'only t'],
  ['t x TABLESAMPLE system (1)', 't sampled x'],
  ['(SELECT 1) AS x (a)', 'query x(a)'],
  ['LATERAL (SELECT 1) x', 'lateral query x'],
  ['t, u', 't; u'],
  ['t CROSS JOIN u', '{t inner u}'],
  ['t LEFT JOIN u ON t.a = u.a', '{t left u on =(t.a, u.a)}'],
  ['t RIGHT JOIN u USING (a, b) AS j', '{t right u using (a, b) j}'],
  ['t NATURAL FULL JOIN u', '{t natural full u}'],
  ['(t JOIN u ON a) AS j (x)', '{t inner u on a} j(x)'],
  ['t JOIN (u JOIN v ON a) ON b', '{t inner {u inner v on a} on b}'],
  ['f(a) WITH ORDINALITY AS x (b, n)', 'f(a) numbered x(b, n) []'],
  ['ROWS FROM (f(a) AS (p int, q text), g(b)) AS x', 'f(a) + g(b) x [p, q]'],
  ['jsonb_to_recordset(a) AS x (p int, q text)', 'jsonb_to_recordset(a) x [p, q]'],
  [
    "JSON_TABLE(a, '$' COLUMNS (p FOR ORDINALITY, NESTED '$.b' COLUMNS (q int))) AS x",
    '<JsonTable>(a, ?, <JsonTableColumn>(), <JsonTableColumn>(?, <JsonTableColumn>())) x [p, q]',
  ],
  ["XMLTABLE('/r' PASSING a COLUMNS p int DEFAULT b) AS x", '<RangeTableFunc>(a, ?, <RangeTableFuncCol>(b)) x [p]'],
])('FROM %s', (from, shown) => {
  expect(select(`SELECT FROM ${from}`).from.map(showItem).join('; ')).toBe(shown);
});

describe('SELECTs', () => {
  test('clauses', () => {
    const body = select('SELECT DISTINCT ON (a) b FROM t WHERE c GROUP BY d, (e, f), ROLLUP (g, (h, i)) HAVING j');
    expect({ ...body, groupBy: body.groupBy.map(show) }).toMatchObject({
      distinct: [{ path: ['a'] }],
      where: { path: ['c'] },
      groupBy: ['d', 'e', 'f', 'g', 'h', 'i'],
      grouped: true,
      groupingSets: [
        [0, 1, 2, 3, 4, 5],
        [0, 1, 2, 3],
        [0, 1, 2],
      ],
      having: { path: ['j'] },
      into: false,
    });
  });

  test.each([
    ['SELECT DISTINCT a FROM t', { distinct: 'all', grouped: false }],
    ['SELECT ALL a FROM t', { distinct: 'no' }],
    ['SELECT count(*) FROM t GROUP BY ()', { grouped: true, groupBy: [] }],
    ['SELECT a INTO x FROM t', { into: true }],
    ['TABLE t', { outputs: [{ expression: { kind: 'column', path: [], star: true } }] }],
  ])('%s', (sql, expected) => {
    expect(select(sql)).toMatchObject(expected);
  });
});

describe('queries', () => {
  test.each([
    [
      'SELECT a FROM t ORDER BY b DESC, 1',
      { orderBy: [{ path: ['b'] }, { integer: 1 }], limited: false, locking: false },
    ],
    ['SELECT a FROM t LIMIT (SELECT 1)', { limited: true, limitExpressions: [{ kind: 'subquery' }] }],
    ['SELECT a FROM t OFFSET 1', { limited: true }],
    ['SELECT a FROM t FETCH FIRST ROW ONLY', { limited: true }],
    ['SELECT a FROM t FOR SHARE', { locking: true }],
    [
      'VALUES (1, a), (2, b)',
      {
        body: {
          kind: 'values',
          rows: [
            [{}, { path: ['a'] }],
            [{}, { path: ['b'] }],
          ],
        },
      },
    ],
    [
      'WITH RECURSIVE x (p) AS (SELECT 1), y AS (DELETE FROM t RETURNING a) SELECT FROM x',
      {
        recursive: true,
        ctes: [
          { name: 'x', columns: ['p'], query: {} },
          { name: 'y', columns: [] },
        ],
      },
    ],
    [
      'WITH RECURSIVE x AS (SELECT 1 AS a UNION SELECT a FROM x) SEARCH BREADTH FIRST BY a SET s CYCLE a SET c USING p TABLE x',
      { ctes: [{ generatedColumns: ['s', 'c', 'p'] }] },
    ],
  ])('%s', (sql, expected) => {
    expect(parseQuery(sql, 'view')).toMatchObject(expected);
  });

  test('set operations keep their nesting, and their own WITH, ORDER BY and LIMIT', () => {
    const sql = 'SELECT 1 EXCEPT ALL (WITH x AS (SELECT 2) TABLE x ORDER BY a LIMIT 1) UNION SELECT 3 ORDER BY b';
    expect(parseQuery(sql, 'view')).toMatchObject({
      orderBy: [{ path: ['b'] }],
      body: {
        operator: 'union',
        all: false,
        left: {
          body: {
            operator: 'except',
            all: true,
            right: { ctes: [{ name: 'x' }], orderBy: [{ path: ['a'] }], limited: true },
          },
        },
      },
    });
  });

  test('a view’s text from the catalog ends in a semicolon', () => {
    expect(parseQuery(' SELECT a\n   FROM t;', 'view').body.kind).toBe('select');
    expect(() => parseQuery('SELECT FROM FROM', 'view')).toThrow('syntax error at or near "FROM"');
    expect(() => parseQuery('SELECT 1; SELECT 2', 'view app.v')).toThrow('view app.v does not hold one query');
    expect(() => parseQuery('DROP VIEW x', 'view app.v')).toThrow('view app.v does not hold one query');
    expect(() => parseQuery('', 'view app.v')).toThrow('view app.v does not hold one query');
  });
});

describe('spans', () => {
  const text = (sql: string, span: Span) => sql.slice(span.start, span.end);

  test('cover names, behind characters of any width', () => {
    const sql = "SELECT '😀é', u . /* é */ nmae, app.f(a.b), count(t.*) FROM app.tb_user AS u";
    const { outputs, from } = select(sql);
    expect(outputs.map(({ span }) => text(sql, span))).toEqual(["'😀é'", 'u . /* é */ nmae', 'app.f', 'count']);
    expect(from.map(({ span }) => text(sql, span))).toEqual(['app.tb_user']);
    expect(spans(outputs).map((span) => text(sql, span))).toEqual(expect.arrayContaining(['a.b', 't.*']));
  });

  test.each([
    ['SELECT a', 'SELECT'],
    ['SELECT DISTINCT ON ((SELECT b)) a', 'SELECT'],
    ['SELECT FROM t', 'SELECT'],
    ['SELECT', 'SELECT'],
    ['VALUES ((SELECT 1))', 'VALUES'],
    ['TABLE t', 'TABLE'],
    ['WITH x AS (TABLE t) SELECT a FROM x', 'SELECT'],
    ['((SELECT 1)) INTERSECT ALL ((WITH x AS (TABLE t) VALUES (1)))', 'INTERSECT'],
    ['SELECT 1 UNION SELECT 2 EXCEPT (SELECT 3 INTERSECT SELECT 4)', 'EXCEPT'],
  ])('the query %s', (sql, word) => {
    expect(text(sql, parseQuery(sql, 'view').span)).toBe(word);
  });

  test('no span is empty or outside of the text', () => {
    const sql =
      "SELECT DISTINCT interval '1' day, (a).b, CASE WHEN EXISTS (TABLE t) THEN ARRAY[1] END FROM (SELECT 1) x, f(1) JOIN u USING (a)";
    const query: Query = parseQuery(sql, 'view');
    for (const span of spans(query)) expect(text(sql, span)).not.toBe('');
  });
});
