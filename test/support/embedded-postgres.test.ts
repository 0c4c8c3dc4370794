import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { findServerBinaries } from './embedded-binaries.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

const major = 17;
const moduleUrl = new URL('./embedded-postgres.ts', import.meta.url).href;

describe.skipIf(findServerBinaries(major) === undefined)('embedded PostgreSQL', () => {
  test('settings reach the server, and stop leaves nothing behind', async () => {
    const server = await startEmbeddedPostgres({ major, settings: { fsync: 'on', work_mem: '7MB' } });
    const client = new pg.Client({ connectionString: server.url() });
    await client.connect();
    const { rows } = await client.query(`
      SELECT current_setting('fsync') AS fsync, current_setting('work_mem') AS work_mem,
             current_setting('data_directory') AS data`);
    expect(rows).toEqual([{ fsync: 'on', work_mem: '7MB', data: expect.any(String) }]);
    await client.end();

    await server.stop();
    expect(existsSync(server.extensionDirectory)).toBe(false);
    expect(existsSync(rows[0].data)).toBe(false);
    await expect(new pg.Client({ connectionString: server.url() }).connect()).rejects.toThrow('ECONNREFUSED');
  });

  test('a program that ends without stop leaves nothing behind either', () => {
    const script = `
      const { startEmbeddedPostgres } = await import('${moduleUrl}');
      const server = await startEmbeddedPostgres({ major: ${major} });
      console.log(JSON.stringify([server.extensionDirectory, server.url()]));`;
    const output = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script]);
    const [extensionDirectory, url] = JSON.parse(output.toString());
    expect(existsSync(extensionDirectory)).toBe(false);
    return expect(new pg.Client({ connectionString: url }).connect()).rejects.toThrow('ECONNREFUSED');
  });

  test('a server that can not start says why', async () => {
    const start = startEmbeddedPostgres({ major, settings: { shared_buffers: 'plenty' } });
    await expect(start).rejects.toThrow('invalid value for parameter "shared_buffers"');
  });
});
