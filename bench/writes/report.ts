import type { Cost } from './measure.ts';
import type { Result } from './results.ts';
import { ratioOf, type Spread, spreadOf } from './statistics.ts';

/** What the columns of the report show of a cost. */
type Measure = 'cpu' | 'latency' | 'interval';

const base = 'no TVIEW';
const reference = 'by hand';

/** One line of the report: a variant in a case. */
interface Line {
  readonly cells: readonly string[];
}

/** The results as a table in markdown, which reads well on a terminal too. */
export function tableOf(results: readonly Result[]): string {
  const header = ['workload', 'variant', 'CPU µs', '× no TVIEW', '× by hand', 'latency µs', '× no TVIEW', '× by hand'];
  return alignedTable(
    header,
    results.map((result) => lineOf(result, results).cells),
  );
}

function lineOf(result: Result, results: readonly Result[]): Line {
  const { workload, measured, variant } = result;
  // With several clients it is throughput that counts, not how long one of them waits.
  const wait: Measure = (measured.clients ?? 1) > 1 ? 'interval' : 'latency';
  return {
    cells: [
      `(${workload.letter}) ${measured.name}`,
      variant,
      ...(['cpu', wait] as const).flatMap((measure) => [
        formatNumber(medianOf(result, measure)),
        formatRatio(ratioTo(base, result, results, measure)),
        formatRatio(ratioTo(reference, result, results, measure)),
      ]),
    ],
  };
}

/** The ratio of a result to that of another variant in the same case; undefined for that variant itself. */
function ratioTo(variant: string, result: Result, results: readonly Result[], measure: Measure): Spread | undefined {
  const other = results.find((each) => each.variant === variant && isSameCase(each, result));
  if (other === undefined || other === result || (variant === reference && result.variant === base)) return undefined;
  const values = valuesOf(result.costs, measure);
  const others = valuesOf(other.costs, measure);
  return values.length === 0 || others.length === 0 ? undefined : ratioOf(values, others);
}

function isSameCase(one: Result, other: Result): boolean {
  return one.workload.letter === other.workload.letter && one.measured.name === other.measured.name;
}

function medianOf({ costs }: Result, measure: Measure): number | undefined {
  const values = valuesOf(costs, measure);
  return values.length === 0 ? undefined : spreadOf(values).median;
}

function valuesOf(costs: readonly Cost[], measure: Measure): readonly number[] {
  return costs.map((cost) => cost[measure]).filter((value) => value !== undefined);
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

function formatFactor(value: number): string {
  return value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en');
}

function alignedTable(header: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const isText = (column: number) => column < 2;
  const format = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (isText(i) ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, i) => (isText(i) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [format(header), rule, ...lines.map(format)].join('\n');
}
