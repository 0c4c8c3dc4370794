import type { Command } from 'commander';
import { fromFlags } from '../config/schema.ts';
import type { Effects } from '../deploy/effects.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { RowCount } from '../inspect/count-rows.ts';
import { listReleases, readRelease } from '../release/releases.ts';
import type { Release } from '../release/types.ts';
import { displayPath } from '../source/display-path.ts';
import type { SourceFile } from '../source/types.ts';
import { type BuildSettings, buildDefaults, type ParsedBuildSettings, parseBuildSettings } from './build-settings.ts';
import { noRelease } from './deploy-settings.ts';
import { formatOption } from './format-option.ts';
import { addInputOptions, compileInput, type InputTools, openCatalog } from './input.ts';
import type { Outcome, RunVerb } from './verb.ts';

/** What a comparison with a release takes; not trusted yet. */
export interface DiffSettings extends BuildSettings {
  /** The release to compare with. Default: the last one in the out folder. */
  readonly from?: string | undefined;
}

/** What an upgrade from that release would do. */
export interface DiffResult extends Omit<Effects, 'to' | 'from'> {
  readonly from: string;
  /** Of the TVIEWs that change, where a database was given that has them. */
  readonly rows: readonly RowCount[];
}

/** How a comparison went; `result` is null when a definition was refused. */
export interface DiffOutcome {
  readonly sources: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
  readonly result: DiffResult | null;
}

/**
 * Compares the definitions as they are with a release, and tells what an upgrade would do; writes nothing. Throws
 * `CannotRun` where there is no release; what would be lost is an error in the outcome, unless that is allowed.
 */
export async function diff(settings: DiffSettings = {}): Promise<DiffOutcome> {
  const { from, ...given } = settings;
  return diffParsed(from, await parseBuildSettings(given, process.env), { openCatalog, log: () => {} });
}

async function diffParsed(
  version: string | undefined,
  settings: ParsedBuildSettings,
  tools: InputTools,
): Promise<DiffOutcome> {
  const { cwd, out, extension, catalogSource, allowDataLoss } = settings;
  const chosen = version ?? listReleases(out, extension.name).at(-1);
  if (chosen === undefined) throw noRelease(extension.name, displayPath(out, cwd));
  const before = readRelease(out, extension.name, chosen);
  const { sources, diagnostics, release } = await compileAs(before, settings, tools);
  if (release === undefined) return { sources, diagnostics, result: null };
  const { upgradeEffects } = await import('../deploy/effects.ts');
  const { describeHazards } = await import('../deploy/plan.ts');
  const effects = await upgradeEffects(before, release);
  const { to: _, ...shown } = effects;
  const rows = catalogSource.kind === 'database' ? await countTviews(catalogSource.url, effects) : [];
  // Warnings about definitions are for those who build.
  return { sources, diagnostics: describeHazards(effects, allowDataLoss), result: { ...shown, from: chosen, rows } };
}

/** The definitions as if they were that release, so that its script differs by nothing but what they say. */
async function compileAs(
  { manifest }: Release,
  settings: ParsedBuildSettings,
  tools: InputTools,
): Promise<Pick<DiffOutcome, 'sources' | 'diagnostics'> & { readonly release?: Release }> {
  const { compile } = await import('../compile.ts');
  const { manifestOf, scriptPath } = await import('../release/manifest.ts');
  const extension = { ...settings.extension, version: manifest.version };
  const { compiled, ...read } = await compileInput({ ...settings, extension }, tools, compile, manifest.numbers);
  if (compiled?.plan === undefined) return read;
  const path = scriptPath(extension.name, extension.version);
  const script = compiled.files.find((file) => file.path === path)?.text ?? '';
  return { ...read, release: { manifest: manifestOf(compiled.plan, script), script } };
}

async function countTviews(url: string, { tviews }: Effects): Promise<readonly RowCount[]> {
  const { withClient } = await import('../database/connect.ts');
  const { countRows } = await import('../inspect/count-rows.ts');
  const relations = tviews.map(({ before }) => before);
  const counts = await withClient(url, (client) => countRows(client, relations));
  return counts.filter(({ rows }) => rows !== null);
}

/** `tviews diff` */
export function addDiff(program: Command, run: RunVerb): void {
  const command = program
    .command('diff')
    .summary('tell what an upgrade to the definitions as they are would do')
    .description(
      'Compares the definitions with the last release, and says for each TVIEW what changes, what becomes of its rows, ' +
        'who waits meanwhile, and what could go wrong. Writes nothing.',
    );
  addInputOptions(command)
    .option('--from <version>', 'release to compare with (default: the last one)')
    .option('--out <folder>', `folder with the releases (default: ${buildDefaults.out})`)
    .option('--name <name>', 'name of the extension (default: <package or folder>_tviews)')
    .option('--extension-schema <name>', `schema of the extension (default: ${buildDefaults.extensionSchema})`)
    .option('--allow-data-loss', 'end with 0 although TVIEWs or columns are dropped')
    .addOption(formatOption())
    .action(({ from, ...flags }: DiffSettings) => {
      return run(
        'diff',
        async ({ cwd, config, env, log }): Promise<Outcome> => {
          const settings = await parseBuildSettings({ ...flags, cwd, config }, env, fromFlags);
          const outcome = await diffParsed(from, settings, { openCatalog, log });
          return { ...outcome, text: await describeDiff(outcome.result), format: settings.format };
        },
        flags.format,
      );
    });
}

async function describeDiff(result: DiffResult | null): Promise<string> {
  if (result === null) return '';
  const { describeLocks, describeTviews } = await import('../deploy/describe.ts');
  const lines = [...describeTviews({ ...result, to: '' }, result.rows), ...describeLocks(result.locks)];
  return [`since ${result.from}`, ...lines].join('\n');
}
