import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeWithClientTools } from '../support/client-tools.ts';
import { createDatabase } from '../support/postgres.ts';
import { schemaSql } from './changes.ts';
import { buildTwoReleases } from './two-releases.ts';

const tag = 'SELECT t.pk_tag, t.label FROM tb_tag t';

await describeWithClientTools('make installcheck', (server, tools) => {
  test('psql says what pg_regress expects, and leaves nothing behind', async () => {
    const [database, empty] = [await createDatabase(server, { schemaSql }), await createDatabase(server)];
    const { extension, out, remove } = await buildTwoReleases(
      server,
      { definitions: { 'tv_tag.sql': tag }, databaseUrl: database.url },
      { definitions: { 'tv_tag.sql': tag, 'tv_label.sql': tag }, databaseUrl: database.url },
    );
    // As pg_regress runs it.
    const script = join(out, 'test/sql', `${extension}.sql`);
    const said = await tools.run('psql', empty.url, ['-X', '-a', '-q', '-v', 'HIDE_TABLEAM=on', '-f', script]);
    const expected = await readFile(join(out, 'test/expected', `${extension}.out`), 'utf8');
    expect(said).toEqual({ exitCode: 0, stderr: '', stdout: expected });
    const { rows } = await empty.client.query(`SELECT FROM pg_namespace WHERE nspname = 'tviews'`);
    expect(rows).toEqual([]);
    await remove();
    for (const each of [database, empty]) await each.drop();
  });
});
