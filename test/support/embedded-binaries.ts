import { constants } from 'node:fs';
import { chmod, chown, cp, lchown, mkdir, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';

/** The operating-system user that a server runs as, where it must not be the current one. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** A copy of the server's program files that belongs to one server alone. */
export interface ServerTree {
  readonly initdb: string;
  readonly postgres: string;
  readonly extensionDirectory: string;
}

const requireFromServers = createRequire(new URL('../servers/package.json', import.meta.url));

/** The `native` directory of the npm package that carries this major for this platform, if it is installed. */
export function findServerBinaries(major: number): string | undefined {
  try {
    const entryPoint = requireFromServers.resolve(serverPackageName(major));
    return join(dirname(entryPoint), '..', 'native');
  } catch {
    return undefined;
  }
}

/** Why `findServerBinaries` found nothing, and what to do about it. */
export function missingBinariesMessage(major: number): string {
  return (
    `no PostgreSQL ${major} server binaries for ${process.platform}-${process.arch}: ` +
    `the npm package "${serverPackageName(major)}" is not installed. ` +
    'Install with optional dependencies (npm ci), or name a server in TVIEWS_TEST_DATABASE_URL, or start Docker.'
  );
}

/**
 * Copies the program files of a server below `directory`.
 *
 * PostgreSQL finds its `lib` and `share` from the real path of its executable, so a copy of the executable is what
 * gives a server an extension directory of its own. The libraries are copied too, not linked: a project below a
 * directory that only its owner may enter is out of reach for an unprivileged server user.
 */
export async function copyServerTree(native: string, directory: string, owner?: ServerUser): Promise<ServerTree> {
  await mkdir(directory, { recursive: true });
  await cp(native, directory, {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
    filter: isNeededAtRunTime,
  });
  await hydrateSymlinks(native, directory);
  const tree = {
    initdb: join(directory, 'bin', 'initdb'),
    postgres: join(directory, 'bin', 'postgres'),
    extensionDirectory: join(directory, 'share', 'postgresql', 'extension'),
  };
  await Promise.all([tree.initdb, tree.postgres].map((program) => chmod(program, 0o755)));
  if (owner !== undefined) await giveTree(directory, owner);
  return tree;
}

/**
 * Finds the user for a server that is started by root, since PostgreSQL refuses to run as root; for any other user
 * there is nothing to change.
 */
export async function findServerUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of ['nobody', 'postgres']) {
    const [, , uid, gid] = accounts.find((account) => account[0] === name) ?? [];
    if (Number(uid) !== 0 && Number.isInteger(Number(gid))) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL refuses to run as root, and /etc/passwd has neither "nobody" nor "postgres"');
}

/** The first directory for temporary files that every user may enter. */
export async function findSharedTemporaryDirectory(candidates: readonly string[]): Promise<string> {
  for (const candidate of candidates) {
    if (await everyUserMayEnter(candidate)) return candidate;
  }
  throw new Error(`no directory for temporary files that every user may enter: tried ${candidates.join(', ')}`);
}

function serverPackageName(major: number): string {
  return `pg${major}-${process.platform}-${process.arch}`;
}

function isNeededAtRunTime(path: string): boolean {
  return !path.endsWith('.a') && !['include', 'pgxs', 'pkgconfig'].includes(basename(path));
}

/** npm packages can't hold symbolic links: the server package makes them in an install script, which may not have run. */
async function hydrateSymlinks(native: string, directory: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: { readonly source: string; readonly target: string }[] = JSON.parse(list);
  for (const { source, target } of links) {
    const link = join(directory, relative('native', target));
    const exists = await stat(link).then(
      () => true,
      () => false,
    );
    if (!exists) await symlink(relative(dirname(target), source), link);
  }
}

/** Makes a directory and all that it holds belong to a user. */
export async function giveTree(directory: string, { uid, gid }: ServerUser): Promise<void> {
  await chown(directory, uid, gid);
  const paths = await readdir(directory, { recursive: true });
  await Promise.all(paths.map((path) => lchown(join(directory, path), uid, gid)));
}

async function everyUserMayEnter(directory: string): Promise<boolean> {
  const mode = await stat(directory).then(
    (found) => found.mode,
    () => 0,
  );
  if ((mode & 0o001) === 0) return false;
  return directory === dirname(directory) || everyUserMayEnter(dirname(directory));
}
