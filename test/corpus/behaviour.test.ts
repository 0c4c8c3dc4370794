import { describe, test } from 'vitest';
import { testServers } from '../support/postgres.ts';
import { checkGroup } from './check-group.ts';
import { readKnownGaps } from './known-gaps.ts';
import { type Corpus, readCorpora, withSources } from './read-corpus.ts';

const runs = Number(process.env.TVIEWS_PROPERTY_RUNS ?? 3);
const seed = Number(process.env.TVIEWS_PROPERTY_SEED ?? Date.now() % 2 ** 31);
// Runs take a second or less; the rest is for shortening what they find.
const timeLimit = runs * 15_000;
const definitionsPerExtension = 20;
const corpora = await readCorpora();
const knownGaps = await readKnownGaps();
const servers = testServers();

describe.each(servers)('random changes leave the corpus right (PostgreSQL $major)', (server) => {
  // Each group meets each server once in as many runs of the suite as there are servers.
  const turn = (seed + servers.indexOf(server)) % servers.length;
  const groups = corpora
    .flatMap((corpus) => groupsOf(corpus, server.major))
    .filter((_, index) => index % servers.length === turn);

  test.concurrent.for(groups)('$name', { timeout: timeLimit + 30_000 }, async ({ schemaSql, entries }) => {
    const found = await checkGroup(server, schemaSql, entries, { runs, seed, timeLimit });
    if (found !== undefined) throw new Error(found);
  });
});

describe.each(servers.slice(0, 1))('the comparison can fail', (server) => {
  const [corpus] = corpora;
  const entries = corpus?.entries.filter(({ id }) => id === 'shop/product_review_counts') ?? [];
  const check = (sabotage: string) =>
    checkGroup(server, corpus?.schemaSql ?? '', entries, { runs: 100, seed: 1, timeLimit: 45_000, sabotage });

  test('a trigger that is switched off is found', async ({ expect }) => {
    expect(await check('ALTER TABLE tb_review DISABLE TRIGGER USER')).toContain('is stale');
  });

  test('a statement that ends otherwise is found', async ({ expect }) => {
    expect(await check('ALTER TABLE tb_review ADD CHECK (rating > 1) NOT VALID')).toContain('without TVIEWs, with');
  });
});

/** Those that are to be maintained, and are, in extensions of a size that a project might have. */
function groupsOf(corpus: Corpus, major: number) {
  const installed = corpus.entries.filter(
    ({ id, expectation, firstMajor, comparable }) =>
      comparable && expectation.kind === 'maintained' && firstMajor <= major && !knownGaps.has(id),
  );
  const count = Math.ceil(installed.length / definitionsPerExtension);
  return Array.from({ length: count }, (_, index) => {
    const own = installed.slice(index * definitionsPerExtension, (index + 1) * definitionsPerExtension);
    const entries = [...new Set(own.flatMap((entry) => withSources(entry, corpus.entries)))];
    const features = [...new Set(own.map(({ feature }) => feature))].join(', ');
    return { name: `${corpus.schema}: ${features}`, schemaSql: corpus.schemaSql, entries };
  });
}
