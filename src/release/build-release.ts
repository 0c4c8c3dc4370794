import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Target } from '../emit/targets.ts';
import type { EmittedFile } from '../emit/types.ts';
import type { Plan } from '../plan/types.ts';
import { compareReleases, type TviewChange } from './compare.ts';
import { manifestFile, manifestOf, scriptPath } from './manifest.ts';
import { isWorkingVersion } from './releases.ts';
import type { Release } from './types.ts';
import { UnknownWay, upgradeScript } from './upgrade.ts';

export interface BuiltRelease {
  /** What was emitted, with the manifest, and the ways from the release before and back. */
  readonly files: readonly EmittedFile[];
  readonly changes: readonly TviewChange[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What a version is made for. */
export interface ReleaseSettings {
  readonly before: Release | undefined;
  readonly target: Target;
  /** Whether an upgrade may take along what users may have built upon. */
  readonly allowDataLoss: boolean;
}

/**
 * Makes a version of what was emitted. What an upgrade to it would take along with the user’s own things is an error for
 * a release, unless `allowDataLoss` says that they may go, and a warning for a working version.
 */
export async function buildRelease(
  plan: Plan,
  emitted: readonly EmittedFile[],
  { before, target, allowDataLoss }: ReleaseSettings,
): Promise<BuiltRelease> {
  const { name, version } = plan.extension;
  const script = emitted.find(({ path }) => path === scriptPath(name, version))?.text ?? '';
  const release = { manifest: manifestOf(plan, script), script };
  const files = [...emitted, manifestFile(release.manifest)];
  if (before === undefined) return { files, changes: [], diagnostics: [] };
  const changes = compareReleases(before.manifest, release.manifest);
  const diagnostics = allowDataLoss ? [] : losses(changes, isWorkingVersion(version));
  try {
    const ways = [await upgradeScript(before, release, target), await upgradeScript(release, before, target)];
    return { files: [...files, ...ways], changes, diagnostics };
  } catch (error) {
    if (!(error instanceof UnknownWay)) throw error;
    return { files, changes, diagnostics: [...diagnostics, noUpgrade(before, error)] };
  }
}

function noUpgrade({ manifest }: Release, { statements }: UnknownWay): Diagnostic {
  return {
    code: 'no-upgrade',
    severity: 'error',
    message: `no upgrade leads from ${manifest.version}: it was written by another version of tviews`,
    why: `The extension itself differs in more than functions: ${statements.map((text) => text.split('\n', 1)[0]).join('; ')}`,
    help: 'build with the version of tviews that wrote it; or release the extension under another name',
  };
}

/** What goes with a TVIEW or a column, though no definition says so: indexes, privileges, views of the user’s own. */
function losses(changes: readonly TviewChange[], isWorking: boolean): readonly Diagnostic[] {
  return changes.flatMap((change): readonly Diagnostic[] => {
    const what = lossOf(change);
    if (what === undefined) return [];
    return [
      {
        code: 'data-loss',
        severity: isWorking ? 'warning' : 'error',
        message: `the upgrade drops ${what}`,
        why: 'Indexes, privileges and comments that somebody has put on it by hand go too; a view that reads it stops the upgrade.',
        help: 'build with --allow-data-loss if that is meant',
      },
    ];
  });
}

function lossOf(change: TviewChange): string | undefined {
  if (change.kind === 'dropped') return change.tview;
  if (change.kind !== 'changed') return undefined;
  const { dropped } = change.changes;
  return dropped.length === 0
    ? undefined
    : `${dropped.length === 1 ? 'column' : 'columns'} ${dropped.join(', ')} of ${change.tview}`;
}
