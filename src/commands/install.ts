import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import semver from 'semver';
import { fromCall, fromFlags, type SettingsOrigin } from '../config/schema.ts';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import { type FileToWrite, type WrittenFile, writeFiles } from '../package/write-files.ts';
import { isWorkingVersion } from '../release/releases.ts';
import { displayPath } from '../source/display-path.ts';
import { cannotRead, cannotWrite } from '../source/file-error.ts';
import { type BuildSettings, parseOut } from './build-settings.ts';
import { describeWritten } from './describe-written.ts';
import { findExtensionDirectory } from './pg-config.ts';
import type { Outcome, RunVerb } from './verb.ts';

/** What an installation takes; not trusted yet. */
export interface InstallSettings extends Pick<BuildSettings, 'cwd' | 'config' | 'out' | 'dryRun'> {
  /** The `pg_config` of the server. Default: `PG_CONFIG`, or the one on the PATH. */
  readonly pgConfig?: string | undefined;
  /** The folder to copy to, instead of the one `pg_config` names. */
  readonly extensionDir?: string | undefined;
}

interface ParsedInstallSettings {
  readonly cwd: string;
  readonly out: string;
  readonly extensionDirectory: string;
  readonly dryRun: boolean;
}

/** What an installation copied; paths are relative to `directory`. */
export interface InstallResult {
  readonly directory: string;
  readonly dryRun: boolean;
  readonly written: readonly WrittenFile[];
  readonly unchanged: readonly WrittenFile[];
}

/** Copies what was built to where PostgreSQL looks for extensions, as `make install` does for others. */
export async function install(settings: InstallSettings = {}): Promise<InstallResult> {
  return installParsed(await parseInstallSettings(settings, process.env));
}

async function parseInstallSettings(
  { cwd: folder, config, out, pgConfig, extensionDir, dryRun = false }: InstallSettings,
  env: Readonly<Record<string, string | undefined>>,
  origin: SettingsOrigin = fromCall,
): Promise<ParsedInstallSettings> {
  const cwd = resolve(folder ?? '.');
  if (pgConfig !== undefined && extensionDir !== undefined) {
    const message = '--pg-config and --extension-dir exclude each other: give one of them';
    throw new CannotRun({ code: 'invalid-usage', message });
  }
  const extensionDirectory =
    extensionDir === undefined
      ? await findExtensionDirectory(pgConfig ?? (env.PG_CONFIG || 'pg_config'), cwd)
      : resolve(cwd, extensionDir);
  return { cwd, out: await parseOut({ out, cwd, config }, origin), extensionDirectory, dryRun };
}

/** The work of an installation, on settings that were checked. */
function installParsed({ cwd, out, extensionDirectory: directory, dryRun }: ParsedInstallSettings): InstallResult {
  const files = readBuiltFiles(out, cwd);
  try {
    // The server runs as another user, who must be able to read them: 0644 as `install -m 644` of PGXS gives.
    return { directory, dryRun, ...writeFiles(directory, files, { dryRun, mode: 0o644 }) };
  } catch (error) {
    const help =
      'run the command as the user who owns that folder (sudo env "PATH=$PATH" npx tviews install …),\n' +
      'or give a folder of extension_control_path (PostgreSQL 18) with --extension-dir';
    throw cannotWrite(displayPath(directory, cwd), error, isDenied(error) ? help : undefined);
  }
}

/** The scripts before the control files, so that no control file names a version that is not there yet. */
function readBuiltFiles(out: string, cwd: string): FileToWrite[] {
  const names = listFiles(out);
  const extensions = names.filter((name) => name.endsWith('.control')).map((name) => name.slice(0, -'.control'.length));
  const isScript = (name: string) =>
    name.endsWith('.sql') && extensions.some((extension) => name.startsWith(`${extension}--`));
  const built = names.filter(isScript);
  const scripts = built.filter((name) => !isSuperseded(name, built));
  if (scripts.length === 0) {
    throw new CannotRun({
      code: 'cannot-install',
      message: `${displayPath(out, cwd)} holds no extension`,
      why: 'an extension is a file NAME.control with at least one script NAME--VERSION.sql.',
      help: 'run “tviews build” first, or give the folder it wrote to with --out',
    });
  }
  return [...scripts, ...extensions.map((name) => `${name}.control`)].map((path) => {
    try {
      return { path, content: readFileSync(join(out, path)) };
    } catch (error) {
      throw cannotRead(displayPath(join(out, path), cwd), error);
    }
  });
}

/** A script of a working version that is not the newest one: nothing leads from it to where databases are to go. */
function isSuperseded(script: string, scripts: readonly string[]): boolean {
  const [name, ...versions] = versionsIn(script);
  const whole = scripts
    .map(versionsIn)
    .flatMap(([other, version = '', ...rest]) =>
      other === name && rest.length === 0 && semver.valid(version) !== null ? [version] : [],
    );
  const newest = semver.rsort(whole)[0];
  return versions.some((version) => semver.valid(version) !== null && isWorkingVersion(version) && version !== newest);
}

/** The name of the extension, then the version or both. */
function versionsIn(script: string): readonly string[] {
  return script.slice(0, -'.sql'.length).split('--');
}

function listFiles(folder: string): string[] {
  // A folder that is not there holds nothing built; that is what the caller reports.
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder).sort();
}

function isDenied(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['EACCES', 'EPERM', 'EROFS'].includes(String(error.code));
}

/** `tviews install` */
export function addInstall(program: Command, run: RunVerb): void {
  program
    .command('install')
    .summary('copy the built extension to where PostgreSQL finds it')
    .description('Copies the control file and the scripts into $(pg_config --sharedir)/extension, as “make install”.')
    .option('--pg-config <path>', 'pg_config of the server (default: PG_CONFIG, or the one on the PATH)')
    .option('--extension-dir <folder>', 'folder to copy to, instead of asking pg_config')
    .option('--out <folder>', 'folder that “tviews build” wrote to')
    .option('--dry-run', 'say what would be copied, but copy nothing')
    .action((flags: InstallSettings) => {
      return run('install', async ({ cwd, config, env }): Promise<Outcome> => {
        const result = installParsed(await parseInstallSettings({ ...flags, cwd, config }, env, fromFlags));
        return { result, text: describeWritten(result.directory, cwd, result), diagnostics: [] };
      });
    });
}
