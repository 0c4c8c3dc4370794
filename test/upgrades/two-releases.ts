import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from '../../src/commands/build.ts';
import type { Target } from '../../src/emit/targets.ts';
import { installExtensionFiles, type TestServer, uniqueName } from '../support/postgres.ts';

export type Definitions = Readonly<Record<string, string>>;

/** Releases 1.0.0 and 1.1.0 of an extension, whose files are on the server, and what another target makes of them. */
export interface TwoReleases {
  readonly extension: string;
  /** The folder with the files. */
  readonly out: string;
  remove(): Promise<void>;
}

/**
 * Builds two releases, the second of which replaces the definitions of the first; each against a database of its time.
 * Whatever the target, the extension is built besides.
 */
export async function buildTwoReleases(
  server: TestServer,
  before: { readonly definitions: Definitions; readonly databaseUrl: string },
  after: { readonly definitions: Definitions; readonly databaseUrl: string },
  target: Target = 'extension',
): Promise<TwoReleases> {
  const folder = await mkdtemp(join(tmpdir(), 'tviews-upgrade-'));
  const extension = uniqueName('upgrade');
  const out = join(folder, 'extension');
  const release = async (version: string, { definitions, databaseUrl }: typeof before) => {
    await rm(join(folder, 'tviews'), { recursive: true, force: true });
    for (const [file, text] of Object.entries(definitions)) {
      await mkdir(dirname(join(folder, 'tviews', file)), { recursive: true });
      await writeFile(join(folder, 'tviews', file), text);
    }
    const settings = { cwd: folder, name: extension, databaseUrl, release: version, allowDataLoss: true };
    for (const built of new Set<Target>(['extension', target])) {
      const { result, diagnostics } = await build({ ...settings, target: built });
      if (result === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
    }
  };
  await release('1.0.0', before);
  await release('1.1.0', after);
  // pg_tle takes no extension that the server has files of.
  const files = target === 'pg_tle' ? undefined : await installExtensionFiles(server, out);
  const remove = async () => {
    await files?.remove();
    await rm(folder, { recursive: true });
  };
  return { extension, out, remove };
}
