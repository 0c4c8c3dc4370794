import { medianOf, waitOf } from './ratios.ts';
import type { Result } from './results.ts';

/** A panel of the chart: the cases of a workload that grow in one way. */
interface Panel {
  readonly title: string;
  readonly axis: string;
  readonly results: readonly Result[];
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const width = 420;
const height = 300;
const margin = { left: 64, top: 36, right: 16, bottom: 44 };
const colours: Readonly<Record<string, string>> = {
  'no TVIEW': '#888888',
  'by hand': '#0072b2',
  'by hand, patching': '#56b4e9',
  REFRESH: '#d55e00',
  pg_ivm: '#cc79a7',
  tviews: '#009e73',
};

/**
 * Cost against fan-out and against the size of the table, as SVG, on logarithmic axes. Empty where neither was measured
 * at two sizes.
 */
export function chartOf(results: readonly Result[]): string {
  const panels = [
    { title: 'one parent changes', axis: 'children', results: ofCases(results, 'b', /./) },
    { title: 'one row of the root changes', axis: 'rows of the table', results: ofCases(results, 'l', /title/) },
    { title: 'a parent of 100 rows changes', axis: 'rows of the table', results: ofCases(results, 'l', /name/) },
  ].filter((panel) => new Set(panel.results.map(({ measured }) => measured.at)).size > 1);
  if (panels.length === 0) return '';
  const drawn = panels.map((panel, i) => `<g transform="translate(${i * width} 0)">${drawPanel(panel)}</g>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${panels.length * width}" height="${height}" font-family="sans-serif" font-size="11">`,
    '<rect width="100%" height="100%" fill="white"/>',
    ...drawn,
    '</svg>\n',
  ].join('\n');
}

function ofCases(results: readonly Result[], letter: string, cases: RegExp): readonly Result[] {
  return results.filter(({ workload, measured }) => workload.letter === letter && cases.test(measured.name));
}

function drawPanel({ title, axis, results }: Panel): string {
  const variants = new Set(results.map(({ variant }) => variant));
  const points = new Map(
    [...variants].map((name) => [name, results.filter(({ variant }) => variant === name).flatMap(pointOf)]),
  );
  const all = [...points.values()].flat();
  const x = scale(
    all.map((point) => point.x),
    margin.left,
    width - margin.right,
  );
  const y = scale(
    all.map((point) => point.y),
    height - margin.bottom,
    margin.top,
  );
  return [
    `<text x="${width / 2}" y="20" text-anchor="middle" font-size="13">${title}</text>`,
    `<text x="${width / 2}" y="${height - 8}" text-anchor="middle">${axis}</text>`,
    `<text transform="translate(14 ${height / 2}) rotate(-90)" text-anchor="middle">µs a transaction</text>`,
    ...x.ticks.map((tick) => label(x.place(tick), height - margin.bottom + 16, 'middle', tick)),
    ...y.ticks.map((tick) => label(margin.left - 6, y.place(tick) + 4, 'end', tick) + rule(y.place(tick))),
    ...[...points].map(([variant, of], i) =>
      drawLine(
        variant,
        of.map((p) => ({ x: x.place(p.x), y: y.place(p.y) })),
        i,
      ),
    ),
  ].join('\n');
}

/** CPU time where it is known, because it disturbs the shape of a line least. */
function pointOf(result: Result): readonly Point[] {
  const y = medianOf(result, 'cpu') ?? medianOf(result, waitOf(result));
  const x = result.measured.at;
  return x === undefined || y === undefined ? [] : [{ x, y }];
}

/** Places values between two coordinates, from power of ten to power of ten. */
function scale(values: readonly number[], from: number, to: number) {
  const first = Math.floor(Math.log10(Math.min(...values)));
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...values))));
  return {
    ticks: Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i)),
    place: (value: number) => Math.round(from + ((Math.log10(value) - first) / (last - first)) * (to - from)),
  };
}

function label(x: number, y: number, anchor: string, value: number): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${value.toLocaleString('en')}</text>`;
}

function rule(y: number): string {
  return `<line x1="${margin.left}" x2="${width - margin.right}" y1="${y}" y2="${y}" stroke="#dddddd"/>`;
}

function drawLine(variant: string, points: readonly Point[], index: number): string {
  const colour = colours[variant] ?? 'black';
  const legend = margin.top + 12 + index * 14;
  return [
    `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${points.map(({ x, y }) => `${x},${y}`).join(' ')}"/>`,
    ...points.map(({ x, y }) => `<circle cx="${x}" cy="${y}" r="3" fill="${colour}"/>`),
    `<text x="${margin.left + 8}" y="${legend}" fill="${colour}">${variant}</text>`,
  ].join('');
}
