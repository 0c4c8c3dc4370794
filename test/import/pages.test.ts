import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeOnEachServer, uniqueName } from '../support/postgres.ts';
import { createImportProject } from './import-project.ts';
import { readSteps } from './read-steps.ts';

const readPage = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

describeOnEachServer('the pages for those who come from elsewhere', (server) => {
  test('docs/from-materialized-views.md can be followed', async () => {
    const web = uniqueName('web');
    const project = await createImportProject(server, '', [web]);
    try {
      const page = readPage('from-materialized-views.md');
      const steps = readSteps(page, { web, shop: project.extension });
      const installed = steps.findIndex(({ text }) => text.includes('tviews deploy')) + 1;
      await project.follow(steps.slice(0, installed));
      const { client } = project.database;
      await client.query(
        "INSERT INTO tb_comment VALUES (4, 2, 'New'); UPDATE tb_user SET name = 'Anna' WHERE pk_user = 1",
      );
      await project.follow(steps.slice(installed));
      const { rows } = await client.query('SELECT title, author FROM front_page ORDER BY title');
      expect(rows).toEqual([
        { title: 'Again', author: 'Anna' },
        { title: 'Hello', author: 'Anna' },
        { title: 'World', author: 'Bob' },
      ]);
    } finally {
      await project.drop();
    }
  });

  test('docs/from-pg-tviews.md can be followed', async () => {
    const web = uniqueName('web');
    const schemaSql = readFileSync(new URL('pg-tviews.sql', import.meta.url), 'utf8');
    const project = await createImportProject(server, schemaSql, [web]);
    try {
      const { client } = project.database;
      project.write('pg_tviews/pg_tviews.control', "default_version = '0.1.0'\nrelocatable = false\n");
      project.write(
        'pg_tviews/pg_tviews--0.1.0.sql',
        "CREATE FUNCTION pg_tviews_handle_ddl_event() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';\n" +
          'CREATE EVENT TRIGGER pg_tviews_ddl_end ON ddl_command_end EXECUTE FUNCTION pg_tviews_handle_ddl_event();\n',
      );
      await project.install('pg_tviews');
      await client.query('CREATE EXTENSION pg_tviews; ALTER EXTENSION pg_tviews ADD TABLE pg_tview_meta');
      await project.follow(readSteps(readPage('from-pg-tviews.md'), { web, shop: project.extension }));
      await client.query("UPDATE tb_user SET name = 'Anna' WHERE pk_user = 2");
      const reader = await project.database.connect();
      await reader.query('SET search_path = read, public');
      const { rows } = await reader.query(
        "SELECT DISTINCT data #>> '{author,name}' AS name FROM tv_post WHERE fk_user = 2",
      );
      expect(rows).toEqual([{ name: 'Anna' }]);
      const leftOver = await client.query(
        "SELECT relname FROM pg_class WHERE relname ~ '^(tv|v)_' AND relnamespace = 'public'::regnamespace",
      );
      expect(leftOver.rows).toEqual([]);
    } finally {
      await project.drop();
    }
  });

  test('docs/concepts.md shows what happens', async () => {
    const project = await createImportProject(server, '');
    try {
      await project.follow(readSteps(readPage('concepts.md'), { shop: project.extension }));
    } finally {
      await project.drop();
    }
  });
});
