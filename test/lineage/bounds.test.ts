import { describe, expect, test } from 'vitest';
import { lineageOf } from './harness.ts';

const tables = `
  tb_a (pk_a int pk, x int, y int)
  tb_b (pk_b int pk, fk_a int)
  tb_c (pk_c int pk, fk_b int)`;

describe('parts of a key that may be NULL', () => {
  test('are there only where what they are joined by is there', () => {
    const { routes, findings } = lineageOf(
      tables,
      `tv_row: -- @key (pk_a, pk_b, pk_c)
        SELECT a.pk_a, b.pk_b, c.pk_c
        FROM tb_a a LEFT JOIN tb_b b ON b.fk_a = a.pk_a LEFT JOIN tb_c c ON c.fk_b = b.pk_b`,
    );
    expect(findings).toEqual([]);
    const keys = routes.map((route) => / = ([^=]*)$/.exec(route)?.[1]);
    expect(keys).toContain('changed.pk_a, NULL, NULL');
    expect(keys).toContain('changed.fk_a, changed.pk_b, NULL');
    expect(keys.filter((key) => /, NULL, (?!NULL)/.test(key ?? ''))).toEqual([]);
  });

  test('can be many, as long as they come one after the other', () => {
    const { findings } = lineageOf(tables, `tv_row: ${leftJoins(10, (join) => `t${join - 1}.pk_a`)}`);
    expect(findings).toEqual([]);
  });

  test('are refused where they come in too many combinations', () => {
    expect(lineageOf(tables, `tv_row: ${leftJoins(6, () => 't0.pk_a')}`).findings).toEqual([]);
    const { findings } = lineageOf(tables, `tv_row: ${leftJoins(7, () => 't0.pk_a')}`);
    expect(findings[0]).toMatch(/^cannot-narrow: /);
  });
});

test('a definition that takes too many steps is refused', { timeout: 60_000 }, () => {
  const places = Array.from({ length: 40 }, (_, index) => index);
  const view = `view w (pk_a, x): SELECT v0.pk_a, v39.x FROM ${places
    .map((place) => (place === 0 ? 'tb_a v0' : `JOIN tb_a v${place} ON v${place}.x = v${place - 1}.y`))
    .join(' ')}`;
  const select = leftJoins(6, () => 't0.x').replaceAll('tb_a', 'w');
  const { findings } = lineageOf(`${tables}\n${view}`, `tv_row: ${select}`);
  expect(findings).toContain('too-complex: "tv_row" has more ways from its tables to its key than can be followed');
  expect(findings.join()).not.toContain('cannot-narrow');
});

/** tb_a with so many left joins of itself, each by `x`; the key is that of all. */
function leftJoins(count: number, joinedBy: (join: number) => string): string {
  const joins = Array.from({ length: count }, (_, index) => index + 1);
  const keys = [0, ...joins].map((join) => `k${join}`).join(', ');
  const columns = [0, ...joins].map((join) => `t${join}.pk_a AS k${join}`).join(', ');
  const from = joins.map((join) => `LEFT JOIN tb_a t${join} ON t${join}.x = ${joinedBy(join)}`).join('\n');
  return `-- @key (${keys})\nSELECT ${columns} FROM tb_a t0\n${from}`;
}
