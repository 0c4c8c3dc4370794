import { join } from 'node:path';
import type { Command } from 'commander';
import { fromCall, fromFlags, type SettingsOrigin } from '../config/schema.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { FindingFormat } from '../diagnostics/render/render.ts';
import type { BuiltFiles } from '../inspect/describe-status.ts';
import type { DatabaseStatus } from '../inspect/status.ts';
import { lastVersion, listReleases } from '../release/releases.ts';
import { displayPath } from '../source/display-path.ts';
import { type BuildSettings, buildDefaults, parseDatabase, parseOut } from './build-settings.ts';
import { formatOption } from './format-option.ts';
import type { Outcome, RunVerb } from './verb.ts';

/** What a look at a database takes; not trusted yet. */
export interface StatusSettings
  extends Pick<BuildSettings, 'cwd' | 'config' | 'databaseUrl' | 'extensionSchema' | 'out'> {}

/** How an extension is in a database, and in the folder that it was built to. */
export interface StatusResult extends DatabaseStatus {
  readonly files: BuiltFiles;
}

/** What a look has found: errors are those of `health_check()`. */
export interface StatusOutcome {
  readonly diagnostics: readonly Diagnostic[];
  readonly result: StatusResult;
}

/** Says how an extension is in a database. Throws `CannotRun` where it cannot be reached, or has none. */
export async function status(settings: StatusSettings = {}): Promise<StatusOutcome> {
  return statusIn(settings, process.env, fromCall);
}

async function statusIn(
  { out, ...given }: StatusSettings,
  env: Readonly<Record<string, string | undefined>>,
  origin: SettingsOrigin,
): Promise<StatusOutcome> {
  const { url, schema } = await parseDatabase(given, env, origin);
  const folder = await parseOut({ ...given, out }, origin);
  const { withClient } = await import('../database/connect.ts');
  const { readStatus } = await import('../inspect/status.ts');
  const read = await withClient(url, (client) => readStatus(client, schema));
  const files = findBuilt(folder, read.extension, given.cwd ?? process.cwd());
  return { result: { ...read, files }, diagnostics: await findingsOf(read) };
}

function findBuilt(out: string, extension: string, cwd: string): BuiltFiles {
  // Migrations have a folder of their own.
  const folder = [out, join(out, 'migrations')].find((each) => lastVersion(each, extension) !== undefined) ?? out;
  return {
    folder: displayPath(folder, cwd),
    last: lastVersion(folder, extension) ?? null,
    lastRelease: listReleases(folder, extension).at(-1) ?? null,
  };
}

async function findingsOf({ health, role, schema }: DatabaseStatus): Promise<readonly Diagnostic[]> {
  const { describeHealth, grantHealthCheck } = await import('../inspect/health.ts');
  if (health !== null) return health.flatMap(describeHealth);
  const message = `role ${role} may not call health_check()`;
  const help = grantHealthCheck(schema, role);
  return [{ code: 'unhealthy', severity: 'warning', message, help }];
}

/** `tviews status` */
export function addStatus(program: Command, run: RunVerb): void {
  program
    .command('status')
    .summary('say how the TVIEWs of a database are')
    .description(
      'Shows the versions of the extension, its queue, and state, rows and size of each TVIEW; then what health_check() ' +
        'says. Reads only. Ends with 1 where health_check() has an error.',
    )
    .option('--database-url <url>', 'database that has the TVIEWs (or TVIEWS_DATABASE_URL, or DATABASE_URL)')
    .option('--out <folder>', `folder with the releases (default: ${buildDefaults.out})`)
    .option('--extension-schema <name>', `schema of the extension (default: ${buildDefaults.extensionSchema})`)
    .addOption(formatOption())
    .action(({ format, ...flags }: StatusSettings & { readonly format?: FindingFormat }) => {
      return run(
        'status',
        async ({ cwd, config, env }): Promise<Outcome> => {
          const outcome = await statusIn({ ...flags, cwd, config }, env, fromFlags);
          const { describeStatus } = await import('../inspect/describe-status.ts');
          return { ...outcome, text: describeStatus(outcome.result, outcome.result.files), format };
        },
        format,
      );
    });
}
