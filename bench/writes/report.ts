import { findingsOf } from './goals.ts';
import { type Measure, medianOf, ratioBetween, resultOf, waitOf } from './ratios.ts';
import type { Result } from './results.ts';
import type { Spread } from './statistics.ts';

/** What the cost of each variant is told in multiples of. */
const references = ['no TVIEW', 'by hand'] as const;

/** The results as a table in markdown, which reads well on a terminal too. */
export function tableOf(results: readonly Result[]): string {
  const header = ['workload', 'variant', 'CPU µs', '× no TVIEW', '× by hand', 'latency µs', '× no TVIEW', '× by hand'];
  return alignedTable(
    header,
    results.map((result) => [
      `(${result.workload.letter}) ${result.measured.name}`,
      result.variant,
      ...(['cpu', waitOf(result)] as const).flatMap((measure) => [
        formatNumber(medianOf(result, measure)),
        ...references.map((reference) => formatRatio(ratioTo(reference, result, results, measure))),
      ]),
    ]),
  );
}

/** What became of the goals, as a table in markdown; empty where none was measured. */
export function goalsOf(results: readonly Result[]): string {
  const findings = findingsOf(results);
  if (findings.length === 0) return '';
  return alignedTable(
    ['goal', 'beside', 'at most', 'CPU', 'latency'],
    findings.map(({ name, against, most, cpu, wait }) => [
      name,
      against,
      formatFactor(most),
      formatVerdict(cpu, most),
      formatVerdict(wait, most),
    ]),
  );
}

/** No multiple of itself is told, and none of triggers by hand for what needs none. */
function ratioTo(
  reference: (typeof references)[number],
  result: Result,
  results: readonly Result[],
  measure: Measure,
): Spread | undefined {
  const other = resultOf(reference, result, results);
  const isBelow = result.variant === 'no TVIEW' || result.variant === reference;
  return other === undefined || isBelow ? undefined : ratioBetween(result, other, measure);
}

function formatVerdict(ratio: Spread | undefined, most: number): string {
  return ratio === undefined ? '' : `${formatRatio(ratio)} ${ratio.median <= most ? 'met' : 'missed'}`;
}

function formatNumber(value: number | undefined): string {
  if (value === undefined) return '';
  return value < 100 ? value.toPrecision(3) : Math.round(value).toLocaleString('en');
}

function formatRatio(ratio: Spread | undefined): string {
  if (ratio === undefined) return '';
  const [median, least, most] = [ratio.median, ratio.least, ratio.most].map(formatFactor);
  return `${median} (${least}–${most})`;
}

/** Small ones as a fraction, because what is much cheaper is that many times cheaper. */
function formatFactor(value: number): string {
  if (value < 0.1) return `1/${Math.round(1 / value).toLocaleString('en')}`;
  return value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en');
}

function alignedTable(header: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const isText = (column: number) => column < 2;
  const pad = (cell: string, i: number) => (isText(i) ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0));
  const rules = widths.map((width, i) => (isText(i) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [header, rules, ...lines].map((cells) => `| ${cells.map(pad).join(' | ')} |`).join('\n');
}
