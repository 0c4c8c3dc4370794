import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { type ActDatabase, createActDatabase } from './act-database.ts';
import { type BlogDatabase, createBlogDatabase } from './blog-database.ts';
import { levels, writeAtRandom } from './random-writers.ts';

describeOnEachServer('suspend() and resume() beside writers', (server) => {
  describe('step by step', () => {
    let own: ActDatabase;
    let writer: pg.Client;
    beforeAll(async () => {
      own = await createActDatabase(server);
      writer = await own.connect('case_application');
    });
    afterAll(() => own.drop());
    afterEach(async () => {
      await own.query(`SELECT tviews.resume()`);
      expect(await own.stale()).toEqual([]);
      expect(await own.query('SELECT FROM tviews.missed')).toEqual([]);
    });

    const suspend = () => own.query(`SELECT tviews.suspend('tv_post')`);
    const resume = async () =>
      (await own.query(`SELECT action FROM tviews.resume('tv_post')`)).map(({ action }) => action);
    const rename = (author: number, name: string) =>
      `UPDATE tb_author SET name = '${name}' WHERE pk_author = ${author}`;
    const move = (post: number, author: number) => `UPDATE tb_post SET fk_author = ${author} WHERE pk_post = ${post}`;

    test('resume() waits for a transaction that has noted something, and takes it along', async () => {
      await suspend();
      await writer.query(`BEGIN; ${rename(1, 'noted')}; SELECT tviews.flush()`);
      let resumed = false;
      const resuming = resume().finally(() => {
        resumed = true;
      });
      await sleep(200);
      expect(resumed).toBe(false);
      await writer.query('COMMIT');
      expect(await resuming).toEqual(['refreshed']);
    });

    test('a writer that comes while it is resumed waits, and then refreshes', async () => {
      await suspend();
      await own.query(`BEGIN; SELECT tviews.resume('tv_post')`);
      const writing = writer.query(rename(2, 'waited'));
      await sleep(200);
      await own.query('COMMIT');
      await writing;
      expect(await own.stale()).toEqual([]);
    });

    test('one that comes while a resume is rolled back goes on noting', async () => {
      await suspend();
      await own.query(`BEGIN; SELECT tviews.resume('tv_post')`);
      const writing = writer.query(rename(3, 'rolled back'));
      await sleep(200);
      await own.query('ROLLBACK');
      await writing;
      expect(await own.query('SELECT FROM tviews.missed WHERE route IS NOT NULL')).toHaveLength(1);
    });

    test.each(levels)('a writer at %s that began before suspend() loses nothing', async (level) => {
      await writer.query(`BEGIN ISOLATION LEVEL ${level}; ${rename(4, `before ${level}`)}`);
      await suspend();
      // The other half of what the row is made from, by one who notes.
      await own.application.query(move(50, 4));
      await writer.query('COMMIT');
      expect(await resume()).toEqual(['refreshed']);
    });

    test.each(levels.slice(1))(
      'a writer at %s does not note what has been resumed since its snapshot',
      async (level) => {
        await suspend();
        await writer.query(`BEGIN ISOLATION LEVEL ${level}; ${rename(5, `old ${level}`)}`);
        expect(await resume()).toEqual(['refreshed']);
        expect(await own.failure(writer, 'COMMIT')).toBe('40001');
      },
    );

    test.each(levels.slice(1))(
      'nor refreshes from one at %s that is older than what was noted and resumed',
      async (level) => {
        await writer.query(`BEGIN ISOLATION LEVEL ${level}; ${rename(6, `old ${level}`)}`);
        await suspend();
        await own.application.query(move(60 + levels.indexOf(level), 6));
        await resume();
        expect(await own.failure(writer, 'COMMIT')).toBe('40001');
      },
    );

    test('a prepared transaction that has noted something is waited for', async () => {
      await suspend();
      await writer.query(`BEGIN; ${rename(7, 'prepared')}; PREPARE TRANSACTION 'noted'`);
      const resuming = resume();
      await sleep(200);
      await writer.query(`COMMIT PREPARED 'noted'`);
      expect(await resuming).toEqual(['refreshed']);
    });

    test('rows of one table, which no lock guards, are read when no drain is half way', async () => {
      await own.query(`SELECT tviews.suspend('tv_title')`);
      await own.application.query(`UPDATE tb_post SET title = 'noted' WHERE pk_post = 70`);
      await own.query(`BEGIN; SELECT tviews.resume('tv_title')`);
      const writing = writer.query(`UPDATE tb_post SET title = 'last' WHERE pk_post = 70`);
      await sleep(200);
      await own.query('COMMIT');
      await writing;
      expect(await own.query('SELECT title FROM tv_title WHERE pk_title = 70')).toEqual([{ title: 'last' }]);
    });
  });

  describe('at random', () => {
    let blog: BlogDatabase;
    beforeAll(async () => {
      blog = await createBlogDatabase(server);
      await blog.client.query(`CREATE EXTENSION ${blog.extension}`);
    });
    afterAll(() => blog.drop());

    const mixes = [...levels.map((level) => [level]), levels].map((mix) => ({ mix, name: mix.join(' and ') }));

    test.each(mixes)('leave nothing stale at $name', async ({ mix }) => {
      const milliseconds = 1500;
      const clients = await Promise.all(Array.from({ length: 5 }, () => blog.connect()));
      const writing = clients.map((client, index) =>
        writeAtRandom(client, mix[index % mix.length] ?? '', milliseconds),
      );
      const actions = new Set<string>();
      for (const end = Date.now() + milliseconds; Date.now() < end; await sleep(20)) {
        for (const tview of ['tv_post', 'tv_user']) await blog.client.query('SELECT tviews.suspend($1)', [tview]);
        await sleep(80);
        for (const tview of ['tv_user', 'tv_post']) {
          const { rows } = await blog.client.query('SELECT action FROM tviews.resume($1)', [tview]);
          for (const { action } of rows) actions.add(action);
        }
      }
      await Promise.all(writing);
      expect(actions).toContain('refreshed');
      expect(await blog.staleRows()).toBe(0);
      expect((await blog.client.query('SELECT FROM tviews.missed')).rowCount).toBe(0);
      expect((await blog.client.query('SELECT FROM tviews.queue')).rowCount).toBe(0);
    });
  });
});
