import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { createLookDatabase, type LookDatabase } from './look-database.ts';

const schemaSql = `
  CREATE TABLE tb_user (pk_user integer PRIMARY KEY, email text);
  CREATE TABLE tb_post (pk_post integer PRIMARY KEY, fk_user integer, author text, span int4range, tags text[]);
  CREATE INDEX post_user ON tb_post (fk_user, pk_post);
  CREATE INDEX post_author ON tb_post (lower(author));
  CREATE INDEX post_span ON tb_post USING gist (span);
  CREATE INDEX user_email ON tb_user (lower(email));
  CREATE TABLE tb_mark (pk_mark integer PRIMARY KEY, at integer);
  CREATE INDEX ON tb_mark (at);
`;

const definitions = {
  'tv_post.sql': 'SELECT p.pk_post, u.email FROM tb_post p JOIN tb_user u ON u.pk_user = p.fk_user',
  'tv_mail.sql':
    'SELECT p.pk_post AS pk_mail, u.email FROM tb_post p JOIN tb_user u ON lower(u.email) = lower(p.author)',
  'tv_mark.sql': `SELECT m.pk_mark, (SELECT count(*) FROM tb_post p WHERE p.span @> m.at) AS posts FROM tb_mark m`,
};

describeOnEachServer('suggest_indexes()', (server) => {
  let own: LookDatabase;
  beforeAll(async () => {
    own = await createLookDatabase(server, schemaSql, definitions);
  });
  afterAll(() => own.drop());
  afterEach(() => own.query('ROLLBACK'));

  const suggested = () => own.query('SELECT relation::text, columns, tviews, statement FROM tviews.suggest_indexes()');

  test('says nothing where all are there', async () => {
    expect(await suggested()).toEqual([]);
  });

  test.for<readonly [string, object]>([
    [
      'DROP INDEX post_user',
      {
        columns: ['fk_user'],
        tviews: ['public.tv_post'],
        statement: 'CREATE INDEX tb_post_fk_user_idx ON public.tb_post (fk_user);',
      },
    ],
    [
      'DROP INDEX post_author',
      {
        columns: ['lower(author)'],
        tviews: ['public.tv_mail'],
        statement: 'CREATE INDEX tb_post_lower_author_idx ON public.tb_post (lower(author));',
      },
    ],
    [
      'DROP INDEX post_span',
      {
        columns: ['span'],
        tviews: ['public.tv_mark'],
        statement: 'CREATE INDEX tb_post_span_idx ON public.tb_post USING gist (span);',
      },
    ],
    [
      'DROP INDEX post_user; CREATE INDEX partial ON tb_post (fk_user) WHERE fk_user > 0; CREATE INDEX ON tb_post (pk_post, fk_user)',
      { columns: ['fk_user'] },
    ],
  ])('after %s says what to do, and then no more', async ([drop, suggestion]) => {
    await own.query(`BEGIN; ${drop}`);
    const [found, ...others] = await suggested();
    expect(others).toEqual([]);
    expect(found).toMatchObject({ relation: 'tb_post', ...suggestion });
    const health = "SELECT status, component, severity FROM tviews.health_check() WHERE severity = 'info'";
    expect(await own.query(health)).toEqual([
      { status: 'missing-index', component: 'public.tb_post', severity: 'info' },
    ]);
    await own.query(String(found?.statement));
    expect(await suggested()).toEqual([]);
    expect(await own.query(health)).toEqual([]);
  });

  test('takes a hash index for equality', async () => {
    await own.query('BEGIN; DROP INDEX post_user; CREATE INDEX ON tb_post USING hash (fk_user)');
    expect(await suggested()).toEqual([]);
  });

  test('leaves tables and columns that are gone to health_check()', async () => {
    await own.query(
      'BEGIN; ALTER TABLE tb_mark RENAME TO tb_other; ALTER TABLE tb_post RENAME fk_user TO author_id; DROP INDEX post_user',
    );
    expect(await suggested()).toEqual([]);
  });
});
