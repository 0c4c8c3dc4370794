import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBlog } from '../docs/blog.ts';
import { describeOnEachServer } from '../support/postgres.ts';
import {
  type CaseDatabase,
  type CaseRoles,
  createCaseDatabase,
  createCaseRoles,
  installDefinitions,
} from './case-database.ts';

const page = read('docs/run-time.md');
const fenced = [...page.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(([, kind = '', text = '']) => ({ kind, text }));
/** The statements of the page, one to a line; no block may hold anything else. */
const statements = fenced.filter(({ kind }) => kind === 'sql').flatMap(({ text }) => text.trim().split('\n'));
const errors = fenced.filter(({ kind }) => kind === '').map(({ text }) => text.trimEnd());
/** What the first table of the page lists, for the post of the blog where it says x. */
const objects = [...firstTable().matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell = '']) =>
  [...cell.matchAll(/`([a-z_]+)/g)].map(([, name = '']) => name.replace(/_x$/, '_post')),
);

function firstTable(): string {
  const [, rows = ''] = /\| --- \| --- \|\n((?:\|.*\n)+)/.exec(page) ?? [];
  return rows;
}

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

describeOnEachServer('docs/run-time.md shows what is so', (server) => {
  let roles: CaseRoles;
  beforeAll(async () => {
    roles = await createCaseRoles(server);
  });
  afterAll(() => roles.drop());

  describe('over the blog of examples/', () => {
    let blog: CaseDatabase;
    beforeAll(async () => {
      blog = await createBlog(server, roles);
    });
    afterAll(() => blog.database.drop());

    test.for(statements)('%s', async (statement) => {
      const run = async () => {
        const { rows } = await blog.owner.query<Record<string, unknown>>(statement);
        return rows.filter(({ count }) => count !== '0').map(({ count = '1' }) => count);
      };
      expect(await run()).toEqual([]);
      await blog.owner.query(
        `BEGIN; ALTER TABLE tb_post DISABLE TRIGGER USER; UPDATE tb_post SET title = 'unseen' WHERE pk_post <= 2`,
      );
      try {
        const found = await run();
        // A sample may miss the two posts; all else counts them, or what is disabled.
        if (!statement.includes('1000')) expect(found).not.toEqual([]);
      } finally {
        await blog.owner.query('ROLLBACK');
      }
    });

    test.for(objects)('there is %s', async (name) => {
      const { rows } = await blog.owner.query(
        `SELECT relname AS name FROM pg_class WHERE relnamespace = 'tviews'::regnamespace AND relname = $1
         UNION SELECT proname FROM pg_proc WHERE pronamespace = 'tviews'::regnamespace AND proname = $1`,
        [name],
      );
      expect(rows).toEqual([{ name }]);
    });
  });

  test('an error that names the key', async () => {
    const schemaSql = `CREATE TABLE tb_post (pk_post integer PRIMARY KEY, parts integer);
      INSERT INTO tb_post SELECT n, n FROM generate_series(1, 9) AS n`;
    const database = await createCaseDatabase(server, roles, schemaSql);
    try {
      await installDefinitions(server, database, [
        { file: 'tv_post.sql', text: 'SELECT pk_post, 100 / parts AS part FROM tb_post' },
      ]);
      const error = await database.owner
        .query('UPDATE tb_post SET parts = 0 WHERE pk_post = 7')
        .catch((thrown) => thrown);
      if (!(error instanceof pg.DatabaseError)) throw new Error('it went through');
      expect(errors).toEqual([`ERROR:  ${error.message}\nDETAIL:  ${error.detail}\nHINT:  ${error.hint}`]);
    } finally {
      await database.database.drop();
    }
  });

  test('the page has examples', () => {
    expect(statements.length).toBeGreaterThan(5);
    expect(objects.length).toBeGreaterThan(20);
  });
});
