import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tlePath } from '../../src/release/pg-tle.ts';
import { createDatabase, testServers } from '../support/postgres.ts';
import { schemaSql } from './changes.ts';
import { buildTwoReleases } from './two-releases.ts';

const tag = { 'tv_tag.sql': 'SELECT t.pk_tag, t.label FROM tb_tag t' };
const changed = { 'tv_tag.sql': 'SELECT t.pk_tag, upper(t.label) AS label FROM tb_tag t' };

for (const server of testServers().slice(-1)) {
  describe(`the script for pg_tle (PostgreSQL ${server.major})`, () => {
    test('hands over the scripts as they are, however often it is run', async () => {
      const database = await createDatabase(server, { schemaSql });
      const release = (definitions: typeof tag) => ({ definitions, databaseUrl: database.url });
      const { extension, out, remove } = await buildTwoReleases(server, release(tag), release(changed), 'pg_tle');
      const script = await readFile(join(out, tlePath(extension)), 'utf8');
      await database.client.query(recorder);
      for (let time = 0; time < 2; time++) await database.client.query(script);

      const { rows } = await database.client.query<{ path: string; text: string }>('SELECT * FROM pgtle.script');
      const scripts = (await readdir(out)).filter((file) => file.startsWith(`${extension}--`) && file.endsWith('.sql'));
      expect(scripts).toHaveLength(4);
      const files = scripts.sort().map(async (path) => ({ path, text: await readFile(join(out, path), 'utf8') }));
      expect(rows.sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual(await Promise.all(files));
      expect((await database.client.query('SELECT * FROM pgtle.control')).rows).toEqual([
        { name: extension, version: '1.1.0', description: 'keeps tv_tag right at every commit', schema: 'tviews' },
      ]);
      await database.drop();
      await remove();
    });
  });
}

/**
 * Functions with the signatures of pg_tle 1.5, which refuse what these refuse, and note what they are given. What CREATE
 * EXTENSION makes of it, the tests of upgrades try where a server has pg_tle.
 */
const recorder = `
  CREATE SCHEMA pgtle;
  CREATE TABLE pgtle.script (path text PRIMARY KEY, text text NOT NULL);
  CREATE TABLE pgtle.control (name text PRIMARY KEY, version text NOT NULL, description text, schema text);
  CREATE FUNCTION pgtle.install_extension_version_sql(name text, version text, ext text) RETURNS boolean
    LANGUAGE sql AS $$ INSERT INTO pgtle.script VALUES (name || '--' || version || '.sql', ext) RETURNING true $$;
  CREATE FUNCTION pgtle.install_extension(name text, version text, description text, ext text,
    requires text[] DEFAULT NULL, schema text DEFAULT NULL) RETURNS boolean
    LANGUAGE sql AS $$
      INSERT INTO pgtle.control VALUES (name, version, description, schema);
      SELECT pgtle.install_extension_version_sql(name, version, ext) $$;
  CREATE FUNCTION pgtle.install_update_path(name text, fromvers text, tovers text, ext text) RETURNS boolean
    LANGUAGE sql AS $$ INSERT INTO pgtle.script VALUES (name || '--' || fromvers || '--' || tovers || '.sql', ext) RETURNING true $$;
  CREATE FUNCTION pgtle.available_extension_versions() RETURNS TABLE (name text, version text)
    LANGUAGE sql STABLE AS $$ SELECT part[1], part[2] FROM pgtle.script, regexp_match(path, '^(.*?)--(((?!--).)*)[.]sql$') AS part $$;
  CREATE FUNCTION pgtle.extension_update_paths(name text) RETURNS TABLE (source text, target text, path text)
    LANGUAGE sql STABLE AS $$
      SELECT split_part(versions, '--', 1), split_part(versions, '--', 2), versions
      FROM pgtle.script, substr(script.path, length($1) + 3, length(script.path) - length($1) - 6) AS versions
      WHERE versions LIKE '%--%' $$;
  CREATE FUNCTION pgtle.set_default_version(name text, version text) RETURNS boolean
    LANGUAGE sql AS $$ UPDATE pgtle.control SET version = $2 WHERE control.name = $1 RETURNING true $$;
`;
