import { afterAll, beforeAll, test } from 'vitest';
import { type CaseRoles, createCaseDatabase, createCaseRoles, installDefinitions } from '../database/case-database.ts';
import { parseChangesScript } from '../database/changes-script.ts';
import { countRefreshes } from '../database/refresh-counter.ts';
import { runTransaction } from '../database/run-transaction.ts';
import { findStale, listTviews } from '../database/tviews.ts';
import { describeOnEachServer } from '../support/postgres.ts';
import { listCases, readCase } from './read-cases.ts';

const cases = await listCases();

describeOnEachServer('every TVIEW equals its backing view after every transaction', (server) => {
  let roles: CaseRoles;

  beforeAll(async () => {
    roles = await createCaseRoles(server);
  });

  afterAll(() => roles.drop());

  test.concurrent.for(cases)('$name', async (folder) => {
    const { schemaSql, definitions, changesSql } = await readCase(folder);
    const script = await parseChangesScript(roles.rename(changesSql));
    const caseDatabase = await createCaseDatabase(server, roles, schemaSql);
    try {
      const renamed = definitions.map(({ file, text }) => ({ file, text: roles.rename(text) }));
      await installDefinitions(server, caseDatabase, renamed);
      const { owner } = caseDatabase;
      if (script.some(({ refreshes }) => refreshes.length > 0)) await countRefreshes(owner);
      const tviews = await listTviews(owner);
      const problems = [...(await findStale(owner, tviews))];
      if (tviews.length !== definitions.length)
        problems.push(`${tviews.length} TVIEWs of ${definitions.length} are there`);
      for (const transaction of script) {
        if (transaction.firstMajor <= server.major)
          problems.push(...(await runTransaction(owner, transaction, tviews)));
      }
      if (problems.length > 0) throw new Error(problems.join('\n'));
    } finally {
      await caseDatabase.database.drop();
    }
  });
});
