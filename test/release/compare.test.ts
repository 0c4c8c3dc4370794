import { describe, expect, test } from 'vitest';
import { compareReleases, describeChange } from '../../src/release/compare.ts';
import type { Manifest, ManifestTview } from '../../src/release/manifest.ts';

function manifest(columns: readonly (readonly [name: string, type: string])[]): Manifest {
  const tview: ManifestTview = {
    tview: 'public.tv_post',
    backingView: 'public.v_post',
    select: JSON.stringify(columns),
    columns: columns.map(([name, type]) => ({ name, type })),
    key: ['pk_post'],
    sources: ['public.tb_post'],
    statements: [],
  };
  return {
    formatVersion: 1,
    name: 'blog',
    version: '1.0.0',
    schema: 'tviews',
    script: '',
    tviews: [tview],
    numbers: {},
  };
}

const before = manifest([
  ['pk_post', 'integer'],
  ['title', 'text'],
]);

describe('a change in words', () => {
  test.each([
    [
      'a column comes last',
      [
        ['pk_post', 'integer'],
        ['title', 'text'],
        ['n', 'integer'],
      ],
      'differ are written',
    ],
    [
      'a column moves',
      [
        ['pk_post', 'integer'],
        ['n', 'integer'],
        ['title', 'text'],
      ],
      'differ are written',
    ],
    [
      'the key moves',
      [
        ['n', 'integer'],
        ['pk_post', 'integer'],
        ['title', 'text'],
      ],
      'filled anew',
    ],
    [
      'the key is retyped',
      [
        ['pk_post', 'bigint'],
        ['title', 'text'],
      ],
      'filled anew',
    ],
  ] as const)('says what becomes of the rows: %s', (_, columns, fate) => {
    const [change] = compareReleases(before, manifest(columns));
    expect(change && describeChange(change)).toMatch(new RegExp(`${fate}$`));
  });
});
