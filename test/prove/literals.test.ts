import { loadModule } from 'libpg-query';
import { beforeAll, describe, expect, test } from 'vitest';
import { readLiterals } from '../../src/prove/literals.ts';

const type = (name: string, labels: readonly string[] = []) => ({ name, labels, element: null, fields: [] });

beforeAll(() => loadModule());

describe('literals of a column', () => {
  test.each([
    ["SELECT FROM t WHERE t.status = 'new'", ['new']],
    ["SELECT FROM t WHERE 'new' <> status", ['new']],
    ["SELECT FROM t WHERE lower(status::text) IN ('new', 'old')", ['new', 'old']],
    ["SELECT FROM t WHERE status = ANY (ARRAY['new'::text, 'old'::text])", ['new', 'old']],
    ["SELECT count(*) FILTER (WHERE status LIKE 'n%') FROM t", ['n%']],
    ["SELECT FROM t WHERE other = 'new'", []],
    ['no query at all', []],
  ])('%s', (query, expected) => {
    expect(readLiterals([query]).of('status', []).for(type('text'))).toEqual(expected);
  });

  test('come from its checks too, and from those of its domain', () => {
    const literals = readLiterals([]).of('"Status"', ['("Status" <> \'old\')', "(VALUE = 'new')"]);
    expect(literals.for(type('text'))).toEqual(['old', 'new']);
  });

  test('are those that the type reads: of numbers with their neighbours, of enums the labels', () => {
    const literals = readLiterals(["SELECT FROM t WHERE a > 10 AND a <> 'old'"]).of('a', []);
    expect(literals.for(type('int4'))).toEqual(['10', '11', '9']);
    expect(literals.for(type('status', ['old', 'new']))).toEqual(['old']);
  });

  test('are a text of the length that a check asks for', () => {
    const literals = readLiterals([]).of('code', ['(length(code) = 3)']);
    expect(literals.for(type('bpchar'))).toEqual(['3', 'xxx']);
  });

  test('are documents with the keys that are taken out of them', () => {
    const literals = readLiterals([
      "SELECT data ->> 'name', (data -> 'age')::int FROM t WHERE data ->> 'role' = 'admin'",
    ]);
    expect(
      literals
        .of('data', [])
        .for(type('jsonb'))
        .map((text) => JSON.parse(text)),
    ).toEqual([
      {},
      { name: 1, age: 1, role: 1 },
      { name: '2', age: '2', role: '2' },
      { name: 1, age: 1, role: 'admin' },
    ]);
    expect(literals.of('other', []).for(type('jsonb'))).toEqual([]);
  });
});
