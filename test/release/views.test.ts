import { expect, it, vi } from 'vitest';
import type { Manifest } from '../../src/release/manifest.ts';
import { UnknownWay, upgradeScript } from '../../src/release/upgrade.ts';

// The first script loads the parser.
vi.setConfig({ testTimeout: 30_000 });

const release = (version: string, script: string) => {
  const manifest: Manifest = {
    ...{ formatVersion: 1, name: 'blog', version, schema: 'tviews', script: '' },
    ...{ tviews: [], numbers: {} },
  };
  return { manifest, script };
};

/** The statements of the upgrade between two scripts, without what each upgrade has. */
async function upgradeOf(before: string, after: string): Promise<readonly string[]> {
  const { text } = await upgradeScript(release('1.0.0', before), release('1.1.0', after), 'extension');
  const statements = text.split('\n').filter((line) => line !== '' && !/^(--|\\echo)/.test(line));
  return statements.filter((line) => !/^SELECT tviews\.(flush|upgrade)\(\);$/.test(line));
}

const list = `CREATE FUNCTION tviews.list() RETURNS TABLE (name text) LANGUAGE sql AS 'SELECT 1';`;
const longer = `CREATE FUNCTION tviews.list() RETURNS TABLE (name text, size int) LANGUAGE sql AS 'SELECT 1';`;
const known = 'CREATE VIEW tviews.known AS SELECT name FROM tviews.list();';
const wider = 'CREATE VIEW tviews.known AS SELECT name, size FROM tviews.list();';
const summary = 'CREATE VIEW tviews.summary AS SELECT name FROM tviews.known;';
const grant = 'GRANT SELECT ON tviews.known TO PUBLIC;';
const revoke = 'REVOKE ALL ON FUNCTION tviews.list() FROM PUBLIC;';

it('leaves views that are alike alone', async () => {
  const script = [list, known, grant, summary].join('\n');
  expect(await upgradeOf(script, script)).toEqual([]);
});

it('creates views that are new, with the privileges on them', async () => {
  expect(await upgradeOf(list, [list, known, grant].join('\n'))).toEqual([known, grant]);
});

it('drops views that are gone', async () => {
  expect(await upgradeOf([list, known, grant].join('\n'), list)).toEqual(['DROP VIEW tviews.known;']);
});

it('drops all before the functions that they read, and gives what is created anew its privileges', async () => {
  const before = [list, revoke, known, grant, summary].join('\n');
  const after = [longer, revoke, wider, grant, summary].join('\n');
  expect(await upgradeOf(before, after)).toEqual([
    ...['DROP VIEW tviews.summary;', 'DROP VIEW tviews.known;', 'DROP FUNCTION tviews.list();'],
    ...[longer, revoke, wider, grant, summary],
  ]);
});

it('knows no way where tables differ', async () => {
  await expect(upgradeOf(list, `${list}\nCREATE TABLE tviews.log (id int);`)).rejects.toThrow(UnknownWay);
});
