import type pg from 'pg';
import semver from 'semver';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { countRows, type RowCount } from '../inspect/count-rows.ts';
import { readRelease } from '../release/releases.ts';
import type { Release } from '../release/types.ts';
import { type Effects, installEffects, upgradeEffects } from './effects.ts';
import type { TableLock } from './locks.ts';
import { noPath, readPath, readState, refuseState } from './server-state.ts';

/** What a deploy does to a database. */
export interface DeployPlan {
  readonly extension: string;
  /** The schema of the extension. */
  readonly schema: string;
  /** The version that is installed, if any. */
  readonly from: string | null;
  readonly to: string;
  /** One for each script that PostgreSQL runs; none where nothing is to be done. */
  readonly steps: readonly Effects[];
  readonly locks: readonly TableLock[];
  /** Of the TVIEWs that change. */
  readonly rows: readonly RowCount[];
}

/** What a deploy needs a consent for. */
export interface Consents {
  readonly allowDataLoss: boolean;
  readonly allowDowngrade: boolean;
}

/**
 * Reads what a database has, and plans what leads to the target. Throws `CannotRun` where the server lacks files, where
 * the role lacks rights, and where the out folder lacks the releases between.
 */
export async function planDeploy(
  client: pg.ClientBase,
  extension: string,
  target: string,
  out: string,
): Promise<DeployPlan> {
  const state = await readState(client, extension);
  const from = state.installed?.version ?? null;
  if (state.installed && from === target) {
    return { extension, schema: state.installed.schema, from, to: target, steps: [], locks: [], rows: [] };
  }
  refuseState(state, extension, target);
  const release = readRelease(out, extension, target);
  const steps = await planSteps(client, from, release, out);
  const tviews = new Set(steps.flatMap((step) => step.tviews.map(({ before }) => before)));
  return {
    extension,
    schema: release.manifest.schema,
    from,
    to: target,
    steps,
    locks: mergeLocks(steps.flatMap(({ locks }) => locks)),
    rows: (await countRows(client, [...tviews])).filter(({ rows }) => rows !== null),
  };
}

async function planSteps(
  client: pg.ClientBase,
  from: string | null,
  target: Release,
  out: string,
): Promise<readonly Effects[]> {
  if (from === null) return [installEffects(target)];
  const { name, version } = target.manifest;
  const path = await readPath(client, name, from, version);
  if (path === undefined) throw noPath(name, from, version);
  const releases = path.map((step) => (step === version ? target : readRelease(out, name, step)));
  const steps: Effects[] = [];
  for (const [index, release] of releases.slice(1).entries()) {
    const before = releases[index];
    if (before) steps.push(await upgradeEffects(before, release));
  }
  return steps;
}

/** Each relation once, in the order of the first step that locks it, with the stronger lock. */
function mergeLocks(locks: readonly TableLock[]): readonly TableLock[] {
  const merged = new Map<string, TableLock>();
  for (const lock of locks) {
    if (merged.get(lock.relation)?.mode !== 'ACCESS EXCLUSIVE') merged.set(lock.relation, lock);
  }
  return [...merged.values()];
}

/** What is to be known of a plan: errors where it needs a consent that is not given, else warnings. */
export function judgePlan({ extension, from, to, steps }: DeployPlan, consents: Consents): readonly Diagnostic[] {
  const isDowngrade = from !== null && semver.valid(from) !== null && semver.gt(from, to);
  const downgrade: readonly Diagnostic[] = isDowngrade
    ? [
        {
          code: 'downgrade',
          severity: consents.allowDowngrade ? 'warning' : 'error',
          message: `${extension} ${from} is installed, which is newer than ${to}`,
          help: consents.allowDowngrade ? 'deploy the newer one again' : 'if you mean it: --allow-downgrade',
        },
      ]
    : [];
  return [...downgrade, ...steps.flatMap((step) => describeHazards(step, consents.allowDataLoss))];
}

/** The hazards of a step as diagnostics: losses are errors unless they are allowed, the others warnings. */
export function describeHazards({ tviews }: Effects, allowDataLoss: boolean): readonly Diagnostic[] {
  return tviews.flatMap(({ tview, hazards }) =>
    hazards.map(({ kind, message, why }): Diagnostic => {
      const isLoss = kind === 'data-loss';
      const isRefused = isLoss && !allowDataLoss;
      return {
        code: isLoss ? 'data-loss' : 'upgrade-hazard',
        severity: isRefused ? 'error' : 'warning',
        message: `${tview} ${message}`,
        why,
        ...(isRefused && { help: 'if you mean it: --allow-data-loss' }),
      };
    }),
  );
}
