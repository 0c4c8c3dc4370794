import { parse as parseWithPgsqlAstParser } from 'pgsql-ast-parser';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../src/parse/parse-definition.ts';
import { parse } from './harness.ts';
import { selects } from './selects.ts';

beforeAll(loadParser);

describe.each(Object.entries(selects))('%s', (_, texts) => {
  test.each(texts)('%s', (text) => {
    const { definition, findings } = parse(`CREATE TVIEW tv_post AS ${text}`);
    expect(findings).toEqual([]);
    expect(definition?.select).toBe(text.replace(/(;|-- end|\/\* ; : \*\/)$/, '').trim());
  });
});

test('the table is broad, and the second parser understands much of it', () => {
  const texts = Object.values(selects).flat();
  const accepted = texts.filter((text) => {
    try {
      return parseWithPgsqlAstParser(text).length === 1;
    } catch {
      return false;
    }
  });
  expect(texts.length).toBeGreaterThan(200);
  expect(accepted.length).toBeGreaterThan(100);
});
