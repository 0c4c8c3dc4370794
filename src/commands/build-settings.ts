import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { type LoadedConfig, loadConfig } from '../config/load.ts';
import { defaultExtensionName } from '../config/names.ts';
import { fromCall, parseSettings, type SettingsOrigin } from '../config/schema.ts';
import type { Settings } from '../config/settings.ts';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import type { FindingFormat } from '../diagnostics/render/render.ts';
import type { Target } from '../emit/targets.ts';
import type { ProjectDescription } from '../release/packaging.ts';
import { lastVersion, listReleases, releaseBefore, workingVersion } from '../release/releases.ts';

/** What a build takes: the settings of `tviews.config.ts`, which these override, and how to run. Not trusted yet. */
export interface BuildSettings extends Settings {
  /** Where relative paths start, and where the config file is looked for. Default: the process’s folder. */
  readonly cwd?: string | undefined;
  /** The config file, instead of the nearest one. */
  readonly config?: string | undefined;
  /** Compile and compare, but write nothing. */
  readonly dryRun?: boolean | undefined;
  /** Like `dryRun`, and files that are not up to date are an error. */
  readonly check?: boolean | undefined;
  /** Release a version whose upgrade drops TVIEWs or columns. */
  readonly allowDataLoss?: boolean | undefined;
}

/** Where the catalog comes from. */
export type CatalogSource =
  | { readonly kind: 'database'; readonly url: string }
  | { readonly kind: 'schema-file'; readonly file: string }
  | { readonly kind: 'saved'; readonly file: string };

/** Build settings that were checked and completed; all paths are absolute. */
export interface ParsedBuildSettings {
  readonly cwd: string;
  readonly definitions: string;
  /** The folder of the target. */
  readonly out: string;
  readonly target: Target;
  readonly project: ProjectDescription;
  readonly extension: { readonly name: string; readonly version: string; readonly schema: string };
  /** What the folder holds already, in ascending order. */
  readonly releases: readonly string[];
  /** The version that an upgrade starts from; undefined for the first one. */
  readonly releaseBefore: string | undefined;
  readonly catalogSource: CatalogSource;
  readonly saveCatalog: string | undefined;
  readonly cacheDirectory: string;
  readonly dryRun: boolean;
  readonly check: boolean;
  readonly allowDataLoss: boolean;
  readonly format: FindingFormat | undefined;
}

/** What building does when nothing says otherwise; folders are relative to the config file. */
export const buildDefaults = {
  definitions: 'tviews',
  out: 'extension',
  target: 'extension',
  extensionSchema: 'tviews',
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Merges settings with the config file, the environment and the defaults; throws `CannotRun` if they are no use. */
export async function parseBuildSettings(
  { cwd: folder, config: configFile, dryRun = false, check = false, allowDataLoss = false, ...given }: BuildSettings,
  env: Environment,
  origin: SettingsOrigin = fromCall,
): Promise<ParsedBuildSettings> {
  const cwd = resolve(folder ?? '.');
  const own = parseSettings(given, origin);
  const config = await loadConfig({ cwd, file: configFile });
  const path = pathsOf(own, config, cwd);
  const setting = <Name extends keyof Settings>(name: Name): Settings[Name] => own[name] ?? config.settings[name];
  const target = setting('target') ?? buildDefaults.target;
  const folderOut = path('out') ?? resolve(config.root, buildDefaults.out);
  // A folder of their own, where nobody takes them for the extension's scripts, which have the same names.
  const out = target === 'sql' ? join(folderOut, 'migrations') : folderOut;
  const name = setting('name') ?? defaultExtensionName(projectName(config.root));
  const releases = listReleases(out, name);
  // What was built last is what there is to check.
  const version = setting('release') ?? (check ? lastVersion(out, name) : undefined) ?? workingVersion(releases);
  return {
    cwd,
    definitions: path('definitions') ?? resolve(config.root, buildDefaults.definitions),
    out,
    target,
    project: describeProject(config.root),
    extension: {
      name,
      version,
      schema: setting('extensionSchema') ?? buildDefaults.extensionSchema,
    },
    catalogSource: chooseCatalog(own, config, cwd, env),
    releases,
    releaseBefore: releaseBefore(releases, version),
    saveCatalog: path('saveCatalog'),
    cacheDirectory: chooseCacheDirectory(config.root, env),
    dryRun: dryRun || check,
    check,
    allowDataLoss,
    format: setting('format'),
  };
}

/** The out folder alone, for verbs that work on what was built. */
export async function parseOut(settings: BuildSettings, origin: SettingsOrigin = fromCall): Promise<string> {
  const cwd = resolve(settings.cwd ?? '.');
  const own = parseSettings({ out: settings.out }, origin);
  const config = await loadConfig({ cwd, file: settings.config });
  return pathsOf(own, config, cwd)('out') ?? resolve(config.root, buildDefaults.out);
}

/** A database in which the extension is installed, for verbs that look at what it does there. */
export async function parseDatabase(
  {
    cwd: folder,
    config: configFile,
    ...given
  }: Pick<BuildSettings, 'cwd' | 'config' | 'databaseUrl' | 'extensionSchema'>,
  env: Environment,
  origin: SettingsOrigin = fromCall,
): Promise<{ readonly url: string; readonly schema: string }> {
  const own = parseSettings(given, origin);
  const config = await loadConfig({ cwd: resolve(folder ?? '.'), file: configFile });
  const url = own.databaseUrl ?? databaseOfSurroundings(config.settings, env);
  const schema = own.extensionSchema ?? config.settings.extensionSchema ?? buildDefaults.extensionSchema;
  if (url) return { url, schema };
  throw new CannotRun({
    code: 'invalid-usage',
    message: 'nothing says in which database the TVIEWs are',
    help: 'give --database-url URL, or set TVIEWS_DATABASE_URL, DATABASE_URL, or databaseUrl in tviews.config.ts',
  });
}

/** The name of the npm package in a folder, or that of the folder. */
export function projectName(folder: string): string {
  return readPackage(folder).name ?? basename(folder);
}

/** License and author of the npm package in a folder. */
function describeProject(folder: string): ProjectDescription {
  const { license, author } = readPackage(folder);
  const maintainer = typeof author === 'object' ? [author.name, author.email && `<${author.email}>`] : [author];
  return { license, maintainer: maintainer.filter(Boolean).join(' ') || undefined };
}

const packageSchema = z.object({
  name: z.string().optional().catch(undefined),
  license: z.string().optional().catch(undefined),
  author: z
    .union([z.string(), z.object({ name: z.string(), email: z.string().optional() })])
    .optional()
    .catch(undefined),
});

/** What it says gives defaults only: where there is no readable package.json, there are none. */
function readPackage(folder: string): z.infer<typeof packageSchema> {
  try {
    return packageSchema.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  } catch {
    return {};
  }
}

type PathSetting = 'definitions' | 'out' | 'schema' | 'catalog' | 'saveCatalog';

/** Paths given directly start at `cwd`, those of the config file at its folder. */
function pathsOf(own: Settings, config: LoadedConfig, cwd: string): (name: PathSetting) => string | undefined {
  return (name) => {
    const direct = own[name];
    if (direct !== undefined) return resolve(cwd, direct);
    const configured = config.settings[name];
    return configured === undefined ? undefined : resolve(config.root, configured);
  };
}

/**
 * What is given directly wins over everything; then the project's own choice of a file, so that a variable in some
 * shell cannot turn an offline build into another one; then the database of `TVIEWS_DATABASE_URL`, of the config, of
 * `DATABASE_URL`.
 */
function chooseCatalog(own: Settings, config: LoadedConfig, cwd: string, env: Environment): CatalogSource {
  const direct = readSource(own, cwd);
  if (direct !== undefined) return direct;
  const { databaseUrl, ...files } = config.settings;
  const file = readSource(files, config.root);
  if (file !== undefined) return file;
  const url = databaseOfSurroundings({ databaseUrl }, env);
  if (url) return { kind: 'database', url };
  throw new CannotRun({
    code: 'invalid-usage',
    message: 'nothing says which tables there are',
    why: 'tviews takes columns, keys and indexes from PostgreSQL’s catalog, never from their names.',
    help: 'give --database-url URL, --schema FILE or --catalog FILE, or set one of them in tviews.config.ts',
  });
}

function databaseOfSurroundings({ databaseUrl }: Settings, env: Environment): string | undefined {
  // Empty variables count as unset: shells and CI systems pass them on like that.
  return env.TVIEWS_DATABASE_URL || databaseUrl || env.DATABASE_URL;
}

function readSource({ databaseUrl, schema, catalog }: Settings, folder: string): CatalogSource | undefined {
  if (databaseUrl !== undefined) return { kind: 'database', url: databaseUrl };
  if (schema !== undefined) return { kind: 'schema-file', file: resolve(folder, schema) };
  if (catalog !== undefined) return { kind: 'saved', file: resolve(folder, catalog) };
  return undefined;
}

/** Where npm projects keep caches, which nobody commits; elsewhere where the system does. */
function chooseCacheDirectory(root: string, env: Environment): string {
  const modules = join(root, 'node_modules');
  return existsSync(modules)
    ? join(modules, '.cache/tviews')
    : join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'tviews');
}
