import { describe, expect, test } from 'vitest';
import { describeOnEachServer, testServers } from '../support/postgres.ts';
import { findPooler, openPooler } from './pooler.ts';
import { formatResult, hasFailed } from './report.ts';
import { listSchemas } from './schemas.ts';
import { type StressOptions, stressSchema } from './stress-schema.ts';

const options: Omit<StressOptions, 'schema'> = {
  level: 'mixed',
  clients: 8,
  seconds: 5,
  barrierSeconds: 2.5,
  seed: 1,
  keys: 12,
  truncate: false,
  drainEarly: true,
  compare: false,
};
/** Transactions that don't end are waited for, so that the report can say what they wait for. */
const timeout = 120_000;
const schemas = await listSchemas();
const pooler = await findPooler();

describeOnEachServer('random transactions at the same time', (server) => {
  test.for(schemas)('leave nothing stale: %s', { timeout }, async (schema) => {
    const result = await stressSchema(server, { ...options, schema });
    expect(hasFailed(result), formatResult(result)).toBe(false);
    expect(result.load.committed).toBeGreaterThan(100);
  });
});

describe.each(testServers().slice(0, 1))('a stress run', (server) => {
  test('finds rows that went stale, and the transactions behind them', { timeout }, async () => {
    const sabotage = 'ALTER TABLE tb_user DISABLE TRIGGER USER';
    const short = { ...options, schema: 'blog', clients: 2, seconds: 30, barrierSeconds: 0.5, sabotage };
    const result = await stressSchema(server, short);
    expect(hasFailed(result)).toBe(true);
    // The first comparison that finds something ends it.
    expect(result.load.seconds).toBeLessThan(10);
    const [row] = result.stale;
    expect(row?.has).not.toBe(row?.shouldHave);
    expect(row?.transactions.join('\n')).toContain('tb_user');
  });

  const name = pooler === undefined ? ': pgbouncer is not on the PATH' : '';
  test.skipIf(pooler === undefined)(`leaves nothing stale behind a pooler${name}`, { timeout }, async () => {
    const reroute = (url: string) => openPooler(url, 3);
    const result = await stressSchema(server, { ...options, schema: 'layers', reroute });
    expect(hasFailed(result), formatResult(result)).toBe(false);
    expect(result.load.committed).toBeGreaterThan(50);
  });
});
