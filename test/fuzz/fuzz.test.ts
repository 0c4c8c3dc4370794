import { afterAll, beforeAll, describe, test } from 'vitest';
import { testServers } from '../support/postgres.ts';
import { type Finding, Session } from './session.ts';

const servers = testServers();
/** The same on every run: new ones are for `npm run fuzz`, whose findings become cases. */
const seeds = [1, 2, 3];
const bounds = { definitions: 12, scripts: 3, shrinkTries: 300 };
/** Findings are made smaller before they are reported. */
const timeout = 300_000;

describe.each(servers)('random definitions are maintained (PostgreSQL $major)', (server) => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.open(server);
  });

  afterAll(() => session.close());

  test.for(seeds)('seed %i', { timeout }, async (seed) => {
    const { findings } = await session.run({ ...bounds, seed });
    if (findings.length > 0) throw new Error(findings.map(asText).join('\n\n'));
  });
});

/** Switches the triggers of one table off; definitions over it go stale. */
const sabotage = `
  DO $$ BEGIN
    EXECUTE (SELECT format('ALTER TABLE %s DISABLE TRIGGER USER', min(tgrelid::regclass::text)) FROM pg_trigger
             WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE 'tb\\_%');
  END $$`;

describe.each(servers.slice(0, 1))('the property can fail', (server) => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.open(server, sabotage);
  });

  afterAll(() => session.close());

  test('a trigger that is switched off is found, and the example is small', { timeout }, async ({ expect }) => {
    const { findings } = await session.run({ seed: 4, definitions: 3, scripts: 4, shrinkTries: 30 });
    const [found] = findings;
    expect(found?.problem.kind).toBe('stale row');
    const texts = new Map(found?.folder.files.map(({ path, text }) => [path, text]));
    expect([...texts.keys()].filter((path) => path.startsWith('tviews/'))).toHaveLength(1);
    expect(texts.get('changes.sql')?.match(/;$/gm)).toHaveLength(1);
  });
});

function asText({ problem, folder, seed, major }: Finding): string {
  const files = folder.files.map(({ path, text }) => `--- ${path}\n${text}`).join('\n');
  return `${problem.kind}: ${problem.message}\nnpm run fuzz -- --seed ${seed} --server ${major} --rounds 1\n${files}`;
}
