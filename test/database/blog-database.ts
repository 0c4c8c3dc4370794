import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeInDatabase, readDatabaseCatalog } from '../../src/catalog/from-database.ts';
import { compile } from '../../src/compile.ts';
import {
  createDatabase,
  installExtensionFiles,
  type TestDatabase,
  type TestServer,
  uniqueName,
} from '../support/postgres.ts';

const schemaSql = `
  CREATE TABLE tb_user (pk_user integer PRIMARY KEY, name text);
  CREATE TABLE tb_post (pk_post integer PRIMARY KEY, fk_user integer, title text);
  CREATE INDEX ON tb_post (fk_user);
  INSERT INTO tb_user SELECT n, 'user ' || n FROM generate_series(1, 20) n;
  INSERT INTO tb_post SELECT n, 1 + n % 20, 'post ' || n FROM generate_series(1, 200) n;
`;

/** A row of each embeds rows of the other, so that two writers meet from both sides. */
const definitions = {
  'tv_post.sql': 'SELECT p.pk_post, p.title, u.name FROM tb_post p LEFT JOIN tb_user u ON u.pk_user = p.fk_user',
  'tv_user.sql': `SELECT u.pk_user, u.name,
    (SELECT jsonb_agg(p.title ORDER BY p.pk_post) FROM tb_post p WHERE p.fk_user = u.pk_user) AS posts FROM tb_user u`,
};

/** A database with a small blog, and an extension for it whose files are on the server but which is not created. */
export interface BlogDatabase extends TestDatabase {
  readonly extension: string;
  /** Builds and installs the files of one more extension over the same tables. */
  build(schema: string, sources: Readonly<Record<string, string>>): Promise<string>;
  /** How many rows of both TVIEWs differ from their backing views. */
  staleRows(): Promise<number>;
}

/** Creates it; `drop` removes the files too. */
export async function createBlogDatabase(server: TestServer): Promise<BlogDatabase> {
  const database = await createDatabase(server, { schemaSql });
  const installed: { remove(): Promise<void> }[] = [];
  const build = async (schema: string, sources: Readonly<Record<string, string>>) => {
    const name = uniqueName('blog');
    const { files } = await compile({
      sources: Object.entries(sources).map(([file, text]) => ({ file, text })),
      catalog: await readDatabaseCatalog(database.url),
      extension: { name, version: '1.0.0', schema },
      describe: describeInDatabase(database.url),
    });
    const folder = await mkdtemp(join(tmpdir(), 'tviews-test-'));
    for (const { path, text } of files) await writeFile(join(folder, path), text);
    installed.push(await installExtensionFiles(server, folder));
    await rm(folder, { recursive: true });
    return name;
  };
  const staleRows = async () => {
    const counts = ['post', 'user'].map(
      (name) => `(SELECT count(*) FROM ((SELECT t::text FROM tv_${name} t EXCEPT ALL SELECT v::text FROM v_${name} v)
        UNION ALL (SELECT v::text FROM v_${name} v EXCEPT ALL SELECT t::text FROM tv_${name} t)) differing)`,
    );
    const { rows } = await database.client.query<{ stale: string }>(`SELECT ${counts.join(' + ')} AS stale`);
    return Number(rows[0]?.stale);
  };
  const drop = async () => {
    await database.drop();
    for (const files of installed) await files.remove();
  };
  return { ...database, drop, build, staleRows, extension: await build('tviews', definitions) };
}
