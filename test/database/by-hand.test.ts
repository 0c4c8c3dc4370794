import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, test } from 'vitest';
import { assertEqual } from '../../bench/writes/assert-equal.ts';
import { catalogue } from '../../bench/writes/schemas/catalogue.ts';
import { chain } from '../../bench/writes/schemas/chain.ts';
import { orders } from '../../bench/writes/schemas/orders.ts';
import { posts } from '../../bench/writes/schemas/posts.ts';
import { tenTviews } from '../../bench/writes/schemas/ten-tviews.ts';
import { Session } from '../../bench/writes/session.ts';
import { Stream } from '../../bench/writes/stream.ts';
import type { Schema } from '../../bench/writes/types.ts';
import { byHandOf } from '../../bench/writes/variants.ts';
import { createDatabase, type TestDatabase, testServers } from '../support/postgres.ts';

const schemas = [posts(500), tenTviews(500), chain(500), orders(100), catalogue(500)];
const keepers = schemas.flatMap((schema) =>
  byHandOf(schema).map((variant) => ({ name: `${schema.name}, ${variant.name}`, schema, variant })),
);
const rounds = 60;

// A benchmark against triggers that are wrong would say nothing.
// The benchmark runs on the newest one.
describe.each(testServers().slice(-1))('what the benchmark compares with (PostgreSQL $major)', (server) => {
  let database: TestDatabase | undefined;
  afterEach(() => database?.drop());

  test.for(keepers)('$name: right whichever two transactions overlap', async ({ schema, variant }) => {
    database = await createDatabase(server, { schemaSql: schema.tables });
    await database.client.query(await variant.script(database.url));
    const { url } = database;
    const sessions = await Promise.all([Session.open(url), Session.open(url)]);
    const stream = new Stream(1, 1);
    for (let round = 0; round < rounds; round += 1) {
      const writes = await overlap(sessions, schema, stream);
      await assertEqual(url, variant.name, schema, writes.join('; '));
    }
    await Promise.all(sessions.map((session) => session.close()));
  });
});

/** The second transaction begins, and writes if it need not wait, before the first one ends; both write once. */
async function overlap(
  [first, second]: readonly [Session, Session],
  schema: Schema,
  stream: Stream,
): Promise<readonly string[]> {
  const writes = [schema.anyWrite(stream), schema.anyWrite(stream)] as const;
  const begun = await write(first, writes[0]);
  const following = write(second, writes[1]);
  await Promise.race([following, sleep(20)]);
  await end(first, begun);
  await end(second, await following);
  return writes;
}

/** Begins a transaction with a write; false if a constraint, or a deadlock, is against it. */
async function write(session: Session, statement: string): Promise<boolean> {
  return session.script(`BEGIN; ${statement}`).then(
    () => true,
    () => false,
  );
}

async function end(session: Session, isGood: boolean): Promise<void> {
  await session.script(isGood ? 'COMMIT' : 'ROLLBACK');
}
