import pg from 'pg';
import { CannotRun, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { describeHealth, type HealthFinding } from '../inspect/health.ts';
import { quoteIdentifier, quoteLiteral } from '../sql/identifiers.ts';
import { type Applied, apply, type Obstacle, readHealthIfInstalled } from './apply.ts';
import { type BackfillTools, backfill, type Filled } from './backfill.ts';
import { withDeployLock } from './deploy-lock.ts';
import { type Consents, type DeployPlan, judgePlan, planDeploy } from './plan.ts';
import { retry } from './retry.ts';

/** What is deployed, and how patiently; times are milliseconds. */
export interface DeployOptions extends Consents {
  readonly extension: string;
  readonly target: string;
  /** The folder with the releases. */
  readonly out: string;
  readonly dryRun: boolean;
  /** For another deploy to end. */
  readonly wait: number;
  /** For the locks of one attempt. */
  readonly lockTimeout: number;
  /** For all attempts. */
  readonly timeout: number;
  /** Compute rows after the commit, a few in each transaction, and not while writers wait. */
  readonly online: boolean;
  /** Rows per second that are computed so; undefined for no limit. */
  readonly rate: number | undefined;
}

/** What a deploy works with. */
export type DeployTools = BackfillTools;

/** What a deploy did. */
export interface Deployed {
  readonly plan: DeployPlan;
  /** Whether the database has another version now. */
  readonly deployed: boolean;
  readonly attempts: number;
  /** The TVIEWs whose rows were computed after the commit. */
  readonly filled: readonly Filled[];
  /** What `health_check()` says at the end; where nothing was deployed, what it said of that which was rolled back. */
  readonly health: readonly HealthFinding[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Installs the extension in a database, or updates it, without making anybody wait longer than for the lock timeout and
 * the work itself. What needs a consent, and what `health_check()` finds, is in the diagnostics; throws `CannotRun`
 * where the plan cannot be carried out. Then nothing was changed.
 */
export async function deploy(client: pg.ClientBase, options: DeployOptions, tools: DeployTools): Promise<Deployed> {
  if (options.dryRun) return planAndApply(client, options, tools);
  const work = () => planAndApply(client, options, tools);
  return withDeployLock(client, options.extension, options.wait, tools.clock, work);
}

async function planAndApply(client: pg.ClientBase, options: DeployOptions, tools: DeployTools): Promise<Deployed> {
  const plan = await planDeploy(client, options.extension, options.target, options.out);
  const diagnostics = judgePlan(plan, options);
  const isRefused = diagnostics.some(({ severity }) => severity === 'error');
  if (isRefused || options.dryRun) return { plan, deployed: false, attempts: 0, filled: [], health: [], diagnostics };
  const before = await readHealthIfInstalled(client, options.extension);
  const isThere = plan.steps.length === 0;
  const { attempts, committed, findings, warnings } = isThere
    ? { attempts: 0, committed: false, findings: before, warnings: [] }
    : await applyPatiently(client, plan, before, options, tools);
  const filled = options.online && (isThere || committed) ? await backfill(client, plan.schema, options, tools) : [];
  const health = filled.length > 0 ? await readHealthIfInstalled(client, options.extension) : findings;
  return {
    plan,
    deployed: committed,
    attempts,
    filled,
    health,
    diagnostics: [...diagnostics, ...warnings, ...health.flatMap(describeHealth)],
  };
}

interface Notice {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly hint?: string | undefined;
}

async function applyPatiently(
  client: pg.ClientBase,
  plan: DeployPlan,
  before: readonly HealthFinding[],
  { lockTimeout, timeout, online }: DeployOptions,
  { clock, log }: DeployTools,
): Promise<Applied & { readonly attempts: number; readonly warnings: readonly Diagnostic[] }> {
  const { extension, schema, locks } = plan;
  const step = { statement: statementOf(plan), extension, schema, fillLater: online, locks, lockTimeout };
  const heard: string[] = [];
  const listen = (notice: Notice) => {
    // Class 01 is that of warnings, whatever the language of the server calls them.
    if (notice.code?.startsWith('01')) heard.push([notice.message, notice.hint].filter(Boolean).join(' '));
  };
  client.on('notice', listen);
  const attempt = async (number: number) => {
    heard.length = 0;
    const result = await apply(client, step, before);
    if (!result.done) log(`attempt ${number}: ${describeObstacle(result.reason)}`);
    return result;
  };
  try {
    const { attempts, last } = await retry({ timeout, firstPause: 250, longestPause: 15_000 }, attempt, clock);
    if (!last.done) throw outOfTime(plan, attempts, last.reason);
    const warnings = heard.map((message): Diagnostic => ({ code: 'upgrade-hazard', severity: 'warning', message }));
    return { ...last.value, attempts, warnings };
  } catch (error) {
    throw cannotDeploy(plan, error);
  } finally {
    client.off('notice', listen);
  }
}

function statementOf({ extension, from, to }: DeployPlan): string {
  const [name, version] = [quoteIdentifier(extension), quoteLiteral(to)];
  return from === null ? `CREATE EXTENSION ${name} VERSION ${version}` : `ALTER EXTENSION ${name} UPDATE TO ${version}`;
}

function describeObstacle({ message, holders }: Obstacle): string {
  return [message, ...holders].join('; ');
}

function outOfTime({ extension, to }: DeployPlan, attempts: number, { message, holders }: Obstacle): CannotRun {
  return new CannotRun({
    code: 'cannot-deploy',
    message: `${extension} ${to} was not deployed: no locks after ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}; nothing has changed`,
    why: [message, ...holders].join('\n'),
    help: 'let transactions that have written these tables end, or give more time with --timeout SECONDS or --lock-timeout MILLISECONDS',
  });
}

/** What PostgreSQL says when a script fails, with the place where it does. */
function cannotDeploy({ extension, to }: DeployPlan, error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  const { message, detail, hint, where } = error;
  const why = [detail, where?.split('\n')[0]].filter((line) => line !== undefined).join('\n');
  return new CannotRun(
    {
      code: 'cannot-deploy',
      message: `${extension} ${to} was not deployed, and nothing has changed: ${message}`,
      ...(why !== '' && { why }),
      ...(hint !== undefined && { help: hint }),
    },
    { cause: error },
  );
}
