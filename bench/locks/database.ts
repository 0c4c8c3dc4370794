import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { describeInDatabase, readDatabaseCatalog } from '../../src/catalog/from-database.ts';
import { compile } from '../../src/compile.ts';
import type { EmbeddedPostgres } from '../../test/support/embedded-postgres.ts';

/** What keeps the TVIEW: nothing, drains that lock, or drains that leave traces as well, for higher isolation levels. */
export type Variant = 'no TVIEW' | 'locks alone' | 'locks and traces';

const schemaSql = `
  CREATE TABLE tb_user (pk_user integer PRIMARY KEY, name text NOT NULL);
  CREATE TABLE tb_post (pk_post integer PRIMARY KEY, fk_user integer NOT NULL REFERENCES tb_user, title text NOT NULL);
  CREATE INDEX ON tb_post (fk_user);
  INSERT INTO tb_user SELECT n, 'user ' || n FROM generate_series(1, 1000) AS n;
  INSERT INTO tb_post SELECT n, 1 + n % 1000, 'post ' || n FROM generate_series(1, 100000) AS n;

  CREATE PROCEDURE write_until(p_end timestamptz, p_most bigint, INOUT p_count bigint) LANGUAGE plpgsql AS $$
  DECLARE
    v_key integer;
  BEGIN
    p_count := 0;
    WHILE p_count < p_most AND clock_timestamp() < p_end LOOP
      v_key := 1 + random() * 99999;
      UPDATE tb_post SET title = 'title ' || random() WHERE pk_post = v_key;
      COMMIT;
      p_count := p_count + 1;
    END LOOP;
  END $$;`;

const definition = `SELECT p.pk_post, jsonb_build_object('id', p.pk_post, 'title', p.title, 'author', u.name) AS data
  FROM tb_post p JOIN tb_user u ON u.pk_user = p.fk_user`;

/** Creates a database with 100,000 posts in which a post's document shows its author's name; returns its URL. */
export async function createBenchDatabase(server: EmbeddedPostgres, variant: Variant): Promise<string> {
  const name = `bench_${variant.replaceAll(' ', '_').toLowerCase()}`;
  await run(server.url(), `CREATE DATABASE ${name}`);
  const url = server.url(name);
  await run(url, schemaSql);
  if (variant !== 'no TVIEW') {
    const { files } = await compile({
      sources: [{ file: 'tv_post.sql', text: definition }],
      catalog: await readDatabaseCatalog(url),
      extension: { name, version: '1.0.0', schema: 'tviews' },
      describe: describeInDatabase(url),
    });
    for (const { path, text } of files) writeFileSync(join(server.extensionDirectory, path), text, { mode: 0o644 });
    await run(url, `CREATE EXTENSION ${name}`);
  }
  if (variant === 'locks and traces')
    await run(url, `BEGIN ISOLATION LEVEL SERIALIZABLE; UPDATE tb_user SET name = 'first' WHERE pk_user = 1; COMMIT`);
  await run(url, 'VACUUM ANALYZE');
  return url;
}

/** Runs SQL on a connection of its own. */
export async function run(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Lets so many clients each change one row after another, in a transaction each; returns transactions per second. */
export async function transactionsPerSecond(url: string, clients: number, seconds: number): Promise<number> {
  const sql = `CALL write_until(clock_timestamp() + interval '${seconds} s', 1000000000, NULL)`;
  const results = await Promise.all(Array.from({ length: clients }, () => run(url, sql)));
  return results.reduce((sum, { rows }) => sum + Number(rows[0].p_count), 0) / seconds;
}
