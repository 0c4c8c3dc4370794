import { afterAll, beforeAll, describe, test } from 'vitest';
import { listCases, readCase } from '../cases/read-cases.ts';
import { type CaseRoles, createCaseRoles } from '../database/case-database.ts';
import { testServers } from '../support/postgres.ts';
import { checkCase } from './check-case.ts';

const runs = Number(process.env.TVIEWS_PROPERTY_RUNS ?? 1);
const seed = Number(process.env.TVIEWS_PROPERTY_SEED ?? 1);
/** Every third case in each run of the suite; all with TVIEWS_PROPERTY_RUNS. */
const cases = (await listCases()).filter(
  (_, index) => process.env.TVIEWS_PROPERTY_RUNS !== undefined || index % 3 === seed % 3,
);

describe.each(testServers().slice(-1))(
  'TVIEWs that are filled beside random changes end equal (PostgreSQL $major)',
  (server) => {
    let roles: CaseRoles;

    beforeAll(async () => {
      roles = await createCaseRoles(server);
    });

    afterAll(() => roles.drop());

    test.concurrent.for(cases)('$name', async (folder) => {
      const found = await checkCase(server, roles, await readCase(folder), { runs, seed, fillLater: true });
      if (found !== undefined) throw new Error(found.text);
    });
  },
);
