import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createProject } from '../commands/harness.ts';
import { createDatabase, describeOnEachServer, installExtensionFiles, uniqueName } from '../support/postgres.ts';
import { schemaSql } from '../upgrades/changes.ts';

describeOnEachServer('a deploy over several releases', (server) => {
  test('shows each step, is one transaction, and knows who holds a lock in a prepared one', async () => {
    const database = await createDatabase(server, { schemaSql });
    const extension = uniqueName('steps');
    const project = createProject();
    const run = (verb: string, ...argv: readonly string[]) =>
      project.run([verb, '--name', extension, '--database-url', database.url, ...argv]);
    const build = async (select: string, ...argv: readonly string[]) => {
      project.write('tviews/tv_post.sql', select);
      expect((await run('build', ...argv)).exitCode).toBe(0);
    };
    await build('SELECT p.pk_post FROM tb_post p', '--release', '1.0.0');
    await build('SELECT p.pk_post, p.title FROM tb_post p', '--release', '1.1.0');
    await build('SELECT p.pk_post, p.title, p.score FROM tb_post p', '--release', '1.2.0');
    await build('SELECT p.pk_post, p.title, p.score, p.fk_user FROM tb_post p');
    const files = await installExtensionFiles(server, join(project.cwd, 'extension'));
    try {
      expect((await run('deploy', '--target-version', '1.0.0')).exitCode).toBe(0);
      await database.client.query(
        "BEGIN; UPDATE tb_post SET title = 'held' WHERE pk_post = 1; PREPARE TRANSACTION 'forgotten'",
      );
      const { exitCode, stderr } = await run('deploy', '--timeout', '0', '--lock-timeout', '50');
      expect(exitCode).toBe(2);
      expect(stderr).toContain('no locks after 1 attempt; nothing has changed');
      expect(stderr).toMatch(/prepared transaction 'forgotten', for \d+ s, on tb_post/);
      await database.client.query("COMMIT PREPARED 'forgotten'");

      const deployed = await run('deploy', '--verify');
      expect(deployed).toMatchObject({ exitCode: 0, stderr: '' });
      expect(deployed.stdout.split('\n')).toEqual([
        `${extension} 1.0.0 -> 1.2.0`,
        '1.0.0 -> 1.1.0',
        '  public.tv_post: column title added; all rows are computed, those that differ are written (20 rows)',
        '1.1.0 -> 1.2.0',
        '  public.tv_post: column score added; all rows are computed, those that differ are written (20 rows)',
        '  writers wait, readers do not (SHARE ROW EXCLUSIVE): public.tb_post',
        '  writers and readers wait (ACCESS EXCLUSIVE): public.tv_post',
        'deployed at the first attempt',
        'all TVIEWs: equal',
        '',
      ]);
      expect((await run('deploy', '--target-version', '1.3.0-dev')).exitCode).toBe(0);
      const { rows } = await database.client.query('SELECT fk_user FROM tv_post LIMIT 1');
      expect(rows).toHaveLength(1);
    } finally {
      await database.drop();
      await files.remove();
    }
  });
});
