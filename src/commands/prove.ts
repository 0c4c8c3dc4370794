import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { closest, distance } from 'fastest-levenshtein';
import { fromFlags } from '../config/schema.ts';
import { CannotRun, type Diagnostic, Report } from '../diagnostics/diagnostic.ts';
import type { ParsedDefinition } from '../parse/types.ts';
import type { Proof } from '../prove/prove.ts';
import type { Scratch } from '../prove/scratch.ts';
import type { TviewNames } from '../prove/tviews.ts';
import { displayPath } from '../source/display-path.ts';
import { readDefinitions } from '../source/read-definitions.ts';
import type { SourceFile } from '../source/types.ts';
import { buildDefaults } from './build-settings.ts';
import { describeProof, findingsOf, type ProveResult, toResult } from './describe-proof.ts';
import { formatOption } from './format-option.ts';
import {
  defaultTransactions,
  type ParsedProveSettings,
  type ProveSettings,
  parseProveSettings,
} from './prove-settings.ts';
import type { Context, RunVerb } from './verb.ts';

/** How a proof went; `result` is null when a definition was refused, and then nothing was run. */
export interface ProveOutcome {
  readonly sources: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
  readonly result: ProveResult | null;
}

/** What a proof works with besides its settings. */
export interface ProveTools extends Pick<Context, 'log' | 'env' | 'atInterrupt'> {
  /** SQL that runs after each installation; tests break a trigger by it. */
  readonly sabotage?: string;
}

/**
 * Runs definitions against a scratch copy of the schema, with generated rows and writes, and compares each TVIEW with its
 * backing view after every commit. Throws `CannotRun` where there is no copy to be had; what was found is in the outcome.
 */
export async function prove(settings: ProveSettings = {}): Promise<ProveOutcome> {
  const parsed = await parseProveSettings(settings, process.env);
  return proveParsed(parsed, { log: () => {}, env: process.env, atInterrupt: () => () => {} });
}

/** The work of a proof, on settings that were checked. */
export async function proveParsed(settings: ParsedProveSettings, tools: ProveTools): Promise<ProveOutcome> {
  const { cwd, definitions } = settings;
  const { sources, diagnostics } = await readDefinitions(definitions, cwd);
  tools.log(`${displayPath(definitions, cwd)}: ${sources.length} files`);
  if (diagnostics.length > 0) return { sources, diagnostics, result: null };
  const parsed = await parseAll(sources);
  const spans = new Map(parsed.map(({ name, nameSpan }) => [name, nameSpan]));
  requireKnown(settings.tviews, [...spans.keys()]);
  // Loaded when needed: drivers, parsers and generators would slow down `--help`.
  const { openScratch } = await import('./open-scratch.ts');
  const { splitStatements } = await import('../sql/statements.ts');
  const scratch = await openScratch(settings, tools);
  try {
    const statements = parsed.flatMap((definition) => definition.statements.map(({ text }) => text));
    await scratch.createRoles(await splitStatements(statements.map((text) => `${text};`).join('\n')));
    const { proof, refusals } = await proveOn(scratch, sources, settings, tools);
    if (proof === undefined) return { sources, diagnostics: refusals, result: null };
    const found = findingsOf(proof, (tview) => spans.get(bareName(tview)));
    return { sources, diagnostics: found, result: toResult(proof, settings.seed) };
  } finally {
    await scratch.close();
  }
}

async function proveOn(
  scratch: Scratch,
  sources: readonly SourceFile[],
  { extension: { schema }, tviews, transactions, seed }: ParsedProveSettings,
  { log, sabotage }: ProveTools,
): Promise<{ readonly proof?: Proof; readonly refusals: readonly Diagnostic[] }> {
  const { compile } = await import('../compile.ts');
  const { readCatalog } = await import('../catalog/read-catalog.ts');
  const { describeDefinitions } = await import('../database/describe.ts');
  const proving = await import('../prove/prove.ts');
  // A name of its own, as the files may stand beside those of the real extension.
  const extension = { name: `tviews_prove_${randomBytes(6).toString('hex')}`, version: '1.0.0', schema };
  const { files, diagnostics } = await compile({
    sources,
    catalog: await readCatalog(scratch.run),
    extension,
    describe: (requests) => describeDefinitions(scratch.run, requests),
  });
  if (diagnostics.some(({ severity }) => severity === 'error')) return { refusals: diagnostics };
  const proof = await proving.prove(scratch, {
    extension: { name: extension.name, files, sabotage },
    schema,
    keyNotUnique: diagnostics.some(({ code }) => code === 'key-not-unique'),
    transactions,
    seed,
    choose: (installed) => chooseTviews(installed, tviews),
    log,
  });
  // What the compiler advises is for “tviews build” to say.
  return { proof, refusals: [] };
}

/** The definitions that can be read; the others have findings when they are compiled. */
async function parseAll(sources: readonly SourceFile[]): Promise<readonly ParsedDefinition[]> {
  const { loadParser, parseDefinition } = await import('../parse/parse-definition.ts');
  await loadParser();
  return sources.flatMap((source) => parseDefinition(source, new Report()) ?? []);
}

function requireKnown(names: readonly string[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(bareName(name)));
  // Definitions that cannot be read have findings of their own.
  if (unknown === undefined || known.length === 0) return;
  const candidate = closest(bareName(unknown), known);
  throw new CannotRun({
    code: 'invalid-usage',
    message: `no definition declares ${unknown}`,
    help: distance(bareName(unknown), candidate) <= 3 ? `did you mean ${candidate}?` : `there are ${known.join(', ')}`,
  });
}

/** The TVIEWs that go by the names given, with or without their schemas; all of them if none is given. */
function chooseTviews(installed: readonly TviewNames[], names: readonly string[]): readonly TviewNames[] {
  if (names.length === 0) return installed;
  return installed.filter(({ tview }) => names.includes(tview) || names.includes(bareName(tview)));
}

function bareName(qualified: string): string {
  const [, quoted, bare] = /(?:"((?:[^"]|"")*)"|([^."]+))$/.exec(qualified) ?? [];
  return bare ?? quoted?.replaceAll('""', '"') ?? qualified;
}

/** `tviews prove` */
export function addProve(program: Command, run: RunVerb): void {
  program
    .command('prove')
    .summary('try the definitions on a scratch copy with generated writes')
    .description(
      'Installs the extension in a scratch copy of the schema, generates rows and transactions, and compares each ' +
        'TVIEW with its SELECT after every commit. Evidence, not certainty; your database is only read.',
    )
    .argument('[tviews...]', 'TVIEWs to prove (default: all)')
    .option('--definitions <folder>', `folder with the definitions, *.sql (default: ${buildDefaults.definitions})`)
    .option('--schema <file>', 'SQL file that creates the tables')
    .option('--database-url <url>', 'database to copy the schema of, with pg_dump (or TVIEWS_DATABASE_URL, …)')
    .option('--scratch-url <url>', 'server to make the copy on, as a superuser (default: inside this process)')
    .option('--pg-config <path>', 'pg_config of that server (default: PG_CONFIG, or the one on the PATH)')
    .option('--extension-dir <folder>', 'extension folder of that server, instead of asking pg_config')
    .option('--transactions <number>', `how many transactions to run (default: ${defaultTransactions})`)
    .option('--seed <number>', 'repeat the run that had this seed')
    .option('--extension-schema <name>', `schema of the extension (default: ${buildDefaults.extensionSchema})`)
    .addOption(formatOption())
    .action((tviews: string[], flags: ProveSettings) => {
      return run(
        'prove',
        async ({ cwd, config, env, log, atInterrupt }) => {
          const settings = await parseProveSettings({ ...flags, tviews, cwd, config }, env, fromFlags);
          const outcome = await proveParsed(settings, { log, env, atInterrupt });
          const text = outcome.result === null ? '' : describeProof(outcome.result);
          return { ...outcome, text, format: settings.format };
        },
        flags.format,
      );
    });
}
