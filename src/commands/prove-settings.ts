import { resolve } from 'node:path';
import { fromCall, type SettingsOrigin } from '../config/schema.ts';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import {
  type BuildSettings,
  type CatalogSource,
  type ParsedBuildSettings,
  parseBuildSettings,
} from './build-settings.ts';
import { findExtensionDirectory } from './pg-config.ts';

/** What a proof takes; not trusted yet. */
export interface ProveSettings
  extends Pick<
    BuildSettings,
    'cwd' | 'config' | 'definitions' | 'databaseUrl' | 'schema' | 'extensionSchema' | 'format'
  > {
  /** The TVIEWs to prove. Default: all. */
  readonly tviews?: readonly string[] | undefined;
  /** A server to make the scratch copy on. Default: the PostgreSQL inside this process. */
  readonly scratchUrl?: string | undefined;
  /** The `pg_config` of that server. Default: `PG_CONFIG`, or the one on the PATH. */
  readonly pgConfig?: string | undefined;
  /** The folder in which that server looks for extensions, instead of the one `pg_config` names. */
  readonly extensionDir?: string | undefined;
  /** How many transactions to run. */
  readonly transactions?: number | string | undefined;
  /** What the generated rows and writes follow from. Default: another one each time. */
  readonly seed?: number | string | undefined;
}

/** Settings of a proof that were checked and completed. */
export interface ParsedProveSettings extends Pick<ParsedBuildSettings, 'cwd' | 'definitions' | 'extension' | 'format'> {
  readonly tviews: readonly string[];
  readonly schemaSource: Exclude<CatalogSource, { readonly kind: 'saved' }>;
  readonly server: { readonly url: string; readonly extensionDirectory: string } | undefined;
  readonly transactions: number;
  readonly seed: number;
}

/** How many transactions a proof runs when nothing says otherwise. */
export const defaultTransactions = 200;

/** Merges settings with the config file, the environment and the defaults; throws `CannotRun` if they are no use. */
export async function parseProveSettings(
  settings: ProveSettings,
  env: Readonly<Record<string, string | undefined>>,
  origin: SettingsOrigin = fromCall,
): Promise<ParsedProveSettings> {
  const { tviews = [], scratchUrl, pgConfig, extensionDir, transactions, seed, ...given } = settings;
  const { cwd, definitions, extension, format, catalogSource } = await parseBuildSettings(given, env, origin);
  if (catalogSource.kind === 'saved') {
    throw new CannotRun({
      code: 'invalid-usage',
      message: 'a saved catalog cannot be written to',
      why: 'a proof writes to a copy of the tables, with their constraints, triggers and functions.',
      help: 'give --schema FILE or --database-url URL',
    });
  }
  return {
    cwd,
    definitions,
    extension,
    format,
    tviews,
    schemaSource: catalogSource,
    server: await parseServer({ scratchUrl, pgConfig, extensionDir }, cwd, env),
    transactions: parseNumber('transactions', transactions ?? defaultTransactions, 1, origin),
    seed: parseNumber('seed', seed ?? Math.floor(Math.random() * 2 ** 31), 0, origin),
  };
}

async function parseServer(
  { scratchUrl, pgConfig, extensionDir }: Pick<ProveSettings, 'scratchUrl' | 'pgConfig' | 'extensionDir'>,
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ParsedProveSettings['server']> {
  if (scratchUrl === undefined) {
    if (pgConfig === undefined && extensionDir === undefined) return undefined;
    const message = '--pg-config and --extension-dir belong to the server of --scratch-url: give it too';
    throw new CannotRun({ code: 'invalid-usage', message });
  }
  const extensionDirectory =
    extensionDir === undefined
      ? await findExtensionDirectory(pgConfig ?? (env.PG_CONFIG || 'pg_config'), cwd)
      : resolve(cwd, extensionDir);
  return { url: scratchUrl, extensionDirectory };
}

function parseNumber(name: string, value: number | string, least: number, { code, spell }: SettingsOrigin): number {
  const number = typeof value === 'number' ? value : /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (Number.isSafeInteger(number) && number >= least && number < 2 ** 31) return number;
  throw new CannotRun({ code, message: `${spell(name)} must be a whole number from ${least} to ${2 ** 31 - 1}` });
}
