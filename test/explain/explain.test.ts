import { describe, expect, test } from 'vitest';
import type { Catalog, OtherIndex } from '../../src/catalog/types.ts';
import { analyze } from '../../src/compile.ts';
import { emit } from '../../src/emit/emit.ts';
import { explainTview } from '../../src/explain/explain.ts';
import { renderExplanation } from '../../src/explain/render.ts';
import type { ExplainedRoute, Explanation } from '../../src/explain/types.ts';
import { catalogOf } from '../lineage/harness.ts';
import { statementsNotIn } from './statements-not-in.ts';

const catalog = catalogOf(`
  tb_user (pk_user int pk, name text)
  tb_post (pk_post int pk, fk_user int indexed, title text)
  tb_like (fk_post int, fk_user int)
  tb_rate (currency text, value int)
`);

const definitions = {
  tv_user: 'SELECT pk_user, name FROM tb_user',
  tv_post: 'SELECT p.pk_post, p.title, u.name FROM tb_post p JOIN tv_user u ON u.pk_user = p.fk_user',
  tv_like: `-- @key (pk_user)
    SELECT u.pk_user, (SELECT count(*) FROM tb_like l WHERE l.fk_user = u.pk_user) AS n,
      (SELECT jsonb_agg(p.title) FROM tb_like l JOIN tb_post p ON p.pk_post = l.fk_post WHERE l.fk_user = u.pk_user) AS titles
    FROM tb_user u`,
  tv_rated: `-- @on-change tb_rate: full
    SELECT p.pk_post AS pk_rated, to_jsonb(p) AS data, (SELECT max(value) FROM tb_rate) AS rate FROM tb_post p`,
  tv_pair: `-- @key (a, b)
    SELECT x.fk_user AS a, y.fk_user AS b, count(*) AS n FROM tb_post x JOIN tb_post y ON y.title = x.title GROUP BY 1, 2`,
};

const sources = Object.entries(definitions).map(([name, text]) => ({ file: `${name}.sql`, text }));
const { analysis } = await analyze({ sources, catalog, extension: { name: 'x', version: '1.0.0', schema: 'tviews' } });
if (analysis === undefined) throw new Error('the definitions are refused');
const found = analysis;

/** The explanation of one definition over other tables. */
async function explainOne(name: string, text: string, tables: Catalog = catalog): Promise<Explanation> {
  const extension = { name: 'x', version: '1.0.0', schema: 'tviews' };
  const result = await analyze({ sources: [{ file: `${name}.sql`, text }], catalog: tables, extension });
  const explanation = result.analysis && explainTview(result.analysis, { schema: 'public', name });
  if (explanation === undefined) throw new Error(`${name} is not explained`);
  return explanation;
}

function explained(name: keyof typeof definitions): Explanation {
  const explanation = explainTview(found, { schema: 'public', name });
  if (explanation === undefined) throw new Error(`${name} is not explained`);
  return explanation;
}

/** The only route of a source. */
function routeFrom(name: keyof typeof definitions, source: string): ExplainedRoute {
  const [route, ...others] = explained(name).sources.find((each) => each.source === source)?.routes ?? [];
  if (route === undefined || others.length > 0) throw new Error(`${source} has ${others.length + 1} routes`);
  return route;
}

test('a changed row that holds the key costs nothing', () => {
  expect(routeFrom('tv_post', 'public.tb_post')).toEqual({
    aliases: ['p'],
    columns: ['pk_post', 'fk_user', 'title'],
    wholeRow: false,
    cost: 'own-key',
    paths: [{ lookups: [], key: ['pk_post = p.pk_post'] }],
    variables: [{ name: 'v_p_pk_post', column: 'pk_post', type: 'integer' }],
    parents: [],
    sql: 'v_keys := v_keys || v_p_pk_post;',
  });
});

test('statements on a parent with fewer columns are mentioned', async () => {
  const [vehicle, car] = catalogOf(`
    tb_vehicle (pk_vehicle int, name text)
    tb_car (pk_vehicle int pk, name text, fk_owner int indexed)
  `).relations;
  if (vehicle === undefined || car === undefined) throw new Error('there are no tables');
  const result = await analyze({
    sources: [
      { file: 'tv_car.sql', text: '-- @key pk_vehicle\nSELECT pk_vehicle, name FROM tb_car' },
      {
        file: 'tv_owner.sql',
        text: '-- @key fk_owner\nSELECT fk_owner, count(*) AS cars FROM tb_car GROUP BY fk_owner',
      },
    ],
    catalog: { ...catalog, relations: [vehicle, { ...car, parents: [vehicle] }] },
    extension: { name: 'x', version: '1.0.0', schema: 'tviews' },
  });
  const explanations = result.analysis?.plan.tviews.map(
    ({ tview }) => result.analysis && explainTview(result.analysis, tview),
  );
  const parents = explanations?.map((each) => each?.sources[0]?.routes[0]?.parents);
  expect(parents).toEqual([
    [{ relation: 'public.tb_vehicle', leadsTo: 'same-keys' }],
    [{ relation: 'public.tb_vehicle', leadsTo: 'all-rows' }],
  ]);
  expect(explanations?.map((each) => each && renderExplanation(each).replaceAll(/\s+/g, ' '))).toEqual([
    expect.stringContaining('A statement on public.tb_vehicle counts, whatever columns it changes. Leads to'),
    expect.stringContaining('whatever columns it changes, and leads to all rows.'),
  ]);
});

test('a join path names the index of each lookup', () => {
  expect(routeFrom('tv_post', 'public.tv_user')).toMatchObject({
    cost: 'mapped',
    paths: [
      {
        lookups: [
          {
            relation: 'public.tb_post',
            alias: 'p',
            condition: 'p.fk_user = u.pk_user',
            access: { kind: 'index', columns: ['fk_user'] },
          },
        ],
        key: ['pk_post = p.pk_post'],
      },
    ],
    sql: `v_keys := v_keys || ARRAY (
  SELECT p.pk_post
  FROM public.tb_post AS p
  WHERE p.fk_user = ANY (v_u_pk_user)
);`,
  });
});

test('what no index helps to look up is said, with the index that would', () => {
  expect(routeFrom('tv_like', 'public.tb_post').paths[0]?.lookups[0]?.access).toEqual({ kind: 'whole-table' });
  expect(explained('tv_like').missingIndexes).toEqual([
    {
      problem: 'no index on public.tb_like (fk_post)',
      createIndex: 'CREATE INDEX tb_like_fk_post_idx ON public.tb_like (fk_post);',
    },
    {
      problem: 'no index on public.tb_like (fk_user)',
      createIndex: 'CREATE INDEX tb_like_fk_user_idx ON public.tb_like (fk_user);',
    },
  ]);
});

describe('a lookup by another condition than the equality of columns', () => {
  const explainIndexed = (otherIndexes: readonly OtherIndex[]): Promise<Explanation> => {
    const tables = catalogOf(`
      tb_post (pk_post int pk, tags text[])
      tb_tag (pk_tag int pk, name text)`);
    const relations = tables.relations.map((each) => (each.name === 'tb_post' ? { ...each, otherIndexes } : each));
    const text = `-- @key (pk_post)
      SELECT p.pk_post, (SELECT count(*) FROM tb_tag t WHERE p.tags @> array[t.name]) AS n FROM tb_post p`;
    return explainOne('tv_post', text, { ...tables, relations });
  };
  const accessIn = ({ sources }: Explanation) =>
    sources.find(({ source }) => source === 'public.tb_tag')?.routes[0]?.paths[0]?.lookups[0]?.access;

  test('uses an index of another kind', async () => {
    const explanation = await explainIndexed([{ method: 'gin', keys: ['tags'] }]);
    expect(accessIn(explanation)).toEqual({ kind: 'other-index', method: 'gin', keys: ['tags'] });
    expect(renderExplanation(explanation)).toContain('every table is looked up by an index.');
  });

  test('reads the whole table where there is none, and does not say otherwise', async () => {
    const explanation = await explainIndexed([]);
    expect(accessIn(explanation)).toEqual({ kind: 'whole-table' });
    expect(explanation.missingIndexes.map(({ createIndex }) => createIndex)).toEqual([
      'CREATE INDEX tb_post_tags_idx ON public.tb_post USING gin (tags);',
    ]);
    expect(renderExplanation(explanation)).not.toContain('every table is looked up by an index.');
  });
});

test('what no index can serve is not said to be looked up by one', async () => {
  const text = `-- @key (pk_post)
    SELECT p.pk_post, (SELECT count(*) FROM tb_user u WHERE u.name <> p.title) AS n FROM tb_post p`;
  const explanation = await explainOne('tv_post', text);
  expect(explanation.missingIndexes).toEqual([]);
  expect(renderExplanation(explanation)).toContain('No index is known that would spare reading a whole');
});

test('variables have the type in which values are held', async () => {
  const tables = catalogOf('tb_set (numbers int[], name text)');
  const text = '-- @key (numbers)\nSELECT numbers, count(*) AS n FROM tb_set GROUP BY numbers';
  const explanation = await explainOne('tv_set', text, tables);
  expect(explanation.sources[0]?.routes[0]?.variables).toEqual([
    { name: 'v_tb_set_numbers', column: 'numbers', type: 'text' },
  ]);
});

test('what a drain locks is said, and how it refreshes', () => {
  expect(explained('tv_user')).toMatchObject({ locks: { lookups: [], keys: 'none' }, refresh: { lookedUpEach: 1000 } });
  expect(explained('tv_post').locks).toEqual({
    lookups: [{ relation: 'public.tb_post', columns: ['fk_user'] }],
    keys: 'each',
  });
});

test('a refresh in one pass is called so', async () => {
  const text = 'SELECT pk_post, rank() OVER (PARTITION BY fk_user ORDER BY title) AS place FROM tb_post';
  const explanation = await explainOne('tv_post', text);
  expect(explanation.refresh).toEqual({ lookedUpEach: 0 });
  expect(renderExplanation(explanation)).toContain('Refresh: in one pass over public.v_post');
});

test('a source that nothing links to the key leads to all rows', () => {
  expect(routeFrom('tv_rated', 'public.tb_rate')).toMatchObject({
    cost: 'full',
    paths: [],
    columns: ['value'],
    sql: 'PERFORM tviews.rebuild_tv_rated();',
  });
});

test('keys that two relations hold are found in the TVIEW too, by its indexes', () => {
  const accesses = routeFrom('tv_pair', 'public.tb_post').paths.flatMap(({ lookups }) =>
    lookups.filter(({ alias }) => alias === 'old_row').map(({ relation, access }) => ({ relation, access })),
  );
  expect(accesses).toEqual([
    { relation: 'public.tv_pair', access: { kind: 'tview-index', columns: ['a', 'b'] } },
    { relation: 'public.tv_pair', access: { kind: 'tview-index', columns: ['b'] } },
  ]);
});

test('the statements are those that are emitted', () => {
  const script = emit(found.plan)[1]?.text ?? '';
  for (const name of Object.keys(definitions) as (keyof typeof definitions)[]) {
    expect(statementsNotIn(script, explained(name))).toEqual([]);
    for (const { paths } of explained(name).sources.flatMap(({ routes }) => routes))
      for (const { lookups, key } of paths)
        expect(script).toContain([...lookups.map(({ condition }) => condition), ...key].join(', '));
  }
  const [source] = explained('tv_user').sources;
  const other = [{ ...source, routes: [{ ...routeFrom('tv_user', 'public.tb_user'), sql: 'SELECT 1;' }] }];
  expect(statementsNotIn(script, { ...explained('tv_user'), sources: other as Explanation['sources'] })).toEqual([
    'SELECT 1;',
  ]);
});

test.each(Object.keys(definitions) as (keyof typeof definitions)[])('%s in words', async (name) => {
  const text = renderExplanation(explained(name));
  const prose = text.split('\n').filter((line) => !/^ {4}|^ {2}(--|CREATE)/.test(line));
  expect(prose.filter((line) => line.length > 80)).toEqual([]);
  await expect(`${text}\n`).toMatchFileSnapshot(`expected/${name}.txt`);
});

test('there is no explanation of what is not defined', () => {
  expect(explainTview(found, { schema: 'other', name: 'tv_user' })).toBeUndefined();
});
