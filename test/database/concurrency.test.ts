import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { type BlogDatabase, createBlogDatabase } from './blog-database.ts';
import { levels, writeAtRandom } from './random-writers.ts';

describeOnEachServer('writers at the same time', (server) => {
  let blog: BlogDatabase;
  beforeAll(async () => {
    blog = await createBlogDatabase(server);
    await blog.client.query(`CREATE EXTENSION ${blog.extension}`);
  });
  afterAll(() => blog.drop());

  const mixes = [...levels.map((level) => [level]), levels].map((mix) => ({ mix, name: mix.join(' and ') }));

  test.each(mixes)('leave nothing stale at $name', async ({ mix }) => {
    const clients = await Promise.all(Array.from({ length: 6 }, () => blog.connect()));
    const counts = await Promise.all(
      clients.map((client, index) => writeAtRandom(client, mix[index % mix.length] ?? '', 1500)),
    );
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(await blog.staleRows()).toBe(0);
    expect((await blog.client.query('SELECT FROM tviews.queue')).rowCount).toBe(0);
  });
});
