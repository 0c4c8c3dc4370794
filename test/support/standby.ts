import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { withClient } from '../../src/database/connect.ts';
import { giveTree, type ServerUser } from './embedded-binaries.ts';

/** A server that a standby can be made of. */
interface Primary {
  readonly dataDirectory: string;
  url(): string;
}

/** What a standby makes anew, or gets from the primary once it runs. */
const ownFiles = ['postmaster.pid', 'postmaster.opts', 'pg_replslot', 'pg_stat_tmp', 'pg_wal'];

/**
 * Copies the data of a server that runs, as pg_basebackup does, which npm's binaries lack. The copy follows the primary
 * once it is started with `primary_conninfo`. Nothing may drop tables meanwhile: their files would be missing.
 */
export async function makeStandby(primary: Primary, data: string, owner?: ServerUser): Promise<void> {
  await withClient(primary.url(), async (client) => {
    await client.query(`SELECT pg_backup_start('standby', true)`);
    await cp(primary.dataDirectory, data, {
      recursive: true,
      filter: (path) => !ownFiles.includes(relative(primary.dataDirectory, path).split(sep)[0] ?? ''),
    });
    const { rows } = await client.query<{ label: string }>('SELECT labelfile AS label FROM pg_backup_stop(false)');
    await writeFile(join(data, 'backup_label'), rows[0]?.label ?? '');
  });
  for (const directory of ['pg_replslot', 'pg_stat_tmp', 'pg_wal']) await mkdir(join(data, directory));
  await writeFile(join(data, 'standby.signal'), '');
  if (owner !== undefined) await giveTree(data, owner);
}
