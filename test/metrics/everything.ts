import type { Measurements } from '../../src/metrics/read-metrics.ts';

const tview = 'public.tv_post';

/** What is measured where the installed version keeps everything, and the role may see it. */
export const everything: Measurements = {
  installation: {
    database: 'shop',
    role: 'postgres',
    serverVersion: '17.5',
    isStandby: false,
    extension: 'shop_tviews',
    schema: 'tviews',
    extensionVersion: '1.0.0',
    modelVersion: '1.0.0',
    state: 'active',
    advice: null,
    isExtension: true,
    available: ['1.0.0'],
  },
  access: { health: true, overview: true, queueStats: true, queue: true, parked: true, refreshStats: true },
  findings: [
    { status: 'parked-keys', component: tview, message: '1 key is not refreshed', severity: 'error' },
    { status: 'parked-keys', component: tview, message: 'and once more', severity: 'error' },
  ],
  queue: { leftOver: 0, bytes: 8192 },
  parked: [{ tview, keys: 1, since: 1_800_000_000 }],
  tviews: [
    {
      tview,
      rowEstimate: 10,
      tableBytes: 8192,
      indexBytes: 16384,
      inserted: 10,
      updated: 5,
      hotUpdated: 4,
      deleted: 1,
      deadRows: 2,
      tableScans: 3,
      indexScans: 7,
      lastAutovacuum: 1_800_000_000,
    },
  ],
  states: new Map([[tview, 'parked']]),
  refreshStats: [
    { tview, drains: 4, fullDrains: 1, keys: 9, rowsWritten: 6, rowsDeleted: 1, rowsUnchanged: 2, milliseconds: 12.5 },
  ],
};
