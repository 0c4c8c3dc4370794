import { compareReleases, describeChange, type TviewChange } from '../release/compare.ts';
import type { Manifest } from '../release/manifest.ts';
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
  const refilled = refilledTviews(changes, from.manifest, to.manifest);
  return {
    from: from.manifest.version,
    to: to.manifest.version,
    tviews: changes.map((change) => effectOf(change, refilled.has(change.tview))),
    locks: await upgradeLocks(from, to, changes),
    isUnchanged: changes.length === 0 && from.manifest.script === to.manifest.script,
  };
}

/** What an installation does. */
export function installEffects({ manifest }: Release): Effects {
  return {
    from: null,
    to: manifest.version,
    tviews: manifest.tviews.map(({ tview }) => effectOf({ kind: 'created', tview }, false)),
    locks: installLocks(manifest),
    isUnchanged: false,
  };
}

/** Where the key changes, or one of its columns, no row keeps its identity. */
function refilledTviews(changes: readonly TviewChange[], from: Manifest, to: Manifest): ReadonlySet<string> {
  const keyOf = (manifest: Manifest, name: string): readonly string[] =>
    manifest.tviews.find(({ tview }) => tview === name)?.key ?? [];
  const isRefilled = (change: TviewChange): boolean => {
    if (change.kind !== 'changed') return false;
    const { key, moved, retyped } = change.changes;
    const keys = [...keyOf(from, change.tview), ...keyOf(to, change.tview)];
    return key || keys.some((column) => moved.includes(column) || retyped.includes(column));
  };
  return new Set(changes.filter(isRefilled).map(({ tview }) => tview));
}

function effectOf(change: TviewChange, isRefilled: boolean): TviewEffect {
  return {
    tview: change.tview,
    before: change.kind === 'renamed' ? change.before.tview : change.tview,
    kind: change.kind,
    change: describeChange(change),
    rows: rowsOf(change, isRefilled),
    hazards: findHazards(change, isRefilled),
  };
}

function rowsOf(change: TviewChange, isRefilled: boolean): TviewEffect['rows'] {
  if (change.kind === 'created') return 'filled';
  if (change.kind === 'dropped') return 'dropped';
  if (change.kind === 'renamed') return 'compared';
  if (isRefilled) return 'replaced';
  const { select, added, dropped, moved, retyped, sources } = change.changes;
  const isComputed = select || sources || added.length + dropped.length + moved.length + retyped.length > 0;
  return isComputed ? 'compared' : 'kept';
}
