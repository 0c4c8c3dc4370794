import { parseArgs } from 'node:util';
import { type Durability, durabilities } from './databases.ts';
import type { Case, Sizes, Workload } from './types.ts';
import { workloads } from './workloads/all.ts';

/** What the command line asks for. */
export interface Options {
  readonly workloads: readonly Workload[];
  readonly sizes: Sizes;
  readonly runs: number;
  readonly without: readonly string[];
  readonly against: string | undefined;
  readonly durability: Durability;
  readonly databaseUrl: string | undefined;
  readonly out: string | undefined;
}

/** What is worth a look after each change: the cases that `--quick` measures. */
const quickCases: Readonly<Record<string, RegExp>> = {
  a: /./,
  b: / 100 posts/,
  c: / (1|10),000 rows/,
  d: /./,
  e: /1 client/,
  i: /^8 clients, any post$/,
};

/** Reads the command line. Throws where it names what there is not. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      rows: { type: 'string', default: '100000' },
      'most-rows': { type: 'string', default: '1000000' },
      runs: { type: 'string', default: '5' },
      quick: { type: 'boolean', default: false },
      without: { type: 'string', default: '' },
      against: { type: 'string' },
      durability: { type: 'string', default: 'none' },
      'database-url': { type: 'string' },
      out: { type: 'string' },
    },
  });
  const durability = values.durability;
  if (!isDurability(durability)) throw new Error(`--durability is none or full, not ${durability}`);
  const named = values.without.split(',').filter(Boolean);
  return {
    workloads: chooseWorkloads(values.only, values.quick),
    sizes: {
      rows: wholeNumber('rows', values.rows),
      mostRows: wholeNumber('most-rows', values['most-rows']),
      effort: values.quick ? 0.5 : 1,
    },
    runs: wholeNumber('runs', values.runs),
    without: values.quick ? [...named, 'REFRESH', 'pg_ivm'] : named,
    against: values.against,
    durability,
    databaseUrl: values['database-url'],
    out: values.out,
  };
}

function isDurability(name: string): name is Durability {
  return name in durabilities;
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text.replaceAll('_', ''));
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${option} takes a whole number, not ${text}`);
  return value;
}

function chooseWorkloads(only: string | undefined, isQuick: boolean): readonly Workload[] {
  const letters = only?.split(',') ?? (isQuick ? Object.keys(quickCases) : workloads.map(({ letter }) => letter));
  return letters.map((letter) => {
    const found = workloads.find((workload) => workload.letter === letter);
    if (found === undefined) throw new Error(`there is no workload ${letter}`);
    return isQuick ? quick(found) : found;
  });
}

function quick(workload: Workload): Workload {
  const isQuick = ({ name }: Case) => quickCases[workload.letter]?.test(name) ?? true;
  return {
    ...workload,
    parts: (sizes) =>
      workload.parts(sizes).map(({ schema, cases }) => ({
        schema,
        cases: cases === 'fill' ? cases : cases.filter(isQuick),
      })),
  };
}
