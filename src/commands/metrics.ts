import type { Command } from 'commander';
import { fromCall, fromFlags, type SettingsOrigin } from '../config/schema.ts';
import type { MetricFamily } from '../metrics/types.ts';
import { type BuildSettings, buildDefaults, parseDatabase } from './build-settings.ts';
import type { Outcome, RunVerb } from './verb.ts';

/** What a measurement takes; not trusted yet. */
export interface MetricsSettings extends Pick<BuildSettings, 'cwd' | 'config' | 'databaseUrl' | 'extensionSchema'> {}

/** What was measured, and the same in Prometheus’ text format. */
export interface MetricsOutcome {
  readonly result: { readonly database: string; readonly metrics: readonly MetricFamily[] };
  readonly text: string;
}

/** Measures an extension in a database. Throws `CannotRun` where it cannot be reached, or has none. */
export async function metrics(settings: MetricsSettings = {}): Promise<MetricsOutcome> {
  return metricsIn(settings, process.env, fromCall);
}

async function metricsIn(
  given: MetricsSettings,
  env: Readonly<Record<string, string | undefined>>,
  origin: SettingsOrigin,
): Promise<MetricsOutcome> {
  const { url, schema } = await parseDatabase(given, env, origin);
  const { withClient } = await import('../database/connect.ts');
  const { readMeasurements } = await import('../metrics/read-metrics.ts');
  const { metricFamilies } = await import('../metrics/families.ts');
  const { toExposition } = await import('../metrics/exposition.ts');
  const measured = await withClient(url, (client) => readMeasurements(client, schema));
  const { database } = measured.installation;
  const families = metricFamilies(measured);
  return { result: { database, metrics: families }, text: toExposition(families, { database }) };
}

/** `tviews metrics` */
export function addMetrics(program: Command, run: RunVerb): void {
  program
    .command('metrics')
    .summary('print metrics of the TVIEWs of a database for Prometheus')
    .description(
      'Prints versions, states, findings of health_check(), queue, parked keys, sizes and counters of the TVIEWs in ' +
        'the text format of Prometheus. Reads catalogs and statistics only. What health_check() finds is a metric, and ' +
        'no reason to end with 1.',
    )
    .option('--database-url <url>', 'database that has the TVIEWs (or TVIEWS_DATABASE_URL, or DATABASE_URL)')
    .option('--extension-schema <name>', `schema of the extension (default: ${buildDefaults.extensionSchema})`)
    .action((flags: MetricsSettings) => {
      return run('metrics', async ({ cwd, config, env }): Promise<Outcome> => {
        const { result, text } = await metricsIn({ ...flags, cwd, config }, env, fromFlags);
        return { result, text: text.trimEnd(), diagnostics: [] };
      });
    });
}
