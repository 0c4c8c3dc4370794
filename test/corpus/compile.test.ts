import { expect, test } from 'vitest';
import { createDatabase, describeOnEachServer, type TestServer } from '../support/postgres.ts';
import { compilerFor, meets, type Outcome, outcomeOf } from './compile-corpus.ts';
import { formatKnownGaps, knownGapsFile, readKnownGaps } from './known-gaps.ts';
import { type Corpus, readCorpora } from './read-corpus.ts';

const corpora = await readCorpora();
const entries = corpora.flatMap((corpus) => corpus.entries);
const knownGaps = await readKnownGaps();

describeOnEachServer('every SELECT of the corpus is maintained or refused as it should be', (server) => {
  test('but for the known gaps', { timeout: 240_000 }, async () => {
    const gaps = new Map((await Promise.all(corpora.map((corpus) => findGaps(server, corpus)))).flat());
    const fits = new Set(entries.filter(({ firstMajor }) => firstMajor <= server.major).map(({ id }) => id));
    if (fits.size === entries.length) await expect(formatKnownGaps(gaps)).toMatchFileSnapshot(knownGapsFile);
    else expect(gaps).toEqual(new Map([...knownGaps].filter(([id]) => fits.has(id))));
  });
});

/** The definitions that do not become what they should, with what becomes of them. */
async function findGaps(server: TestServer, corpus: Corpus): Promise<readonly [string, Outcome][]> {
  const database = await createDatabase(server, { schemaSql: corpus.schemaSql });
  try {
    const compileEntries = await compilerFor(database.client);
    const gaps: [string, Outcome][] = [];
    for (const entry of corpus.entries) {
      if (entry.firstMajor > server.major) continue;
      const outcome = await outcomeOf(entry, corpus, compileEntries);
      if (!meets(outcome, entry.expectation)) gaps.push([entry.id, outcome]);
    }
    return gaps;
  } finally {
    await database.drop();
  }
}
