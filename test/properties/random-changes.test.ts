import { afterAll, beforeAll, describe, test } from 'vitest';
import { listCases, readCase } from '../cases/read-cases.ts';
import { type CaseRoles, createCaseRoles } from '../database/case-database.ts';
import { testServers } from '../support/postgres.ts';
import { checkCase } from './check-case.ts';

const runs = Number(process.env.TVIEWS_PROPERTY_RUNS ?? 3);
const seed = Number(process.env.TVIEWS_PROPERTY_SEED ?? 1);
const cases = await listCases();
const servers = testServers();

describe.each(servers)('random changes leave every TVIEW equal to its backing view (PostgreSQL $major)', (server) => {
  // Each case meets each server once in as many runs of the suite as there are servers.
  const turn = (seed + servers.indexOf(server)) % servers.length;
  const own = cases.filter((_, index) => index % servers.length === turn);
  let roles: CaseRoles;

  beforeAll(async () => {
    roles = await createCaseRoles(server);
  });

  afterAll(() => roles.drop());

  test.concurrent.for(own)('$name', async (folder) => {
    const found = await checkCase(server, roles, await readCase(folder), { runs, seed });
    if (found !== undefined) throw new Error(found.text);
  });
});

describe.each(servers.slice(0, 1))('the property can fail', (server) => {
  let roles: CaseRoles;

  beforeAll(async () => {
    roles = await createCaseRoles(server);
  });

  afterAll(() => roles.drop());

  test('a trigger that is switched off is found, by few statements', async ({ expect }) => {
    const folder = cases.find(({ name }) => name === 'joins/inner-join');
    if (folder === undefined) throw new Error('joins/inner-join is gone');
    const sabotage = 'ALTER TABLE tb_user DISABLE TRIGGER USER';
    const found = await checkCase(server, roles, await readCase(folder), { runs: 100, seed: 1, sabotage });
    expect(found?.text).toContain('is stale');
    expect(found?.script.flatMap(({ steps }) => steps).length).toBeLessThanOrEqual(3);
  });
});
