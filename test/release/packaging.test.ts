import { expect, test } from 'vitest';
import { packageExtension } from '../../src/release/packaging.ts';

const shop = { name: 'shop', version: '1.2.0', schema: 'tviews' };
const project = { license: 'Apache-2.0', maintainer: 'Ada <ada@example.com>' };

function meta(version: string, described: Parameters<typeof packageExtension>[2]): unknown {
  const file = packageExtension({ ...shop, version }, 'keeps tv_x', described).find(({ path }) => path === 'META.json');
  return JSON.parse(file?.text ?? '');
}

test('META.json says what PGXN asks for', () => {
  expect(meta('1.2.0', project)).toEqual({
    name: 'shop',
    abstract: 'keeps tv_x',
    version: '1.2.0',
    maintainer: 'Ada <ada@example.com>',
    license: 'apache_2_0',
    provides: { shop: { abstract: 'keeps tv_x', file: 'shop--1.2.0.sql', version: '1.2.0' } },
    prereqs: { runtime: { requires: { PostgreSQL: '15.0.0', plpgsql: 0 } } },
    release_status: 'stable',
    generated_by: 'tviews',
    'meta-spec': { version: '1.0.0', url: 'https://pgxn.org/meta/spec.txt' },
  });
});

test('what the project does not say is unknown', () => {
  expect(meta('1.3.0-dev', { license: 'SEE LICENSE IN x', maintainer: undefined })).toMatchObject({
    license: 'unknown',
    maintainer: 'unknown',
    release_status: 'testing',
  });
});

test('only META.json differs from one version to the next', () => {
  const [one, other] = ['1.2.0', '1.3.0'].map((version) => packageExtension({ ...shop, version }, '', project));
  const changed = one?.filter(({ text }, index) => text !== other?.[index]?.text);
  expect(changed?.map(({ path }) => path)).toEqual(['META.json']);
});
