import type { Command } from 'commander';
import type pg from 'pg';
import { fromCall, fromFlags, type SettingsOrigin } from '../config/schema.ts';
import { CannotRun, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { FindingFormat } from '../diagnostics/render/render.ts';
import { describeRefusal } from '../inspect/installation.ts';
import { quoteIdentifier } from '../sql/identifiers.ts';
import { type BuildSettings, buildDefaults, parseDatabase } from './build-settings.ts';
import { formatOption } from './format-option.ts';
import type { Outcome, RunVerb } from './verb.ts';

/** What a comparison takes; not trusted yet. */
export interface VerifySettings extends Pick<BuildSettings, 'cwd' | 'config' | 'databaseUrl' | 'extensionSchema'> {
  /** The TVIEW to compare, written as in SQL. Default: all. */
  readonly tview?: string | undefined;
  /** Compare so many keys of each TVIEW, chosen at random. Default: all. */
  readonly sample?: number | string | undefined;
  /** Make the rows right that differ. */
  readonly repair?: boolean | undefined;
}

/** A key by which a TVIEW and its SELECT differ. */
export interface Difference {
  readonly tview: string;
  readonly key: Readonly<Record<string, unknown>>;
  readonly difference: 'missing' | 'superfluous' | 'different';
}

/** What a comparison found; rows that were repaired are warnings. */
export interface VerifyOutcome {
  readonly diagnostics: readonly Diagnostic[];
  readonly result: { readonly repaired: boolean; readonly differences: readonly Difference[] };
}

/**
 * Compares the TVIEWs of a database with their SELECTs, and repairs them where that is asked for. Throws `CannotRun` where
 * the database cannot be reached, has no extension, or does not let this role compare.
 */
export async function verify(settings: VerifySettings = {}): Promise<VerifyOutcome> {
  return verifyIn(settings, process.env, fromCall);
}

async function verifyIn(
  { tview, sample, repair = false, ...given }: VerifySettings,
  env: Readonly<Record<string, string | undefined>>,
  origin: SettingsOrigin,
): Promise<VerifyOutcome> {
  const { url, schema } = await parseDatabase(given, env, origin);
  const keys = parseSample(sample, repair, origin);
  const { withClient } = await import('../database/connect.ts');
  const differences = await withClient(url, (client) => compare(client, schema, { tview, keys, repair }));
  const tviews = [...new Set(differences.map((difference) => difference.tview))];
  return {
    result: { repaired: repair, differences },
    diagnostics: tviews.map((name) => describe(name, differences, repair)),
  };
}

function parseSample(
  sample: VerifySettings['sample'],
  repair: boolean,
  { code, spell }: SettingsOrigin,
): number | undefined {
  if (sample === undefined) return undefined;
  const keys = Number(sample);
  if (!Number.isSafeInteger(keys) || keys < 1 || keys >= 2 ** 31)
    throw new CannotRun({ code, message: `${spell('sample')} must be a whole number from 1 to ${2 ** 31 - 1}` });
  if (repair)
    throw new CannotRun({
      code,
      message: `${spell('sample')} and ${spell('repair')} exclude each other: give one of them`,
    });
  return keys;
}

async function compare(
  client: pg.Client,
  schema: string,
  {
    tview,
    keys,
    repair,
  }: { readonly tview?: string | undefined; readonly keys?: number | undefined; readonly repair: boolean },
): Promise<readonly Difference[]> {
  const call = repair ? 'repair($1::regclass)' : 'verify($1::regclass, $2)';
  const values = repair ? [tview ?? null] : [tview ?? null, keys ?? null];
  const text = `SELECT tview::text, key, difference FROM ${quoteIdentifier(schema)}.${call}`;
  try {
    return (await client.query<Difference>(text, values)).rows;
  } catch (error) {
    throw describeRefusal(error, schema, 'cannot-verify');
  }
}

const keysShown = 5;

function describe(tview: string, all: readonly Difference[], repaired: boolean): Diagnostic {
  const differences = all.filter((difference) => difference.tview === tview);
  const count = (kind: Difference['difference']) => differences.filter(({ difference }) => difference === kind).length;
  const kinds = (['different', 'missing', 'superfluous'] as const).filter((kind) => count(kind) > 0);
  const shown = differences.slice(0, keysShown).map(({ key, difference }) => `${JSON.stringify(key)} ${difference}`);
  const more = differences.length > keysShown ? [`and ${differences.length - keysShown} more`] : [];
  const verb = repaired ? 'repaired' : 'stale';
  return {
    code: 'stale-rows',
    severity: repaired ? 'warning' : 'error',
    message: `${tview}: ${kinds.map((kind) => `${count(kind)} ${kind}`).join(', ')} (${verb})`,
    why: [...shown, ...more].join('; '),
    help: 'ask health_check() what lets writes go unseen'.concat(repaired ? '' : ', and make them right with --repair'),
  };
}

/** `tviews verify` */
export function addVerify(program: Command, run: RunVerb): void {
  program
    .command('verify')
    .summary('compare the TVIEWs of a database with their SELECTs')
    .description(
      'Compares a TVIEW, or all of them, with what its SELECT returns, and names the keys of rows that are missing, ' +
        'superfluous or different. Readers and writers go on.',
    )
    .argument('[tview]', 'TVIEW to compare (default: all)')
    .option('--database-url <url>', 'database that has the TVIEWs (or TVIEWS_DATABASE_URL, or DATABASE_URL)')
    .option('--sample <number>', 'compare so many keys of each TVIEW, chosen at random')
    .option('--repair', 'make the rows right that differ')
    .option('--extension-schema <name>', `schema of the extension (default: ${buildDefaults.extensionSchema})`)
    .addOption(formatOption())
    .action((tview: string | undefined, { format, ...flags }: VerifySettings & { readonly format?: FindingFormat }) => {
      return run(
        'verify',
        async ({ cwd, config, env }): Promise<Outcome> => {
          const outcome = await verifyIn({ ...flags, tview, cwd, config }, env, fromFlags);
          const text = outcome.diagnostics.length === 0 ? `${tview ?? 'all TVIEWs'}: equal` : '';
          return { ...outcome, text, format };
        },
        format,
      );
    });
}
