import { expect, test } from 'vitest';
import { findStale, listTviews } from '../database/tviews.ts';
import { describeOnEachServer } from '../support/postgres.ts';
import { twoReleases } from './shop.ts';

describeOnEachServer('migrations around a deploy', (server) => {
  const releases = twoReleases(
    server,
    { 'tv_post.sql': 'SELECT p.pk_post, p.title FROM tb_post p' },
    { 'tv_post.sql': 'SELECT p.pk_post, p.score::text AS title FROM tb_post p' },
  );

  test('a column that a TVIEW reads can be dropped after the deploy of a version that does not read it', async () => {
    const { client, deploy } = await releases.open('1.0.0');
    const stale = async () => findStale(client, await listTviews(client));
    await client.query('ALTER TABLE tb_post ADD COLUMN subtitle text');
    expect(await stale()).toEqual([]);

    const contract = 'ALTER TABLE tb_post DROP COLUMN title';
    await expect(client.query(contract)).rejects.toMatchObject({
      code: '2BP01',
      message: 'cannot drop column title of table tb_post because other objects depend on it',
      detail: 'view v_post depends on column title of table tb_post',
    });
    await expect(client.query('ALTER TABLE tb_post ALTER title TYPE varchar')).rejects.toThrow(
      'cannot alter type of a column used by a view or rule',
    );
    expect((await deploy('--verify')).exitCode).toBe(0);
    await client.query(contract);
    await client.query('UPDATE tb_post SET score = 1000 WHERE pk_post = 1');
    expect(await stale()).toEqual([]);
    expect((await client.query("SELECT FROM tv_post WHERE title = '1000'")).rows).toHaveLength(1);
    expect((await deploy()).exitCode).toBe(0);
  });
});
