import { expect, it } from 'vitest';
import { compile } from '../../src/compile.ts';
import type { Numbers } from '../../src/plan/numbers.ts';
import { catalogOf } from '../lineage/harness.ts';

const catalog = catalogOf('tb_a (pk_a int pk, x int)\ntb_b (pk_b int pk, fk_a int)');

/** Positions of the TVIEWs, given their SELECTs and what the release before had. */
async function numbersOf(definitions: Readonly<Record<string, string>>, numbers: Numbers = {}): Promise<Numbers> {
  const { plan, diagnostics } = await compile({
    sources: Object.entries(definitions).map(([name, text]) => ({ file: `${name}.sql`, text })),
    catalog,
    extension: { name: 'numbers', version: '1.0.0', schema: 'tviews' },
    numbers,
  });
  if (plan === undefined) throw new Error(JSON.stringify(diagnostics));
  return plan.numbers;
}

const name = (tview: string): string => JSON.stringify(['public', tview]);
const a = 'SELECT pk_a, x FROM tb_a';
const b = 'SELECT b.pk_b, a.x FROM tb_b b JOIN tb_a a ON a.pk_a = b.fk_a';

it('keeps the numbers of what was there, whatever comes before it by name', async () => {
  const before = await numbersOf({ tv_m: b });
  const after = await numbersOf({ tv_c: a.replace('pk_a', 'pk_a AS pk_c'), tv_m: b }, before);
  expect(after[name('tv_m')]).toEqual(before[name('tv_m')]);
  expect(after[name('tv_c')]?.position).toBe(2);
});

it('gives what reads a new TVIEW a number behind it', async () => {
  const before = await numbersOf({ tv_m: 'SELECT pk_a AS pk_m, x FROM tb_a', tv_n: b });
  const after = await numbersOf({ tv_a: a, tv_m: 'SELECT pk_a AS pk_m, x FROM tv_a', tv_n: b }, before);
  expect(after[name('tv_a')]?.position).toBe(3);
  expect(after[name('tv_m')]?.position).toBe(4);
  expect(after[name('tv_n')]).toEqual(before[name('tv_n')]);
});

it('does not give numbers of what is gone to others, and gives classes to what needs more', async () => {
  const before = await numbersOf({ tv_m: 'SELECT pk_a AS pk_m, x FROM tb_a', tv_n: b });
  const between = await numbersOf({ tv_n: b }, before);
  const after = await numbersOf({ tv_n: b, tv_o: a.replace('pk_a', 'pk_a AS pk_o') }, between);
  expect(after[name('tv_o')]?.position).toBe(3);
  const grown = await numbersOf({ tv_m: b.replace('b.pk_b', 'b.pk_b AS pk_m') }, before);
  const [old, own] = [before[name('tv_n')], grown[name('tv_m')]];
  expect(own?.position).toBe(1);
  expect(own?.firstClass).toBeGreaterThanOrEqual((old?.firstClass ?? 0) + (old?.classes ?? 0));
});
