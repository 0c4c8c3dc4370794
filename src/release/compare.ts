import { type Manifest, type ManifestTview, tviewsByName } from './manifest.ts';

/** What becomes of a TVIEW in an upgrade. */
export type TviewChange =
  | { readonly kind: 'created'; readonly tview: string }
  | { readonly kind: 'dropped'; readonly tview: string; readonly before: ManifestTview }
  | { readonly kind: 'renamed'; readonly tview: string; readonly before: ManifestTview }
  | { readonly kind: 'changed'; readonly tview: string; readonly before: ManifestTview; readonly changes: Changes };

/** What differs in a TVIEW that two releases have. */
export interface Changes {
  readonly select: boolean;
  readonly key: boolean;
  /** Columns that come, whose place changes, or that come anew because they follow one that does. */
  readonly added: readonly string[];
  readonly dropped: readonly string[];
  /** They go and come back, because a new one has its place before them. */
  readonly moved: readonly string[];
  readonly retyped: readonly string[];
  /** No row keeps its identity: all are deleted and inserted, as the key changes, or a column of it moves or is retyped. */
  readonly refilled: boolean;
  readonly statements: boolean;
  /** It follows the changes of other tables. */
  readonly sources: boolean;
}

/** What an upgrade from one release to another does to TVIEWs, in the order of the newer one, dropped ones last. */
export function compareReleases(from: Manifest, to: Manifest): readonly TviewChange[] {
  const before = tviewsByName(from);
  const after = tviewsByName(to);
  const dropped = from.tviews.filter(({ tview }) => !after.has(tview));
  const renames = findRenames(
    dropped,
    to.tviews.filter(({ tview }) => !before.has(tview)),
  );
  const kept = to.tviews.flatMap((tview): readonly TviewChange[] => {
    const renamed = renames.get(tview.tview);
    if (renamed) return [{ kind: 'renamed', tview: tview.tview, before: renamed }];
    const known = before.get(tview.tview);
    if (!known) return [{ kind: 'created', tview: tview.tview }];
    const changes = compareTviews(known, tview);
    return changes ? [{ kind: 'changed', tview: tview.tview, before: known, changes }] : [];
  });
  const isRenamed = new Set([...renames.values()].map(({ tview }) => tview));
  return [
    ...kept,
    ...dropped
      .filter(({ tview }) => !isRenamed.has(tview))
      .map((tview): TviewChange => ({ kind: 'dropped', tview: tview.tview, before: tview })),
  ];
}

/** One that goes and one that comes are the same under another name where their SELECT is, and no other one’s. */
function findRenames(
  dropped: readonly ManifestTview[],
  created: readonly ManifestTview[],
): ReadonlyMap<string, ManifestTview> {
  const alike = (a: ManifestTview, b: ManifestTview): boolean =>
    a.select === b.select && a.key.join('\0') === b.key.join('\0');
  return new Map(
    created.flatMap((tview) => {
      const candidates = dropped.filter((other) => alike(tview, other));
      const rivals = created.filter((other) => alike(tview, other));
      const [candidate] = candidates;
      return candidate && candidates.length === 1 && rivals.length === 1 ? [[tview.tview, candidate] as const] : [];
    }),
  );
}

function compareTviews(before: ManifestTview, after: ManifestTview): Changes | undefined {
  const columns = compareColumns(before, after);
  const same = (a: readonly string[], b: readonly string[]): boolean => a.join('\0') === b.join('\0');
  const key = !same(before.key, after.key);
  const anew = [...columns.moved, ...columns.retyped];
  const changes = {
    ...columns,
    select: before.select !== after.select,
    key,
    refilled: key || before.key.some((column) => anew.includes(column)),
    statements: !same(before.statements, after.statements),
    sources: !same(before.sources, after.sources),
  };
  const differs = Object.values(changes).some((change) => (typeof change === 'boolean' ? change : change.length > 0));
  return differs ? changes : undefined;
}

/** PostgreSQL adds columns at the end, so those that are to follow a new one come anew. */
function compareColumns(
  before: ManifestTview,
  after: ManifestTview,
): Pick<Changes, 'added' | 'dropped' | 'moved' | 'retyped'> {
  const places = new Map(before.columns.map(({ name }, index) => [name, index]));
  let last = -1;
  const kept: string[] = [];
  for (const { name } of after.columns) {
    const place = places.get(name);
    if (place === undefined || place <= last) break;
    last = place;
    kept.push(name);
  }
  const wanted = new Map(after.columns.map(({ name, type }) => [name, type]));
  const isRetyped = ({ name, type }: ManifestTview['columns'][number]): boolean => {
    const other = wanted.get(name);
    return type !== null && other !== null && other !== undefined && other !== type;
  };
  const come = after.columns.map(({ name }) => name).filter((name) => !kept.includes(name));
  return {
    added: come.filter((name) => !places.has(name)),
    moved: come.filter((name) => places.has(name)),
    dropped: before.columns.map(({ name }) => name).filter((name) => !wanted.has(name)),
    retyped: before.columns.filter(isRetyped).map(({ name }) => name),
  };
}

/** A change in words, after the TVIEW's name: what it is, and what becomes of the rows. */
export function describeChange(change: TviewChange): string {
  switch (change.kind) {
    case 'created':
      return 'created and filled';
    case 'dropped':
      return 'dropped';
    case 'renamed':
      return `was ${change.before.tview}`;
    case 'changed':
      return describeChanges(change.changes);
  }
}

function describeChanges({
  select,
  key,
  refilled,
  added,
  dropped,
  moved,
  retyped,
  statements,
  sources,
}: Changes): string {
  const columns = (names: readonly string[], what: string): readonly string[] =>
    names.length === 0 ? [] : [`${names.length === 1 ? 'column' : 'columns'} ${names.join(', ')} ${what}`];
  const rows = columns(added, 'added')
    .concat(columns(dropped, 'dropped'), columns(retyped, 'of another type'), columns(moved, 'moved behind'))
    .concat(key ? ['another key'] : [])
    .concat(select && added.length + dropped.length + retyped.length + moved.length === 0 ? ['another SELECT'] : []);
  const besides = [
    ...(sources ? ['follows other tables'] : []),
    ...(statements ? ['indexes, privileges or comments'] : []),
  ];
  const work =
    rows.length > 0 ? `; ${refilled ? 'filled anew' : 'all rows are computed, those that differ are written'}` : '';
  return [...rows, ...besides].join(', ') + work;
}
