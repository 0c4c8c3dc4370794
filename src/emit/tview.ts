import type { JoinPath, JoinStep, Term } from '../lineage/types.ts';
import type { Plan, PlannedRoute, PlannedTview } from '../plan/types.ts';
import { quoteIdentifier, quoteLiteral, quoteQualified } from '../sql/identifiers.ts';
import { columnList, columnOf, equality, pins, sameKey } from './sql.ts';

/** The view-model of one TVIEW: its objects, and the functions that keep them. */
export function tviewModel(tview: PlannedTview, plan: Plan) {
  const inSchema = (name: string): string => quoteQualified({ schema: plan.extension.schema, name });
  return {
    position: tview.position,
    tview: quoteQualified(tview.tview),
    tviewText: quoteLiteral(quoteQualified(tview.tview)),
    backingView: quoteQualified(tview.backingView),
    title: quoteQualified(tview.tview),
    keyTitle: tview.key.map(({ name }) => name).join(', '),
    columns: columnList(tview.columns),
    select: tview.select,
    keyConstraintText: quoteLiteral(keyConstraint(tview)),
    indexes: tview.indexes.map(({ name, columns, reason }) => ({
      name: quoteIdentifier(name),
      columns: columnList(columns),
      reason,
    })),
    statements: tview.statements,
    drain: inSchema(tview.functions.drain),
    refresh: inSchema(tview.functions.refresh),
    rebuild: inSchema(tview.functions.rebuild),
    pins: pins(plan.searchPath, plan.settings),
    keyed: tview.routes.length > 0,
    ...refreshModel(tview),
    ...drainModel(tview),
  };
}

function keyConstraint({ key }: PlannedTview): string {
  const columns = columnList(key.map(({ name }) => name));
  return key.some(({ nullable }) => nullable) ? `UNIQUE NULLS NOT DISTINCT (${columns})` : `PRIMARY KEY (${columns})`;
}

function refreshModel({ key, columns, replaceRows }: PlannedTview) {
  const names = key.map(({ name }) => name);
  const parameters = numbered('p_keys', key.length);
  const written = columns.filter((name) => key.find((column) => column.name === name)?.rewrite ?? true);
  return {
    parameters: key.map(({ type }, index) => `${parameters[index]} ${type}[]`).join(', '),
    arguments: parameters.join(', '),
    keyAliases: columnList(names),
    keyColumns: columnList(names),
    viewColumns: columnList(columns, 'v'),
    deleteMatch: sameKey(key, 't', 'k'),
    existsMatch: sameKey(key, 'v', 't'),
    viewMatch: sameKey(key, 'v', 'k'),
    distinctKey: distinctKey(key),
    rebuildKey: columnList(names, 't'),
    rebuildViewKey: columnList(names, 'v'),
    replaceRows,
    firstParameter: parameters[0] ?? '',
    onConflict: replaceRows || written.length === 0 ? 'NOTHING' : updateWhereDifferent(written),
  };
}

/**
 * Under a collation that takes different texts for equal, two keys of the queue can be one key of the TVIEW, which one
 * statement must not write twice.
 */
function distinctKey(key: PlannedTview['key']): string {
  const folded = key.some(({ type, rewrite }) => rewrite && ['text', 'character varying', 'bpchar'].includes(type));
  return folded
    ? `DISTINCT ON (${columnList(
        key.map(({ name }) => name),
        'v',
      )}) `
    : '';
}

/** `*<>` compares the stored bytes: it sees 1.0 become 1.00, and compares types that have no equality. */
function updateWhereDifferent(columns: readonly string[]): string {
  const assignments = columns.map((name) => `${quoteIdentifier(name)} = ${columnOf('excluded', name)}`).join(', ');
  return `UPDATE SET ${assignments}\n  WHERE t.* *<> excluded.*`;
}

function drainModel({ key, routes, width }: PlannedTview) {
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
      title: routeTitle(route, key),
      guard: route.linkColumns[0]?.variable ?? '',
      body: route.paths.map((path) => pathStatement(path, route, key, keyVariables)).join('\n'),
    })),
  };
}

function numbered(name: string, count: number): readonly string[] {
  return count === 1 ? [name] : Array.from({ length: count }, (_, index) => `${name}_${index + 1}`);
}

function routeTitle({ source, aliases, paths }: PlannedRoute, key: PlannedTview['key']): string {
  const name = aliases.includes(source.name) ? source.name : `${source.name} ${aliases.join(', ')}`;
  const ways = paths.map(({ steps, key: terms }) => {
    const joins = steps.map((step) => stepCondition(step, source.name));
    const ends = terms.map((term, index) => `${key[index]?.name} = ${termText(term, source.name)}`);
    return [...joins, ...ends].join(', ');
  });
  return `${name}: ${ways.join('; or ')}`.replaceAll('\n', ' ');
}

function stepCondition({ alias, conditions }: JoinStep, changed: string): string {
  return conditions
    .map(({ column, equals, nullSafe }) => equality(columnOf(alias, column), termText(equals, changed), nullSafe))
    .join(' AND ');
}

function termText(term: Term, changed: string): string {
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
  if (variables.length === 1) return `    v_keys := v_keys || ARRAY (\n      SELECT ${terms[0]}\n${from}\n    );`;
  const lists = terms.map((term, index) => `${variables[index]} || array_agg(${term})`).join(', ');
  return `    SELECT ${lists}\n    INTO ${variables.join(', ')}\n${from};`;
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
function fromClause(path: JoinPath, route: PlannedRoute, variableOf: (column: string) => string): string {
  const [first, ...rest] = path.steps;
  if (!first) return '';
  const join = (step: JoinStep): string =>
    `      JOIN ${quoteQualified(step.relation)} AS ${quoteIdentifier(step.alias)} ON ${stepCondition(step, 'changed')}`;
  const uses = [...path.key, ...path.steps.flatMap(({ conditions }) => conditions.map(({ equals }) => equals))].filter(
    ({ kind }) => kind === 'changed',
  );
  const [start, ...others] = first.conditions;
  if (start?.equals.kind === 'changed' && !start.nullSafe && others.length === 0 && uses.length === 1)
    return [
      `      FROM ${quoteQualified(first.relation)} AS ${quoteIdentifier(first.alias)}`,
      ...rest.map(join),
      `      WHERE ${columnOf(first.alias, start.column)} = ANY (${variableOf(start.equals.column)})`,
    ].join('\n');
  const arrays = route.linkColumns.map(({ variable }) => variable).join(', ');
  const names = columnList(route.linkColumns.map(({ name }) => name));
  return [`      FROM unnest(${arrays}) AS changed (${names})`, ...path.steps.map(join)].join('\n');
}
