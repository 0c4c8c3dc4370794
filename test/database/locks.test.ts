import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyze } from '../../src/compile.ts';
import type { Plan } from '../../src/plan/types.ts';
import { describeOnEachServer, type TestServer, testServers } from '../support/postgres.ts';
import {
  type CaseDatabase,
  type CaseRoles,
  compileInputFor,
  createCaseDatabase,
  createCaseRoles,
  installDefinitions,
} from './case-database.ts';

const schemaSql = `
  CREATE TABLE tb_user (pk_user integer PRIMARY KEY, name text);
  CREATE TABLE tb_post (pk_post integer PRIMARY KEY, fk_user bigint, title text);
  CREATE TABLE tb_comment (pk_comment integer PRIMARY KEY, fk_post integer, content text);
  CREATE TABLE tb_node (pk_node integer PRIMARY KEY, fk_node integer, name text);
  CREATE TABLE tb_country (code character(2) PRIMARY KEY, name text);
  CREATE TABLE tb_city (pk_city integer PRIMARY KEY, country character(2));
  CREATE TABLE tb_note (pk_note integer PRIMARY KEY, content text);
  CREATE INDEX ON tb_post (fk_user);
  CREATE INDEX ON tb_comment (fk_post);
  CREATE INDEX ON tb_node (fk_node);
  CREATE INDEX ON tb_city (country);
  INSERT INTO tb_user SELECT n, 'user ' || n FROM generate_series(1, 70) AS n;
  INSERT INTO tb_post SELECT n, n % 70 + 1, 'post ' || n FROM generate_series(1, 140) AS n;
  INSERT INTO tb_comment SELECT n, n, 'comment ' || n FROM generate_series(1, 70) AS n;
  INSERT INTO tb_node VALUES (1, NULL, 'node 1'), (2, 1, 'node 2'), (3, 2, 'node 3');
  INSERT INTO tb_country VALUES ('de', 'Germany'), ('fr', 'France');
  INSERT INTO tb_city VALUES (1, 'de'), (2, 'fr');
  INSERT INTO tb_note VALUES (1, 'note 1');`;

const definitions = {
  'tv_post.sql': `SELECT p.pk_post, p.title, u.name AS author,
    (SELECT count(*) FROM tb_comment c WHERE c.fk_post = p.pk_post) AS comments
    FROM tb_post p JOIN tb_user u ON u.pk_user = p.fk_user`,
  'tv_node.sql': `SELECT n.pk_node, n.name, p.name AS parent, g.name AS grandparent FROM tb_node n
    LEFT JOIN tb_node p ON p.pk_node = n.fk_node LEFT JOIN tb_node g ON g.pk_node = p.fk_node`,
  'tv_city.sql': 'SELECT c.pk_city, n.name AS country FROM tb_city c JOIN tb_country n ON n.code = c.country',
  'tv_note.sql': 'SELECT pk_note, content FROM tb_note',
};

/** What a transaction holds after its statements and a drain. */
const expected: readonly {
  readonly name: string;
  readonly statements: readonly string[];
  readonly held: readonly string[];
}[] = [
  {
    name: 'a post’s title',
    statements: [`UPDATE tb_post SET title = 'changed' WHERE pk_post = 1`],
    held: ['tb_post (fk_user): shared', 'tb_post (fk_user) 2: shared', 'tv_post: shared', 'tv_post 1: exclusive'],
  },
  {
    name: 'a post that moves to another author',
    statements: ['UPDATE tb_post SET fk_user = 3 WHERE pk_post = 1'],
    held: [
      'tb_post (fk_user): shared',
      'tb_post (fk_user) 2: shared',
      'tb_post (fk_user) 3: shared',
      'tv_post: shared',
      'tv_post 1: exclusive',
    ],
  },
  {
    name: 'a post of nobody: NULL is a value like others',
    statements: ['UPDATE tb_post SET fk_user = NULL WHERE pk_post = 1'],
    held: [
      'tb_post (fk_user): shared',
      'tb_post (fk_user) 2: shared',
      'tb_post (fk_user) NULL: shared',
      'tv_post: shared',
      'tv_post 1: exclusive',
    ],
  },
  {
    name: 'an author’s name: integer and bigint meet in one lock',
    statements: [`UPDATE tb_user SET name = 'renamed' WHERE pk_user = 2`],
    held: [
      'tb_post (fk_user): shared',
      'tb_post (fk_user) 2: exclusive',
      'tv_post: shared',
      'tv_post 1: exclusive',
      'tv_post 71: exclusive',
    ],
  },
  {
    name: 'a comment',
    statements: [`INSERT INTO tb_comment VALUES (200, 5, 'new')`],
    held: ['tv_post: shared', 'tv_post 5: exclusive'],
  },
  {
    name: 'a row of a TVIEW over one table',
    statements: [`UPDATE tb_note SET content = 'changed'`, `INSERT INTO tb_note VALUES (2, 'new')`],
    held: [],
  },
  {
    name: 'a node: its children are looked up, and theirs, each step in a class of its own',
    statements: [`UPDATE tb_node SET name = 'renamed' WHERE pk_node = 2`],
    held: [
      'tb_node (fk_node): shared',
      'tb_node (fk_node) 1: shared',
      'tb_node (fk_node) 2: exclusive',
      'tb_node (fk_node), step 2: shared',
      'tb_node (fk_node), step 2 1: shared',
      'tb_node (fk_node), step 2 3: exclusive',
      'tv_node: shared',
      'tv_node 2: exclusive',
      'tv_node 3: exclusive',
    ],
  },
  {
    name: 'a city: values without a hash are one',
    statements: [`UPDATE tb_city SET country = 'fr' WHERE pk_city = 1`],
    held: ['tb_city (): shared', 'tb_city () any: shared', 'tv_city: shared', 'tv_city 1: exclusive'],
  },
  {
    name: 'a country: any city is looked up',
    statements: [`UPDATE tb_country SET name = 'renamed' WHERE code = 'de'`],
    held: ['tb_city (): shared', 'tb_city () any: exclusive', 'tv_city: shared', 'tv_city 1: exclusive'],
  },
  {
    name: 'more values than the server has room for: the class in their place',
    statements: [`UPDATE tb_user SET name = 'renamed'`],
    held: ['tb_post (fk_user): exclusive', 'tv_post: exclusive'],
  },
  {
    name: 'many keys of few authors',
    statements: ['INSERT INTO tb_post SELECT n, 1, NULL FROM generate_series(201, 270) AS n'],
    held: ['tb_post (fk_user): shared', 'tb_post (fk_user) 1: shared', 'tv_post: exclusive'],
  },
  {
    name: 'all rows',
    statements: ['TRUNCATE tb_comment'],
    held: ['tb_post (fk_user): exclusive', 'tv_post: exclusive'],
  },
];

interface LockDatabase {
  readonly caseDatabase: CaseDatabase;
  readonly roles: CaseRoles;
  readonly plan: Plan;
}

async function openDatabase(server: TestServer): Promise<LockDatabase> {
  const roles = await createCaseRoles(server);
  const caseDatabase = await createCaseDatabase(server, roles, schemaSql);
  const sources = Object.entries(definitions).map(([file, text]) => ({ file, text }));
  const { analysis } = await analyze(await compileInputFor(caseDatabase.database, sources, 'locks'));
  if (!analysis) throw new Error('a definition was refused');
  await installDefinitions(server, caseDatabase, sources);
  return { caseDatabase, roles, plan: analysis.plan };
}

/** The advisory locks of a session by what they stand for, in the order in which drains take them. */
async function heldBy(client: pg.Client, plan: Plan): Promise<readonly string[]> {
  const classes = plan.tviews.flatMap(({ tview, locks }) => [
    ...locks.classes.map(({ number, relation, columns, level }) => ({
      number,
      name: `${relation.name} (${columns.join(', ')})${level > 1 ? `, step ${level}` : ''}`,
    })),
    ...(locks.keys ? [{ number: locks.keys.number, name: tview.name }] : []),
  ]);
  const { rows } = await client.query<{ held: string }>(
    `SELECT concat(class.name, ' ' || value.name, ': ', CASE mode WHEN 'ShareLock' THEN 'shared' ELSE 'exclusive' END) AS held
     FROM pg_locks AS lock
     LEFT JOIN json_to_recordset($1) AS class (number bigint, name text)
       ON tviews.class_lock_id(class.number) = lock.classid::bigint << 32
     LEFT JOIN LATERAL (
       SELECT n, n::text FROM generate_series(1, 300) AS n
       UNION ALL SELECT NULL, 'NULL'
       UNION ALL SELECT 0, 'any' WHERE class.name LIKE '%()'
     ) AS value (n, name) ON tviews.lock_id(class.number, CASE n WHEN 0 THEN 1 ELSE hash_record(ROW (n)) END)
       = lock.classid::bigint << 32 | lock.objid::bigint AND (class.name NOT LIKE '%()' OR n = 0)
     WHERE lock.locktype = 'advisory' AND lock.pid = pg_backend_pid()
     ORDER BY class.number, lock.objid > 0, value.n NULLS LAST`,
    [JSON.stringify(classes)],
  );
  return rows.map(({ held }) => held);
}

describeOnEachServer('what a transaction holds after a drain', (server) => {
  let open: LockDatabase;
  beforeAll(async () => {
    open = await openDatabase(server);
  });
  afterAll(async () => {
    await open.caseDatabase.database.drop();
    await open.roles.drop();
  });

  test.for(expected)('$name', async ({ statements, held }) => {
    const { owner } = open.caseDatabase;
    await owner.query('BEGIN');
    try {
      for (const statement of statements) await owner.query(statement);
      expect(await heldBy(owner, open.plan)).toEqual([]);
      await owner.query('SELECT tviews.flush()');
      expect(await heldBy(owner, open.plan)).toEqual(held);
    } finally {
      await owner.query('ROLLBACK');
    }
  });

  test('stands for its values in a class where no more locks may be taken', async () => {
    const { rows } = await open.caseDatabase.database.client.query(`
      SELECT tviews.hold(NULL, '{}', -1) = '{}' AS nothing,
        tviews.hold(ARRAY[tviews.lock_id(1, 5)], ARRAY[tviews.lock_id(2, 7)], 0)
          = ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)] AS classes`);
    expect(rows).toEqual([{ nothing: true, classes: true }]);
  });
});

describe.each(testServers().slice(-1))('a bulk write (PostgreSQL $major)', (server) => {
  test('needs no more locks than others, however many rows it changes', { timeout: 300_000 }, async () => {
    const { caseDatabase, roles, plan } = await openDatabase(server);
    try {
      const { owner } = caseDatabase;
      for (const statement of [
        `INSERT INTO tb_post SELECT n, n % 50000 + 1, 'post' FROM generate_series(1001, 101000) AS n`,
        `INSERT INTO tb_user SELECT n, 'user' FROM generate_series(71, 50000) AS n`,
        `UPDATE tb_post SET title = 'changed'`,
        `UPDATE tb_user SET name = 'changed'`,
        'DELETE FROM tb_post',
      ]) {
        await owner.query('BEGIN');
        await owner.query(statement);
        await owner.query('SELECT tviews.flush()');
        expect(await heldBy(owner, plan), statement).toEqual(['tb_post (fk_user): exclusive', 'tv_post: exclusive']);
        await owner.query('COMMIT; ANALYZE');
        expect((await owner.query('SELECT * FROM tviews.verify()')).rows, statement).toEqual([]);
      }
    } finally {
      await caseDatabase.database.drop();
      await roles.drop();
    }
  });
});
