import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { createLookDatabase, type LookDatabase } from './look-database.ts';

const numbers = Array.from({ length: 30 }, (_, index) => index + 1);

const schemaSql = `
  CREATE TABLE tb_user (pk_user integer PRIMARY KEY, name text);
  CREATE TABLE tb_post (pk_post integer PRIMARY KEY, fk_user integer, title text);
  CREATE INDEX ON tb_post (fk_user);
  INSERT INTO tb_user SELECT n, 'user ' || n FROM generate_series(1, 5) AS n;
  INSERT INTO tb_post SELECT n, 1 + n % 5, 'post ' || n FROM generate_series(1, 10) AS n;
`;

/** Each third one reads the one before it. */
const definitions = Object.fromEntries(
  numbers.map((n) => [
    `tv_${n}.sql`,
    n % 3 === 0
      ? `-- @key pk\nSELECT t.pk, upper(t.name) AS name FROM tv_${n - 1} t`
      : `-- @key pk\nSELECT p.pk_post AS pk, p.title, u.name FROM tb_post p JOIN tb_user u ON u.pk_user = p.fk_user`,
  ]),
);

describeOnEachServer('thirty TVIEWs', (server) => {
  let own: LookDatabase;
  beforeAll(async () => {
    own = await createLookDatabase(server, schemaSql, definitions);
  });
  afterAll(() => own.drop());

  test('are all shown, with what they have done', async () => {
    await own.query("SET tviews.track = 'on'; UPDATE tb_user SET name = 'changed' WHERE pk_user = 1");
    const [counts] = await own.query(`
      SELECT
        (SELECT count(*)::int FROM tviews.tviews WHERE state = 'active' AND row_estimate = 10) AS active,
        (SELECT count(DISTINCT tview)::int FROM tviews.lineage) AS followed,
        (SELECT sum(keys)::int FROM tviews.refresh_stats) AS keys,
        (SELECT count(*)::int FROM tviews.performance_summary WHERE drains = 1) AS drained,
        (SELECT count(*)::int FROM tviews.suggest_indexes()) AS missing,
        (SELECT count(*)::int FROM tviews.health_check()) AS wrong`);
    expect(counts).toEqual({ active: 30, followed: 30, keys: 60, drained: 30, missing: 0, wrong: 0 });
    const depths = await own.query(
      `SELECT depth, count(*)::int AS tviews FROM tviews.show_cascade_path('tb_user') GROUP BY 1 ORDER BY 1`,
    );
    expect(depths).toEqual([
      { depth: 1, tviews: 20 },
      { depth: 2, tviews: 10 },
    ]);
  });
});
