import type { RowCount } from '../inspect/count-rows.ts';
import type { Effects, TviewEffect } from './effects.ts';
import type { TableLock } from './locks.ts';
import type { DeployPlan } from './plan.ts';

/** A plan in words, one thing a line. */
export function describePlan({ extension, from, to, steps, locks, rows }: DeployPlan): string {
  if (steps.length === 0) return `${extension} ${to} is installed`;
  const lines = steps.flatMap((step) => {
    const title = steps.length > 1 ? [`${step.from ?? 'nothing'} -> ${step.to}`] : [];
    return [...title, ...describeTviews(step, rows)];
  });
  return [`${extension} ${from ?? 'nothing'} -> ${to}`, ...lines, ...describeLocks(locks)].join('\n');
}

/** What becomes of each TVIEW, one a line. */
export function describeTviews({ tviews, isUnchanged }: Effects, rows: readonly RowCount[]): readonly string[] {
  if (tviews.length > 0)
    return tviews.map((effect) => `  ${effect.tview}: ${effect.change}${describeRows(effect, rows)}`);
  return [isUnchanged ? '  nothing changes' : '  no TVIEW changes; the functions of the extension do'];
}

function describeRows({ before, rows: fate }: TviewEffect, counts: readonly RowCount[]): string {
  const found = counts.find(({ relation }) => relation === before);
  if (fate === 'kept' || found === undefined || found.rows === null) return '';
  const number = found.rows.toLocaleString('en');
  return ` (${found.isEstimate ? 'about ' : ''}${number} ${found.rows === 1 ? 'row' : 'rows'})`;
}

/** What waits meanwhile, a line for each kind of lock. */
export function describeLocks(locks: readonly TableLock[]): readonly string[] {
  const line = (mode: TableLock['mode'], who: string): readonly string[] => {
    const relations = locks.filter((lock) => lock.mode === mode).map(({ relation }) => relation);
    return relations.length === 0 ? [] : [`  ${who} (${mode}): ${relations.join(', ')}`];
  };
  return [
    ...line('SHARE ROW EXCLUSIVE', 'writers wait, readers do not'),
    ...line('ACCESS EXCLUSIVE', 'writers and readers wait'),
  ];
}
