import type { LockClass, Lookup, PlannedTview } from '../plan/types.ts';
import { quoteQualified } from '../sql/identifiers.ts';
import { fromPath, routeWriter } from './from-path.ts';
import { classLockId, columnList, columnOf, inComment, lockId, numbered } from './sql.ts';

/** The view-model of what a drain holds, in the order in which it does. */
export function locksModel(tview: PlannedTview, schema: string) {
  const { classes, lookups, keys } = tview.locks;
  const levels = [...new Set(classes.filter(({ own }) => !own).map(({ level }) => level))];
  const of = (wanted: readonly LockClass[]): readonly Lookup[] =>
    lookups.filter(({ number }) => wanted.some((one) => one.number === number));
  const own = classes.filter((one) => one.own);
  const lookedUp = (wanted: readonly LockClass[]): string =>
    asArray(of(wanted).map((lookup) => lookupSelect(lookup, tview, schema)));
  return {
    links: levels.length > 0,
    levels: levels.map((level) => {
      const here = classes.filter((one) => !one.own && one.level === level);
      const shared =
        levels.length === 1
          ? 'v_links'
          : `${schema}.links_between(v_links, ${here[0]?.number}, ${here.at(-1)?.number})`;
      return { titles: here.map(classTitle), shared, lookups: guardedLookups(of(here), tview, schema) };
    }),
    own: own.length > 0 && {
      titles: own.map(classTitle),
      shared: asArray(own.map(({ number, columns }) => keysSelect(tview, schema, number, columns))),
      exclusive: lookedUp(own),
    },
    keyLocks: keys && asArray([keysSelect(tview, schema, keys.number, keys.columns)]),
    held: keys ? 'cardinality(v_held)' : '0',
    allClasses: [...classes.map(({ number }) => number), ...(keys ? [keys.number] : [])]
      .map((number) => classLockId(schema, number))
      .join(', '),
  };
}

/** What is looked up for each route, to be computed only where its changes are there. */
function guardedLookups(lookups: readonly Lookup[], tview: PlannedTview, schema: string) {
  const routes = [...new Set(lookups.map(({ route }) => route))];
  return routes.map((route) => ({
    guard: tview.routes[route]?.linkColumns[0]?.variable ?? '',
    locks: asArray(
      lookups.filter((lookup) => lookup.route === route).map((lookup) => lookupSelect(lookup, tview, schema)),
    ).replaceAll('\n', '\n  '),
  }));
}

/** `tb_post (fk_user)` */
function classTitle({ relation, columns }: LockClass): string {
  const name = quoteQualified(relation);
  return inComment(columns.length === 0 ? name : `${name} (${columnList(columns)})`);
}

function asArray(selects: readonly (readonly string[])[]): string {
  const lines = selects.flatMap((select, index) => (index === 0 ? select : ['UNION ALL', ...select]));
  return ['ARRAY (', ...lines.map((line) => `    ${line}`), '  )'].join('\n');
}

/** What a path is about to look up in a step, found by the steps before it. */
function lookupSelect({ number, route, path, step, values }: Lookup, { routes }: PlannedTview, schema: string) {
  const planned = routes[route];
  const joins = planned?.paths[path];
  if (planned === undefined || joins === undefined) throw new Error('a lookup is of no path');
  const write = routeWriter(planned);
  const before = { steps: joins.steps.slice(0, step), key: values };
  return [`SELECT ${lockId(schema, number, values.map(write))}`, ...fromPath(before, planned, write)];
}

/** Of the keys that are to be refreshed. */
function keysSelect({ key }: PlannedTview, schema: string, number: number, columns: readonly string[]) {
  const values = columns.map((name) => {
    const column = key.find((part) => part.name === name);
    const held = columnOf('k', name);
    return column?.asText ? `${held}::${column.type}` : held;
  });
  const arrays = numbered('v_keys', key.length).join(', ');
  const names = columnList(key.map(({ name }) => name));
  return [`SELECT ${lockId(schema, number, values)} FROM unnest(${arrays}) AS k (${names})`];
}
