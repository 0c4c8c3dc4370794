import type pg from 'pg';
import { afterAll, beforeAll, test } from 'vitest';
import type { TviewNames } from '../../src/prove/tviews.ts';
import { type CaseRoles, createCaseDatabase, createCaseRoles, installDefinitions } from '../database/case-database.ts';
import { parseChangesScript } from '../database/changes-script.ts';
import { countRefreshes } from '../database/refresh-counter.ts';
import { runTransaction } from '../database/run-transaction.ts';
import { findStale, listTviews } from '../database/tviews.ts';
import { describeOnEachServer } from '../support/postgres.ts';
import { listCases, readCase } from './read-cases.ts';

const cases = await listCases();

/** Whatever the types of keys and columns are, rows that somebody has deleted are found, and made right. */
async function repairEverything(owner: pg.Client, tviews: readonly TviewNames[]): Promise<readonly string[]> {
  const verify = async () => (await owner.query<{ key: object }>('SELECT key FROM tviews.verify()')).rows;
  const before = await verify();
  for (const { tview } of tviews) await owner.query(`DELETE FROM ${tview}`);
  await owner.query('SELECT tviews.repair()');
  for (const { tview } of tviews) await owner.query('SELECT tviews.repair($1)', [tview]);
  const after = await verify();
  const found = [...before, ...after].map(({ key }) => `verify() finds ${JSON.stringify(key)}`);
  return [...found, ...(await findStale(owner, tviews))];
}

/** What health_check() says of a database in which nothing is wrong. */
async function findUnhealthy(owner: pg.Client): Promise<readonly string[]> {
  const { rows } = await owner.query<{ finding: string }>(
    `SELECT finding::text FROM tviews.health_check() AS finding WHERE severity <> 'info'`,
  );
  return rows.map(({ finding }) => `health_check() says ${finding}`);
}

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
      problems.push(...(await repairEverything(owner, tviews)), ...(await findUnhealthy(owner)));
      if (problems.length > 0) throw new Error(problems.join('\n'));
    } finally {
      await caseDatabase.database.drop();
    }
  });
});
