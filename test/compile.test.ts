import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compile } from '../src/compile.ts';
import type { RelationRead } from '../src/database/dependencies.ts';
import { catalogOf } from './lineage/harness.ts';

const catalog = catalogOf(`
  tb_user (pk_user int pk, name text)
  tb_post (pk_post int pk, fk_user int indexed, title text)
`);
const sources = [
  { file: 'tv_user.sql', text: 'SELECT pk_user, name FROM tb_user' },
  {
    file: 'tv_post.sql',
    text: 'SELECT p.pk_post, p.title, u.name FROM tb_post p JOIN tv_user u ON u.pk_user = p.fk_user',
  },
  {
    file: 'tv_count.sql',
    text: 'SELECT u.pk_user AS pk_count, (SELECT count(*) FROM tb_post p WHERE p.fk_user = u.pk_user) AS n FROM tb_user u',
  },
];
const extension = { name: 'blog', version: '1.0.0', schema: 'tviews' };

test('the same input gives the same bytes, in whatever order the files come', async () => {
  const [first, again, reversed] = await Promise.all([
    compile({ sources, catalog, extension }),
    compile({ sources, catalog, extension }),
    compile({ sources: [...sources].reverse(), catalog, extension }),
  ]);
  expect(first.files.map(({ path }) => path)).toEqual(['blog.control', 'blog--1.0.0.sql']);
  expect(again).toEqual(first);
  expect(reversed).toEqual(first);
});

test('a TVIEW takes no part in the text of another: adding one leaves the functions of the rest alone', async () => {
  const functionsOf = (text: string) =>
    text
      .split(/(?=^CREATE OR REPLACE FUNCTION)/m)
      .filter((part) => /^CREATE OR REPLACE FUNCTION \S*refresh_tv_user\(/.test(part));
  const [all, alone] = await Promise.all([
    compile({ sources, catalog, extension }),
    compile({ sources: sources.slice(0, 1), catalog, extension }),
  ]);
  expect(functionsOf(alone.files[1]?.text ?? '')).toHaveLength(1);
  expect(functionsOf(alone.files[1]?.text ?? '')).toEqual(functionsOf(all.files[1]?.text ?? ''));
});

test('a key that may be NULL needs a server that has UNIQUE NULLS NOT DISTINCT', async () => {
  const nullable = [{ file: 'tv_n.sql', text: 'SELECT fk_user, count(*) AS n FROM tb_post GROUP BY fk_user' }];
  const old = await compile({ sources: nullable, catalog: { ...catalog, serverVersion: 140000 }, extension });
  expect(old.files).toEqual([]);
  expect(old.diagnostics.map(({ code }) => code)).toEqual(['unsupported-server']);
});

test('a rejection points at the name in the file, also where the SELECT is written as a string', async () => {
  const text = "SELECT pg_tviews_create('tv_user', 'SELECT pk_user, ''ü😀'' || name AS name FROM tb_user');";
  const select = "SELECT pk_user, 'ü😀' || name AS name FROM tb_user";
  const position = [...select.slice(0, select.indexOf('name'))].length;
  const { diagnostics } = await compile({
    sources: [{ file: 'tv_user.sql', text }],
    catalog,
    extension,
    describe: async () => [{ rejection: { message: 'no such operator', position } }],
  });
  expect(diagnostics).toMatchObject([{ code: 'rejected', message: 'no such operator' }]);
  const { start = 0, end = 0 } = diagnostics[0]?.span ?? {};
  expect([start, text.slice(start, end)]).toEqual([text.indexOf('name AS'), 'name']);
});

describe('what PostgreSQL finds the definitions to read', () => {
  const user = { schema: 'public', name: 'tb_user', columns: ['pk_user', 'name'] };
  const post = { schema: 'public', name: 'tb_post', columns: ['pk_post', 'fk_user', 'title'] };
  const view = { schema: 'public', name: 'v_user', columns: ['pk_user', 'name'] };
  const definitions = {
    'tv_user.sql': 'SELECT pk_user, name FROM tb_user',
    'tv_post.sql':
      'SELECT p.pk_post, p.title, u.name FROM tb_post p JOIN (SELECT pk_user, name FROM v_user) u ON u.pk_user = p.fk_user',
  };
  const columns = [{ name: 'any', type: 'text' }];

  /** Compiles tv_user, then tv_post, over a PostgreSQL that finds them to read these tables. */
  async function findings(
    ofUser: readonly RelationRead[],
    ofPost: readonly RelationRead[],
  ): Promise<readonly string[]> {
    const { files, diagnostics } = await compile({
      sources: Object.entries(definitions).map(([file, text]) => ({ file, text })),
      catalog,
      extension,
      describe: async () => [ofUser, ofPost].map((reads) => ({ columns, reads: [...reads] })),
    });
    expect(files.length > 0).toBe(diagnostics.length === 0);
    return diagnostics.map(({ code, message }) => `${code}: ${message}`);
  }

  test('is what the compiler finds, backing views being followed', async () => {
    expect(await findings([user], [post, view])).toEqual([]);
  });

  test('a table that the compiler has not found stops the build, and so does one behind a backing view', async () => {
    const rate = { schema: 'shop', name: 'tb_rate', columns: [] };
    expect(await findings([user, rate], [post, view])).toEqual([
      'dependencies-differ: PostgreSQL finds that "tv_post" reads shop.tb_rate; tviews does not',
      'dependencies-differ: PostgreSQL finds that "tv_user" reads shop.tb_rate; tviews does not',
    ]);
  });

  test('a column that the compiler has not found stops the build', async () => {
    expect(await findings([user], [{ ...post, columns: [...post.columns, 'body'] }, view])).toEqual([
      'dependencies-differ: PostgreSQL finds that "tv_post" reads public.tb_post.body; tviews does not',
    ]);
  });

  test('a table that only the compiler has found stops the build', async () => {
    expect(await findings([user], [view])).toEqual([
      'dependencies-differ: tviews finds that "tv_post" reads public.tb_post; PostgreSQL does not',
    ]);
  });

  test('a table that a function reads stops the build', async () => {
    expect(await findings([user], [post, view, { ...user, function: 'fn_name' }])).toEqual([
      'reads-tables: the function "fn_name" reads public.tb_user',
    ]);
  });
});

test('the README shows what build writes', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [definition = '', emitted = ''] = [...readme.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, block]) => block);
  const blog = catalogOf(`
    tb_user (pk_user int pk, id uuid not null, name text)
    tb_post (pk_post int pk, id uuid not null, fk_user int indexed, title text)
    tb_comment (pk_comment int pk, fk_post int indexed)
  `);
  const { files } = await compile({ sources: [{ file: 'tv_post.sql', text: definition }], catalog: blog, extension });
  expect(files[1]?.text).toContain(emitted.trim());
});
