import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, describeOnEachServer, type TestDatabase } from '../support/postgres.ts';
import { type CompileEntries, compilerFor, meets, outcomeOf } from './compile-corpus.ts';
import { readKnownGaps } from './known-gaps.ts';
import { readCorpora } from './read-corpus.ts';

const corpora = await readCorpora();
const knownGaps = await readKnownGaps();

describeOnEachServer('every SELECT of the corpus is maintained or refused as it should be', (server) => {
  describe.each(corpora)('$schema', (corpus) => {
    const features = [...new Set(corpus.entries.map(({ feature }) => feature))];
    let database: TestDatabase;
    let compileEntries: CompileEntries;

    beforeAll(async () => {
      database = await createDatabase(server, { schemaSql: corpus.schemaSql });
      compileEntries = await compilerFor(database.client);
    });

    afterAll(() => database.drop());

    test.for(features)('%s', async (feature) => {
      const known: string[] = [];
      const found: string[] = [];
      for (const entry of corpus.entries) {
        if (entry.feature !== feature || entry.firstMajor > server.major) continue;
        if (knownGaps.has(entry.id)) known.push(`${entry.id}: ${knownGaps.get(entry.id)}`);
        const outcome = await outcomeOf(entry, corpus, compileEntries);
        if (!meets(outcome, entry.expectation)) found.push(`${entry.id}: ${outcome}`);
      }
      expect(found).toEqual(known);
    });
  });
});

test('known gaps are of definitions that exist', () => {
  const ids = new Set(corpora.flatMap(({ entries }) => entries.map(({ id }) => id)));
  expect([...knownGaps.keys()].filter((id) => !ids.has(id))).toEqual([]);
});
