import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { countDifferences, createImportProject, type ImportProject } from './import-project.ts';

const schemaSql = readFileSync(new URL('pg-tviews.sql', import.meta.url), 'utf8');

describeOnEachServer('what pg_tviews maintains is imported', (server) => {
  let project: ImportProject;
  beforeEach(async () => {
    project = await createImportProject(server, schemaSql);
  });
  afterEach(() => project.drop());

  test('as definitions of the same names, without what pg_tviews adds', async () => {
    const { exitCode, stdout, stderr } = await project.run(['import', '--from-pg-tviews']);
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toBe(
      'created tviews/tv_post.sql from the pg_tviews table tv_post\n' +
        'created tviews/tv_user.sql from the pg_tviews table tv_user\n',
    );
    expect(project.read('tviews/tv_post.sql')).toBe(`-- Imported from the pg_tviews table tv_post.
CREATE TABLE tv_post AS
SELECT
    p.pk_post,
    p.id,
    jsonb_build_object('id', p.id, 'title', p.title, 'author', v_user.data) AS data,
    p.fk_user,
    v_user.id AS user_id
FROM tb_post p
JOIN v_user ON v_user.pk_user = p.fk_user;

CREATE INDEX ON tv_post USING gin (data);
CREATE INDEX ON tv_post USING btree (user_id);
GRANT SELECT ON tv_post TO PUBLIC;
`);
    expect(stderr).toContain('warning[name-taken]: tv_post and v_post are there already');
    expect(stderr).toContain('warning[not-imported]: tv_post is without the columns created_at, updated_at');
    expect(stderr).toContain('warning[not-imported]: tv_post is without index tv_post_recent');
  });

  test('to be run side by side in another schema, where they read each other', async () => {
    const { client } = project.database;
    await client.query('CREATE SCHEMA read');
    const imported = await project.run(['import', '--from-pg-tviews', '--tview-schema', 'read']);
    expect(imported.exitCode, imported.stderr).toBe(0);
    expect(imported.stderr).not.toContain('name-taken');
    expect(project.list().filter((path) => path.startsWith('tviews/'))).toEqual([
      'tviews/read/tv_post.sql',
      'tviews/read/tv_user.sql',
    ]);
    expect(project.read('tviews/read/tv_post.sql')).toContain('\nJOIN read.v_user v_user ON v_user.pk_user');
    await project.build();
    await client.query(`CREATE EXTENSION ${project.extension}`);
    await client.query("UPDATE tb_user SET name = 'Anna' WHERE pk_user = 2; DELETE FROM tb_post WHERE pk_post = 5");
    for (const entity of ['user', 'post'])
      expect(await countDifferences(client, `v_${entity}`, `read.tv_${entity}`)).toBe(0);
    // Nothing of ours reads what pg_tviews has made.
    await client.query(
      'DROP FUNCTION tview_trigger_handler CASCADE; DROP TABLE tv_post, tv_user; DROP VIEW v_post, v_user',
    );
    await client.query("UPDATE tb_user SET name = 'Bob' WHERE pk_user = 2");
    const { rows } = await client.query(
      "SELECT count(*)::integer FROM read.tv_post WHERE data #>> '{author,name}' = 'Bob'",
    );
    expect(rows[0].count).toBeGreaterThan(0);
  });

  test('after a restore, when the OIDs that it has stored mean other relations', async () => {
    await project.database.client.query(
      "UPDATE pg_tview_meta SET table_oid = 'tb_user'::regclass, view_oid = 4294967295",
    );
    const { exitCode, stderr } = await project.run(['import', '--from-pg-tviews']);
    expect(exitCode, stderr).toBe(0);
    expect(project.read('tviews/tv_post.sql')).toContain('GRANT SELECT ON tv_post TO PUBLIC;\n');
  });

  test('from the schema of its extension, and without a table that is gone', async () => {
    const { client } = project.database;
    await client.query('CREATE SCHEMA ext; ALTER TABLE pg_tview_meta SET SCHEMA ext; DROP TABLE tv_post');
    const { exitCode, stderr } = await project.run(['import', '--from-pg-tviews']);
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain('warning[not-imported]: tv_post is without indexes, rights and comments');
    expect(project.read('tviews/tv_post.sql')).not.toContain('GRANT');
  });

  test('by the view for tools that later versions have, in place of their backing views', async () => {
    const { client } = project.database;
    // The columns that the import reads are those of docs/reference/read-contract.md, 0.1.0-beta.22 to beta.31.
    await client.query(`
      CREATE SCHEMA tviews;
      ALTER VIEW v_user RENAME TO public__tv_user;
      ALTER VIEW v_post RENAME TO public__tv_post;
      ALTER VIEW public__tv_user SET SCHEMA tviews;
      ALTER VIEW public__tv_post SET SCHEMA tviews;
      CREATE VIEW tviews.registry AS
      SELECT 'public'::text AS schema, 'tv_' || m.entity AS name, m.entity,
        replace(m.definition, 'JOIN v_user ', 'JOIN tviews.public__tv_user v_user ') AS query, '{}'::jsonb AS options,
        ('tviews.public__tv_' || m.entity)::regclass AS view
      FROM pg_tview_meta m`);
    const { exitCode, stderr } = await project.run(['import', '--from-pg-tviews']);
    expect(exitCode, stderr).toBe(0);
    expect(project.read('tviews/tv_post.sql')).toContain('JOIN v_user v_user ON');
    expect(project.read('tviews/tv_post.sql')).toContain('CREATE INDEX ON tv_post USING btree (user_id);');
    expect(stderr).toContain('tv_post is without the columns created_at, updated_at');
  });

  test('with what tviews refuses, and says so in the file: pg_tviews numbers rows of a plain SELECT at random', async () => {
    await project.database.client.query(`CALL create_as_pg_tviews('tag', $$SELECT
            source.id AS pk_tag,
            gen_random_uuid() AS id,
            jsonb_build_object('id', source.id, 'name', source.name) AS data
        FROM (SELECT id, name FROM tb_tag) AS source$$, '', '{tb_tag}')`);
    const { exitCode, stdout, stderr } = await project.run(['import', '--from-pg-tviews']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('created tviews/tv_tag.sql from the pg_tviews table tv_tag, refused as it is\n');
    expect(stderr).toMatch(/error\[volatile-expression\].*\n --> tviews\/tv_tag\.sql:\d+/);
    const line = Number(/tv_tag\.sql:(\d+):/.exec(stderr)?.[1]);
    expect(project.read('tviews/tv_tag.sql').split('\n')[line - 1]).toContain('gen_random_uuid()');
    expect(project.read('tviews/tv_tag.sql')).toMatch(/^--\s+volatile-expression: /m);
    const build = await project.run(['build']);
    expect(build.exitCode).toBe(1);
  });

  test('where it is, and the role may read it', async () => {
    const { client } = project.database;
    await client.query('DROP TABLE pg_tview_meta');
    const { exitCode, stderr } = await project.run(['import', '--from-pg-tviews']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      'error[cannot-import]: the database has neither tviews.registry nor a table pg_tview_meta',
    );
  });
});
