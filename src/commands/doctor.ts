import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { fromCall, fromFlags, type SettingsOrigin } from '../config/schema.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { FindingFormat } from '../diagnostics/render/render.ts';
import type { Check, ProjectFacts } from '../doctor/types.ts';
import { digest, scriptPath } from '../release/manifest.ts';
import { displayPath } from '../source/display-path.ts';
import {
  type BuildSettings,
  buildDefaults,
  type ParsedBuildSettings,
  parseBuildSettings,
  parseDatabase,
} from './build-settings.ts';
import { formatOption } from './format-option.ts';
import type { Outcome, RunVerb } from './verb.ts';
import { supportedNode } from './version.ts';

/** What an examination takes; not trusted yet. */
export interface DoctorSettings
  extends Pick<BuildSettings, 'cwd' | 'config' | 'databaseUrl' | 'extensionSchema' | 'out' | 'name'> {}

/** What an examination has found; checks that failed are findings as well. */
export interface DoctorOutcome {
  readonly diagnostics: readonly Diagnostic[];
  readonly result: { readonly checks: readonly Check[] };
}

/**
 * Examines what TVIEWs stand on: server, role, files, settings. Throws `CannotRun` where the database cannot be reached, or
 * does not let this role look.
 */
export async function doctor(settings: DoctorSettings = {}): Promise<DoctorOutcome> {
  return doctorIn(settings, process.env, fromCall);
}

async function doctorIn(
  given: DoctorSettings,
  env: Readonly<Record<string, string | undefined>>,
  origin: SettingsOrigin,
): Promise<DoctorOutcome> {
  const { cwd, config, databaseUrl, extensionSchema } = given;
  const { url, schema } = await parseDatabase({ cwd, config, databaseUrl, extensionSchema }, env, origin);
  const project = describeProject(await parseBuildSettings({ ...given, databaseUrl: url }, env, origin));
  const { withClient } = await import('../database/connect.ts');
  const { readServer } = await import('../doctor/read-server.ts');
  const { examine } = await import('../doctor/doctor.ts');
  const server = await withClient(url, (client) => readServer(client, schema, project));
  const checks = examine({ version: process.versions.node, wanted: supportedNode() }, project, server);
  return { result: { checks }, diagnostics: checks.flatMap(findingOf) };
}

function describeProject({ cwd, out, extension, target, releases }: ParsedBuildSettings): ProjectFacts {
  const paths = releases.map((version) => scriptPath(extension.name, version));
  const scripts = paths.flatMap((path) => {
    const file = join(out, path);
    return existsSync(file) ? [{ path, digest: digest(readFileSync(file, 'utf8')) }] : [];
  });
  return { extension: extension.name, target, folder: displayPath(out, cwd), releases, scripts };
}

function findingOf({ check, verdict, message, hint }: Check): readonly Diagnostic[] {
  if (verdict === 'ok') return [];
  const help = hint === undefined ? {} : { help: hint };
  return [{ code: 'unfit-surroundings', severity: verdict, message: `${check}: ${message}`, ...help }];
}

/** `tviews doctor` */
export function addDoctor(program: Command, run: RunVerb): void {
  program
    .command('doctor')
    .summary('examine what TVIEWs stand on: server, role, files, settings')
    .description(
      'Prints a line for each thing that TVIEWs, and deploying them, depend on: ok, warning or error, with what to do. ' +
        'Reads only, with the extension installed or not. Ends with 1 where there is an error.',
    )
    .option('--database-url <url>', 'database to examine (or TVIEWS_DATABASE_URL, or DATABASE_URL)')
    .option('--out <folder>', `folder with the releases (default: ${buildDefaults.out})`)
    .option('--name <name>', 'name of the extension (default: <package or folder>_tviews)')
    .option('--extension-schema <name>', `schema of the extension (default: ${buildDefaults.extensionSchema})`)
    .addOption(formatOption())
    .action(({ format, ...flags }: DoctorSettings & { readonly format?: FindingFormat }) => {
      return run(
        'doctor',
        async ({ cwd, config, env }): Promise<Outcome> => {
          const outcome = await doctorIn({ ...flags, cwd, config }, env, fromFlags);
          const { describeChecks } = await import('../doctor/doctor.ts');
          return { ...outcome, text: describeChecks(outcome.result.checks), textTellsFindings: true, format };
        },
        format,
      );
    });
}
