import type { ColumnTerm, JoinPath, Term } from '../lineage/types.ts';
import type { PlannedRoute, PlannedTview } from '../plan/types.ts';
import { nameKey, quoteLiteral } from '../sql/identifiers.ts';
import { fromPath, routeWriter } from './from-path.ts';
import { stepTitle, termWriter } from './join-step.ts';
import { locksModel } from './locks.ts';
import { type HeldColumn, heldAs, inArray, inComment, numbered } from './sql.ts';

/** The view-model of a drain: how the queue's entries for a TVIEW become keys. */
export function drainModel(tview: PlannedTview, schema: string) {
  const { key, routes, width } = tview;
  const keyVariables = numbered('v_keys', key.length);
  const mapping = (route: PlannedRoute, isWanted: (path: JoinPath) => boolean) => {
    const paths = route.paths.filter(isWanted);
    if (paths.length === 0) return [];
    return [
      {
        titles: routeTitles({ ...route, paths }, key),
        guard: route.linkColumns[0]?.variable ?? '',
        body: routeStatements(route, key, paths),
      },
    ];
  };
  const values = Array.from({ length: width }, (_, index) => `c${index + 1}`);
  const take = (route: string, variable: string, column: HeldColumn, index: number) => ({
    variable,
    type: heldAs(column),
    column: values[index] ?? '',
    route: quoteLiteral(route),
  });
  const takes = [
    ...routes.flatMap(({ id, linkColumns }) =>
      linkColumns.map((column, index) => take(id, column.variable, column, index)),
    ),
    ...(routes.length > 0 ? key.map((column, index) => take('key', keyVariables[index] ?? '', column, index)) : []),
  ];
  return {
    variables: takes.map(({ variable, type }) => ({ name: variable, type })),
    takes,
    unnested: width === 1 ? 'taken.keys' : values.map((_, index) => `taken.keys[${index + 1}:${index + 1}]`).join(', '),
    valueColumns: values.join(', '),
    firstKey: keyVariables[0] ?? '',
    keyVariables: keyVariables.join(', '),
    keyTexts: `ARRAY[${keyVariables.map((variable) => `${variable}::text[]`).join(', ')}]`,
    routes: routes.flatMap((route) => mapping(route, (path) => !endsInOwnRows(path, tview))),
    ownRoutes: routes.flatMap((route) => mapping(route, (path) => endsInOwnRows(path, tview))),
    ...locksModel(tview, schema),
  };
}

/** Whether a path takes keys from the TVIEW's own rows, or from those it is to have. */
function endsInOwnRows({ steps }: JoinPath, { tview, backingView }: PlannedTview): boolean {
  const own = [nameKey(tview), nameKey(backingView)];
  return steps.some(({ rows }) => rows.kind === 'relation' && own.includes(nameKey(rows)));
}

/** In words: which joins lead from the changed rows to the key. */
function routeTitles(route: PlannedRoute, key: PlannedTview['key']): readonly string[] {
  const { source, aliases, paths } = route;
  const others = aliases.filter((alias) => alias !== source.name);
  const name = [source.name, others.join(', ')].filter((part) => part !== '').join(' ');
  const ways = paths.map((path) => pathTitle(path, route, key));
  const [only, ...more] = ways;
  const titles = more.length === 0 ? [`${name}: ${only}`] : [`${name}:`, ...ways.map((way) => `  ${way}`)];
  return titles.map(inComment);
}

/** In words: the joins of one path, and what the key columns are equal to at its end. */
export function pathTitle(
  { steps, key: terms }: JoinPath,
  { source, aliases }: PlannedRoute,
  key: PlannedTview['key'],
): string {
  const write = termWriter(aliases.length === 1 ? (aliases[0] ?? source.name) : 'changed');
  const joins = steps.map((step) => stepTitle(step, write)).filter((title) => title !== '');
  const ends = terms.map((term, index) => `${key[index]?.name} = ${write(term)}`);
  return [...joins, ...ends].join(', ');
}

/** The statements that add the keys a route leads to. */
export function routeStatements(
  route: PlannedRoute,
  key: PlannedTview['key'],
  paths: readonly JoinPath[] = route.paths,
): string {
  const variables = numbered('v_keys', key.length);
  const statements = paths.map((path) => pathStatement(path, route, key, variables));
  return [...(paths.some(multiplies) ? distinctValues(route) : []), ...statements].join('\n');
}

/** Whether each changed row may lead to many rows, and to the same ones as others: by a range, or by being NULL. */
function multiplies({ steps }: JoinPath): boolean {
  return steps.some(({ predicates }) => predicates.length > 0);
}

/** Many statements of a transaction may have changed rows alike, each of which would lead to all those rows again. */
function distinctValues({ linkColumns }: PlannedRoute): readonly string[] {
  if (linkColumns.some(({ byLook }) => byLook)) return [];
  const names = linkColumns.map(({ variable }) => variable);
  const columns = names.map((_, index) => `c${index + 1}`);
  const distinct = `SELECT DISTINCT * FROM unnest(${names.join(', ')}) AS changed (${columns.join(', ')})`;
  return [
    `    IF cardinality(${names[0]}) > 1 THEN`,
    `      SELECT ${columns.map((column) => `array_agg(changed.${column})`).join(', ')}`,
    `      INTO ${names.join(', ')}`,
    `      FROM (${distinct}) AS changed;`,
    '    END IF;',
  ];
}

/** The statement that adds the keys a path leads to. */
function pathStatement(
  path: JoinPath,
  route: PlannedRoute,
  key: PlannedTview['key'],
  variables: readonly string[],
): string {
  const isHeldAlike = (term: Term, index: number): boolean => {
    const link = term.kind === 'changed' && route.linkColumns.find(({ name }) => name === term.column);
    return !link || link.asText === key[index]?.asText;
  };
  const neverNull = path.neverNull.filter((term) => mayBeHeldAsNull(term, route));
  const isPlain = path.key.every((term, index) => term.kind !== 'expression' && isHeldAlike(term, index));
  if (path.steps.length === 0 && isPlain && (neverNull.length === 0 || key.length === 1))
    return ownKeys(path, route, key, variables, neverNull.length > 0);
  const write = routeWriter(route);
  const terms = path.key.map((term, index) => {
    const column = key[index];
    if (column === undefined) throw new Error('a path has more terms than the key has columns');
    return term.kind === 'null' ? `NULL::${heldAs(column)}` : inArray(write(term), column);
  });
  const from = fromPath(
    path,
    route,
    write,
    neverNull.map((term) => `${write(term)} IS NOT NULL`),
  );
  if (variables.length === 1)
    return [
      '    v_keys := v_keys || ARRAY (',
      ...[`SELECT ${terms[0]}`, ...from].map((line) => `      ${line}`),
      '    );',
    ].join('\n');
  const lists = terms.map((term, index) => `${variables[index]} || array_agg(${term})`).join(', ');
  return `${[`SELECT ${lists}`, `INTO ${variables.join(', ')}`, ...from].map((line) => `    ${line}`).join('\n')};`;
}

/** Rows whose only link is NULL are not enqueued where there is one path. */
function mayBeHeldAsNull(term: ColumnTerm, { linkColumns, paths }: PlannedRoute): boolean {
  const link = term.kind === 'changed' && linkColumns.find(({ name }) => name === term.column);
  return !link || paths.length > 1 || link.keepNulls;
}

function ownKeys(
  { key: terms }: JoinPath,
  route: PlannedRoute,
  key: PlannedTview['key'],
  variables: readonly string[],
  withoutNulls: boolean,
): string {
  const size = `ARRAY[cardinality(${route.linkColumns[0]?.variable})]`;
  const variableOf = (column: string) => route.linkColumns.find(({ name }) => name === column)?.variable ?? '';
  return terms
    .map((term, index) => {
      const column = key[index];
      if (column === undefined) throw new Error('a path has more terms than the key has columns');
      const values = term.kind === 'changed' ? variableOf(term.column) : `array_fill(NULL::${heldAs(column)}, ${size})`;
      const added = withoutNulls ? `array_remove(${values}, NULL)` : values;
      return `    ${variables[index]} := ${variables[index]} || ${added};`;
    })
    .join('\n');
}
