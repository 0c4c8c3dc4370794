import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { Target } from '../../src/emit/targets.ts';
import { tlePath } from '../../src/release/pg-tle.ts';

/** How a database gets a version of an extension that was built for a target. */
export interface Installer {
  install(client: pg.ClientBase, version: string): Promise<unknown>;
  update(client: pg.ClientBase, from: string, to: string): Promise<unknown>;
  drop(client: pg.ClientBase): Promise<unknown>;
}

/** `out` is the folder that `tviews build` wrote to. */
export function installerFor(target: Target, extension: string, out: string): Installer {
  if (target === 'sql') return migrations(extension, out);
  return target === 'extension' ? extensionFiles(extension) : registered(extension, out);
}

/** CREATE EXTENSION, of files that the server has. */
function extensionFiles(extension: string): Installer {
  return {
    install: (client, version) => client.query(`CREATE EXTENSION ${extension} VERSION '${version}'`),
    update: (client, _, to) => client.query(`ALTER EXTENSION ${extension} UPDATE TO '${to}'`),
    drop: (client) => client.query(`DROP EXTENSION ${extension} CASCADE; DROP SCHEMA tviews`),
  };
}

/** Plain migrations, each in one message, of which PostgreSQL makes one transaction. */
function migrations(extension: string, out: string): Installer {
  const migrate = async (client: pg.ClientBase, ...versions: readonly string[]) => {
    await client.query(await readFile(join(out, 'migrations', `${[extension, ...versions].join('--')}.sql`), 'utf8'));
  };
  return { install: migrate, update: migrate, drop: (client) => client.query('DROP SCHEMA tviews CASCADE') };
}

/** CREATE EXTENSION, of what pg_tle was told. The script can be run again. */
function registered(extension: string, out: string): Installer {
  const files = extensionFiles(extension);
  return {
    ...files,
    install: async (client, version) => {
      const script = await readFile(join(out, tlePath(extension)), 'utf8');
      await client.query('CREATE EXTENSION IF NOT EXISTS pg_tle');
      await client.query(script);
      await client.query(script);
      await files.install(client, version);
    },
  };
}
