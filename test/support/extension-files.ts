import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestServer } from './server-chain.ts';

/** The files of one extension in a server's extension directory. */
export interface InstalledExtension {
  /** What `CREATE EXTENSION` calls it. */
  readonly name: string;
  remove(): Promise<void>;
}

/**
 * Copies an extension's control file and scripts to where the server looks for them. A file of the same name with
 * other contents belongs to another test, so it is an error, unless `replace` says that it is an older build of this one.
 */
export async function installExtensionFiles(
  server: Pick<TestServer, 'extensionDirectory'>,
  directory: string,
  { replace = false } = {},
): Promise<InstalledExtension> {
  const files = (await readdir(directory)).filter((file) => file.endsWith('.control') || file.endsWith('.sql'));
  const controls = files.filter((file) => file.endsWith('.control'));
  const name = controls[0]?.slice(0, -'.control'.length);
  if (name === undefined || controls.length > 1) {
    throw new Error(`${directory} must hold the files of one extension, but has ${controls.length} control files`);
  }
  const own = files.filter((file) => file === controls[0] || file.startsWith(`${name}--`));
  for (const file of own) await installFile(join(directory, file), join(server.extensionDirectory, file), replace);
  return {
    name,
    remove: async () => {
      await Promise.all(own.map((file) => rm(join(server.extensionDirectory, file), { force: true })));
    },
  };
}

async function installFile(from: string, to: string, replace: boolean): Promise<void> {
  const contents = await readFile(from);
  const present = await readFile(to).catch(() => undefined);
  if (present !== undefined && !replace && !present.equals(contents)) {
    throw new Error(`${to} is already there with other contents: give the extension a name from uniqueName()`);
  }
  await writeFile(to, contents);
  // The server may run as another user, whom a strict umask would lock out.
  await chmod(to, 0o644);
}
