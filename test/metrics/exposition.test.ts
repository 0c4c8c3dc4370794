import { expect, test } from 'vitest';
import { toExposition } from '../../src/metrics/exposition.ts';
import type { MetricFamily } from '../../src/metrics/types.ts';
import { parseExposition } from './parse-exposition.ts';

const family = (samples: MetricFamily['samples'], name = 'tviews_rows'): MetricFamily => ({
  name,
  type: 'gauge',
  help: 'Rows.',
  samples,
});

test('a family is announced, and its samples have the labels of all', () => {
  const text = toExposition([family([{ labels: { tview: 'tv_post' }, value: 1e21 }])], { database: 'shop' });
  expect(text).toBe(
    '# HELP tviews_rows Rows.\n# TYPE tviews_rows gauge\ntviews_rows{database="shop",tview="tv_post"} 1e+21\n',
  );
  expect(parseExposition(text)).toEqual([
    { name: 'tviews_rows', labels: { database: 'shop', tview: 'tv_post' }, value: 1e21 },
  ]);
});

test('labels can hold anything', () => {
  const tview = 'public."tv_\\ \n {x=\\"1\\"},"" 5"';
  const text = toExposition([family([{ labels: { tview }, value: 0.5 }])]);
  expect(text.split('\n')).toHaveLength(4);
  expect(parseExposition(text)).toEqual([{ name: 'tviews_rows', labels: { tview }, value: 0.5 }]);
});

test('a family without samples is not there', () => {
  expect(toExposition([family([])])).toBe('');
  expect(toExposition([family([{ labels: {}, value: 2 }])])).toContain('\ntviews_rows 2\n');
});

test.each([
  ['an open label', 'a{b="c} 1'],
  ['a bad escape', 'a{b="\\t"} 1'],
  ['no value', 'a{b="c"}'],
  ['a value that is none', 'a nan'],
  ['a comma at the end', 'a{b="c",} 1'],
  ['a sample of another family', 'b 1'],
  ['one sample twice', 'a 1\na 2'],
])('the reader of the tests refuses %s', (_, line) => {
  expect(() => parseExposition(`# HELP a A.\n# TYPE a gauge\n${line}\n`)).toThrow();
});
