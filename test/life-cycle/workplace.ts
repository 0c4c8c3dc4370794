import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ClientTools } from '../support/client-tools.ts';
import { createDatabase, type TestDatabase, type TestServer } from '../support/postgres.ts';
import type { Shop } from './shop-database.ts';

/** One way to dump a database and to restore it: the arguments of the programs; `{dump}` stands for a path of its own. */
export interface Mode {
  readonly dump: readonly (readonly string[])[];
  readonly restore: readonly (readonly ['psql' | 'pg_restore', ...string[]])[];
  /** The roles that dump and restore; a superuser unless they are named. */
  readonly dumpedBy?: string;
  readonly restoredBy?: string;
}

/** A database, and the roles that modes name. */
type DumpSource = { readonly database: Pick<TestDatabase, 'url'> } & Pick<Shop, 'roles'>;

/** Where dumps are written and restored databases are kept until the end of a test. */
export interface Workplace {
  /** Dumps a database; every program has to succeed, and to have nothing to say. Gives the mode with its paths filled in. */
  dump(source: DumpSource, mode: Mode): Promise<Mode>;
  /** Restores into a database, with nothing to say either. */
  restore(mode: Mode, target: TestDatabase): Promise<void>;
  /** An empty database. */
  createTarget(owner?: string): Promise<TestDatabase>;
  cleanUp(): Promise<void>;
}

export async function createWorkplace(server: TestServer, tools: ClientTools): Promise<Workplace> {
  const directory = await mkdtemp(join(tmpdir(), 'tviews-dump-'));
  const targets: TestDatabase[] = [];
  let dumps = 0;
  const run: ClientTools['run'] = async (program, url, programArguments, role) => {
    const result = await tools.run(program, url, programArguments, role);
    expect({ program, programArguments, ...result }).toMatchObject({ exitCode: 0, stderr: '' });
    return result;
  };
  return {
    dump: async (source, mode) => {
      const path = join(directory, `dump-${++dumps}`);
      const fill = (texts: readonly string[]) => texts.map((text) => source.roles.rename(text.replace('{dump}', path)));
      const filled: Mode = {
        dump: mode.dump.map(fill),
        restore: mode.restore.map(([program, ...rest]) => [program, ...fill(rest)]),
        ...(mode.dumpedBy && { dumpedBy: source.roles.rename(mode.dumpedBy) }),
        ...(mode.restoredBy && { restoredBy: source.roles.rename(mode.restoredBy) }),
      };
      for (const programArguments of filled.dump) {
        await run('pg_dump', source.database.url, programArguments, filled.dumpedBy);
      }
      return filled;
    },
    restore: async ({ restore, restoredBy }, target) => {
      for (const [program, ...programArguments] of restore) {
        await run(program, target.url, programArguments, restoredBy);
      }
    },
    createTarget: async (owner) => {
      const target = await createDatabase(server);
      targets.push(target);
      if (owner !== undefined) await target.client.query(`ALTER DATABASE ${target.name} OWNER TO ${owner}`);
      return target;
    },
    cleanUp: async () => {
      for (const target of targets.splice(0)) await target.drop();
      await rm(directory, { recursive: true });
    },
  };
}
