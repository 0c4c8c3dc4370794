import { countDeadlocks } from './deadlocks.ts';
import type { FailureCounts } from './failures.ts';
import type { StaleRow } from './inspect.ts';
import type { LoadResult } from './load.ts';
import type { StressResult } from './stress-schema.ts';

const conditions: Readonly<Record<string, string>> = {
  '40001': 'serialization failures (40001)',
  '40P01': 'deadlocks (40P01)',
  '55P03': 'lock timeouts (55P03)',
  '57014': 'statement timeouts (57014)',
  '23505': 'unique violations (23505)',
  '23503': 'foreign key violations (23503)',
};

/** Whether TVIEWs went stale, entries were left in the queue, or an error came up that nothing explains. */
export function hasFailed({ stale, queued, load, without }: StressResult): boolean {
  return stale.length + queued + load.unexpected.length + (without?.unexpected.length ?? 0) > 0;
}

/** What a run over one schema came to, as text. */
export function formatResult(result: StressResult): string {
  const { options, load, without, stale, queued } = result;
  const deadlocksWithout = without === undefined ? '' : `, ${countDeadlocks(without.deadlocks)} without`;
  const lines = [
    `${options.schema}, ${options.level}, ${options.clients} clients${options.reroute ? ' behind a pooler' : ''}, ${options.keys} keys a table, seed ${options.seed}`,
    `  ${formatLoad(load)}, ${load.barriers} comparisons`,
    ...formatFailures(load.failures),
  ];
  if (without !== undefined) {
    lines.push(`  without TVIEWs: ${formatLoad(without)}`, ...formatFailures(without.failures));
    lines.push(`  commits per second: ${rate(load)} with TVIEWs, ${rate(without)} without`);
  }
  lines.push(
    `  deadlocks: ${countDeadlocks(load.deadlocks)} with TVIEWs (${formatDeadlocks(load)})${deadlocksWithout}`,
    `  stale rows: ${stale.length}, left in the queue: ${queued}, unexpected errors: ${load.unexpected.length}`,
  );
  lines.push(...stale.slice(0, 5).map(formatStale));
  for (const error of [...load.unexpected, ...(without?.unexpected ?? [])]) lines.push(`unexpected: ${error}`);
  return lines.join('\n');
}

function formatLoad(load: LoadResult): string {
  const transactions = load.transactions.reduce((sum, count) => sum + count, 0);
  return `${load.committed} of ${transactions} transactions committed in ${load.seconds.toFixed(1)} s (${rate(load)} per second)`;
}

function rate({ committed, seconds }: LoadResult): number {
  return Math.round(committed / seconds);
}

function formatDeadlocks({ deadlocks: { statements, drains, earlyDrains, unknown } }: LoadResult): string {
  if (unknown > 0) return 'unknown whose';
  return `${statements} among statements, ${drains} with a drain, ${earlyDrains} after a drain in mid-transaction`;
}

function formatFailures(failures: FailureCounts): readonly string[] {
  return Object.entries(failures)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([code, phases]) => {
      const counts = Object.entries(phases).map(([phase, count]) => `${count} in ${phase}`);
      return `    ${conditions[code] ?? code}: ${counts.join(', ')}`;
    });
}

function formatStale({ tview, key, has, shouldHave, transactions }: StaleRow): string {
  const rows = `  has         ${has ?? 'nothing'}\n  should have ${shouldHave ?? 'nothing'}`;
  return `stale: ${tview} ${key}\n${rows}\n  transactions that may have touched it (* wrote it):\n${indent(transactions.join('\n'))}`;
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}
