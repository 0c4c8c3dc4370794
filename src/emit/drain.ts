import { changedColumnsOf, type JoinPath, type JoinStep, type Term, termsOf } from '../lineage/types.ts';
import type { PlannedRoute, PlannedTview } from '../plan/types.ts';
import { quoteLiteral } from '../sql/identifiers.ts';
import { inConjunction, joinStep, stepRows, stepTitle, type TermWriter, termWriter } from './join-step.ts';
import { columnList, columnOf, heldAs, inArray, inComment, numbered } from './sql.ts';

/** The view-model of a drain: how the queue's entries for a TVIEW become keys. */
export function drainModel({ key, routes, width }: PlannedTview) {
  const keyVariables = numbered('v_keys', key.length);
  const values = Array.from({ length: width }, (_, index) => `c${index + 1}`);
  const takes = routes.flatMap((route) =>
    route.linkColumns.map(({ type, asText, variable }, index) => ({
      variable,
      type: heldAs({ type, asText }),
      column: values[index] ?? '',
      route: quoteLiteral(route.id),
    })),
  );
  return {
    variables: [
      ...takes.map(({ variable, type }) => ({ name: variable, type })),
      ...(routes.length > 0
        ? key.map((column, index) => ({ name: keyVariables[index] ?? '', type: heldAs(column) }))
        : []),
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
  const write = termWriter(changed);
  const ways = paths.map(({ steps, key: terms }) => {
    const joins = steps.map((step) => stepTitle(step, write)).filter((title) => title !== '');
    const ends = terms.map((term, index) => `${key[index]?.name} = ${write(term)}`);
    return [...joins, ...ends].join(', ');
  });
  const [only, ...more] = ways;
  const titles = more.length === 0 ? [`${name}: ${only}`] : [`${name}:`, ...ways.map((way) => `  ${way}`)];
  return titles.map(inComment);
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
  const isPlain = path.key.every((term, index) => term.kind !== 'expression' && isHeldAlike(term, index));
  if (path.steps.length === 0 && isPlain) return ownKeys(path, route, key, variables);
  const asText = new Map(route.linkColumns.flatMap(({ name, type, asText }) => (asText ? [[name, type]] : [])));
  const write = termWriter('changed', asText);
  const terms = path.key.map((term, index) => {
    const column = key[index];
    if (column === undefined) throw new Error('a path has more terms than the key has columns');
    return term.kind === 'null' ? `NULL::${heldAs(column)}` : inArray(write(term), column);
  });
  const from = fromClause(path, route, write);
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
): string {
  const size = `ARRAY[cardinality(${route.linkColumns[0]?.variable})]`;
  const variableOf = (column: string) => route.linkColumns.find(({ name }) => name === column)?.variable ?? '';
  return terms
    .map((term, index) => {
      const column = key[index];
      if (column === undefined) throw new Error('a path has more terms than the key has columns');
      const values = term.kind === 'changed' ? variableOf(term.column) : `array_fill(NULL::${heldAs(column)}, ${size})`;
      return `    ${variables[index]} := ${variables[index]} || ${values};`;
    })
    .join('\n');
}

/** FROM and WHERE of a path: by `= ANY (array)` where one column of the changed rows starts it, else by unnesting all. */
function fromClause(path: JoinPath, route: PlannedRoute, write: TermWriter): readonly string[] {
  const [first, ...rest] = path.steps;
  const join = (step: JoinStep): readonly string[] => joinStep(step, write);
  const [start, ...others] = first?.conditions ?? [];
  const uses = termsOf(path).flatMap(changedColumnsOf);
  if (first?.rows.kind === 'relation' && start?.equals.kind === 'changed' && !start.nullSafe && uses.length === 1) {
    const used = route.linkColumns.find(({ name }) => name === uses[0]);
    if (others.length === 0 && first.predicates.length === 0 && used?.asText === false) {
      const lookup = `${columnOf(first.alias, start.column)} = ANY (${used.variable})`;
      const filters = first.filters.map((filter) => inConjunction(write(filter)));
      return [
        `FROM ${stepRows(first, write)}`,
        ...rest.flatMap(join),
        `WHERE ${[lookup, ...new Set(filters)].join(' AND ')}`,
      ];
    }
  }
  const arrays = route.linkColumns.map(({ variable }) => variable).join(', ');
  const names = columnList(route.linkColumns.map(({ name }) => name));
  return [`FROM unnest(${arrays}) AS changed (${names})`, ...path.steps.flatMap(join)];
}
