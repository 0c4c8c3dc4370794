import type { TviewChange } from '../release/compare.ts';
import { type Manifest, type ManifestTview, tviewsByName } from '../release/manifest.ts';
import type { Release } from '../release/types.ts';
import { readInventory } from './script-inventory.ts';

/**
 * A lock that an upgrade holds to its end: under SHARE ROW EXCLUSIVE writers wait and readers go on, under ACCESS
 * EXCLUSIVE both wait.
 */
export interface TableLock {
  /** Quoted as in SQL. */
  readonly relation: string;
  readonly mode: 'SHARE ROW EXCLUSIVE' | 'ACCESS EXCLUSIVE';
}

/** The locks of an installation: on what the TVIEWs read. */
export function installLocks(manifest: Manifest): readonly TableLock[] {
  const own = new Set(manifest.tviews.map(({ tview }) => tview));
  const sources = manifest.tviews.flatMap((tview) => tview.sources).filter((source) => !own.has(source));
  return ordered(sources, [], own);
}

/**
 * The locks of an upgrade. Writers wait where a part is created again: on the tables that the TVIEW reads, and on those
 * whose triggers change. Readers wait where a TVIEW is altered, renamed or dropped, and where a table loses its triggers.
 */
export async function upgradeLocks(
  from: Release,
  to: Release,
  changes: readonly TviewChange[],
): Promise<readonly TableLock[]> {
  const before = await readInventory(from.script);
  const after = await readInventory(to.script);
  const isChanged = (part: string): boolean => before.bodies.get(part) !== after.bodies.get(part);
  const [known, wanted] = [tviewsByName(from.manifest), tviewsByName(to.manifest)];
  const writers = [
    ...after.tviews.filter(({ part }) => isChanged(part)).flatMap(({ sources }) => sources),
    ...after.tviews
      .filter(({ tview, equipPart }) => isChanged(equipPart) && createsIndex(known.get(tview), wanted.get(tview)))
      .map(({ tview }) => tview),
    ...[...before.sources, ...after.sources].filter(({ part }) => isChanged(part)).map(({ source }) => source),
  ];
  const watched = new Set(after.sources.map(({ source }) => source));
  const readers = [
    ...changes.flatMap((change) => readersWaitFor(change, wanted.get(change.tview))),
    ...before.sources.map(({ source }) => source).filter((source) => !watched.has(source)),
    ...after.tviews
      .filter(
        ({ tview, equipPart }) =>
          known.has(tview) && dropsIndex(before.bodies.get(equipPart), after.bodies.get(equipPart)),
      )
      .map(({ tview }) => tview),
  ];
  const isNew = (relation: string): boolean => !known.has(relation) && wanted.has(relation);
  return ordered(
    writers.filter((relation) => !isNew(relation)),
    readers,
    new Set(known.keys()),
  );
}

/** The TVIEW, by the name that it has before, where readers of it wait. */
function readersWaitFor(change: TviewChange, after: ManifestTview | undefined): readonly string[] {
  switch (change.kind) {
    case 'created':
      return [];
    case 'dropped':
    case 'renamed':
      return [change.before.tview];
    case 'changed': {
      const { key, added, dropped, moved, retyped } = change.changes;
      const isAltered = key || added.length + dropped.length + moved.length + retyped.length > 0;
      return isAltered || altersByStatements(change.before, after) ? [change.tview] : [];
    }
  }
}

/**
 * Whether the statements about a TVIEW make its readers wait. Creating an index makes its writers wait alone, and rights
 * and comments nobody; policies and settings, and taking anything back, need the table. ALTER TABLE is run again where
 * any of the statements differs.
 */
function altersByStatements(before: ManifestTview, after: ManifestTview | undefined): boolean {
  const { gone, come } = compareStatements(before, after);
  if (gone.length + come.length === 0) return false;
  return (
    gone.some((statement) => !isQuiet(statement)) ||
    come.some((statement) => !isQuiet(statement) && !isIndex(statement)) ||
    (after?.statements ?? []).some((statement) => /^ALTER\b/i.test(statement))
  );
}

/** Where the statements are the same, what differs is an index that lookups of other TVIEWs need. */
function createsIndex(before: ManifestTview | undefined, after: ManifestTview | undefined): boolean {
  if (before === undefined) return false;
  const { gone, come } = compareStatements(before, after);
  return come.some(isIndex) || gone.length + come.length === 0;
}

/** Whether an index goes that a TVIEW got for lookups of others: the key, or an index that is declared now, does as well. */
function dropsIndex(before: string | undefined, after: string | undefined): boolean {
  const kept = indexesIn(after);
  return indexesIn(before).some((index) => !kept.includes(index));
}

function indexesIn(body = ''): readonly string[] {
  return [...body.matchAll(/\$(CREATE INDEX ON [^$]+)\$/g)].map(([, statement = '']) => statement);
}

function compareStatements(before: ManifestTview, after: ManifestTview | undefined) {
  const wanted = after?.statements ?? [];
  return {
    gone: before.statements.filter((statement) => !wanted.includes(statement)),
    come: wanted.filter((statement) => !before.statements.includes(statement)),
  };
}

function isQuiet(statement: string): boolean {
  return /^(GRANT|REVOKE|COMMENT)\b/i.test(statement);
}

function isIndex(statement: string): boolean {
  return /^CREATE\s+(UNIQUE\s+)?(INDEX|STATISTICS)\b/i.test(statement);
}

/** Tables before TVIEWs, as transactions write them: drains come last. */
function ordered(
  writers: readonly string[],
  readers: readonly string[],
  tviews: ReadonlySet<string>,
): readonly TableLock[] {
  const exclusive = new Set(readers);
  const relations = [...new Set([...writers, ...readers])].sort(
    (a, b) => Number(tviews.has(a)) - Number(tviews.has(b)) || (a < b ? -1 : 1),
  );
  return relations.map((relation) => ({
    relation,
    mode: exclusive.has(relation) ? 'ACCESS EXCLUSIVE' : 'SHARE ROW EXCLUSIVE',
  }));
}
