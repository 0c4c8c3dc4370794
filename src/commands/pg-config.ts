import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import { describeFileError } from '../source/file-error.ts';

/** The folder in which the server of this `pg_config` looks for extensions; throws `CannotRun` if it cannot say. */
export async function findExtensionDirectory(pgConfig: string, cwd: string): Promise<string> {
  const shareDirectory = await askShareDirectory(pgConfig, cwd);
  if (!statSync(shareDirectory, { throwIfNoEntry: false })?.isDirectory()) {
    throw new CannotRun({
      code: 'cannot-install',
      message: `${pgConfig} names the folder ${shareDirectory}, which does not exist`,
      help: 'give the pg_config of an installed server with --pg-config, or the folder with --extension-dir',
    });
  }
  return join(shareDirectory, 'extension');
}

async function askShareDirectory(pgConfig: string, cwd: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(pgConfig, ['--sharedir'], { cwd });
    return stdout.trim();
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const reason = isMissing ? 'there is no such program' : describeFailure(error);
    throw new CannotRun(
      {
        code: 'cannot-install',
        message: `cannot run ${pgConfig}: ${reason}`,
        why: 'pg_config says where its PostgreSQL server looks for extensions.',
        help:
          'give its path with --pg-config, or the folder itself with --extension-dir;\n' +
          'Debian and Ubuntu have it in postgresql-server-dev-NN, at /usr/lib/postgresql/NN/bin/pg_config',
      },
      { cause: error },
    );
  }
}

function describeFailure(error: unknown): string {
  const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  return stderr || describeFileError(error);
}
