import type { CallExpression, Expression } from '../parse/types.ts';
import { type Environment, reportAt } from './context.ts';

/** Functions of pg_catalog whose value changes although no table does, by what they depend on. */
const clock = new Set([
  'now',
  'statement_timestamp',
  'transaction_timestamp',
  'clock_timestamp',
  'timeofday',
  'pg_current_xact_id',
  'txid_current',
]);
const random = new Set(['random', 'random_normal', 'gen_random_uuid', 'uuidv4', 'uuidv7', 'nextval', 'lastval']);
const session = new Set(['current_setting', 'pg_backend_pid', 'current_query', 'inet_client_addr', 'current_schemas']);

/** Reports a call of a function whose value does not depend on its arguments alone. */
export function checkCall(call: CallExpression, environment: Environment): void {
  const name = call.name.at(-1) ?? '';
  const [schema] = call.name.length > 1 ? call.name : [undefined];
  const builtIn = schema === undefined || schema === 'pg_catalog';
  if (builtIn && clock.has(name)) reportVolatile(`${name}()`, 'the clock', call, environment);
  else if (builtIn && random.has(name)) reportVolatile(`${name}()`, 'chance', call, environment);
  else if (builtIn && session.has(name)) reportVolatile(`${name}()`, 'the session', call, environment);
  // age(x) counts from today; age(x, y) does not.
  else if (builtIn && name === 'age' && call.operands.length === 1)
    reportVolatile('age() of one argument', 'the clock', call, environment);
  else if (builtIn && isVolatile(name, environment))
    reportVolatile(`${name}()`, 'more than its arguments', call, environment);
}

function isVolatile(name: string, { context }: Environment): boolean {
  return context.catalog
    .functionsNamed('pg_catalog', name)
    .some(({ kind, volatility }) => kind === 'function' && volatility === 'volatile');
}

/** Reports CURRENT_DATE, CURRENT_USER and their like, which are key words and not calls. */
export function checkKeyword(expression: Extract<Expression, { kind: 'other' }>, environment: Environment): void {
  if (expression.node === 'SQLValueFunction')
    reportVolatile('this expression', 'the clock or the session', expression, environment);
}

function reportVolatile(what: string, cause: string, at: Expression, environment: Environment): void {
  reportAt(environment, at.span, {
    code: 'volatile-expression',
    message: `${what} depends on ${cause}`,
    why: 'Its value changes although no table does, so no trigger could tell when the TVIEW is out of date.',
    help: 'Keep the instant in a column and compare when the TVIEW is read.',
  });
}
