import { access } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { createJiti } from 'jiti';
import { type Loader, lilconfig } from 'lilconfig';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import { displayPath } from '../source/display-path.ts';
import { cannotRead } from '../source/file-error.ts';
import { fromFile, parseSettings } from './schema.ts';
import { defineConfig, type Settings } from './settings.ts';

/** Where a config is looked for, in this order, in each folder. */
export const searchPlaces = [
  'tviews.config.ts',
  'tviews.config.js',
  'tviews.config.mjs',
  'tviews.config.json',
  'package.json',
] as const;

/** The config that applies to a folder. */
export interface LoadedConfig {
  /** The folder to which its paths and the defaults are relative: that of the file, or `cwd` without one. */
  readonly root: string;
  readonly file: string | undefined;
  readonly settings: Settings;
}

/** Loads the file given, or the nearest one found from `cwd` upwards, or none; throws `CannotRun` if it is no use. */
export async function loadConfig({ cwd, file }: { cwd: string; file?: string | undefined }): Promise<LoadedConfig> {
  const searcher = lilconfig('tviews', {
    searchPlaces: [...searchPlaces],
    cache: false,
    loaders: mapLoaders(cwd),
    // package.json has its own place for the settings; other files are them.
    packageProp: 'tviews',
  });
  if (file !== undefined) await checkReadable(resolve(cwd, file), cwd);
  const found = await (file === undefined ? searcher.search(cwd) : searcher.load(resolve(cwd, file)));
  if (found === null) return { root: cwd, file: undefined, settings: {} };
  const shown = displayPath(found.filepath, cwd);
  const settings: unknown = found.config;
  return {
    root: dirname(found.filepath),
    file: found.filepath,
    settings: parseSettings(withoutSchemaLink(settings), fromFile(shown)),
  };
}

async function checkReadable(file: string, cwd: string): Promise<void> {
  await access(file).catch((error: unknown) => {
    throw cannotRead(displayPath(file, cwd), error);
  });
}

/** Loaders by file name extension, which name the file when it fails to load. */
function mapLoaders(cwd: string): Record<string, Loader> {
  const explained =
    (load: Loader): Loader =>
    async (path, content) => {
      try {
        return await load(path, content);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        const message = `${displayPath(path, cwd)} cannot be loaded: ${reason}`;
        throw new CannotRun({ code: 'invalid-config', message }, { cause: error });
      }
    };
  const script = explained(importScript);
  const json = explained((_path, content) => JSON.parse(content.replace(/^\u{feff}/u, '')));
  return { '.ts': script, '.js': script, '.mjs': script, '.json': json };
}

/** `import 'tviews'` gives this very program, so that `npx tviews` works where the package is not installed. */
function importScript(path: string): Promise<unknown> {
  const jiti = createJiti(import.meta.url, { moduleCache: false, virtualModules: { tviews: { defineConfig } } });
  return jiti.import(path, { default: true });
}

/** JSON files may say which JSON Schema describes them; editors read that, tviews does not. */
function withoutSchemaLink(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null || !('$schema' in settings)) return settings;
  const { $schema: _, ...rest } = settings;
  return rest;
}
