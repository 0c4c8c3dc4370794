import { expect, test } from 'vitest';
import { indexCatalog } from '../../src/catalog/lookup.ts';
import { catalogWith, tableWith } from './harness.ts';

const parents = [{ schema: 'public', name: 'tb_sale' }];
const index = indexCatalog(
  catalogWith({
    searchPath: ['app', 'public'],
    relations: [
      tableWith({ schema: 'app', name: 'tb_author' }),
      tableWith({ schema: 'hidden', name: 'tb_secret' }),
      tableWith({ name: 'tb_author' }),
      tableWith({ name: 'tb_post' }),
      tableWith({ name: 'tb_posts' }),
      tableWith({ name: 'tb_sale', kind: 'partitioned-table' }),
      tableWith({ name: 'tb_sale_2020', parents }),
      tableWith({ name: 'tb_sale_2021', parents }),
    ],
    functions: [
      { schema: 'app', name: 'now', kind: 'function', volatility: 'volatile', returnsSet: false, columns: [] },
      { schema: 'hidden', name: 'now', kind: 'function', volatility: 'volatile', returnsSet: false, columns: [] },
      { schema: 'pg_catalog', name: 'now', kind: 'function', volatility: 'stable', returnsSet: false, columns: [] },
    ],
  }),
);

test('a name alone means the first relation on the search path', () => {
  expect(index.resolveRelation(undefined, 'tb_author')?.schema).toBe('app');
  expect(index.resolveRelation(undefined, 'tb_post')?.schema).toBe('public');
  expect(index.resolveRelation('public', 'tb_author')?.schema).toBe('public');
  expect(index.resolveRelation(undefined, 'tb_secret')).toBeUndefined();
  expect(index.resolveRelation('pg_catalog', 'pg_class')).toBeUndefined();
});

test('a function’s name alone means it in every schema of the search path', () => {
  expect(index.functionsNamed(undefined, 'now').map(({ schema }) => schema)).toEqual(['pg_catalog', 'app']);
  expect(index.functionsNamed('hidden', 'now').map(({ schema }) => schema)).toEqual(['hidden']);
  expect(index.functionsNamed(undefined, 'constructor')).toEqual([]);
});

test('children are those of the very relation', () => {
  const names = index.childrenOf({ schema: 'public', name: 'tb_sale' }).map(({ name }) => name);
  expect(names).toEqual(['tb_sale_2020', 'tb_sale_2021']);
  expect(index.childrenOf({ schema: 'app', name: 'tb_sale' })).toEqual([]);
});

test('suggestions are few, close, and the closest first', () => {
  expect(index.closestRelations('TB_POTS').map(({ name }) => name)).toEqual(['tb_posts', 'tb_post']);
  expect(index.closestRelations('tb_autor').map(({ schema }) => schema)).toEqual(['app', 'public']);
  expect(index.closestRelations('invoice')).toEqual([]);
});
