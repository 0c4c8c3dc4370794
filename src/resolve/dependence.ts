import type { CatalogIndex } from '../catalog/lookup.ts';
import type { CatalogFunction } from '../catalog/types.ts';
import type { CallExpression, Expression } from '../parse/types.ts';
import { type Cause, causeOfBuiltIn } from './built-in-functions.ts';
import { clockWordInCast } from './clock-literals.ts';

/** An expression that depends on more than the columns and tables it names. */
export interface Dependence {
  readonly cause: Cause;
  /** What it is, as it begins a sentence: `now()`. */
  readonly what: string;
}

/** What an expression itself depends on, its operands and functions of the user aside; undefined where on nothing. */
export function dependenceOf(node: Expression, catalog: CatalogIndex): Dependence | undefined {
  switch (node.kind) {
    case 'call':
      return dependenceOfCall(node, catalog);
    case 'cast':
      return dependenceOfCast(node);
    case 'other':
      return 'SQLValueFunction' in node.tree ? dependenceOfKeyword(node.tree.SQLValueFunction.op ?? '') : undefined;
    default:
      return undefined;
  }
}

/** A call of a function of pg_catalog. */
function dependenceOfCall({ name: path, operands }: CallExpression, catalog: CatalogIndex): Dependence | undefined {
  const name = path.at(-1) ?? '';
  if (path.length > 1 && path.at(-2) !== 'pg_catalog') return undefined;
  const named = catalog.functionsNamed('pg_catalog', name).filter(({ source }) => source === undefined);
  // Aggregates and window functions see their rows and nothing else.
  if (named.some(({ kind }) => kind === 'aggregate' || kind === 'window')) return undefined;
  const cause = causeOfBuiltIn(name, operands.length, mostVolatile(named));
  return cause && { cause, what: cause === 'clock' && name === 'age' ? 'age() of one argument' : `${name}()` };
}

function mostVolatile(functions: readonly CatalogFunction[]): CatalogFunction['volatility'] {
  const found = (volatility: CatalogFunction['volatility']) =>
    functions.some((candidate) => candidate.volatility === volatility);
  return found('volatile') ? 'volatile' : found('stable') ? 'stable' : 'immutable';
}

/** Types whose values are names of the catalogs. Those of text search name what a schema has once and for all. */
const catalogTypes = /^reg(?:class|collation|namespace|oper|operator|proc|procedure|role|type)(?:\[\])*$/;

function dependenceOfCast(node: Extract<Expression, { kind: 'cast' }>): Dependence | undefined {
  const word = clockWordInCast(node);
  if (word !== undefined) return { cause: 'clock', what: `'${word}' as a date or time` };
  const type = node.type.at(-1) ?? '';
  return catalogTypes.test(type) ? { cause: 'catalogs', what: `the cast to ${type}` } : undefined;
}

/** CURRENT_DATE, CURRENT_USER and their like, which are key words and not calls. */
function dependenceOfKeyword(operation: string): Dependence {
  const word = operation.replace('SVFOP_', '').replace(/_N$/, '');
  const session = /USER|ROLE|CATALOG|SCHEMA/.test(word);
  return { cause: session ? 'session' : 'clock', what: word };
}
