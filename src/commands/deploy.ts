import type { Command } from 'commander';
import { fromFlags } from '../config/schema.ts';
import type { Filled } from '../deploy/backfill.ts';
import type { Deployed } from '../deploy/deploy.ts';
import type { DeployPlan } from '../deploy/plan.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { HealthFinding } from '../inspect/health.ts';
import { buildDefaults } from './build-settings.ts';
import {
  type DeploySettings,
  deployDefaults,
  type ParsedDeploySettings,
  parseDeploySettings,
} from './deploy-settings.ts';
import { formatOption } from './format-option.ts';
import type { Context, Outcome, RunVerb } from './verb.ts';
import { type Difference, verify } from './verify.ts';

/** What a deploy did. */
export interface DeployResult extends DeployPlan {
  readonly dryRun: boolean;
  readonly online: boolean;
  /** Whether the database has another version now. */
  readonly deployed: boolean;
  readonly attempts: number;
  /** The TVIEWs whose rows were computed after the commit. */
  readonly filled: readonly Filled[];
  /** What `health_check()` says afterwards. */
  readonly health: readonly HealthFinding[];
  /** Between TVIEWs and their SELECTs; null where they were not compared. */
  readonly differences: readonly Difference[] | null;
}

/** How a deploy went: errors say that nothing was deployed, or that what is in the database now is not right. */
export interface DeployOutcome {
  readonly diagnostics: readonly Diagnostic[];
  readonly result: DeployResult;
}

/**
 * Installs the extension in a database, or updates it. Throws `CannotRun` where that is not possible; then nothing has
 * changed.
 */
export async function deploy(settings: DeploySettings = {}): Promise<DeployOutcome> {
  const tools = { log: () => {}, progress: () => {}, atInterrupt: () => () => {} };
  return deployParsed(await parseDeploySettings(settings, process.env), tools);
}

async function deployParsed(
  { url, options, ...check }: ParsedDeploySettings,
  { log, progress, atInterrupt }: Pick<Context, 'log' | 'progress' | 'atInterrupt'>,
): Promise<DeployOutcome> {
  const { withClient } = await import('../database/connect.ts');
  const { deploy: deployWith } = await import('../deploy/deploy.ts');
  const { systemClock } = await import('../deploy/retry.ts');
  const deployed = await withClient(url, async (client) => {
    const { rows } = await client.query('SELECT pg_backend_pid() AS process');
    // A server would finish the statement, and hold its locks, before it notices that nobody is there.
    const cancel = () => withClient(url, (other) => other.query('SELECT pg_cancel_backend($1)', [rows[0]?.process]));
    const takeBack = atInterrupt(async () => void (await cancel()));
    return deployWith(client, options, { clock: systemClock, log, progress }).finally(takeBack);
  });
  const verified = await verifyDeployed(url, deployed, options.dryRun, check);
  const { plan, diagnostics, ...done } = deployed;
  return {
    diagnostics: [...diagnostics, ...verified.diagnostics],
    result: { ...plan, ...done, dryRun: options.dryRun, online: options.online, differences: verified.differences },
  };
}

/** Compares what is there with the SELECTs, if that is asked for and the database has the version it should have. */
async function verifyDeployed(
  databaseUrl: string,
  { plan, deployed }: Deployed,
  dryRun: boolean,
  check: Pick<ParsedDeploySettings, 'verify' | 'sample'>,
): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly differences: DeployResult['differences'] }> {
  const isThere = deployed || plan.steps.length === 0;
  if (!check.verify || dryRun || !isThere) return { diagnostics: [], differences: null };
  const { diagnostics, result } = await verify({ databaseUrl, extensionSchema: plan.schema, sample: check.sample });
  return { diagnostics, differences: result.differences };
}

/** `tviews deploy` */
export function addDeploy(program: Command, run: RunVerb): void {
  program
    .command('deploy')
    .summary('install the extension in a database, or update it')
    .description(
      'Runs CREATE EXTENSION or ALTER EXTENSION … UPDATE with short lock timeouts, again and again until it gets its ' +
        'locks, so that nobody queues behind it; then asks health_check(). The files must be on the server (tviews install).',
    )
    .option('--database-url <url>', 'database to deploy to (or TVIEWS_DATABASE_URL, or DATABASE_URL)')
    .option('--out <folder>', `folder with the releases (default: ${buildDefaults.out})`)
    .option('--name <name>', 'name of the extension (default: <package or folder>_tviews)')
    .option('--target-version <version>', 'version to deploy (default: the last release in the folder)')
    .option('--dry-run', 'show the plan, but change nothing')
    .option('--online', 'compute rows after the commit, a few in each transaction, while others read and write')
    .option('--rate <rows>', 'compute no more rows a second (default: as many as the server can)')
    .option('--verify [sample]', 'compare the TVIEWs with their SELECTs afterwards, or so many keys of each')
    .option('--wait <seconds>', `wait for another deploy to end (default: ${deployDefaults.wait})`)
    .option('--timeout <seconds>', `try so long to get the locks (default: ${deployDefaults.timeout})`)
    .option(
      '--lock-timeout <ms>',
      `longest wait of one attempt, all locks together (default: ${deployDefaults.lockTimeout})`,
    )
    .option('--allow-data-loss', 'deploy it although TVIEWs or columns are dropped')
    .option('--allow-downgrade', 'deploy it although the database has a newer version')
    .addOption(formatOption())
    .action((flags: DeploySettings) => {
      return run(
        'deploy',
        async ({ cwd, config, env, log, progress, atInterrupt }): Promise<Outcome> => {
          const settings = await parseDeploySettings({ ...flags, cwd, config }, env, fromFlags);
          const outcome = await deployParsed(settings, { log, progress, atInterrupt });
          return { ...outcome, text: await describeDeploy(outcome), format: settings.format };
        },
        flags.format,
      );
    });
}

async function describeDeploy({ result }: DeployOutcome): Promise<string> {
  const { describePlan } = await import('../deploy/describe.ts');
  const lines = [describePlan(result)];
  if (result.online && result.steps.length > 0) lines.push('  rows are computed after the commit, while others write');
  const attempts = result.attempts === 1 ? 'at the first attempt' : `after ${result.attempts} attempts`;
  if (result.deployed) lines.push(`deployed ${attempts}`);
  else if (result.attempts > 0) lines.push('rolled back');
  else if (result.steps.length > 0) lines.push(result.dryRun ? 'would be deployed' : 'not deployed');
  for (const { tview, keys } of result.filled) {
    lines.push(`  ${tview}: complete${keys === null ? '' : `, about ${keys.toLocaleString('en')} rows compared`}`);
  }
  if (result.differences?.length === 0) lines.push('all TVIEWs: equal');
  return lines.join('\n');
}
