import type { Access, ExplainedPath, ExplainedRoute, ExplainedSource, Explanation } from './types.ts';
import { paragraph } from './wrap.ts';

/** An explanation in words, for a terminal of 80 columns; SQL stands as it is emitted. */
export function renderExplanation(explanation: Explanation): string {
  const { tview, backingView, key, sources } = explanation;
  const names = key.map(({ name }) => name).join(', ');
  const heading = [
    `${tview} holds the rows of ${backingView}, by ${names}.`,
    'Changes to what it reads lead to the rows to refresh as follows; TRUNCATE leads to all rows.',
  ].join(' ');
  return [
    ...paragraph(heading, 0),
    ...sources.flatMap(renderSource),
    '',
    ...paragraph(howItRefreshes(explanation), 0),
    '',
    ...paragraph(whatItLocks(explanation), 0),
    '',
    ...renderIndexes(explanation),
  ].join('\n');
}

function howItRefreshes({ backingView, refresh: { lookedUpEach } }: Explanation): string {
  return lookedUpEach === 0
    ? `Refresh: in one pass over ${backingView}, however few the keys are.`
    : `Refresh: up to ${lookedUpEach} keys are looked up in ${backingView} one by one, more in one pass over it.`;
}

function whatItLocks({ locks: { lookups, keys } }: Explanation): string {
  const places = lookups.map(({ relation, columns }) => {
    const name = relation ?? 'all that it reads';
    return columns.length === 0 ? `${name} as a whole` : `${name} by ${columns.join(', ')}`;
  });
  const held = [
    ...(places.length > 0 ? [`what it looks up (${places.join('; ')})`] : []),
    ...(keys === 'none' ? [] : [keys === 'all' ? 'all keys' : 'the keys that it refreshes']),
  ];
  if (held.length === 0) return 'Locks: none. One row of one table makes each row, and its writer has locked it.';
  const waiting = places.length > 0 ? ' Writers of rows that are looked up wait for it, and it for them.' : '';
  return `Locks: a drain holds ${held.join(' and ')} until its transaction ends.${waiting}`;
}

function renderIndexes({ sources, missingIndexes }: Explanation): readonly string[] {
  const paths = sources.flatMap(({ routes }) => routes.flatMap((route) => route.paths));
  const readsAll = paths.some(({ lookups }) => lookups.some(({ access }) => access.kind === 'whole-table'));
  if (missingIndexes.length > 0)
    return [
      'What is not indexed, so that refreshes read the whole table:',
      ...missingIndexes.flatMap(({ problem, createIndex }) => ['', `  -- ${problem}`, `  ${createIndex}`]),
    ];
  if (readsAll) return ['No index is known that would spare reading a whole table.'];
  return ['To find the keys, every table is looked up by an index.'];
}

function renderSource({ source, kind, routes }: ExplainedSource): readonly string[] {
  const name = kind === 'tview' ? `TVIEW ${source}` : source;
  return routes.flatMap((route) => {
    const isPlain = route.aliases.every((alias) => source.endsWith(`.${alias}`));
    const title = isPlain ? name : `${name} as ${route.aliases.join(', ')}`;
    return ['', title, ...renderRoute(route).flatMap((text) => paragraph(text, 2)), ...renderSql(route)];
  });
}

function renderRoute(route: ExplainedRoute): readonly string[] {
  const byParent = route.parents.map(({ relation, leadsTo }) => {
    const allRows = leadsTo === 'all-rows' ? ', and leads to all rows' : '';
    return `A statement on ${relation} counts, whatever columns it changes${allRows}.`;
  });
  const ways = route.paths.map((path, index) => renderPath(path, index > 0));
  return [whatCounts(route), ...byParent, ...ways, whatItCosts(route)];
}

function whatCounts({ columns, wholeRow }: ExplainedRoute): string {
  if (wholeRow) return 'Counts: INSERT, DELETE, and UPDATE of any column, those that the table gets later included.';
  if (columns.length === 0) return 'Counts: INSERT and DELETE; no UPDATE, since no column is read.';
  return `Counts: INSERT, DELETE, and UPDATE of ${columns.join(', ')}.`;
}

function renderPath({ lookups, key }: ExplainedPath, isAnother: boolean): string {
  const start = isAnother ? 'Leads also to' : 'Leads to';
  const keys = key.join(', ');
  if (lookups.length === 0) return `${start} ${keys}.`;
  const joins = lookups.map(({ relation, alias, condition }) =>
    [relation, alias, ...(condition === '' ? [] : [`where ${condition}`])].join(' '),
  );
  return `${start} ${joins.join(', then ')}; from there to ${keys}.`;
}

function whatItCosts({ cost, paths }: ExplainedRoute): string {
  switch (cost) {
    case 'own-key':
      return 'Cost: own key. The changed row holds it; nothing is looked up.';
    case 'mapped':
      return `Cost: mapped. Looks up ${describeLookups(paths)}.`;
    case 'full':
      return 'Cost: full. Leads to all rows: they are computed and compared, and written where they differ.';
    default:
      return cost satisfies never;
  }
}

function describeLookups(paths: readonly ExplainedPath[]): string {
  const lookups = paths.flatMap((path) => path.lookups);
  return [...new Set(lookups.map(({ relation, access }) => `${relation} ${accessWords(access)}`))].join('; ');
}

function accessWords(access: Access): string {
  switch (access.kind) {
    case 'index':
      return `by index ${access.name} (${access.columns.join(', ')})`;
    case 'other-index':
      return `by its ${access.method} index on (${access.keys.join(', ')})`;
    case 'tview-index':
      return `by its index on (${access.columns.join(', ')})`;
    case 'backing-view':
      return 'by running the SELECT for the rows that match';
    case 'computed':
      return 'computed from the rows before';
    case 'whole-table':
      return 'by reading all of it';
    default:
      return access satisfies never;
  }
}

function renderSql({ variables, sql }: ExplainedRoute): readonly string[] {
  const names = variables.map(({ name, column, type }) => `    -- ${name} ${type}[]: ${column} of the changed rows`);
  return ['', ...names, ...sql.split('\n').map((line) => `    ${line}`)];
}
