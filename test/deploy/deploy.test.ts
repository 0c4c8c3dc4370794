import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findStale, listTviews } from '../database/tviews.ts';
import { describeOnEachServer, installExtensionFiles, uniqueName } from '../support/postgres.ts';
import { catalogSnapshot } from '../upgrades/catalog-snapshot.ts';
import { twoReleases } from './shop.ts';

const post = `SELECT p.pk_post, p.fk_user, jsonb_build_object('title', p.title, 'author', u.name) AS data
  FROM tb_post p JOIN tb_user u ON u.pk_user = p.fk_user`;
const tag = 'SELECT t.pk_tag, t.label, t.fk_post FROM tb_tag t';

describeOnEachServer('tviews deploy', (server) => {
  const releases = twoReleases(
    server,
    { 'tv_post.sql': post, 'tv_tag.sql': tag },
    {
      'tv_post.sql': post.replace('AS data', 'AS data, p.score'),
      'tv_tag.sql': 'SELECT t.pk_tag, t.label FROM tb_tag t',
    },
  );

  test('installs a version, and updates to the last release', async () => {
    const { client, deploy, version } = await releases.open();
    const { extension } = releases.built;
    expect(await deploy('--target-version', '1.0.0', '--verify')).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: [
        `${extension} nothing -> 1.0.0`,
        '  public.tv_post: created and filled',
        '  public.tv_tag: created and filled',
        '  writers wait, readers do not (SHARE ROW EXCLUSIVE): public.tb_post, public.tb_tag, public.tb_user',
        'deployed at the first attempt',
        'all TVIEWs: equal',
        '',
      ].join('\n'),
    });
    expect(await version()).toBe('1.0.0');

    const updated = await deploy('--allow-data-loss', '--verify', '5', '--json');
    expect(updated.exitCode).toBe(0);
    expect(JSON.parse(updated.stdout)).toMatchObject({
      ok: true,
      command: 'deploy',
      diagnostics: [{ code: 'data-loss', severity: 'warning', message: 'public.tv_tag loses column fk_post' }],
      result: {
        extension,
        schema: 'tviews',
        from: '1.0.0',
        to: '1.1.0',
        steps: [
          {
            tviews: [
              { tview: 'public.tv_post', kind: 'changed', rows: 'compared', hazards: [] },
              { tview: 'public.tv_tag', kind: 'changed', rows: 'compared', hazards: [{ kind: 'data-loss' }] },
            ],
          },
        ],
        rows: [
          { relation: 'public.tv_post', rows: 20, isEstimate: false },
          { relation: 'public.tv_tag', rows: 40, isEstimate: false },
        ],
        deployed: true,
        attempts: 1,
        health: [],
        differences: [],
      },
    });
    expect(await version()).toBe('1.1.0');
    await client.query("UPDATE tb_user SET name = 'new' WHERE pk_user = 1");
    expect(await findStale(client, await listTviews(client))).toEqual([]);
    expect(await deploy()).toEqual({ exitCode: 0, stdout: `${extension} 1.1.0 is installed\n`, stderr: '' });
  });

  test('shows the plan alone, and changes nothing', async () => {
    const { client, deploy, version } = await releases.open('1.0.0');
    const before = await catalogSnapshot(client);
    const { exitCode, stdout } = await deploy('--dry-run', '--allow-data-loss');
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      'public.tv_post: column score added; all rows are computed, those that differ are written (20 rows)',
    );
    expect(stdout).toContain('writers and readers wait (ACCESS EXCLUSIVE): public.tv_post, public.tv_tag');
    expect(stdout).toContain('would be deployed');
    expect(await version()).toBe('1.0.0');
    expect(await catalogSnapshot(client)).toEqual(before);
  });

  test('drops no column, and goes back to no older version, without consent', async () => {
    const { deploy, version } = await releases.open('1.0.0');
    const refused = await deploy();
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain('public.tv_tag loses column fk_post');
    expect(refused.stderr).toContain('--allow-data-loss');
    expect(await version()).toBe('1.0.0');

    expect((await deploy('--allow-data-loss')).exitCode).toBe(0);
    const back = await deploy('--target-version', '1.0.0', '--allow-data-loss');
    expect(back.exitCode).toBe(1);
    expect(back.stderr).toContain('1.1.0 is installed, which is newer than 1.0.0');
    expect(await version()).toBe('1.1.0');
    const allowed = await deploy('--target-version', '1.0.0', '--allow-data-loss', '--allow-downgrade', '--verify');
    expect(allowed.exitCode).toBe(0);
    expect(await version()).toBe('1.0.0');
  });

  test('leaves everything as it was where the upgrade fails', async () => {
    const { client, deploy } = await releases.open('1.0.0');
    await client.query('CREATE VIEW labels AS SELECT label, fk_post FROM tv_tag');
    const before = await catalogSnapshot(client);
    const { exitCode, stderr } = await deploy('--allow-data-loss');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('1.1.0 was not deployed, and nothing has changed: cannot drop column fk_post');
    expect(stderr).toContain('view labels');
    expect(await catalogSnapshot(client)).toEqual(before);
    await client.query("UPDATE tb_tag SET label = 'new' WHERE pk_tag = 1");
    expect(await findStale(client, await listTviews(client))).toEqual([]);
  });

  test('rolls back what health_check() finds wrong, and keeps to itself what was wrong before', async () => {
    const { client, deploy, version } = await releases.open();
    await client.query('ALTER TABLE tb_tag RENAME TO tb_label');
    const { exitCode, stdout, stderr } = await deploy();
    expect(exitCode).toBe(1);
    expect(stdout).toContain('rolled back');
    expect(stderr).toContain('not-active');
    expect(stderr).toContain('these base tables do not exist: public.tb_tag');
    expect(await version()).toBe(null);

    await client.query('ALTER TABLE tb_label RENAME TO tb_tag');
    expect((await deploy('--target-version', '1.0.0')).exitCode).toBe(0);
    await client.query('ALTER TABLE tb_user DISABLE TRIGGER USER');
    const updated = await deploy('--allow-data-loss');
    expect(updated.exitCode).toBe(1);
    expect(updated.stderr).toContain('disabled-trigger');
    expect(updated.stdout).toContain('deployed at the first attempt');
    expect(await version()).toBe('1.1.0');
  });

  test('cannot run where the server has no files, or no way', async () => {
    const { deploy } = await releases.open('1.0.0');
    const { extension, out } = releases.built;
    const upgrade = join(server.extensionDirectory, `${extension}--1.0.0--1.1.0.sql`);
    await rm(upgrade);
    const noWay = await deploy('--allow-data-loss');
    expect(noWay).toMatchObject({ exitCode: 2, stdout: '' });
    expect(noWay.stderr).toContain(`know no way from ${extension} 1.0.0 to 1.1.0`);

    const script = join(server.extensionDirectory, `${extension}--1.1.0.sql`);
    await rm(script);
    const noFiles = await deploy();
    expect(noFiles).toMatchObject({ exitCode: 2, stdout: '' });
    expect(noFiles.stderr).toContain(`the server has no files for ${extension} 1.1.0`);
    expect(noFiles.stderr).toContain('It has only 1.0.0');
    expect(noFiles.stderr).toContain('tviews install');
    await installExtensionFiles(server, out);
  });

  test('cannot run where the role may not install, or does not own the extension', async () => {
    const { client, name, deploy, url } = await releases.open();
    const role = uniqueName('deployer');
    await client.query(`CREATE ROLE ${role} LOGIN PASSWORD 'secret'; REVOKE CREATE ON DATABASE ${name} FROM PUBLIC`);
    const asRole = new URL(url);
    asRole.username = role;
    asRole.password = 'secret';
    try {
      const refused = await deploy('--database-url', asRole.href);
      expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
      expect(refused.stderr).toContain(`role ${role} may not install it`);
      await deploy('--target-version', '1.0.0');
      const foreign = await deploy('--database-url', asRole.href, '--allow-data-loss');
      expect(foreign).toMatchObject({ exitCode: 2, stdout: '' });
      expect(foreign.stderr).toContain(`role ${role} does not own extension`);
    } finally {
      await client.query(`DROP ROLE ${role}`);
    }
  });

  test.each([
    ['there is no release', ['--name', 'other'], 'holds no release of other'],
    ['a number is none', ['--timeout', 'soon'], '--timeout must be a whole number'],
    ['the version is unknown', ['--target-version', '9.9.9'], 'the server has no files'],
    ['nothing answers', ['--database-url', 'postgresql://127.0.0.1:1/none'], 'Connection refused'],
  ])('cannot run where %s', async (_, argv, message) => {
    const { deploy } = await releases.open();
    const { exitCode, stdout, stderr } = await deploy(...argv);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});
