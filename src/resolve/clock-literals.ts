import type { Node } from 'libpg-query';
import { tagOf } from '../parse/nodes.ts';
import type { CallExpression, ColumnReference, Expression } from '../parse/types.ts';
import { type Environment, reportAt } from './context.ts';
import { lookUp } from './scope.ts';

/** Words of a date, time or timestamp that stand for the moment at which they are read. */
const clockWords = /(?:^|[^a-z])(now|today|tomorrow|yesterday)(?:[^a-z]|$)/i;

const temporalTypes =
  /^(?:date|timetz|time|timestamptz|timestamp|(?:date|ts|tstz)(?:multi)?range|(?:timestamp|time) with(?:out)? time zone)(?:\[\])*$/;

/** Functions whose untyped arguments PostgreSQL reads as dates or times. */
const readsAsTime = new Set([
  ...['date', 'time', 'timetz', 'timestamp', 'timestamptz', 'daterange', 'tsrange', 'tstzrange', 'generate_series'],
  ...['age', 'date_trunc', 'date_part', 'extract', 'date_bin', 'date_add', 'date_subtract', 'timezone', 'isfinite'],
  'overlaps',
]);

/** Functions that return a date or time if an argument is one. */
const keepsTime = new Set([
  ...readsAsTime,
  ...['max', 'min', 'lag', 'lead', 'first_value', 'last_value', 'nth_value', 'lower', 'upper', 'unnest'],
]);

const returnsTime = new Set([
  'make_date',
  'make_time',
  'make_timestamp',
  'make_timestamptz',
  'to_date',
  'to_timestamp',
]);

/** Operators that give an untyped literal the type of what stands beside it. */
const comparing =
  /^(?:=|<>|!=|<|>|<=|>=|\+|-|&&|@>|<@|<<|>>|&<|&>|-\|-)(?: ANY| ALL)?$|^(?:NOT )?(?:IN|BETWEEN.*)$|^NULLIF$|^IS .*DISTINCT FROM$/;

/** The word in a cast to a date or time, such as `'now'::timestamptz`, by which PostgreSQL would read the clock. */
export function clockWordInCast(node: Expression): string | undefined {
  return node.kind === 'cast' && isTemporalName(node.type) ? clockWord(withoutTextCast(node.operand)) : undefined;
}

/**
 * Reports literals that say the moment at which they are read ('now', 'today', 'tomorrow', 'yesterday') and are, or by
 * what stands beside them may become, dates or times. PostgreSQL reads them once, when the backing view is created.
 */
export function checkClockLiterals(expression: Expression, environment: Environment): void {
  const typed = expression.kind === 'cast' && expression.operand.kind === 'constant' && clockWordInCast(expression);
  if (typed) reportClockWord(typed, expression, environment);
  for (const group of groupsOfOneType(expression)) checkGroup(group, environment);
  if (expression.kind !== 'call' || !readsAsTime.has(expression.name.at(-1) ?? '')) return;
  for (const operand of expression.operands) {
    const word = clockWord(operand);
    if (word !== undefined && !isFieldName(operand, expression)) reportClockWord(word, operand, environment);
  }
}

/** The same for expressions that get one type: operands, or a column of a VALUES list. */
export function checkGroup(group: readonly Expression[], environment: Environment): void {
  const words = group.flatMap((operand) => {
    const word = clockWord(operand);
    return word === undefined ? [] : [{ word, operand }];
  });
  if (words.length > 0 && group.some((operand) => mayBeTime(operand, environment)))
    for (const { word, operand } of words) reportClockWord(word, operand, environment);
}

/** The same for an expression that gets the type of a column, as in a branch of UNION. */
export function checkBeside(type: string | undefined, expression: Expression, environment: Environment): void {
  const word = clockWord(expression);
  if (word !== undefined && temporalTypes.test(type ?? '')) reportClockWord(word, expression, environment);
}

function reportClockWord(word: string, at: Expression, environment: Environment): void {
  reportAt(environment, at.span, {
    code: 'volatile-expression',
    message: `'${word}' as a date or time depends on the clock`,
    why: 'PostgreSQL replaces it by the moment at which the backing view is created, and never looks at the clock again.',
    help: `Keep the instant in a column and compare when the TVIEW is read. If it is a text, say so: '${word}'::text`,
  });
}

/** The first argument of date_trunc and its like is the name of a field, or of a time zone. */
function isFieldName(operand: Expression, call: CallExpression): boolean {
  return (
    /^(?:date_trunc|date_part|extract|timezone)$/.test(call.name.at(-1) ?? '') &&
    operand.tree === call.operands[0]?.tree
  );
}

/** The operands of an expression that get one type, where a literal has none of its own. */
function groupsOfOneType(expression: Expression): readonly (readonly Expression[])[] {
  const { tree } = expression;
  if (expression.kind === 'operator')
    return comparing.test(expression.name.at(-1) ?? '') ? columnsOfRows(expression.operands) : [];
  if (expression.kind !== 'other') return [];
  const { operands } = expression;
  if ('CoalesceExpr' in tree || 'MinMaxExpr' in tree || 'A_ArrayExpr' in tree) return [operands];
  if (!('CaseExpr' in tree)) return [];
  const { arg, args = [], defresult } = tree.CaseExpr;
  const arms = args.flatMap((arm) => ('CaseWhen' in arm ? [arm.CaseWhen] : []));
  const find = (nodes: readonly (Node | undefined)[]) => {
    const wanted = new Set(nodes.map((node) => node && tagOf(node)[1]));
    return operands.filter((operand) => wanted.has(tagOf(operand.tree)[1]));
  };
  const results = find([...arms.map(({ result }) => result), defresult]);
  return arg === undefined ? [results] : [find([arg, ...arms.map(({ expr }) => expr)]), results];
}

/** Rows that are compared are compared column by column. */
function columnsOfRows(operands: readonly Expression[]): readonly (readonly Expression[])[] {
  const rows = operands.map((operand) =>
    operand.kind === 'other' && operand.node === 'RowExpr' ? operand.operands : undefined,
  );
  const [first] = rows;
  if (first === undefined) return [operands];
  return first.map((_, index) => rows.flatMap((row) => row?.[index] ?? []));
}

function clockWord(node: Expression): string | undefined {
  const text = 'A_Const' in node.tree ? node.tree.A_Const.sval?.sval : undefined;
  return text === undefined ? undefined : clockWords.exec(text)?.[1]?.toLowerCase();
}

function withoutTextCast(node: Expression): Expression {
  return node.kind === 'cast' && /^(?:text|varchar)$/.test(node.type.at(-1) ?? '')
    ? withoutTextCast(node.operand)
    : node;
}

function isTemporalName(type: readonly string[]): boolean {
  return (type.length === 1 || type[0] === 'pg_catalog') && temporalTypes.test(type.at(-1) ?? '');
}

/** Whether an expression is a date, a time or a range of them, or may be one for all that is known. */
function mayBeTime(node: Expression, environment: Environment): boolean {
  const some = (operands: readonly Expression[]) => operands.some((operand) => mayBeTime(operand, environment));
  switch (node.kind) {
    case 'column': {
      const type = columnType(node, environment);
      return type === undefined || temporalTypes.test(type);
    }
    case 'cast':
      return isTemporalName(node.type);
    case 'subquery':
      return node.link === 'value' || node.link === 'array';
    case 'call':
      return callMayBeTime(node, environment) || (keepsTime.has(node.name.at(-1) ?? '') && some(node.operands));
    case 'operator':
      return /^[-+*]$/.test(node.name.at(-1) ?? '') && some(node.operands);
    case 'other':
      return 'SQLValueFunction' in node.tree || groupsOfOneType(node).some(some);
    default:
      return false;
  }
}

/** Whether a function returns a date or time whatever it is given: one of PostgreSQL's, or one of the user by its text. */
function callMayBeTime({ name }: CallExpression, { context }: Environment): boolean {
  const [called = '', schema] = [...name].reverse();
  const returns = /\n RETURNS (?:SETOF )?(?:date|time|timestamp|tsrange|tstzrange)/;
  return (
    returnsTime.has(called) ||
    context.catalog
      .functionsNamed(schema, called)
      .some(({ source }) => source?.definitions.some((text) => returns.test(text)))
  );
}

/** The type of a column that an expression names, of a domain the one under it. */
export function columnType({ path, star }: ColumnReference, { scope }: Environment): string | undefined {
  const found = star ? undefined : lookUp(path, scope);
  return found?.found === 'column' ? (found.column.baseType ?? found.column.type) : undefined;
}
