import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, test } from 'vitest';
import { type TestServer, testServers } from './postgres.ts';

/** What a client program said and how it ended. */
interface ToolResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** PostgreSQL's own client programs of one major. */
export interface ClientTools {
  /**
   * Runs a program on the database that `url` names. With `role` it acts as that role, without being a superuser where
   * the role is none, whoever the URL says.
   */
  run(program: ClientProgram, url: string, programArguments: readonly string[], role?: string): Promise<ToolResult>;
}

type ClientProgram = 'pg_dump' | 'pg_restore' | 'psql';

const execute = promisify(execFile);

/**
 * The client programs of this major, from the PATH or from where Debian's packages put them; nothing where there are
 * none. Those of another major would do for some servers, but put settings into their scripts that the server does not
 * know.
 */
async function findClientTools(major: number): Promise<ClientTools | undefined> {
  for (const directory of [...(process.env.PATH ?? '').split(delimiter), ...debianDirectories()]) {
    const programs = ['pg_dump', 'pg_restore', 'psql'].map((program) => join(directory, program));
    if (programs.every((program) => existsSync(program)) && (await majorOf(programs)) === major) {
      return { run: (program, ...rest) => runTool(join(directory, program), ...rest) };
    }
  }
  return undefined;
}

/** Runs a suite on each server that there are client programs for; on the others it shows up as skipped, and says why. */
export async function describeWithClientTools(
  name: string,
  suite: (server: TestServer, tools: ClientTools) => void,
): Promise<void> {
  const servers = testServers();
  if (servers.length === 0) describe.skip(name, () => test('needs a server', () => {}));
  for (const server of servers) {
    const title = `${name} (PostgreSQL ${server.major})`;
    const tools = await findClientTools(server.major);
    if (tools === undefined) describe.skip(title, () => test(`needs pg_dump ${server.major}`, () => {}));
    else describe(title, () => suite(server, tools));
  }
}

function debianDirectories(): readonly string[] {
  const parent = '/usr/lib/postgresql';
  return existsSync(parent) ? readdirSync(parent).map((major) => join(parent, major, 'bin')) : [];
}

/** The major that all of them have; Debian's wrappers choose one of those that are installed. */
async function majorOf(programs: readonly string[]): Promise<number | undefined> {
  const versions = await Promise.all(
    programs.map((program) =>
      execute(program, ['--version']).then(
        ({ stdout }) => Number(/\(PostgreSQL\) (\d+)/.exec(stdout)?.[1]),
        () => undefined,
      ),
    ),
  );
  return versions.every((version) => version === versions[0]) ? versions[0] : undefined;
}

async function runTool(
  program: string,
  url: string,
  programArguments: readonly string[],
  role?: string,
): Promise<ToolResult> {
  const options = role === undefined ? {} : { PGOPTIONS: `-c role=${role}` };
  return execute(program, [...programArguments, '--dbname', url], {
    env: { ...process.env, ...options, LC_ALL: 'C' },
    maxBuffer: 256 * 2 ** 20,
  }).then(
    (output) => ({ exitCode: 0, ...output }),
    (error) => {
      if (typeof error.code !== 'number') throw error;
      return { exitCode: error.code, stdout: error.stdout, stderr: error.stderr };
    },
  );
}
