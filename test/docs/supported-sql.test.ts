import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSchemaFile, type SchemaDatabase } from '../../src/catalog/from-schema-file.ts';
import { compile } from '../../src/compile.ts';
import { readExamples } from './read-examples.ts';

const page = readFileSync(new URL('../../docs/supported-sql.md', import.meta.url), 'utf8');
const { schemaSql, examples } = readExamples(page);

describe('docs/supported-sql.md says what the compiler does', () => {
  const directory = mkdtempSync(join(tmpdir(), 'tviews-docs-'));
  let database: SchemaDatabase;

  beforeAll(async () => {
    const file = join(directory, 'schema.sql');
    writeFileSync(file, schemaSql);
    database = await openSchemaFile(file, { cacheDirectory: directory });
  }, 60_000);

  afterAll(async () => {
    await database.close();
    rmSync(directory, { recursive: true });
  });

  test('it has examples of both kinds', () => {
    const outcomes = new Set(examples.map(({ outcome }) => outcome));
    expect(outcomes).toContain('maintained');
    expect(outcomes.size).toBeGreaterThan(5);
  });

  test.each(examples)('$outcome: $text', async ({ text, outcome }) => {
    const { files, diagnostics } = await compile({
      sources: [{ file: 'tv_post.sql', text }],
      catalog: database.catalog,
      extension: { name: 'docs', version: '1.0.0', schema: 'tviews' },
      describe: database.describe,
    });
    const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    expect(files.length > 0 ? 'maintained' : `refused ${[...new Set(errors)].join(' ')}`).toBe(outcome);
  });
});
