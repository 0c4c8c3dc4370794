import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../src/parse/parse-definition.ts';
import { parse, parseValid } from './harness.ts';

beforeAll(loadParser);

describe('@key', () => {
  test.each([
    ['-- @key pk_post', ['pk_post']],
    ['--@key: (PK_Post , "Locale ""x""")', ['pk_post', 'Locale "x"']],
    ['-- A post.\n--   @key (a)\n-- More.', ['a']],
  ])('%s', (header, columns) => {
    const text = `${header}\nCREATE TVIEW tv_post AS SELECT 1 AS a`;
    const { key } = parseValid(text).annotations;
    expect(key?.columns).toEqual(columns);
    expect(text.slice(key?.span.start, key?.span.end)).toMatch(/^@key.*[)t]$/);
  });

  test('inside of pg_tviews_create', () => {
    const text = "SELECT pg_tviews_create('tv_post', '-- @key (a, b)\nSELECT 1 AS a, 2 AS b')";
    expect(parseValid(text).annotations.key?.columns).toEqual(['a', 'b']);
  });

  test('is optional', () => {
    expect(parseValid('-- no key\nSELECT 1 AS a').annotations).toEqual({ onChange: [], reads: [] });
  });

  test.each(['', '()', '(a', 'a, b', '(a b)', '(a,)', "('a')", '("")', '(a) -- b', '(a.b)', '(a, a)', "('a"])(
    'cannot be “%s”',
    (value) => {
      const { definition, findings } = parse(`-- @key ${value}\nSELECT 1 AS a`);
      expect(definition).toBeUndefined();
      expect(findings).toMatchObject([{ code: 'invalid-annotation' }]);
    },
  );

  test('stands once', () => {
    const { findings, diagnostics } = parse('-- @key a\n-- @key b\nSELECT 1 AS a');
    expect(findings).toMatchObject([{ code: 'invalid-annotation', at: '@key b' }]);
    expect(diagnostics[0]?.related).toHaveLength(1);
  });
});

describe('@on-change', () => {
  test('names a table, with its schema or without', () => {
    const text = '-- @on-change tb_rate: full\n-- @on-change app."Rate" : FULL\nSELECT 1 AS a';
    const { onChange } = parseValid(text).annotations;
    expect(onChange.map(({ table }) => table)).toEqual([['tb_rate'], ['app', 'Rate']]);
  });

  test.each([
    '',
    'tb_rate',
    'tb_rate full',
    ': full',
    'a.b.c: full',
    'tb_rate: partial',
    'tb_rate:',
    'tb_rate: full now',
  ])('cannot be “%s”', (value) => {
    expect(parse(`-- @on-change ${value}\nSELECT 1 AS a`).findings).toMatchObject([{ code: 'invalid-annotation' }]);
  });
});

describe('@reads', () => {
  test('names a function and its tables, with their schemas or without', () => {
    const text = '-- @reads fn_rate: tb_rate, app."Zone"\n-- @reads app.fn_vat: nothing\nSELECT 1 AS a';
    const { reads } = parseValid(text).annotations;
    expect(reads.map(({ function: name, tables }) => [name, tables])).toEqual([
      [['fn_rate'], [['tb_rate'], ['app', 'Zone']]],
      [['app', 'fn_vat'], []],
    ]);
  });

  test.each(['', 'fn_rate', 'fn_rate:', ': tb_rate', 'fn_rate: a b', 'fn_rate: a,', 'fn_rate: a.b.c', 'fn_rate(): a'])(
    'cannot be “%s”',
    (value) => {
      const { definition, findings } = parse(`-- @reads ${value}\nSELECT 1 AS a`);
      expect(definition).toBeUndefined();
      expect(findings).toMatchObject([{ code: 'invalid-annotation' }]);
    },
  );
});

describe('@refresh', () => {
  test('knows manually', () => {
    expect(parseValid('-- @refresh Manually\nSELECT 1 AS a').annotations.refreshManually).toBeDefined();
    expect(parse('-- @refresh daily\nSELECT 1 AS a').findings).toMatchObject([{ code: 'invalid-annotation' }]);
  });
});

describe('@on-error', () => {
  test('knows park', () => {
    expect(parseValid('-- @on-error: park\nSELECT 1 AS a').annotations.parkErrors).toBeDefined();
    expect(parseValid('SELECT 1 AS a').annotations.parkErrors).toBeUndefined();
  });

  test.each(['', 'ignore', 'park them'])('cannot be “%s”', (value) => {
    const { findings, diagnostics } = parse(`-- @on-error: ${value}\nSELECT 1 AS a`);
    expect(findings).toMatchObject([{ code: 'invalid-annotation', at: `@on-error: ${value}` }]);
    expect(diagnostics[0]).toMatchObject({
      message: `@on-error knows “park” only, not “${value}”`,
      help: 'write it like -- @on-error: park',
    });
  });
});

describe('other comments', () => {
  test.each([
    ['-- @kye a', '@kye', 'did you mean @key? known annotations are @key, @on-change, @reads, @refresh, @on-error'],
    [
      '-- @onchange tb_rate: full',
      '@onchange',
      'did you mean @on-change? known annotations are @key, @on-change, @reads, @refresh, @on-error',
    ],
    ['-- @materialized', '@materialized', 'known annotations are @key, @on-change, @reads, @refresh, @on-error'],
    ['-- @ key', '@', 'known annotations are @key, @on-change, @reads, @refresh, @on-error'],
  ])('%s is unknown', (header, at, help) => {
    const { findings, diagnostics } = parse(`${header}\nSELECT 1 AS a`);
    expect(findings).toMatchObject([{ code: 'unknown-annotation', at }]);
    expect(diagnostics[0]?.help).toBe(help);
  });

  test.each([
    '/* @key (a) */\nSELECT 1 AS a',
    '/**\n * @key (a)\n */\nSELECT 1 AS a',
    'SELECT 1 AS a -- @key (a)\n',
    'SELECT 1 AS a;\n-- @key (a)',
  ])('an annotation nobody reads: %s', (text) => {
    expect(parse(text).findings).toMatchObject([{ code: 'invalid-annotation', at: '@key' }]);
  });

  test('mail addresses and other words with @ are nobody’s annotation', () => {
    expect(parseValid('-- by a@key.example\n/* @author me */\nSELECT 1 AS a -- @todo\n').name).toBe('tv_post');
  });
});
