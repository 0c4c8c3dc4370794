import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { analyze, compile } from '../../src/compile.ts';
import { explainTview } from '../../src/explain/explain.ts';
import {
  type CaseRoles,
  compileFor,
  compileInputFor,
  createCaseDatabase,
  createCaseRoles,
} from '../database/case-database.ts';
import { checkGrammar } from '../database/grammar.ts';
import { statementsNotIn } from '../explain/statements-not-in.ts';
import { type TestServer, testServers } from '../support/postgres.ts';
import { ownStatements, statementsOf } from './own-statements.ts';
import { listCases, readCase } from './read-cases.ts';

const cases = await listCases();
const [oldest] = testServers();

/** Of this case the whole script is kept; of the others, what theirs have besides. */
const wholeCase = 'basics/soft-delete';

/** One name for all, so that scripts differ by their definitions alone. */
const extension = 'case_extension';

describe.skipIf(oldest === undefined)('every case gives the expected files', () => {
  const server = oldest as TestServer;
  let roles: CaseRoles;
  let known: ReadonlySet<string>;

  beforeAll(async () => {
    roles = await createCaseRoles(server);
    const reference = cases.find(({ name }) => name === wholeCase);
    if (reference === undefined) throw new Error(`${wholeCase} is gone`);
    const { schemaSql, definitions } = await readCase(reference);
    const { database } = await createCaseDatabase(server, roles, schemaSql);
    const { files } = await compileFor(database, definitions, extension);
    await database.drop();
    known = await statementsOf(files.find(({ path }) => path.endsWith('.sql'))?.text ?? '');
  });

  afterAll(() => roles.drop());

  test.concurrent.for(cases)('$name', async (folder, { expect }) => {
    const { name, schemaSql, definitions, directory } = await readCase(folder);
    const { database } = await createCaseDatabase(server, roles, schemaSql);
    try {
      const input = await compileInputFor(database, definitions, extension);
      const { files } = await compile(input);
      expect(files.map(({ path }) => path)).toEqual([`${extension}.control`, `${extension}--1.0.0.sql`]);
      const [control = '', script = ''] = files.map(({ text }) => text);
      await expect(control).toMatchFileSnapshot(join(directory, 'expected.control'));
      const written = name === wholeCase ? script : await ownStatements(script, known);
      await expect(written).toMatchFileSnapshot(join(directory, 'expected.sql'));
      const reversed = await compileFor(database, definitions.toReversed(), extension);
      expect(reversed.files, 'the order of files does not matter').toEqual(files);

      const grammar = await checkGrammar(script);
      expect(grammar.errors).toEqual([]);
      // A drain and a rebuild each, inside the function that creates them.
      expect(grammar.functions).toBeGreaterThan(definitions.length * 2);

      const { analysis } = await analyze(input);
      for (const { tview } of analysis?.plan.tviews ?? []) {
        const explanation = analysis && explainTview(analysis, tview);
        expect(explanation && statementsNotIn(script, explanation), 'only what is emitted is explained').toEqual([]);
      }
    } finally {
      await database.drop();
    }
  });
});
