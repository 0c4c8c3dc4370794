import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compile } from '../src/compile.ts';
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
    text.split(/(?=^CREATE OR REPLACE FUNCTION)/m).filter((part) => part.includes('refresh_tv_user('));
  const [all, alone] = await Promise.all([
    compile({ sources, catalog, extension }),
    compile({ sources: sources.slice(0, 1), catalog, extension }),
  ]);
  expect(functionsOf(alone.files[1]?.text ?? '')[0]).toBe(functionsOf(all.files[1]?.text ?? '')[0]);
});

test('a key that may be NULL needs a server that has UNIQUE NULLS NOT DISTINCT', async () => {
  const nullable = [{ file: 'tv_n.sql', text: 'SELECT fk_user, count(*) AS n FROM tb_post GROUP BY fk_user' }];
  const old = await compile({ sources: nullable, catalog: { ...catalog, serverVersion: 140000 }, extension });
  expect(old.files).toEqual([]);
  expect(old.diagnostics.map(({ code }) => code)).toEqual(['unsupported-server']);
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
