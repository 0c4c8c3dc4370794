import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { searchPlaces } from '../config/load.ts';
import { defaultExtensionName } from '../config/names.ts';
import { fromCall, fromFlags, parseSettings, type SettingsOrigin } from '../config/schema.ts';
import { type FileToWrite, writeFiles } from '../package/write-files.ts';
import { displayPath } from '../source/display-path.ts';
import { cannotWrite } from '../source/file-error.ts';
import { buildDefaults, projectName } from './build-settings.ts';
import {
  addScripts,
  configText,
  type InitChoices,
  markGenerated,
  parseObject,
  sampleDefinition,
} from './init-files.ts';
import type { Outcome, RunVerb } from './verb.ts';

/** What `init` takes; not trusted yet. What is not given has a default. */
export interface InitSettings extends Partial<InitChoices> {
  readonly cwd?: string | undefined;
  readonly dryRun?: boolean | undefined;
}

/** What `init` did to each file, by path relative to the folder. */
export interface InitResult {
  readonly dryRun: boolean;
  readonly files: readonly { readonly path: string; readonly action: 'created' | 'changed' | 'kept' }[];
}

interface ParsedInitSettings {
  readonly cwd: string;
  readonly choices: InitChoices;
  readonly dryRun: boolean;
}

/** A file as `init` wants it; without content it is to stay as it is. */
interface WantedFile {
  readonly path: string;
  readonly content: string | undefined;
}

/** Sets a folder up for tviews. Never overwrites: what is there is kept, or has lines added to it. */
export function init(settings: InitSettings = {}): InitResult {
  return initParsed(parseInitSettings(settings));
}

function parseInitSettings(
  { cwd: folder, dryRun = false, ...given }: InitSettings,
  origin: SettingsOrigin = fromCall,
): ParsedInitSettings {
  const cwd = resolve(folder ?? '.');
  const { schema, catalog, ...settings } = parseSettings(given, origin);
  const choices: InitChoices = {
    name: settings.name ?? defaultExtensionName(projectName(cwd)),
    definitions: settings.definitions ?? buildDefaults.definitions,
    out: settings.out ?? buildDefaults.out,
    schema,
    catalog,
  };
  return { cwd, choices, dryRun };
}

/** The work of `init`, on settings that were checked. */
function initParsed({ cwd, choices, dryRun }: ParsedInitSettings): InitResult {
  const wanted = [
    wantConfig(cwd, choices),
    wantDefinition(cwd, choices.definitions),
    ...wantAttributes(cwd, choices.out),
    ...wantScripts(cwd),
  ];
  const files = wanted.map(({ path, content }) => {
    if (content === undefined) return { path, action: 'kept' as const };
    return { path, action: existsSync(join(cwd, path)) ? ('changed' as const) : ('created' as const) };
  });
  const toWrite = wanted.filter((file): file is WantedFile & FileToWrite => file.content !== undefined);
  try {
    writeFiles(cwd, toWrite, { dryRun });
  } catch (error) {
    throw cannotWrite(cwd, error);
  }
  return { dryRun, files };
}

/** Any config counts: a second one would be shadowed by the first, or shadow it. */
function wantConfig(cwd: string, choices: InitChoices): WantedFile {
  const existing = searchPlaces.find((place) =>
    place === 'package.json' ? parseObject(readText(cwd, place))?.tviews !== undefined : existsSync(join(cwd, place)),
  );
  if (existing === 'package.json') return { path: 'package.json#tviews', content: undefined };
  if (existing !== undefined) return { path: existing, content: undefined };
  return { path: 'tviews.config.ts', content: configText(choices) };
}

/** The sample is for those who have nothing yet: among other definitions it would only fail to compile. */
function wantDefinition(cwd: string, definitions: string): WantedFile {
  const folder = resolve(cwd, definitions);
  const hasSome =
    existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => `${name}`.endsWith('.sql'));
  if (hasSome) return { path: displayPath(folder, cwd), content: undefined };
  return { path: displayPath(join(folder, 'tv_example.sql'), cwd), content: sampleDefinition };
}

function wantAttributes(cwd: string, out: string): WantedFile[] {
  const shown = displayPath(resolve(cwd, out), cwd);
  // Attributes reach no further than their own folder.
  if (isAbsolute(shown)) return [];
  return [{ path: '.gitattributes', content: markGenerated(readText(cwd, '.gitattributes'), shown) }];
}

function wantScripts(cwd: string): WantedFile[] {
  const manifest = readText(cwd, 'package.json');
  return manifest === '' ? [] : [{ path: 'package.json', content: addScripts(manifest) }];
}

function readText(cwd: string, path: string): string {
  const file = join(cwd, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** `tviews init` */
export function addInit(program: Command, run: RunVerb): void {
  program
    .command('init')
    .summary('set up a folder: config, a sample definition, npm scripts')
    .description(
      'Writes tviews.config.ts and a sample definition, marks the output as generated in .gitattributes and adds ' +
        'scripts to package.json. Never overwrites a file.',
    )
    .option('--name <name>', 'name of the extension (default: <package or folder>_tviews)')
    .option('--definitions <folder>', `folder with the definitions (default: ${buildDefaults.definitions})`)
    .option('--out <folder>', `folder for the built extension (default: ${buildDefaults.out})`)
    .option('--schema <file>', 'SQL file that creates the tables, instead of a database')
    .option('--catalog <file>', 'saved catalog, instead of a database')
    .option('-y, --yes', 'ask nothing and take the defaults')
    .option('--dry-run', 'say what would be done, but write nothing')
    .action(({ yes, ...flags }: InitSettings & { yes?: true }) => {
      return run('init', async ({ cwd, isInteractive }) => {
        const parsed = parseInitSettings({ ...flags, cwd }, fromFlags);
        if (yes || !isInteractive) return describeInit(initParsed(parsed), parsed);
        const { askChoices } = await import('./init-questions.ts');
        const asked = { ...parsed, choices: await askChoices(parsed.choices) };
        return describeInit(initParsed(asked), asked);
      });
    });
}

function describeInit(result: InitResult, { cwd, choices }: ParsedInitSettings): Outcome {
  const text = result.files
    .map(({ path, action }) => `${result.dryRun && action !== 'kept' ? `would be ${action}` : action} ${path}`)
    .join('\n');
  const definitions = displayPath(resolve(cwd, choices.definitions), cwd);
  const hint = `\nNext: write your SELECT in ${definitions}, then run “npx tviews build”.`;
  return { result, text, diagnostics: [], ...(result.dryRun ? {} : { hint }) };
}
