import type { JoinPath, JoinStep, Term } from '../../src/lineage/types.ts';
import type { LockClass, Plan, PlannedEntry, PlannedLink, PlannedTview } from '../../src/plan/types.ts';
import type { Reader, Row, Value } from './database.ts';
import { viewRows } from './world.ts';

/** An advisory lock: a value of a class, or the class itself. */
export interface Lock {
  readonly number: number;
  /** As text; undefined for the class as a whole. */
  readonly value: string | undefined;
  readonly exclusive: boolean;
}

/** Which images of a changed row have links. */
export type Linked = 'both images' | 'old image' | 'new image';

/** What a changed row puts in the queue for one route of one TVIEW. */
export interface Entry {
  readonly position: number;
  readonly route: string;
  readonly row: Row;
  readonly links: readonly Lock[];
}

/** What the trigger functions enqueue for one row: no old image for an INSERT, no new one for a DELETE. */
export function entriesFor(
  plan: Plan,
  table: string,
  before: Row | null,
  after: Row | null,
  linked: Linked,
): readonly Entry[] {
  const source = plan.sources.find((one) => one.source.name === table && one.as === 'source');
  const differs = (column: string) => before?.[column] !== after?.[column];
  const entries =
    before === null || after === null
      ? source?.entries
      : source?.readSets
          .filter(({ columns }) => columns.some(({ name }) => differs(name)))
          .flatMap((set) => set.entries);
  return (entries ?? []).flatMap((entry) => [
    ...entryOf(entry, before, linked !== 'new image'),
    ...entryOf(entry, after, linked !== 'old image'),
  ]);
}

function entryOf(entry: PlannedEntry, row: Row | null, linked: boolean): readonly Entry[] {
  if (entry.conditions.length > 0) throw new Error('the model knows no conditions');
  if (row === null || entry.notNull.some(({ name }) => (row[name] ?? null) === null)) return [];
  const kept = Object.fromEntries(entry.linkColumns.map(({ name }) => [name, row[name] ?? null]));
  const links = linked ? entry.links.map((link) => lockOf(link, row)) : [];
  return [{ position: entry.position, route: entry.route, row: kept, links }];
}

function lockOf({ number, columns }: PlannedLink, row: Row): Lock {
  return { number, value: valueText(columns.map((column) => row[column] ?? null)), exclusive: false };
}

/** The classes that a drain comes by at once, in this order. */
export function levelsOf({ locks }: PlannedTview): readonly (readonly LockClass[])[] {
  const others = locks.classes.filter(({ own }) => !own);
  const levels = [...new Set(others.map(({ level }) => level))];
  return levels.map((level) => others.filter((one) => one.level === level));
}

/** The TVIEW's own classes, which come after the others. */
export function ownClasses({ locks }: PlannedTview): readonly LockClass[] {
  return locks.classes.filter(({ own }) => own);
}

/** What a drain is about to look up in some classes. */
export function lookupLocks(
  tview: PlannedTview,
  classes: readonly LockClass[],
  entries: readonly Entry[],
  read: Reader,
): readonly Lock[] {
  const lookups = tview.locks.lookups.filter(({ number }) => classes.some((one) => one.number === number));
  return lookups.flatMap(({ number, route, path, step, values }) => {
    const planned = tview.routes[route];
    const joins = planned?.paths[path];
    if (planned === undefined || joins === undefined) throw new Error('a lookup is of no path');
    const found = joined(entriesOf(planned.id, entries), joins.steps.slice(0, step), tview, read);
    return found.map((rows) => ({
      number,
      value: valueText(values.map((term) => termValue(term, rows))),
      exclusive: true,
    }));
  });
}

/** The keys that paths lead to: those through the TVIEW's own rows, or the others. */
export function keysFound(
  tview: PlannedTview,
  which: 'own' | 'others',
  entries: readonly Entry[],
  read: Reader,
): readonly Row[] {
  return tview.routes.flatMap(({ id, paths }) =>
    paths
      .filter((path) => endsInOwnRows(path, tview) === (which === 'own'))
      .flatMap(({ steps, key }) =>
        joined(entriesOf(id, entries), steps, tview, read).map((rows) =>
          Object.fromEntries(key.map((term, index) => [tview.key[index]?.name ?? '', termValue(term, rows)] as const)),
        ),
      ),
  );
}

/** What holds these keys in a class of the TVIEW's rows. */
export function keyLocks(keys: readonly Row[], { number, columns }: PlannedLink, exclusive: boolean): readonly Lock[] {
  return keys.map((key) => ({ ...lockOf({ number, columns }, key), exclusive }));
}

/** The rows of a TVIEW that its SELECT gives. */
export function computedRows({ tview }: PlannedTview, read: Reader): readonly Row[] {
  return viewRows(tview.name, read);
}

function entriesOf(route: string, entries: readonly Entry[]): readonly Entry[] {
  return entries.filter((entry) => entry.route === route);
}

function endsInOwnRows({ steps }: JoinPath, { tview, backingView }: PlannedTview): boolean {
  return steps.some(({ rows }) => rows.kind === 'relation' && [tview.name, backingView.name].includes(rows.name));
}

/** Rows by alias; the changed one is under the empty alias. */
type Found = Readonly<Record<string, Row>>;

function joined(
  entries: readonly Entry[],
  steps: readonly JoinStep[],
  tview: PlannedTview,
  read: Reader,
): readonly Found[] {
  return steps.reduce<readonly Found[]>(
    (found, step) =>
      found.flatMap((rows) => matches(step, rows, tview, read).map((row) => ({ ...rows, [step.alias]: row }))),
    entries.map(({ row }) => ({ '': row })),
  );
}

function matches(step: JoinStep, found: Found, tview: PlannedTview, read: Reader): readonly Row[] {
  const { rows, conditions, predicates, filters } = step;
  if (rows.kind !== 'relation' || predicates.length + filters.length > 0)
    throw new Error('the model knows equalities of columns only');
  const all = rows.name === tview.backingView.name ? computedRows(tview, read) : read(rows.name);
  return all.filter((row) =>
    conditions.every(({ column, equals, nullSafe }) => {
      const value = termValue(equals, found);
      return (nullSafe || value !== null) && (row[column] ?? null) === value;
    }),
  );
}

function termValue(term: Term, found: Found): Value {
  if (term.kind === 'null') return null;
  if (term.kind === 'expression') throw new Error('the model knows no expressions');
  return found[term.kind === 'step' ? term.alias : '']?.[term.column] ?? null;
}

function valueText(values: readonly Value[]): string {
  return JSON.stringify(values);
}
