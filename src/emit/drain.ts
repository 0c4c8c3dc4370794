import type { JoinPath, JoinStep, Term } from '../lineage/types.ts';
import type { PlannedRoute, PlannedTview } from '../plan/types.ts';
import { quoteIdentifier, quoteLiteral, quoteQualified } from '../sql/identifiers.ts';
import { columnList, columnOf, equality, inComment, numbered } from './sql.ts';

/** The view-model of a drain: how the queue's entries for a TVIEW become keys. */
export function drainModel({ key, routes, width }: PlannedTview) {
  const keyVariables = numbered('v_keys', key.length);
  const values = Array.from({ length: width }, (_, index) => `c${index + 1}`);
  const takes = routes.flatMap((route) =>
    route.linkColumns.map(({ type, variable }, index) => ({
      variable,
      type,
      column: values[index] ?? '',
      route: quoteLiteral(route.id),
    })),
  );
  return {
    variables: [
      ...takes.map(({ variable, type }) => ({ name: variable, type })),
      ...(routes.length > 0 ? key.map(({ type }, index) => ({ name: keyVariables[index] ?? '', type })) : []),
    ],
    takes,
    unnested: width === 1 ? 'taken.keys' : values.map((_, index) => `taken.keys[${index + 1}:${index + 1}]`).join(', '),
    valueColumns: values.join(', '),
    firstKey: keyVariables[0] ?? '',
    keyVariables: keyVariables.join(', '),
    routes: routes.map((route) => ({
      titles: routeTitles(route, key),
      guard: route.linkColumns[0]?.variable ?? '',
      body: route.paths.map((path) => pathStatement(path, route, key, keyVariables)).join('\n'),
    })),
  };
}

/** In words: which joins lead from the changed rows to the key. */
function routeTitles({ source, aliases, paths }: PlannedRoute, key: PlannedTview['key']): readonly string[] {
  const changed = aliases.length === 1 ? (aliases[0] ?? source.name) : 'changed';
  const others = aliases.filter((alias) => alias !== source.name);
  const name = [source.name, others.join(', ')].filter((part) => part !== '').join(' ');
  const ways = paths.map(({ steps, key: terms }) => {
    const joins = steps.map((step) => stepCondition(step, changed));
    const ends = terms.map((term, index) => `${key[index]?.name} = ${termText(term, changed)}`);
    return [...joins, ...ends].join(', ');
  });
  const [only, ...more] = ways;
  const titles = more.length === 0 ? [`${name}: ${only}`] : [`${name}:`, ...ways.map((way) => `  ${way}`)];
  return titles.map(inComment);
}

/** How a step joins those before it, `changed` being what the changed rows are called. */
export function stepCondition({ alias, conditions }: JoinStep, changed: string): string {
  return conditions
    .map(({ column, equals, nullSafe }) => equality(columnOf(alias, column), termText(equals, changed), nullSafe))
    .join(' AND ');
}

/** A term as SQL, `changed` being what the changed rows are called. */
export function termText(term: Term, changed: string): string {
  return term.kind === 'null' ? 'NULL' : columnOf(term.kind === 'changed' ? changed : term.alias, term.column);
}

/** The statement that adds the keys a path leads to. */
function pathStatement(
  path: JoinPath,
  route: PlannedRoute,
  key: PlannedTview['key'],
  variables: readonly string[],
): string {
  const variableOf = (column: string): string => route.linkColumns.find(({ name }) => name === column)?.variable ?? '';
  if (path.steps.length === 0) return ownKeys(path, route, key, variables, variableOf);
  const terms = path.key.map((term, index) =>
    term.kind === 'null' ? `NULL::${key[index]?.type}` : termText(term, 'changed'),
  );
  const from = fromClause(path, route, variableOf);
  if (variables.length === 1)
    return [
      '    v_keys := v_keys || ARRAY (',
      ...[`SELECT ${terms[0]}`, ...from].map((line) => `      ${line}`),
      '    );',
    ].join('\n');
  const lists = terms.map((term, index) => `${variables[index]} || array_agg(${term})`).join(', ');
  return `${[`SELECT ${lists}`, `INTO ${variables.join(', ')}`, ...from].map((line) => `    ${line}`).join('\n')};`;
}

function ownKeys(
  { key: terms }: JoinPath,
  route: PlannedRoute,
  key: PlannedTview['key'],
  variables: readonly string[],
  variableOf: (column: string) => string,
): string {
  const size = `ARRAY[cardinality(${route.linkColumns[0]?.variable})]`;
  return terms
    .map((term, index) => {
      const values =
        term.kind === 'changed' ? variableOf(term.column) : `array_fill(NULL::${key[index]?.type}, ${size})`;
      return `    ${variables[index]} := ${variables[index]} || ${values};`;
    })
    .join('\n');
}

/** FROM and WHERE of a path: by `= ANY (array)` where one column of the changed rows starts it, else by unnesting all. */
function fromClause(path: JoinPath, route: PlannedRoute, variableOf: (column: string) => string): readonly string[] {
  const [first, ...rest] = path.steps;
  if (!first) return [];
  const relation = (step: JoinStep): string => `${quoteQualified(step.relation)} AS ${quoteIdentifier(step.alias)}`;
  const join = (step: JoinStep): string => `JOIN ${relation(step)} ON ${stepCondition(step, 'changed')}`;
  const uses = [...path.key, ...path.steps.flatMap(({ conditions }) => conditions.map(({ equals }) => equals))].filter(
    ({ kind }) => kind === 'changed',
  );
  const [start, ...others] = first.conditions;
  if (start?.equals.kind === 'changed' && !start.nullSafe && others.length === 0 && uses.length === 1) {
    const lookup = `${columnOf(first.alias, start.column)} = ANY (${variableOf(start.equals.column)})`;
    return [`FROM ${relation(first)}`, ...rest.map(join), `WHERE ${lookup}`];
  }
  const arrays = route.linkColumns.map(({ variable }) => variable).join(', ');
  const names = columnList(route.linkColumns.map(({ name }) => name));
  return [`FROM unnest(${arrays}) AS changed (${names})`, ...path.steps.map(join)];
}
