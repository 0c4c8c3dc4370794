import { defineConfig } from 'vitest/config';

const needServer = [
  'test/docs/pages.test.ts',
  'test/{corpus,database,deploy,fuzz,import,life-cycle,stress,properties,prove,security,cases,upgrades,support}/**/*.test.ts',
];

export default defineConfig({
  test: {
    // Two servers and their clients keep two cores busy: more workers only make timings worse.
    maxWorkers: 2,
    coverage: { include: ['src/**'], exclude: ['src/commands/**', '**/types.ts'] },
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: needServer },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: needServer,
          globalSetup: 'test/support/global-setup.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
