import type { MetricFamily } from './types.ts';

/**
 * Metrics in Prometheus’ text format, version 0.0.4: for each family its help, its type, then a line for each sample.
 * Families without samples are left out. `labels` go before those of each sample.
 *
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function toExposition(families: readonly MetricFamily[], labels: Readonly<Record<string, string>> = {}): string {
  const lines = families
    .filter(({ samples }) => samples.length > 0)
    .flatMap(({ name, type, help, samples }) => [
      `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`,
      `# TYPE ${name} ${type}`,
      ...samples.map((sample) => `${name}${labelList({ ...labels, ...sample.labels })} ${sample.value}`),
    ]);
  return lines.map((line) => `${line}\n`).join('');
}

function labelList(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeValue(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escapeValue(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
