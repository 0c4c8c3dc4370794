import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import semver from 'semver';
import type { Catalog } from '../catalog/types.ts';
import type { compile } from '../compile.ts';
import { fromFlags } from '../config/schema.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { targets } from '../emit/targets.ts';
import type { EmittedFile } from '../emit/types.ts';
import { type WrittenFile, writeFiles } from '../package/write-files.ts';
import type { Plan } from '../plan/types.ts';
import type { BuiltRelease } from '../release/build-release.ts';
import { manifestPath } from '../release/manifest.ts';
import { isWorkingVersion, readRelease, readScripts } from '../release/releases.ts';
import type { Release } from '../release/types.ts';
import { displayPath } from '../source/display-path.ts';
import { cannotWrite } from '../source/file-error.ts';
import type { SourceFile } from '../source/types.ts';
import { type BuildSettings, buildDefaults, type ParsedBuildSettings, parseBuildSettings } from './build-settings.ts';
import { describeWritten } from './describe-written.ts';
import { formatOption } from './format-option.ts';
import { addInputOptions, compileInput, type InputTools, openCatalog } from './input.ts';
import type { Outcome, RunVerb } from './verb.ts';

/** What a build did. Paths are relative to `out`. */
export interface BuildResult {
  readonly extension: ParsedBuildSettings['extension'];
  readonly out: string;
  readonly dryRun: boolean;
  readonly written: readonly WrittenFile[];
  readonly unchanged: readonly WrittenFile[];
}

/** How a build went; `result` is null when a definition was refused, and then nothing was written. */
export interface BuildOutcome {
  readonly sources: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
  readonly result: BuildResult | null;
}

/** What a build works with; tests bring their own. */
export interface BuildTools extends InputTools {
  readonly compile: typeof compile;
}

/**
 * Compiles the definitions of a folder and writes the extension's files. Throws `CannotRun` where that is not possible;
 * what is wrong with the definitions is in the outcome.
 */
export async function build(settings: BuildSettings = {}): Promise<BuildOutcome> {
  const parsed = await parseBuildSettings(settings, process.env);
  return buildParsed(parsed, await loadTools(() => {}));
}

/** The work of a build, on settings that were checked. */
export async function buildParsed(settings: ParsedBuildSettings, tools: BuildTools): Promise<BuildOutcome> {
  const { cwd, out, extension, dryRun } = settings;
  const before =
    settings.releaseBefore === undefined ? undefined : readRelease(out, extension.name, settings.releaseBefore);
  const { sources, diagnostics, compiled } = await compileInput(
    settings,
    tools,
    tools.compile,
    before?.manifest.numbers,
  );
  if (compiled?.plan === undefined) return { sources, diagnostics, result: null };
  const built = await buildTarget(compiled.plan, compiled.files, before, settings);
  const { files, frozen } = freeze(settings, built.files);
  const found = [...diagnostics, ...built.diagnostics, ...frozen];
  if (found.some(({ severity }) => severity === 'error')) return { sources, diagnostics: found, result: null };
  if (!dryRun && settings.saveCatalog !== undefined) await saveCatalog(compiled.catalog, settings.saveCatalog);
  const written = writeExtension(out, cwd, files, dryRun);
  const stale = settings.check && written.written.length > 0 ? [staleFiles(written.written)] : [];
  return { sources, diagnostics: [...found, ...stale], result: { extension, out, dryRun, ...written } };
}

/** A release with what its target wants besides. */
async function buildTarget(
  plan: Plan,
  emitted: readonly EmittedFile[],
  before: Release | undefined,
  { target, out, project, releases, ...rest }: ParsedBuildSettings,
): Promise<Pick<BuiltRelease, 'files' | 'diagnostics'>> {
  const { buildRelease } = await import('../release/build-release.ts');
  const { describeExtension, emit } = await import('../emit/emit.ts');
  const { packageExtension } = await import('../release/packaging.ts');
  const { tleFile } = await import('../release/pg-tle.ts');
  // What a release drops was allowed when it was made.
  const allowDataLoss = rest.allowDataLoss || releases.includes(plan.extension.version);
  const settings = { before, target, allowDataLoss };
  if (target === 'sql') return buildRelease(plan, emit(plan, target), settings);
  const { files, diagnostics } = await buildRelease(plan, emitted, settings);
  const { extension } = plan;
  const description = describeExtension(plan);
  const packaged = [...files, ...packageExtension(extension, description, project)];
  if (target === 'extension') return { files: packaged, diagnostics };
  const own = files.filter(({ path }) => path.endsWith('.sql'));
  const older = readScripts(out, extension.name, releases).filter(({ path }) =>
    own.every((file) => file.path !== path),
  );
  return { files: [...packaged, tleFile(extension, description, [...older, ...own])], diagnostics };
}

/**
 * A release that is there stays as it is: databases have it, and the next one starts from it. Its manifest says what was
 * known of it then, and is not written again.
 */
function freeze(
  { out, cwd, extension, releases }: ParsedBuildSettings,
  files: readonly EmittedFile[],
): { readonly files: readonly EmittedFile[]; readonly frozen: readonly Diagnostic[] } {
  const { name, version } = extension;
  const last = releases.at(-1);
  const isOlder = last !== undefined && semver.lt(version, last);
  // One more release of an older line is not what CREATE EXTENSION is to install.
  const current = isOlder ? files.filter(({ path }) => path !== `${name}.control`) : files;
  if (isWorkingVersion(version) || !releases.includes(version)) return { files: current, frozen: [] };
  const kept = current.filter(({ path }) => path !== manifestPath(name, version));
  const released = kept.filter(({ path }) => path.includes(`--${version}`));
  const changed = writeExtension(out, cwd, released, true).written;
  const frozen = changed.map(
    ({ path }): Diagnostic => ({
      code: 'frozen-release',
      severity: 'error',
      message: `${path} is released, and would change`,
      why: `A database that has this version would never get the change.\n${firstDifference(join(out, path), released, path)}`,
      help: `build the next release, for example --release ${semver.inc(version, 'patch')}; if nobody has ${version} yet, remove its files`,
    }),
  );
  return { files: kept, frozen };
}

/** The first line that differs: it may come from a definition, or from a catalog that was read elsewhere. */
function firstDifference(file: string, built: readonly EmittedFile[], path: string): string {
  const [before, after] = [readFileSync(file, 'utf8'), built.find((each) => each.path === path)?.text ?? ''].map(
    (text) => text.split('\n'),
  );
  const line = after?.findIndex((text, index) => text !== before?.[index]) ?? -1;
  return `Line ${line + 1} is: ${before?.[line] ?? ''}\nit would be: ${after?.[line] ?? ''}`;
}

function staleFiles(written: readonly WrittenFile[]): Diagnostic {
  return {
    code: 'stale-files',
    severity: 'error',
    message: `not what the definitions give: ${written.map(({ path }) => path).join(', ')}`,
    help: 'run tviews build, and commit what it writes',
  };
}

function writeExtension(
  out: string,
  cwd: string,
  files: readonly { readonly path: string; readonly text: string }[],
  dryRun: boolean,
): Pick<BuildResult, 'written' | 'unchanged'> {
  try {
    return writeFiles(
      out,
      files.map(({ path, text }) => ({ path, content: text })),
      { dryRun },
    );
  } catch (error) {
    throw cannotWrite(displayPath(out, cwd), error);
  }
}

async function saveCatalog(catalog: Catalog, file: string): Promise<void> {
  await (await import('../catalog/saved.ts')).saveCatalog(catalog, file);
}

/** Loaded when needed: parsers, driver and the in-process PostgreSQL would slow down `--help`. */
async function loadTools(log: BuildTools['log']): Promise<BuildTools> {
  return { compile: (await import('../compile.ts')).compile, openCatalog, log };
}

/** `tviews build` */
export function addBuild(program: Command, run: RunVerb): void {
  const command = program
    .command('build')
    .summary('compile the definitions and write the extension’s files')
    .description(
      'Compiles the definitions and writes the files of the extension: NAME.control, NAME--X.Y.Z.sql with its manifest, ' +
        'the scripts from the release before and back to it, and what PGXS and PGXN want. ' +
        'With --target pg_tle also NAME.pg_tle.sql, for servers that take no files; with --target sql plain migrations ' +
        'instead, in the subfolder migrations. Writes all of them or none, and only what changed.',
    );
  addInputOptions(command)
    .option('--save-catalog <file>', 'save the catalog for later builds with --catalog')
    .option('--out <folder>', `folder to write to (default: ${buildDefaults.out})`)
    .addOption(new Option('--target <target>', 'what to build (default: extension)').choices(targets))
    .option('--name <name>', 'name of the extension (default: <package or folder>_tviews)')
    .option('--release <version>', 'version to release; its files never change again (default: a working version)')
    .option('--allow-data-loss', 'release it although the upgrade drops TVIEWs or columns')
    .option('--extension-schema <name>', `schema of the extension (default: ${buildDefaults.extensionSchema})`)
    .option('--dry-run', 'compile and compare, but write nothing')
    .option('--check', 'write nothing, and fail where files are not up to date')
    .addOption(formatOption())
    .action(({ dryRun, check, allowDataLoss, ...flags }: BuildSettings) => {
      return run(
        'build',
        async ({ cwd, config, env, log }) => {
          const settings = await parseBuildSettings(
            { ...flags, cwd, config, dryRun, check, allowDataLoss },
            env,
            fromFlags,
          );
          return describeBuild(await buildParsed(settings, await loadTools(log)), settings);
        },
        flags.format,
      );
    });
}

function describeBuild(outcome: BuildOutcome, { format, cwd }: ParsedBuildSettings): Outcome {
  const { result } = outcome;
  return { ...outcome, format, text: result === null ? '' : describeWritten(result.out, cwd, result) };
}
