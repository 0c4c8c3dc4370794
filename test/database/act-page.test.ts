import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readDefinitions } from '../../src/source/read-definitions.ts';
import { describeOnEachServer } from '../support/postgres.ts';
import {
  type CaseDatabase,
  type CaseRoles,
  createCaseDatabase,
  createCaseRoles,
  installDefinitions,
} from './case-database.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const sections = read('docs/functions-act.md')
  .split(/^## /m)
  .slice(1)
  .map((text) => ({
    title: text.split('\n', 1)[0] ?? '',
    blocks: [...text.matchAll(/^```sql\n([\s\S]*?)^```$/gm)].map(([, sql = '']) => sql),
  }));

describeOnEachServer('docs/functions-act.md', (server) => {
  let roles: CaseRoles;
  let blog: CaseDatabase;
  beforeAll(async () => {
    roles = await createCaseRoles(server);
    blog = await createCaseDatabase(server, roles, read('examples/blog/schema.sql') + read('examples/blog/seed.sql'));
    const folder = fileURLToPath(new URL('../../examples/blog/', import.meta.url));
    const { sources } = await readDefinitions(`${folder}tviews`, folder);
    await installDefinitions(server, blog, sources);
  });
  afterAll(async () => {
    await blog.database.drop();
    await roles.drop();
  });

  test.for(sections)('$title: two examples or more, which run', async ({ blocks }) => {
    expect(blocks.length).toBeGreaterThanOrEqual(2);
    for (const sql of blocks) await blog.owner.query(sql);
  });

  test('after which all is well', async () => {
    expect((await blog.owner.query('SELECT * FROM tviews.verify()')).rows).toEqual([]);
    expect((await blog.owner.query('SELECT * FROM tviews.health_check()')).rows).toEqual([]);
  });
});
