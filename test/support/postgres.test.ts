import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runOn } from '../../src/database/connect.ts';
import { differences } from '../../src/prove/differences.ts';
import {
  createDatabase,
  describeOnEachServer,
  installExtensionFiles,
  type TestDatabase,
  uniqueName,
} from './postgres.ts';

describeOnEachServer('test support', (server) => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createDatabase(server);
  });

  afterEach(() => database.drop());

  test('a server has the major it was asked for and allows prepared transactions', async () => {
    const { rows } = await database.client.query(`
      SELECT current_setting('server_version_num')::int / 10000 AS major,
             current_setting('max_prepared_transactions')::int > 0 AS prepares,
             current_setting('server_encoding') AS encoding`);
    expect(rows).toEqual([{ major: server.major, prepares: true, encoding: 'UTF8' }]);
  });

  test('extension files are found by CREATE EXTENSION, and only replaced on request', async () => {
    const name = uniqueName('tviews_support');
    const directory = await mkdtemp(join(tmpdir(), 'tviews-support-'));
    try {
      await writeFile(join(directory, `${name}.control`), `default_version = '1.0.0'\n`);
      await writeFile(join(directory, `${name}--1.0.0.sql`), 'CREATE TABLE made_by_extension ();\n', { mode: 0o600 });
      await writeFile(join(directory, 'manifest.json'), '{}');
      const extension = await installExtensionFiles(server, directory);
      expect(extension.name).toBe(name);
      await database.client.query(`CREATE EXTENSION ${name}; SELECT FROM made_by_extension`);

      await writeFile(join(directory, `${name}--1.0.0.sql`), 'SELECT 1;\n');
      await expect(installExtensionFiles(server, directory)).rejects.toThrow('already there with other contents');
      await installExtensionFiles(server, directory, { replace: true });

      await extension.remove();
      await expect(database.client.query(`CREATE EXTENSION ${name}; DROP EXTENSION ${name}`)).rejects.toThrow();
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  test('a second connection can act as another role', async () => {
    const role = uniqueName('tviews_role');
    await database.client.query(`CREATE ROLE ${role} LOGIN`);
    const client = await database.connect(role);
    const { rows } = await client.query('SELECT session_user::text AS name');
    expect(rows).toEqual([{ name: role }]);
    await client.query('RESET SESSION AUTHORIZATION');
    await client.query(`DROP ROLE ${role}`);
  });

  test('the oracle sees stale, missing and doubled rows, and differences that equality hides', async () => {
    await database.client.query(`
      CREATE VIEW v_x (pk_x, data) AS
        VALUES (1, '{"n": 1}'::json), (2, '{"n": 1.0}'), (3, NULL), (4, '{}'), (4, '{}');
      CREATE TABLE tv_x (data json, pk_x integer);
      INSERT INTO tv_x (pk_x, data) TABLE v_x`);
    expect(await differences(runOn(database.client), 'tv_x', 'v_x')).toEqual({ onlyInTview: [], onlyInView: [] });

    await database.client.query(`UPDATE tv_x SET data = '{"n": 1.00}' WHERE pk_x = 2`);
    await database.client.query(`INSERT INTO tv_x (pk_x) VALUES (3)`);
    await database.client.query(`DELETE FROM tv_x WHERE ctid = (SELECT min(ctid) FROM tv_x WHERE pk_x = 4)`);
    expect(await differences(runOn(database.client), 'public.tv_x', 'public.v_x')).toEqual({
      onlyInTview: ['("{""n"": 1.00}",2)', '(,3)'],
      onlyInView: ['("{""n"": 1.0}",2)', '({},4)'],
    });
  });

  test('the oracle refuses to compare different columns', async () => {
    await database.client.query('CREATE VIEW v_x AS SELECT 1 AS a, 2 AS b; CREATE TABLE tv_x (a integer)');
    await expect(differences(runOn(database.client), 'tv_x', 'v_x')).rejects.toThrow(
      'tv_x has the columns a, but v_x has a, b',
    );
  });
});
