import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../src/parse/parse-definition.ts';
import { parse, parseValid } from './harness.ts';

beforeAll(loadParser);

describe('the forms of a definition', () => {
  test('CREATE TABLE … AS', () => {
    const definition = parseValid('CREATE TABLE IF NOT EXISTS api.tv_post AS SELECT p.pk_post FROM tb_post p;');
    expect(definition).toMatchObject({
      file: 'tviews/tv_post.sql',
      schema: 'api',
      name: 'tv_post',
      select: 'SELECT p.pk_post FROM tb_post p',
      statements: [],
    });
  });

  test('CREATE TVIEW … AS, which is no SQL', () => {
    const text = '-- é 😀\nCREATE TVIEW tv_post AS (SELECT 1 AS a) WITH DATA;';
    const { name, nameSpan, select, schema } = parseValid(text);
    expect({ name, select, schema }).toEqual({ name: 'tv_post', select: '(SELECT 1 AS a)', schema: undefined });
    expect(text.slice(nameSpan.start, nameSpan.end)).toBe('tv_post');
  });

  test.each([
    ['quoted', `'SELECT u.name, ''x'' AS y FROM tb_user u -- done\n;'`],
    ['with escapes', `E'SELECT u.name, \\'x\\' AS y FROM tb_user u'`],
    ['in dollars', `$sql$ SELECT u.name, 'x' AS y FROM tb_user u; $sql$`],
    ['cast', `'SELECT u.name, ''x'' AS y FROM tb_user u'::text`],
  ])('pg_tviews_create, its SELECT %s', (_, literal) => {
    const text = `SELECT api.pg_tviews_create('api."tv_Post"', ${literal});`;
    const { schema, name, select, query } = parseValid(text);
    expect({ schema, name, select }).toEqual({
      schema: 'api',
      name: 'tv_Post',
      select: "SELECT u.name, 'x' AS y FROM tb_user u",
    });
    const spans = query.body.kind === 'select' ? [...query.body.outputs, ...query.body.from] : [];
    const places = spans.map(({ span }) => text.slice(span.start, span.end));
    expect([places[0], places.at(-1)]).toEqual(['u.name', 'tb_user']);
  });

  test.each([
    'SELECT 1 AS a',
    'WITH x AS (SELECT 1) SELECT * FROM x',
    'VALUES (1)',
    'TABLE tb_post',
    '(SELECT 1 AS a)',
  ])('a bare query takes the name of its file: %s', (text) => {
    expect(parseValid(`\uFEFF  ${text} ;`, 'a/b/tv_post_2.sql')).toMatchObject({ name: 'tv_post_2', select: text });
  });

  test('the SELECT keeps its inner comments and loses those around it', () => {
    const text = 'CREATE TVIEW tv_post AS -- before\nSELECT a -- the a\n/* b? */ FROM t -- after\n;-- end';
    expect(parseValid(text).select).toBe('SELECT a -- the a\n/* b? */ FROM t');
  });
});

describe('statements about the TVIEW', () => {
  test('are kept verbatim, in order', () => {
    const statements = [
      "CREATE UNIQUE INDEX post_slug ON tv_post ((data ->> 'slug')) WHERE id > 0",
      "COMMENT ON INDEX post_slug IS 'a; b'",
      "COMMENT ON TABLE tv_post IS $$ it's $$",
      'COMMENT ON COLUMN tv_post.data IS NULL',
      'GRANT SELECT (data), UPDATE ON TABLE tv_post TO reader, PUBLIC',
      'REVOKE ALL ON tv_post FROM PUBLIC',
      'CREATE POLICY own ON tv_post USING (owner = current_user)',
      "COMMENT ON POLICY own ON tv_post IS 'x'",
      'ALTER TABLE tv_post ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY',
      'ALTER TABLE ONLY tv_post SET (fillfactor = 70)',
      'ALTER TABLE tv_post ALTER COLUMN data SET STATISTICS 500',
      'CREATE STATISTICS post_stats ON a, b FROM tv_post',
      "COMMENT ON STATISTICS post_stats IS 'x'",
    ];
    const text = `CREATE TVIEW tv_post AS SELECT 1 AS a;\n-- about\n${statements.join(' ; -- next\n')};`;
    const found = parseValid(text).statements;
    expect(found.map(({ text, createsUniqueIndex }) => ({ text, createsUniqueIndex }))).toEqual(
      statements.map((text) => ({ text, createsUniqueIndex: text.startsWith('CREATE UNIQUE') })),
    );
    expect(found.every(({ indexedColumn }) => indexedColumn === undefined)).toBe(true);
    expect(found.map(({ undo }) => undo)).toEqual([
      undefined,
      'COMMENT ON INDEX post_slug IS NULL',
      'COMMENT ON TABLE tv_post IS NULL',
      'COMMENT ON COLUMN tv_post.data IS NULL',
      'REVOKE SELECT ( data ), UPDATE ON tv_post FROM reader, PUBLIC RESTRICT',
      'GRANT ALL ON tv_post TO PUBLIC',
      'DROP POLICY IF EXISTS own ON tv_post',
      'COMMENT ON POLICY own ON tv_post IS NULL',
      'ALTER TABLE tv_post NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY',
      'ALTER TABLE ONLY tv_post RESET (FILLFACTOR)',
      'ALTER TABLE tv_post ALTER COLUMN data SET STATISTICS -1',
      undefined,
      'COMMENT ON STATISTICS post_stats IS NULL',
    ]);
  });

  test('name the schema if the definition does', () => {
    const text =
      'CREATE TVIEW api.tv_post AS SELECT 1 AS a; CREATE INDEX ON api.tv_post (a); GRANT SELECT ON TV_POST TO x';
    expect(parse(text).findings).toEqual([
      {
        code: 'statement-not-allowed',
        message: 'this statement is about tv_post, not about api.tv_post',
        at: 'TV_POST',
      },
    ]);
  });

  test.each([
    ['DROP TABLE tb_post', 'DROP TABLE'],
    ['SELECT * FROM tv_post', 'SELECT *'],
    ['CREATE INDEX CONCURRENTLY ON tv_post (a)', 'CREATE INDEX'],
    ['CREATE INDEX ON tb_post (a)', 'tb_post'],
    ['GRANT SELECT ON tv_post, tb_post TO x', 'tb_post'],
    ['GRANT SELECT ON ALL TABLES IN SCHEMA public TO x', 'GRANT SELECT'],
    ['GRANT USAGE ON SCHEMA public TO x', 'GRANT USAGE'],
    ['GRANT admin TO x', 'GRANT admin'],
    ['COMMENT ON TABLE tb_post IS NULL', 'COMMENT ON'],
    ['COMMENT ON INDEX other IS NULL', 'COMMENT ON'],
    ['COMMENT ON STATISTICS other IS NULL', 'COMMENT ON'],
    ['COMMENT ON SCHEMA public IS NULL', 'COMMENT ON'],
    ['CREATE POLICY p ON tb_post', 'tb_post'],
    ['ALTER TABLE tv_post ADD COLUMN b int', 'ALTER TABLE'],
    ['ALTER TABLE tb_post SET (fillfactor = 70)', 'tb_post'],
    ['ALTER INDEX i SET (fillfactor = 70)', 'ALTER INDEX'],
    ['CREATE STATISTICS s ON a, b FROM tb_post', 'tb_post'],
    ['COMMIT', 'COMMIT'],
  ])('refuse %s', (statement, at) => {
    const { definition, findings } = parse(`CREATE TVIEW tv_post AS SELECT 1 AS a; ${statement}`);
    expect(definition).toBeUndefined();
    expect(findings).toMatchObject([{ code: 'statement-not-allowed', at }]);
  });

  test('may not stand before the definition either', () => {
    expect(parse('SET search_path = x; CREATE TVIEW tv_post AS SELECT 1 AS a').findings).toMatchObject([
      { code: 'statement-not-allowed', at: 'SET search_path' },
    ]);
  });
});

describe('what is no definition', () => {
  test.each([
    ['', 'the file holds no statement', ''],
    ['-- nothing\n/* here */', 'the file holds no statement', ''],
    [' ; ;', 'the file holds no statement', ';'],
    ['CREATE VIEW tv_post AS SELECT 1', 'CREATE VIEW does not declare a TVIEW', 'CREATE VIEW'],
    [
      'CREATE MATERIALIZED VIEW tv_post AS SELECT 1',
      'CREATE MATERIALIZED VIEW does not declare a TVIEW',
      'CREATE MATERIALIZED',
    ],
    [
      'CREATE TABLE tv_post (a int)',
      'CREATE TABLE with a list of columns does not say where the rows come from',
      'CREATE TABLE',
    ],
    ['INSERT INTO tv_post VALUES (1)', 'the file declares no TVIEW', 'INSERT INTO'],
    ['SELECT 1 INTO tv_x UNION SELECT 2', 'SELECT INTO does not declare a TVIEW', 'tv_x'],
    ['CREATE TABLE tv_post AS EXECUTE p', 'CREATE TABLE AS EXECUTE holds no SELECT', 'tv_post'],
    ['CREATE TEMP TABLE tv_post AS SELECT 1', 'a TVIEW cannot be temporary', 'TEMP'],
    ['CREATE TABLE pg_temp.tv_post AS SELECT 1', 'a TVIEW cannot be temporary', 'pg_temp'],
    ['CREATE UNLOGGED TABLE tv_post AS SELECT 1', 'a TVIEW cannot be unlogged', 'UNLOGGED'],
    ['CREATE TABLE tv_post (a) AS SELECT 1', 'the columns of a TVIEW are named in its SELECT', '('],
    ['CREATE TABLE tv_post AS SELECT 1 WITH NO DATA', 'a TVIEW cannot be created WITH NO DATA', 'NO'],
    ['CREATE TABLE tv_post ON COMMIT DROP AS SELECT 1', 'ON COMMIT is for temporary tables', 'ON'],
    ['CREATE TABLE tv_post TABLESPACE x AS SELECT 1', 'a definition cannot choose the tablespace', 'TABLESPACE'],
    ['CREATE TABLE tv_post USING heap AS SELECT 1', 'a definition cannot choose the table access method', 'USING'],
    ['CREATE TABLE tv_post WITH (a = 1) AS SELECT 1', 'storage parameters cannot stand in CREATE TABLE AS', 'WITH'],
    [
      "SELECT pg_tviews_create('tv_post')",
      'pg_tviews_create needs a name and a SELECT, both as string literals',
      'pg_tviews_create',
    ],
    [
      "SELECT pg_tviews_create('tv_post', 'a' || 'b')",
      'pg_tviews_create needs a name and a SELECT, both as string literals',
      'pg_tviews_create',
    ],
    [
      "SELECT pg_tviews_create('tv_post', 'DROP TABLE x')",
      'the second argument of pg_tviews_create must hold one SELECT',
      "'DROP TABLE x'",
    ],
  ])('%s', (text, message, at) => {
    const { definition, findings } = parse(text);
    expect(definition).toBeUndefined();
    expect(findings).toEqual([{ code: 'not-a-definition', message, at }]);
  });

  test('a second definition', () => {
    const { findings, diagnostics } = parse('CREATE TVIEW tv_a AS SELECT 1; CREATE TABLE api.tv_b AS SELECT 2');
    expect(findings).toEqual([
      { code: 'several-definitions', message: 'this file declares a second TVIEW', at: 'CREATE TABLE api.tv_b' },
    ]);
    expect(diagnostics[0]?.related).toHaveLength(1);
  });
});

describe('names', () => {
  test.each([
    ['CREATE TVIEW tb_post AS SELECT 1', 'tb_post', 'call it tv_post'],
    ['CREATE TVIEW tv_ AS SELECT 1', 'tv_', 'call it tv_post'],
    ['CREATE TVIEW "TV_post" AS SELECT 1', '"TV_post"', 'call it tv_post'],
    ["SELECT pg_tviews_create('post', 'SELECT 1')", "'post'", 'call it tv_post'],
    [
      "SELECT pg_tviews_create('tv_a; x', 'SELECT 1')",
      "'tv_a; x'",
      'write the name as in SQL, such as tv_post or api.tv_post',
    ],
    ["SELECT pg_tviews_create('', 'SELECT 1')", "''", 'write the name as in SQL, such as tv_post or api.tv_post'],
    [`CREATE TVIEW tv_${'é'.repeat(31)} AS SELECT 1`, `tv_${'é'.repeat(31)}`, 'choose a shorter name'],
    [`SELECT pg_tviews_create('tv_${'x'.repeat(61)}', 'SELECT 1')`, `'tv_${'x'.repeat(61)}'`, 'choose a shorter name'],
    ['CREATE TVIEW db.api.tv_post AS SELECT 1', 'db.api.tv_post', 'leave the database out'],
  ])('%s', (text, at, help) => {
    const { findings, diagnostics } = parse(text);
    expect(findings).toMatchObject([{ code: 'invalid-name', at }]);
    expect(diagnostics[0]?.help).toBe(help);
  });

  test('the longest name PostgreSQL keeps', () => {
    const name = `tv_${'x'.repeat(60)}`;
    expect(parseValid(`CREATE TVIEW ${name} AS SELECT 1 AS a`).name).toBe(name);
  });

  test.each(['post.sql', 'tv_.sql', 'tv_My-Post.sql'])('a bare query in %s', (file) => {
    expect(parse('SELECT 1', file).findings).toMatchObject([{ code: 'invalid-name', at: 'SELECT' }]);
  });
});

describe('text PostgreSQL rejects', () => {
  test.each([
    ["CREATE TVIEW tv_post AS\nSELECT '😀é', FROM x WHERE", 'syntax error at or near "FROM"', 'FROM'],
    ['CREATE TVIEW tv_post AS SELECT a FROM', 'syntax error at end of input', ''],
    ["CREATE TVIEW tv_post AS SELECT 'abc", `unterminated quoted string at or near "'abc"`, "'abc"],
    ['CREATE OR REPLACE TVIEW tv_post AS SELECT 1', 'syntax error at or near "TVIEW"', 'TVIEW'],
    ["SELECT pg_tviews_create('tv_post', 'SELECT ''a'' FROM FROM x')", 'syntax error at or near "FROM"', 'FROM'],
    [
      "SELECT pg_tviews_create('tv_post', E'SELECT \\'a\\' \\n FROM WHERE x')",
      'syntax error at or near "WHERE"',
      'WHERE',
    ],
    ['SELECT a\0 FROM x', 'invalid byte sequence for encoding "UTF8": 0x00', '\0 FROM x'],
  ])('%s', (text, message, at) => {
    expect(parse(text).findings).toEqual([{ code: 'syntax-error', message, at }]);
  });

  test('text that CREATE EXTENSION would replace', () => {
    const text = "SELECT '@extschema@' AS a, '@extschema:pg_trgm@' AS b, '@extowner@' AS c, '\n\\echo hi' AS d";
    const found = ['@extschema@', '@extschema:pg_trgm@', '@extowner@', "\\echo hi' AS d"];
    expect(parse(text).findings).toEqual(
      found.map((at) => ({ code: 'reserved-text', message: `CREATE EXTENSION would replace “${at}”`, at })),
    );
  });
});

test('an expression too deep to follow is a finding, not a crash', () => {
  const deep = Array.from({ length: 5000 }, () => 'a').join(' || ');
  expect(parse(`SELECT ${deep} AS a FROM t`).findings).toMatchObject([{ code: 'unsupported-query' }]);
});

test('every diagnostic says why, and what to write instead', () => {
  const texts = [
    '',
    'SELECT',
    'SELECT 1 INTO x',
    '-- @kye a\nCREATE TVIEW x AS SELECT 1; DROP TABLE x; CREATE TABLE y AS SELECT 2',
  ];
  const diagnostics = texts.flatMap((text) => parse(text).diagnostics);
  expect(diagnostics.length).toBeGreaterThanOrEqual(6);
  for (const { why, help, span } of diagnostics) {
    expect(why).toMatch(/\.$/);
    expect(help).toBeTruthy();
    expect(span).toBeDefined();
  }
});
