/** Counts of a run, as plain data, so that workers can send them. */
export interface Statistics {
  rounds: number;
  definitions: number;
  /** By SQLSTATE. */
  rejected: Record<string, number>;
  /** By the codes of the errors. */
  refused: Record<string, number>;
  maintained: number;
  transactions: number;
  /** Scripts that had to end early, by reason. */
  stopped: Record<string, number>;
  features: Record<string, FeatureCount>;
}

export interface FeatureCount {
  refused: number;
  maintained: number;
  /** Maintained, with every change of some table comparing all rows. */
  full: number;
}

export function emptyStatistics(): Statistics {
  return {
    rounds: 0,
    definitions: 0,
    rejected: {},
    refused: {},
    maintained: 0,
    transactions: 0,
    stopped: {},
    features: {},
  };
}

export function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

/** Counts a definition under each of the features that it uses. */
export function countFeatures({ features }: Statistics, names: readonly string[], outcome: keyof FeatureCount): void {
  for (const name of names) {
    features[name] ??= { refused: 0, maintained: 0, full: 0 };
    features[name][outcome] += 1;
  }
}

/** Adds the second to the first. */
export function addStatistics(total: Statistics, more: Statistics): void {
  total.rounds += more.rounds;
  total.definitions += more.definitions;
  total.maintained += more.maintained;
  total.transactions += more.transactions;
  for (const part of ['rejected', 'refused', 'stopped'] as const) {
    for (const [name, times] of Object.entries(more[part])) total[part][name] = (total[part][name] ?? 0) + times;
  }
  for (const [name, counts] of Object.entries(more.features)) {
    total.features[name] ??= { refused: 0, maintained: 0, full: 0 };
    total.features[name].refused += counts.refused;
    total.features[name].maintained += counts.maintained;
    total.features[name].full += counts.full;
  }
}

/** The statistics as a text of several lines. */
export function formatStatistics({ rounds, definitions, rejected, refused, maintained, ...rest }: Statistics): string {
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, times) => all + times, 0);
  const share = (part: number) => `${part} (${Math.round((100 * part) / Math.max(definitions, 1))}%)`;
  const listed = (counts: Record<string, number>) =>
    Object.entries(counts)
      .sort(([, a], [, b]) => b - a)
      .map(([name, times]) => `    ${String(times).padStart(6)}  ${name}`);
  const features = Object.entries(rest.features)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, counts]) => {
      const numbers = [counts.maintained, counts.full, counts.refused].map((times) => String(times).padStart(10));
      return `  ${name.padEnd(34)}${numbers.join('')}`;
    });
  return [
    `${rounds} schemas, ${definitions} definitions, ${rest.transactions} transactions`,
    `  rejected by PostgreSQL: ${share(sum(rejected))}`,
    ...listed(rejected),
    `  refused: ${share(sum(refused))}`,
    ...listed(refused),
    `  maintained: ${share(maintained)}`,
    ...(sum(rest.stopped) === 0 ? [] : ['  scripts that ended early:', ...listed(rest.stopped)]),
    `  ${'feature'.padEnd(34)}${['maintained', 'by full', 'refused'].map((title) => title.padStart(10)).join('')}`,
    ...features,
  ].join('\n');
}
