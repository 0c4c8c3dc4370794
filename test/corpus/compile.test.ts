import { expect, test } from 'vitest';
import { createDatabase, describeOnEachServer } from '../support/postgres.ts';
import { compilerFor, meets, outcomeOf } from './compile-corpus.ts';
import { readKnownGaps } from './known-gaps.ts';
import { readCorpora } from './read-corpus.ts';

const corpora = await readCorpora();
const knownGaps = await readKnownGaps();

describeOnEachServer('every SELECT of the corpus is maintained or refused as it should be', (server) => {
  test.for(corpora)('$schema', async (corpus) => {
    const database = await createDatabase(server, { schemaSql: corpus.schemaSql });
    try {
      const compileEntries = await compilerFor(database.client);
      const entries = corpus.entries.filter(({ firstMajor }) => firstMajor <= server.major);
      const found: string[] = [];
      for (const entry of entries) {
        const outcome = await outcomeOf(entry, corpus, compileEntries);
        if (!meets(outcome, entry.expectation)) found.push(`${entry.id}: ${outcome}`);
      }
      const known = entries.flatMap(({ id }) => (knownGaps.has(id) ? [`${id}: ${knownGaps.get(id)}`] : []));
      expect(found).toEqual(known);
    } finally {
      await database.drop();
    }
  });
});

test('known gaps are of definitions that exist', () => {
  const ids = new Set(corpora.flatMap(({ entries }) => entries.map(({ id }) => id)));
  expect([...knownGaps.keys()].filter((id) => !ids.has(id))).toEqual([]);
});
