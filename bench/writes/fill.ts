import { assertEqual } from './assert-equal.ts';
import type { BenchServer } from './databases.ts';
import type { Cost } from './measure.ts';
import { type Result, rotated } from './results.ts';
import { inSession, type Session } from './session.ts';
import type { Schema, Workload } from './types.ts';
import type { Variant } from './variants.ts';

/** How long it takes to create and fill the tables of each variant, with their indexes, in a database of its own. */
export async function measureFill(
  server: BenchServer,
  template: string,
  schema: Schema,
  { letter, title }: Workload,
  variants: readonly Variant[],
  runs: number,
): Promise<readonly Result[]> {
  const filling = variants.filter(({ hasTables }) => hasTables);
  const costs = new Map<Variant, Cost[]>(filling.map((variant) => [variant, []]));
  for (let run = 1; run <= runs; run += 1)
    for (const variant of rotated(filling, run)) {
      const url = await server.createDatabase(`${schema.name} ${variant.name}`, template);
      const script = await variant.script(url);
      costs.get(variant)?.push(await inSession(url, (session) => measureScript(session, script)));
      await assertEqual(url, variant.name, schema, title);
      await server.dropDatabase(url);
    }
  return filling.map((variant) => ({
    workload: { letter, title },
    measured: { name: `fill of ${schema.name}` },
    variant: variant.afterWrite === undefined ? variant.name : 'CREATE MATERIALIZED VIEW',
    costs: costs.get(variant) ?? [],
  }));
}

async function measureScript(session: Session, script: string): Promise<Cost> {
  const before = session.cpuTime();
  const start = performance.now();
  await session.script(script);
  const latency = (performance.now() - start) * 1000;
  const after = session.cpuTime();
  return { cpu: before === undefined || after === undefined ? undefined : after - before, latency, interval: latency };
}
