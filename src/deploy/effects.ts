import { compareReleases, describeChange, type TviewChange } from '../release/compare.ts';
import type { Release } from '../release/types.ts';
import { findHazards, type Hazard } from './hazards.ts';
import { installLocks, type TableLock, upgradeLocks } from './locks.ts';

/** What becomes of one TVIEW. */
export interface TviewEffect {
  /** Quoted as in SQL. */
  readonly tview: string;
  /** What it is called until then; the same unless it is renamed. */
  readonly before: string;
  readonly kind: TviewChange['kind'];
  /** In words. */
  readonly change: string;
  /**
   * `filled`: computed for the first time; `replaced`: deleted and computed anew; `compared`: computed, and those that
   * differ are written; `kept`: not looked at; `dropped`.
   */
  readonly rows: 'filled' | 'replaced' | 'compared' | 'kept' | 'dropped';
  readonly hazards: readonly Hazard[];
}

/** What an installation or an upgrade does to a database. */
export interface Effects {
  /** Null for an installation. */
  readonly from: string | null;
  readonly to: string;
  /** In the order in which they are created, dropped ones last. Those that stay as they are, are missing. */
  readonly tviews: readonly TviewEffect[];
  /** In the order in which they are taken; held to the end of the transaction. */
  readonly locks: readonly TableLock[];
  /** Whether the scripts differ at all: another version of tviews may write other functions. */
  readonly isUnchanged: boolean;
}

/** What an upgrade from one release to another does. */
export async function upgradeEffects(from: Release, to: Release): Promise<Effects> {
  const changes = compareReleases(from.manifest, to.manifest);
  return {
    from: from.manifest.version,
    to: to.manifest.version,
    tviews: changes.map(effectOf),
    locks: await upgradeLocks(from, to, changes),
    isUnchanged: changes.length === 0 && from.manifest.script === to.manifest.script,
  };
}

/** What an installation does. */
export function installEffects({ manifest }: Release): Effects {
  return {
    from: null,
    to: manifest.version,
    tviews: manifest.tviews.map(({ tview }) => effectOf({ kind: 'created', tview })),
    locks: installLocks(manifest),
    isUnchanged: false,
  };
}

function effectOf(change: TviewChange): TviewEffect {
  return {
    tview: change.tview,
    before: change.kind === 'renamed' ? change.before.tview : change.tview,
    kind: change.kind,
    change: describeChange(change),
    rows: rowsOf(change),
    hazards: findHazards(change),
  };
}

function rowsOf(change: TviewChange): TviewEffect['rows'] {
  if (change.kind === 'created') return 'filled';
  if (change.kind === 'dropped') return 'dropped';
  if (change.kind === 'renamed') return 'compared';
  const { refilled, select, added, dropped, moved, retyped, sources } = change.changes;
  if (refilled) return 'replaced';
  const isComputed = select || sources || added.length + dropped.length + moved.length + retyped.length > 0;
  return isComputed ? 'compared' : 'kept';
}
