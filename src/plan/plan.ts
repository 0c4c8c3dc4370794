import type { Catalog } from '../catalog/types.ts';
import type { Lineage, Route } from '../lineage/types.ts';
import { nameKey, type QualifiedName } from '../sql/identifiers.ts';
import { reliedConstraints } from './constraints.ts';
import { planLookups } from './lookups.ts';
import { localNames, shorten, variableName } from './names.ts';
import { type NumberedLineage, type Numbers, numberLineages } from './numbers.ts';
import { keysLookedUpEach } from './refresh.ts';
import { planSources } from './sources.ts';
import type { ExtensionIdentity, Plan, PlannedFollow, PlannedIndex, PlannedRoute, PlannedTview } from './types.ts';

/** The settings that change what a value is written or read as. */
const renderingSettings = [
  'TimeZone',
  'DateStyle',
  'IntervalStyle',
  'extra_float_digits',
  'bytea_output',
  'array_nulls',
  'default_text_search_config',
  'lc_monetary',
  'lc_numeric',
  'lc_time',
  'quote_all_identifiers',
  'xmlbinary',
  'xmloption',
];

/**
 * Decides everything the install script contains, from the lineage of each definition in dependency order. With the
 * numbers of the release before, what has not changed since stays the same.
 */
export function plan(
  ordered: readonly Lineage[],
  catalog: Catalog,
  extension: ExtensionIdentity,
  numbersBefore: Numbers = {},
): Plan {
  const { numbered, numbers } = numberLineages(ordered, numbersBefore);
  const lineages = numbered.map(({ lineage }) => lineage);
  const sources = lineages.flatMap(({ routes }) => routes.map(({ source }) => source));
  const nameOf = localNames([...sources, ...lineages.map(({ definition }) => definition.tview)], catalog.searchPath);
  const lookups = lookupsByRelation(lineages);
  const tviews = numbered.map((each) =>
    planTview(each, nameOf, lookups.get(nameKey(each.lineage.definition.tview)) ?? []),
  );
  return {
    extension,
    searchPath: catalog.searchPath,
    settings: renderingSettings.flatMap((name) => {
      const value = catalog.settings[name];
      // A schema file is loaded where locales are C, which says nothing of the database it is for.
      return value === undefined || (name.startsWith('lc_') && value === 'C') ? [] : [{ name, value }];
    }),
    tviews,
    sources: planSources(lineages, tviews, nameOf, extension.schema),
    constraints: reliedConstraints(lineages),
    lookups: planLookups(lineages),
    unread: unreadTables(lineages, catalog),
    numbers,
  };
}

/** A name without a schema may be that of several tables. */
function unreadTables(lineages: readonly Lineage[], { relations }: Catalog): readonly QualifiedName[] {
  const named = new Set(lineages.flatMap(({ definition }) => [...definition.named.unread]));
  return distinctNames(relations.filter((relation) => named.has(nameKey(relation))));
}

function distinctNames(names: readonly QualifiedName[]): readonly QualifiedName[] {
  const byKey = new Map(names.map(({ schema, name }) => [nameKey({ schema, name }), { schema, name }]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
}

function planTview(
  { lineage, position, locks }: NumberedLineage,
  nameOf: (relation: QualifiedName) => string,
  lookups: readonly Lookup[],
): PlannedTview {
  const { definition, key, routes } = lineage;
  const name = nameOf(definition.tview);
  const isExact = (column: string): boolean =>
    definition.outputs.find((output) => output.name === column)?.exactEquality ?? false;
  const planned = planRoutes(routes, nameOf);
  return {
    position,
    tview: definition.tview,
    backingView: definition.backingView,
    select: definition.definition.select,
    columns: definition.outputs.map(({ name: column, type }) => ({ name: column, type })),
    keyProven: definition.isUnique(new Set(key.map((column) => column.name))),
    key: key.map((column) => ({ ...column, rewrite: !isExact(column.name) })),
    lookedUpEach: keysLookedUpEach(lineage),
    functions: {
      drain: shorten(`drain_${name}`),
      refresh: shorten(`refresh_${name}`),
      rebuild: shorten(`rebuild_${name}`),
    },
    parts: { activate: shorten(`activate_${name}`), equip: shorten(`equip_${name}`) },
    sources: distinctNames(routes.map(({ source }) => source)),
    follows: planFollows(routes, planned),
    routes: planned,
    locks,
    width: Math.max(key.length, ...planned.map(({ linkColumns }) => linkColumns.length)),
    indexes: planIndexes(lineage, lookups),
    statements: definition.definition.statements.map(({ text, undo }) => ({ text, undo })),
    refreshedManually: definition.definition.annotations.refreshManually !== undefined,
    parksErrors: definition.definition.annotations.parkErrors !== undefined,
    replaceRows: definition.definition.statements.some(({ createsUniqueIndex }) => createsUniqueIndex),
  };
}

function planRoutes(routes: readonly Route[], nameOf: (relation: QualifiedName) => string): readonly PlannedRoute[] {
  const ids = new Set<string>();
  const variables = new Set<string>();
  return routes.flatMap(({ source, aliases, reach }, index) => {
    if (reach.kind === 'full') return [];
    const others = aliases.filter((alias) => alias !== source.name);
    const columns = reach.linkColumns.map(({ name }) => name).join(', ');
    const plain = `${[nameOf(source), ...others].join(' ')} (${columns})`;
    let id = plain;
    for (let number = 2; ids.has(id); number++) id = `${plain} ${number}`;
    ids.add(id);
    const linkColumns = reach.linkColumns.map((column, place) => {
      const fallback = `v_route_${index + 1}_${place + 1}`;
      const wanted = variableName([aliases[0] ?? '', column.name], fallback);
      const variable = variables.has(wanted) ? fallback : wanted;
      variables.add(variable);
      return { ...column, variable };
    });
    return [{ id, source: { schema: source.schema, name: source.name }, aliases, linkColumns, paths: reach.paths }];
  });
}

/** What each route of a lineage follows; those that are keyed were planned in the same order. */
function planFollows(routes: readonly Route[], planned: readonly PlannedRoute[]): readonly PlannedFollow[] {
  const keyed = planned.values();
  return routes.map(({ source, aliases, readColumns, wholeRow, reach }) => ({
    source: { schema: source.schema, name: source.name },
    aliases,
    columns: readColumns,
    wholeRow,
    route: reach.kind === 'keyed' ? keyed.next().value?.id : undefined,
  }));
}

/** Columns by which the lineage of a TVIEW looks rows of a relation up. */
interface Lookup {
  readonly columns: readonly string[];
  readonly reader: QualifiedName;
}

/** All lookups, by `nameKey` of the relation, in the order of the readers and of their routes. */
function lookupsByRelation(lineages: readonly Lineage[]): ReadonlyMap<string, readonly Lookup[]> {
  const found = new Map<string, Lookup[]>();
  const add = (relation: QualifiedName, lookup: Lookup): void => {
    const others = found.get(nameKey(relation));
    if (others) others.push(lookup);
    else found.set(nameKey(relation), [lookup]);
  };
  for (const { definition, routes } of lineages)
    for (const { source, reach } of routes) {
      if (reach.kind === 'full') continue;
      const reader = definition.tview;
      if (source.kind === 'tview') add(source, { columns: reach.linkColumns.map(({ name }) => name), reader });
      for (const { rows, conditions } of reach.paths.flatMap(({ steps }) => steps))
        if (rows.kind === 'relation') add(rows, { columns: conditions.map(({ column }) => column), reader });
    }
  return found;
}

/** On `id`, by which documents are fetched, and on what the lineage of other TVIEWs looks up in this one. */
function planIndexes({ definition, key }: Lineage, lookups: readonly Lookup[]): readonly PlannedIndex[] {
  const found: PlannedIndex[] = [];
  const declared = definition.definition.statements.map(({ indexedColumn }) => indexedColumn);
  const served = new Set([key[0]?.name, ...declared]);
  const add = (columns: readonly string[], reason: string): void => {
    const [first = ''] = columns;
    const types = columns.map((column) => definition.outputs.find(({ name }) => name === column)?.type);
    const text = types.some((type) => type === 'text' || type === 'character varying');
    if (served.has(first) || types.some((type) => !indexable(type))) return;
    if (text && columns.length > 1) return;
    served.add(first);
    found.push({ columns, method: text ? 'hash' : 'btree', reason });
  };
  if (definition.outputs.some(({ name }) => name === 'id')) add(['id'], 'documents are fetched by their public id');
  for (const { columns, reader } of lookups) if (columns.length > 0) add(columns, `${reader.name} looks rows up by it`);
  return found;
}

/** Types of which every value fits an index; others can fail the write. */
function indexable(type: string | undefined): boolean {
  const types = [
    'uuid',
    'smallint',
    'integer',
    'bigint',
    'oid',
    'text',
    'character varying',
    'date',
    'boolean',
    'inet',
  ];
  return type !== undefined && (types.includes(type) || type.startsWith('timestamp'));
}
