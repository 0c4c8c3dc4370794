import { changedColumnsOf, type ExpressionTerm, type Lineage, type Route } from '../lineage/types.ts';
import { identifiesRows } from '../resolve/base-table.ts';
import { hasNoOrder } from '../resolve/key-columns.ts';
import type { SourceRelation } from '../resolve/types.ts';
import { nameKey, type QualifiedName } from '../sql/identifiers.ts';
import { linksOf } from './locks.ts';
import { shorten } from './names.ts';
import type { PlannedEntry, PlannedSource, PlannedTview, ReadSet } from './types.ts';

/** Groups the routes of all TVIEWs by the table they start from: each table gets one trigger function. */
export function planSources(
  lineages: readonly Lineage[],
  tviews: readonly PlannedTview[],
  nameOf: (relation: QualifiedName) => string,
  extensionSchema: string,
): readonly PlannedSource[] {
  const bySource = new Map<string, { source: SourceRelation; uses: Use[] }>();
  for (const [index, { routes }] of lineages.entries()) {
    const tview = tviews[index];
    if (!tview) continue;
    let keyed = 0;
    for (const route of routes) {
      const id = route.reach.kind === 'keyed' ? (tview.routes[keyed++]?.id ?? '') : 'full';
      const key = nameKey(route.source);
      const group = bySource.get(key) ?? { source: route.source, uses: [] };
      group.uses.push({ route, tview, entry: planEntry(route, id, tview) });
      bySource.set(key, group);
    }
  }
  const taken = new Set([...bySource.values()].map(({ source }) => nameOf(source)));
  const freeName = (plain: string): string => {
    let name = plain;
    for (let number = 2; taken.has(name); number++) name = `${plain}_${number}`;
    taken.add(name);
    return name;
  };
  return [...bySource]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, { source, uses }]) => [
      planSource(source, uses, nameOf(source), extensionSchema),
      ...source.narrowParents.map((parent) =>
        planNarrowParent(source, parent, uses, freeName(`${nameOf(source)}_by_${parent.name}`), extensionSchema),
      ),
    ]);
}

function planSource(
  source: SourceRelation,
  uses: readonly Use[],
  name: string,
  extensionSchema: string,
): PlannedSource {
  const entries = uses.map(({ entry }) => entry);
  const readSets = groupByReads(source, uses);
  return {
    source: { schema: source.schema, name: source.name },
    columns: namedColumns(source, entries, readSets),
    as: 'source',
    partitioned: source.partitioned,
    enqueueFunction: shorten(`enqueue_${name}`),
    moveFunction: shorten(`move_${name}`),
    part: shorten(`watch_${name}`),
    trigger: shorten(`${extensionSchema}_${name}`, source.partitioned ? '_row_insert' : '_truncate'),
    pinSettings: uses.some(({ route }) => needsSettings(route) || comparesText(source, route)),
    entries,
    readSets,
  };
}

function namedColumns(
  source: SourceRelation,
  entries: readonly PlannedEntry[],
  readSets: readonly ReadSet[],
): PlannedSource['columns'] {
  const names = new Set([
    ...readSets.flatMap(({ columns }) => columns.map(({ name }) => name)),
    ...entries.flatMap(({ linkColumns }) => linkColumns.map(({ name }) => name)),
    ...entries.flatMap(({ conditions }) => conditions.flatMap(changedColumnsOf)),
  ]);
  const typeOf = (name: string) => source.columns.find((column) => column.name === name)?.type;
  return [...names].sort().map((name) => ({ name, type: typeOf(name) }));
}

/**
 * A statement that names an inheritance parent changes rows of the source too, but shows only the columns that both
 * have: whether a read column differs cannot be told, and without the link columns all rows are affected.
 */
function planNarrowParent(
  source: SourceRelation,
  parent: SourceRelation['narrowParents'][number],
  uses: readonly Use[],
  name: string,
  extensionSchema: string,
): PlannedSource {
  const base = planSource(source, uses, name, extensionSchema);
  const isShown = (condition: ExpressionTerm) =>
    changedColumnsOf(condition).every((column) => parent.columns.includes(column));
  const entries = base.entries.map((entry) => {
    const needed = [
      ...entry.linkColumns.map(({ name: column }) => column),
      ...entry.links.flatMap(({ columns }) => columns),
    ];
    return needed.every((column) => parent.columns.includes(column))
      ? { ...entry, conditions: entry.conditions.filter(isShown) }
      : { ...entry, route: 'full', linkColumns: [], links: [], conditions: [], notNull: [] };
  });
  return {
    ...base,
    source: { schema: parent.schema, name: parent.name },
    columns: namedColumns(source, entries, []),
    as: 'narrow-parent',
    entries,
    readSets: [],
  };
}

interface Use {
  readonly route: Route;
  readonly tview: PlannedTview;
  readonly entry: PlannedEntry;
}

function planEntry(from: Route, route: string, { position, width, locks }: PlannedTview): PlannedEntry {
  const { source, conditions, reach } = from;
  if (reach.kind === 'full')
    return { position, route, linkColumns: [], links: [], unique: false, width, conditions: [], notNull: [] };
  const [path, ...others] = reach.paths;
  // With several paths, a column that is NULL in one may be unused in another.
  const skipNulls = path !== undefined && others.length === 0;
  const notNull = reach.linkColumns.filter(({ nullable, keepNulls }) => skipNulls && nullable && !keepNulls);
  const names = reach.linkColumns.map(({ name }) => name);
  const hasEquality = (column: string) => !hasNoOrder(source.columns.find(({ name }) => name === column)?.type ?? '');
  const linkColumns = reach.linkColumns.map(({ name, type, byLook }) => ({
    name,
    castTogether: plainTypes.has(type) && !byLook,
    byLook,
  }));
  return {
    position,
    route,
    linkColumns,
    links: linksOf(from, locks),
    unique: identifiesRows(source, names),
    width,
    // Triggers compare values without an equality as text, so no other condition can be asked of them.
    conditions: conditions.filter((condition) => changedColumnsOf(condition).every(hasEquality)),
    notNull: notNull.map(({ name, asText }) => ({ name, composite: asText })),
  };
}

function groupByReads(source: SourceRelation, uses: readonly Use[]): readonly ReadSet[] {
  const sets = new Map<string, { route: Route; tviews: Set<string>; entries: PlannedEntry[] }>();
  for (const { route, tview, entry } of uses) {
    // With nothing read, not even to join by, no UPDATE can matter.
    if (route.readColumns.length === 0) continue;
    const id = JSON.stringify([route.readColumns, route.wholeRow]);
    const set = sets.get(id) ?? { route, tviews: new Set(), entries: [] };
    set.tviews.add(tview.tview.name);
    set.entries.push(entry);
    sets.set(id, set);
  }
  return [...sets.values()].map(({ route, tviews, entries }) => ({
    columns: source.columns
      .filter(({ name }) => route.readColumns.includes(name))
      .map(({ name, type, exactEquality }) => ({
        name,
        exactEquality,
        hasEquality: type === undefined || !hasNoOrder(type),
      })),
    wholeRow: route.wholeRow,
    tviews: [...tviews],
    entries,
  }));
}

/** Whether a change is told by values as text. */
function comparesText({ columns }: SourceRelation, { readColumns, wholeRow }: Route): boolean {
  return wholeRow || columns.some(({ name, exactEquality }) => !exactEquality && readColumns.includes(name));
}

/** Types whose values read the same under every setting. */
const plainTypes = new Set([
  'smallint',
  'integer',
  'bigint',
  'uuid',
  'text',
  'character varying',
  'boolean',
  'numeric',
  'oid',
  'name',
]);

function needsSettings({ reach }: Route): boolean {
  return reach.kind === 'keyed' && reach.linkColumns.some(({ type }) => !plainTypes.has(type));
}
