import { names } from '../parse/nodes.ts';
import type { Expression } from '../parse/types.ts';
import { nameKey, type QualifiedName } from '../sql/identifiers.ts';
import { type Cause, causeWords } from './built-in-functions.ts';
import { checkClockLiterals, columnType } from './clock-literals.ts';
import { type Environment, reportAt } from './context.ts';
import { type Dependence, dependenceOf } from './dependence.ts';
import { type FunctionReads, ownFunctionsCalled, readsOfFunction } from './function-reads.ts';
import { lookUp } from './scope.ts';

/** Reports what makes the value of an expression depend on more than the rows of base tables. */
export function checkDependences(expression: Expression, environment: Environment): void {
  const isLiteral = expression.kind === 'cast' && expression.operand.kind === 'constant';
  const dependence = dependenceOf(expression, environment.context.catalog) ?? zoneOfToday(expression, environment);
  // A literal is read once, when the backing view is created, and does not follow the clock from then on.
  if (dependence && !(isLiteral && dependence.cause === 'clock')) reportDependence(dependence, expression, environment);
  checkClockLiterals(expression, environment);
  if (expression.kind !== 'column' && !isFieldOfRow(expression, environment))
    checkOwnFunctions(expression, environment);
}

/** `(p).name`, where p is a row that has a column of this name, which goes before a function. */
function isFieldOfRow({ tree, ...expression }: Expression, { scope }: Environment): boolean {
  if (expression.kind !== 'other' || !('A_Indirection' in tree)) return false;
  const [row] = expression.operands;
  const found = row?.kind === 'column' && !row.star ? lookUp(row.path, scope) : undefined;
  const [field] = names(tree.A_Indirection.indirection);
  return found?.found === 'row' && found.columns.some(({ name }) => name === field);
}

/** A time of day has another offset from UTC in summer: which one, the date of today decides. */
function zoneOfToday(expression: Expression, environment: Environment): Dependence | undefined {
  const isTime = (operand: Expression | undefined, types: RegExp): boolean =>
    (operand?.kind === 'column' && types.test(columnType(operand, environment) ?? '')) ||
    (operand?.kind === 'cast' && types.test(operand.type.at(-1) ?? ''));
  const what = 'a time of day in a time zone';
  if (expression.kind === 'cast')
    return /^timetz/.test(expression.type.at(-1) ?? '') &&
      isTime(expression.operand, /^(?:time|time without time zone|text|character varying)$/)
      ? { cause: 'clock', what }
      : undefined;
  if (expression.kind !== 'call' || expression.name.at(-1) !== 'timezone') return undefined;
  return isTime(expression.operands.at(-1), /^(?:timetz|time with time zone)$/) ? { cause: 'clock', what } : undefined;
}

/** What is brought up to date by a rebuild, and then rests; chance never does, a session's view is its own. */
const restsAfterRebuild: ReadonlySet<Cause> = new Set(['clock', 'catalogs']);

function reportDependence(
  { cause, what }: Dependence,
  at: Expression,
  environment: Environment,
  insideOf?: string,
): void {
  const canRest = restsAfterRebuild.has(cause);
  if (canRest && environment.context.acceptances.acceptsUnreported()) return;
  reportAt(environment, at.span, {
    code: 'volatile-expression',
    message: `${insideOf === undefined ? what : `${insideOf}() uses ${what}, which`} depends on ${causeWords[cause]}`,
    why: 'Its value changes although no table does, so no trigger could tell when the TVIEW is out of date.',
    help: helpFor(cause),
  });
}

function helpFor(cause: Cause): string {
  switch (cause) {
    case 'clock':
      return 'Keep the instant in a column and compare when the TVIEW is read, or accept that you call tviews.rebuild() as time goes by: -- @refresh manually';
    case 'catalogs':
      return 'Ask for it when the TVIEW is read, or accept that you call tviews.rebuild() after such changes: -- @refresh manually';
    case 'text':
      return 'Write the query into the SELECT.';
    case 'volatile':
      return 'If it depends on its arguments alone, declare it so: ALTER FUNCTION … IMMUTABLE (STABLE if on settings too).';
    default:
      return 'Store the value in a column, or compute it when the TVIEW is read.';
  }
}

/** Functions of the user hide what they read: their text is looked into, and what it says must be accepted. */
export function checkOwnFunctions(call: Expression, environment: Environment): void {
  const { context } = environment;
  for (const entry of ownFunctionsCalled(call, context.catalog)) {
    const accepted = context.acceptances.readsOf(entry);
    const found = readsOfFunction(entry, context);
    for (const dependence of found.dependences)
      reportDependence(dependence, call, environment, dependence.what === `${entry.name}()` ? undefined : entry.name);
    if (found.unwatched.length > 0 && !context.acceptances.acceptsUnreported())
      reportUnwatched(entry.name, found.unwatched, call, environment);
    if (accepted === undefined) reportReads(entry.name, found, call, environment);
    else reportOmitted(entry.name, found, accepted, call, environment);
  }
}

const whyHidden =
  'A function hides from the triggers what it reads: when that changes, nothing tells which rows are out of date.';

function reportReads(
  name: string,
  { tables, opaque }: FunctionReads,
  call: Expression,
  environment: Environment,
): void {
  if (tables.length === 0 && opaque.length === 0) return;
  const listed = tables.map((table) => written(table, environment)).join(', ');
  const inside = opaque.filter((other) => other !== name);
  const what =
    tables.length > 0
      ? `${name}() reads ${listed}`
      : `what ${name}() reads cannot be told${inside.length > 0 ? `, as it calls ${inside.join(', ')}` : ''}`;
  reportAt(environment, call.span, {
    code: 'reads-tables',
    message: what,
    why: whyHidden,
    help:
      tables.length > 0
        ? `Write what it reads into the SELECT, or accept that every change of ${tables.length > 1 ? 'these tables' : 'this table'} compares all rows: -- @reads ${name}: ${listed}`
        : `Say which tables it reads, each change of which then compares all rows, or that it reads nothing: -- @reads ${name}: nothing`,
  });
}

function reportOmitted(
  name: string,
  { tables }: FunctionReads,
  accepted: readonly QualifiedName[],
  call: Expression,
  environment: Environment,
): void {
  const known = new Set(accepted.map(nameKey));
  const omitted = tables.filter((table) => !known.has(nameKey(table)));
  if (omitted.length === 0) return;
  reportAt(environment, call.span, {
    code: 'reads-tables',
    severity: 'warning',
    message: `${name}() also reads ${omitted.map((table) => written(table, environment)).join(', ')}, which @reads leaves out`,
    why: 'Changes there will not refresh the TVIEW.',
    help: `Name ${omitted.length > 1 ? 'these tables' : 'the table'} in the annotation, unless the rows that the function reads never change.`,
  });
}

function reportUnwatched(name: string, unwatched: readonly string[], call: Expression, environment: Environment): void {
  reportAt(environment, call.span, {
    code: 'reads-tables',
    message: `${name}() reads ${unwatched.join(', ')}, whose changes no trigger sees`,
    why: whyHidden,
    help: 'Read tables instead, or accept that you call tviews.rebuild() after such changes: -- @refresh manually',
  });
}

/** A name as the definition would write it. */
function written({ schema, name }: QualifiedName, { context }: Environment): string {
  return context.catalog.resolveRelation(undefined, name)?.schema === schema ||
    context.tviews.has(nameKey({ schema, name }))
    ? name
    : `${schema}.${name}`;
}
