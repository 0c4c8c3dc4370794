import type { HealthFinding } from '../inspect/health.ts';
import type { RefreshStats } from '../inspect/refresh-stats.ts';
import type { TviewNumbers } from '../inspect/tviews.ts';
import type { Measurements } from './read-metrics.ts';
import type { MetricFamily } from './types.ts';

/** All metrics; those that this role may not read, or the installed version does not keep, have no samples. */
export function metricFamilies(measured: Measurements): readonly MetricFamily[] {
  return [
    ...stateFamilies(measured),
    ...healthFamilies(measured),
    ...queueFamilies(measured),
    ...perTview(tviewMetrics, measured.tviews),
    ...perTview(refreshMetrics, measured.refreshStats),
  ];
}

function stateFamilies({ installation, states }: Measurements): readonly MetricFamily[] {
  const { extension, extensionVersion, modelVersion, serverVersion, state } = installation;
  const info = {
    extension,
    version: extensionVersion,
    model_version: modelVersion ?? '',
    server_version: serverVersion,
  };
  const tviewStates = [...states].map(([tview, value]) => ({ labels: { tview, state: value }, value: 1 }));
  return [
    gauge('tviews_info', 'Versions of the extension, of its TVIEWs and of the server.', [{ labels: info, value: 1 }]),
    gauge(
      'tviews_active',
      'Whether status() says “active”: the TVIEWs are there, of this version, complete, and refreshed.',
      [{ labels: {}, value: state === 'active' ? 1 : 0 }],
    ),
    gauge(
      'tviews_tview_state',
      'The state of a TVIEW: active, parked, incomplete, suspended, damaged, missing, or unknown.',
      tviewStates,
    ),
  ];
}

function healthFamilies({ access, findings }: Measurements): readonly MetricFamily[] {
  const severities = ['error', 'warning', 'info'] as const;
  const count = (wanted: HealthFinding['severity']): number =>
    findings?.filter(({ severity }) => severity === wanted).length ?? 0;
  const counts = severities.map((severity) => ({ labels: { severity }, value: count(severity) }));
  // Several findings can differ in their messages alone, and samples must not.
  const distinct = new Map(
    findings?.map(({ status, component, severity }) => [
      JSON.stringify([status, component, severity]),
      { labels: { status, component, severity }, value: 1 },
    ]),
  );
  return [
    gauge('tviews_health_readable', 'Whether this role may call health_check().', [
      { labels: {}, value: access.health ? 1 : 0 },
    ]),
    gauge('tviews_health_findings', 'What health_check() has found, by severity.', findings === null ? [] : counts),
    gauge('tviews_health_finding', 'One that health_check() has found.', [...distinct.values()]),
  ];
}

function queueFamilies({ queue, parked }: Measurements): readonly MetricFamily[] {
  const { leftOver, bytes } = queue;
  const entries = leftOver === null ? [] : [{ labels: {}, value: leftOver }];
  const keys = parked?.map(({ tview, keys }) => ({ labels: { tview }, value: keys })) ?? [];
  const since = parked?.map(({ tview, since }) => ({ labels: { tview }, value: since })) ?? [];
  const sum = parked === null ? [] : [{ labels: {}, value: keys.reduce((total, { value }) => total + value, 0) }];
  return [
    gauge('tviews_queue_left_over_entries', 'Entries of transactions that committed without a drain.', entries),
    gauge('tviews_queue_bytes', 'Size of the queue on disk, with its index.', [{ labels: {}, value: bytes }]),
    gauge('tviews_parked_keys', 'Keys of all TVIEWs that wait for repair().', sum),
    gauge('tviews_tview_parked_keys', 'Keys of a TVIEW that wait for repair().', keys),
    gauge(
      'tviews_tview_parked_since_timestamp_seconds',
      'When the oldest of them was parked, in seconds since the epoch.',
      since,
    ),
  ];
}

function gauge(name: string, help: string, samples: MetricFamily['samples']): MetricFamily {
  return { name, type: 'gauge', help, samples };
}

/** A metric that each TVIEW has; null where there is nothing to tell. */
interface TviewMetric<Numbers> extends Omit<MetricFamily, 'samples'> {
  readonly value: (numbers: Numbers) => number | null;
}

function perTview<Numbers extends { readonly tview: string }>(
  metrics: readonly TviewMetric<Numbers>[],
  tviews: readonly Numbers[],
): readonly MetricFamily[] {
  return metrics.map(({ value: read, ...family }) => ({
    ...family,
    samples: tviews.flatMap((numbers) => {
      const value = read(numbers);
      return value === null ? [] : [{ labels: { tview: numbers.tview }, value }];
    }),
  }));
}

function metric<Numbers>(name: string, help: string, value: TviewMetric<Numbers>['value']): TviewMetric<Numbers> {
  return { name, type: name.endsWith('_total') ? 'counter' : 'gauge', help, value };
}

const tviewMetrics: readonly TviewMetric<TviewNumbers>[] = [
  metric('tviews_tview_rows', 'Rows, by the last VACUUM or ANALYZE.', ({ rowEstimate }) => rowEstimate),
  metric('tviews_tview_table_bytes', 'Size without indexes.', ({ tableBytes }) => tableBytes),
  metric('tviews_tview_index_bytes', 'Size of the indexes.', ({ indexBytes }) => indexBytes),
  metric('tviews_tview_rows_inserted_total', 'Rows inserted.', ({ inserted }) => inserted),
  metric('tviews_tview_rows_updated_total', 'Rows updated.', ({ updated }) => updated),
  metric('tviews_tview_rows_hot_updated_total', 'Rows updated without touching an index.', (each) => each.hotUpdated),
  metric('tviews_tview_rows_deleted_total', 'Rows deleted.', ({ deleted }) => deleted),
  metric('tviews_tview_dead_rows', 'Row versions that VACUUM has yet to remove.', ({ deadRows }) => deadRows),
  metric('tviews_tview_table_scans_total', 'Scans of the whole table.', ({ tableScans }) => tableScans),
  metric('tviews_tview_index_scans_total', 'Scans of its indexes.', ({ indexScans }) => indexScans),
  metric(
    'tviews_tview_last_autovacuum_timestamp_seconds',
    'When autovacuum last went over it, in seconds since the epoch.',
    ({ lastAutovacuum }) => lastAutovacuum,
  ),
];

const refreshMetrics: readonly TviewMetric<RefreshStats>[] = [
  metric('tviews_refresh_drains_total', 'Drains that refreshed it, while tviews.track was on.', ({ drains }) => drains),
  metric('tviews_refresh_full_drains_total', 'Those of them that compared all rows.', ({ fullDrains }) => fullDrains),
  metric('tviews_refresh_keys_total', 'Keys that the others refreshed.', ({ keys }) => keys),
  metric('tviews_refresh_rows_written_total', 'Rows that refreshes inserted or updated.', (each) => each.rowsWritten),
  metric('tviews_refresh_rows_deleted_total', 'Rows that refreshes deleted.', ({ rowsDeleted }) => rowsDeleted),
  metric('tviews_refresh_rows_unchanged_total', 'Keys whose rows were right.', ({ rowsUnchanged }) => rowsUnchanged),
  metric(
    'tviews_refresh_seconds_total',
    'Time that refreshes took, waiting for locks included.',
    ({ milliseconds }) => milliseconds / 1000,
  ),
];
