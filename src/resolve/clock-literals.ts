import type { Node } from 'libpg-query';
import { tagOf } from '../parse/nodes.ts';
import type { CallExpression, ColumnReference, Expression } from '../parse/types.ts';
import { type Environment, reportAt } from './context.ts';
import { lookUp } from './scope.ts';

/** Words of a date, time or timestamp that stand for the moment at which they are read. */
const clockWords = /(?:^|[^a-z])(now|today|tomorrow|yesterday)(?:[^a-z]|$)/i;

const temporalTypes =
  /^(?:date|time|timetz|timestamp|timestamptz|daterange|tsrange|tstzrange|datemultirange|tsmultirange|tstzmultirange|timestamp with(?:out)? time zone|time with(?:out)? time zone)(?:\[\])*$/;

/** Functions whose arguments, or result, are dates and times where a literal could be one. */
const temporalFunctions = new Set([
  ...['date', 'time', 'timetz', 'timestamp', 'timestamptz', 'daterange', 'tsrange', 'tstzrange', 'generate_series'],
  ...['age', 'date_trunc', 'date_part', 'extract', 'date_bin', 'date_add', 'date_subtract', 'timezone', 'isfinite'],
  ...['overlaps', 'max', 'min', 'lag', 'lead', 'first_value', 'last_value', 'nth_value'],
]);

/** Operators that read an untyped literal beside a date as text. */
const textOperators = /^(?:\|\||(?:NOT )?(?:I?LIKE|SIMILAR)|!?~.*)$/;

/** The word in a cast to a date or time, such as `'now'::timestamptz`, by which PostgreSQL would read the clock. */
export function clockWordInCast(node: Expression): string | undefined {
  return node.kind === 'cast' && isTemporalName(node.type) ? clockWord(node.operand) : undefined;
}

/**
 * Reports literals that say the moment at which they are read ('now', 'today', 'tomorrow', 'yesterday') and take the
 * type of a date or time from what stands beside them. PostgreSQL reads them once, when the backing view is created.
 */
export function checkClockLiterals(expression: Expression, environment: Environment): void {
  const typed = expression.kind === 'cast' && expression.operand.kind === 'constant' && clockWordInCast(expression);
  if (typed) reportClockWord(typed, expression, environment);
  for (const group of groupsOfOneType(expression)) {
    if (!group.some((operand) => isTemporal(operand, environment))) continue;
    for (const operand of group) {
      const word = clockWord(operand);
      if (word !== undefined) reportClockWord(word, operand, environment);
    }
  }
  if (expression.kind !== 'call' || !temporalFunctions.has(expression.name.at(-1) ?? '')) return;
  for (const operand of expression.operands) {
    const word = clockWord(operand);
    if (word !== undefined && !isFieldName(operand, expression)) reportClockWord(word, operand, environment);
  }
}

function reportClockWord(word: string, at: Expression, environment: Environment): void {
  reportAt(environment, at.span, {
    code: 'volatile-expression',
    message: `'${word}' as a date or time depends on the clock`,
    why: 'PostgreSQL replaces it by the moment at which the backing view is created, and never looks at the clock again.',
    help: 'Keep the instant in a column and compare when the TVIEW is read.',
  });
}

/** min('now') and max('now') are of texts; the first argument of date_trunc and its like is the name of a field. */
function isFieldName(operand: Expression, call: CallExpression): boolean {
  const name = call.name.at(-1) ?? '';
  if (/^(max|min|lag|lead|first_value|last_value|nth_value)$/.test(name)) return true;
  return /^(date_trunc|date_part|extract|timezone)$/.test(name) && operand === call.operands[0];
}

/** The operands of an expression that get one type, where a literal has none of its own. */
function groupsOfOneType(expression: Expression): readonly (readonly Expression[])[] {
  if (expression.kind === 'operator')
    return textOperators.test(expression.name.at(-1) ?? '') ? [] : [expression.operands];
  if (expression.kind !== 'other') return [];
  const { tree, operands } = expression;
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

function clockWord(node: Expression): string | undefined {
  if (node.kind === 'cast' && /^(?:text|unknown)$/.test(node.type.at(-1) ?? '')) return clockWord(node.operand);
  const text = 'A_Const' in node.tree ? node.tree.A_Const.sval?.sval : undefined;
  return text === undefined ? undefined : clockWords.exec(text)?.[1]?.toLowerCase();
}

function isTemporalName(type: readonly string[]): boolean {
  return (type.length === 1 || type[0] === 'pg_catalog') && temporalTypes.test(type.at(-1) ?? '');
}

/** Whether an expression is known to be a date, a time, or a range of them. */
function isTemporal(node: Expression, environment: Environment): boolean {
  switch (node.kind) {
    case 'column':
      return temporalTypes.test(columnType(node, environment) ?? '');
    case 'cast':
      return isTemporalName(node.type);
    case 'call':
      return (
        temporalFunctions.has(node.name.at(-1) ?? '') &&
        node.operands.some((operand) => isTemporal(operand, environment))
      );
    case 'operator':
      return (
        /^[-+*]$/.test(node.name.at(-1) ?? '') && node.operands.some((operand) => isTemporal(operand, environment))
      );
    case 'other':
      return (
        'SQLValueFunction' in node.tree ||
        groupsOfOneType(node).some((group) => group.some((operand) => isTemporal(operand, environment)))
      );
    default:
      return false;
  }
}

/** The type of a column that an expression names, of a domain the one under it. */
export function columnType({ path, star }: ColumnReference, { scope }: Environment): string | undefined {
  const found = star ? undefined : lookUp(path, scope);
  return found?.found === 'column' ? (found.column.baseType ?? found.column.type) : undefined;
}
