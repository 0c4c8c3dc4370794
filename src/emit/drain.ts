import {
  type ClimbRows,
  type ColumnTerm,
  changedColumnsOf,
  type JoinPath,
  type JoinStep,
  type Term,
  termsOf,
} from '../lineage/types.ts';
import type { PlannedRoute, PlannedTview } from '../plan/types.ts';
import { quoteIdentifier, quoteLiteral, quoteQualified } from '../sql/identifiers.ts';
import { columnList, columnOf, equality, heldAs, inArray, inComment, numbered } from './sql.ts';

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

/** In words: how a step comes by its rows. */
function stepTitle(step: JoinStep, write: TermWriter): string {
  const condition = stepCondition(step, write);
  if (step.rows.kind === 'relation') return condition;
  const rows =
    step.rows.kind === 'item'
      ? `${step.alias} in ${write(step.rows.item)}`
      : `${step.alias} by ${step.rows.yields.join(', ')} of ${step.rows.relation.name} from ${step.rows.start.map(write).join(', ')}`;
  return [rows, condition].filter((part) => part !== '').join(', ');
}

/** The conditions of a join; empty where every combination counts. */
function stepCondition({ alias, conditions, predicates }: JoinStep, write: TermWriter): string {
  const equalities = conditions.map(({ column, equals, nullSafe }) =>
    equality(columnOf(alias, column), write(equals), nullSafe),
  );
  return [...equalities, ...predicates.map((predicate) => inConjunction(write(predicate)))].join(' AND ');
}

/** Operators that bind less tightly than AND, or could be taken for a part of it. */
function inConjunction(condition: string): string {
  return /\b(OR|AND|BETWEEN|CASE)\b/i.test(condition) ? `(${condition})` : condition;
}

type TermWriter = (term: Term) => string;

/** Writes terms; `changed` is what the changed rows are called, `asText` which of their columns are held as text. */
function termWriter(changed: string, asText: ReadonlyMap<string, string> = new Map()): TermWriter {
  const column = (term: ColumnTerm): string => {
    if (term.kind === 'step') return columnOf(term.alias, term.column);
    const type = asText.get(term.column);
    return type === undefined ? columnOf(changed, term.column) : `(${columnOf(changed, term.column)}::${type})`;
  };
  return (term) => {
    if (term.kind === 'null') return 'NULL';
    if (term.kind !== 'expression') return column(term);
    const text = term.parts
      .map((part) => (typeof part === 'string' ? part : part.kind === 'null' ? `(NULL::${part.type})` : column(part)))
      .join('');
    return term.type === undefined ? text : `CAST(${text} AS ${term.type})`;
  };
}

/** The statement that adds the keys a path leads to. */
function pathStatement(
  path: JoinPath,
  route: PlannedRoute,
  key: PlannedTview['key'],
  variables: readonly string[],
): string {
  const isPlain = path.key.every(({ kind }) => kind !== 'expression');
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
      const values =
        term.kind === 'changed'
          ? variableOf(term.column)
          : `array_fill(NULL::${key[index]?.asText ? 'text' : key[index]?.type}, ${size})`;
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
      return [`FROM ${stepRows(first, write)}`, ...rest.flatMap(join), `WHERE ${lookup}`];
    }
  }
  const arrays = route.linkColumns.map(({ variable }) => variable).join(', ');
  const names = columnList(route.linkColumns.map(({ name }) => name));
  return [`FROM unnest(${arrays}) AS changed (${names})`, ...path.steps.flatMap(join)];
}

function joinStep(step: JoinStep, write: TermWriter): readonly string[] {
  const lateral = step.rows.kind === 'relation' ? '' : 'LATERAL ';
  const condition = stepCondition(step, write);
  const text = `${lateral}${stepRows(step, write)}`;
  // A comparison that NULLs pass is no join that PostgreSQL could hash; looked up row by row it can use an index.
  if (step.rows.kind === 'relation' && step.conditions.some(({ nullSafe }) => nullSafe))
    return [
      'CROSS JOIN LATERAL (',
      `  SELECT * FROM ${text}`,
      `  WHERE ${condition}`,
      '  OFFSET 0',
      `) AS ${quoteIdentifier(step.alias)}`,
    ];
  return (condition === '' ? `CROSS JOIN ${text}` : `JOIN ${text} ON ${condition}`).split('\n');
}

function stepRows({ rows, alias }: JoinStep, write: TermWriter): string {
  const name = quoteIdentifier(alias);
  switch (rows.kind) {
    case 'relation':
      return `${quoteQualified(rows)} AS ${name}`;
    case 'item':
      return `${write(rows.item)} AS ${name} (${columnList(rows.columns)})`;
    case 'climb':
      return climbQuery(rows, name, write);
  }
}

/** The values a recursion comes by. UNION leaves out those it has met before, so that cycles end. */
function climbQuery(
  { relation, matches, yields, start, columns }: ClimbRows,
  alias: string,
  write: TermWriter,
): string {
  const met = matches.map((column, index) => `${columnOf('r', column)} = ${columnOf('met', columns[index] ?? '')}`);
  return [
    '(',
    `  WITH RECURSIVE met (${columnList(columns)}) AS (`,
    `    SELECT ${start.map(write).join(', ')}`,
    '    UNION',
    `    SELECT ${columnList(yields, 'r')} FROM met JOIN ${quoteQualified(relation)} AS r ON ${met.join(' AND ')}`,
    '  )',
    '  TABLE met',
    `) AS ${alias}`,
  ].join('\n');
}
