import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '../support/embedded-postgres.ts';
import { openPooler } from './pooler.ts';
import { levels } from './random-transaction.ts';
import { formatResult, hasFailed } from './report.ts';
import { listSchemas } from './schemas.ts';
import { type StressOptions, stressSchema } from './stress-schema.ts';

const usage = `Usage: npm run stress -- [options]

  --clients N        sessions that write at the same time (default: 16)
  --seconds N        how long they write, in each schema (default: 60)
  --isolation LEVEL  'read committed', 'repeatable read', 'serializable', or mixed: each transaction at one of them
                     (default: mixed)
  --schema NAME      one of the folders below test/stress/schemas (default: all, one after another)
  --seed N           the same seed plans the same transactions (default: random, and printed)
  --keys N           how many keys a table has: few make transactions meet (default: 12)
  --barrier N        seconds between two comparisons of all TVIEWs (default: 5)
  --server MAJOR     15 or 17 (default: 17)
  --no-early         no drains in mid-transaction: neither flush() nor SET CONSTRAINTS ALL IMMEDIATE
  --truncate         TRUNCATE too; its table lock makes deadlocks
  --pooler           writers go through PgBouncer, in transaction pooling, on a quarter as many connections
  --no-compare       without the same run over tables that have no TVIEWs
  --json             results as JSON, one line for each schema`;

interface Settings {
  readonly runs: readonly StressOptions[];
  readonly major: number;
  readonly json: boolean;
}

async function readSettings(): Promise<Settings | undefined> {
  const { values } = parseArgs({
    options: {
      clients: { type: 'string', default: '16' },
      seconds: { type: 'string', default: '60' },
      isolation: { type: 'string', default: 'mixed' },
      schema: { type: 'string' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      keys: { type: 'string', default: '12' },
      barrier: { type: 'string', default: '5' },
      server: { type: 'string', default: '17' },
      'no-early': { type: 'boolean', default: false },
      truncate: { type: 'boolean', default: false },
      pooler: { type: 'boolean', default: false },
      'no-compare': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const clients = Number(values.clients);
  const seed = Number(values.seed);
  const keys = Number(values.keys);
  const major = Number(values.server);
  const [seconds, barrierSeconds] = [Number(values.seconds), Number(values.barrier)];
  const level = ([...levels, 'mixed'] as const).find((name) => name === values.isolation.toLowerCase());
  const schemas = (await listSchemas()).filter((name) => values.schema === undefined || name === values.schema);
  const counts = [clients, seed, keys, major].every((count) => Number.isInteger(count) && count > 0);
  if (values.help || !counts || !(seconds > 0) || !(barrierSeconds > 0)) return undefined;
  if (level === undefined || schemas.length === 0) return undefined;
  const { truncate } = values;
  const flags = { truncate, drainEarly: !values['no-early'], compare: !values['no-compare'] };
  const common = { level, clients, seconds, barrierSeconds, seed, keys, ...flags };
  const reroute = values.pooler ? { reroute: (url: string) => openPooler(url, Math.ceil(clients / 4)) } : {};
  return { runs: schemas.map((schema) => ({ ...common, ...reroute, schema })), major, json: values.json };
}

async function main(): Promise<number> {
  const settings = await readSettings();
  if (settings === undefined) {
    console.error(usage);
    return 2;
  }
  const { runs, major, json } = settings;
  const server = await startEmbeddedPostgres({ major });
  const testServer = { major, url: server.url(), extensionDirectory: server.extensionDirectory };
  let failed = false;
  try {
    for (const options of runs) {
      const result = await stressSchema(testServer, options);
      failed ||= hasFailed(result);
      console.log(json ? JSON.stringify(result) : formatResult(result));
    }
  } finally {
    await server.stop();
  }
  return failed ? 1 : 0;
}

process.exitCode = await main();
