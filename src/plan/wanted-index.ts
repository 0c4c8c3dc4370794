import { type A_Expr, type Node, parseSync } from 'libpg-query';
import {
  type ColumnTerm,
  changedColumnsOf,
  type ExpressionTerm,
  type JoinPath,
  type JoinStep,
  termsOf,
} from '../lineage/types.ts';
import type { SourceRelation } from '../resolve/types.ts';
import { quoteIdentifier } from '../sql/identifiers.ts';
import { printTree } from '../sql/print-tree.ts';
import { canBeIndexed } from './indexable.ts';

/** An index by which rows of a table could be looked up. */
export interface WantedIndex {
  readonly method: 'btree' | 'gin' | 'gist';
  /** Columns and expressions, as in CREATE INDEX. */
  readonly keys: readonly string[];
  /** The same as names for readers. */
  readonly words: readonly string[];
  readonly isExpression: boolean;
}

/** The indexes of which one is enough to find the rows of a step, best first; none where no index can help. */
export function indexesForStep(
  { alias, rows, conditions, predicates }: JoinStep,
  source: SourceRelation,
): readonly WantedIndex[] {
  if (rows.kind === 'climb') return onColumns(rows.matches);
  const isOwn = (term: ColumnTerm): boolean => term.kind === 'step' && term.alias === alias;
  return [
    ...onColumns(conditions.map(({ column }) => column)),
    ...predicates.flatMap((predicate) => indexFor(predicate, isOwn, source)),
  ];
}

/** The indexes by which a path is walked backwards to the changed rows: those of the source's own side of it. */
export function indexesForSource(path: JoinPath, source: SourceRelation): readonly WantedIndex[] {
  const links = termsOf(path).filter(({ kind }) => kind === 'changed');
  const isOwn = (term: ColumnTerm): boolean => term.kind === 'changed';
  const expressions = path.key.flatMap((term) => (term.kind === 'expression' ? onExpression(term, isOwn, source) : []));
  return [
    ...onColumns([...new Set(links.flatMap(changedColumnsOf))]),
    ...(path.steps[0]?.predicates ?? []).flatMap((predicate) => indexFor(predicate, isOwn, source)),
    ...(path.steps.length === 0 ? expressions : []),
  ];
}

function onColumns(columns: readonly string[]): readonly WantedIndex[] {
  if (columns.length === 0) return [];
  return [{ method: 'btree', keys: columns.map(quoteIdentifier), words: columns, isExpression: false }];
}

/** Whether a table has the index, or one that serves as well: its first column is among those looked up. */
export function isServed({ indexes, otherIndexes = [] }: SourceRelation, wanted: WantedIndex): boolean {
  if (!wanted.isExpression && wanted.method === 'btree')
    return indexes.some((index) => wanted.words.includes(index.columns[0] ?? ''));
  const methods = { btree: ['btree', 'hash'], gin: ['gin'], gist: ['gist', 'spgist'] }[wanted.method];
  const isFor = (key: string): boolean => alike(key) === alike(wanted.keys[0] ?? '');
  return otherIndexes.some(
    ({ method, keys }) => methods.includes(method) && (wanted.method === 'btree' ? keys.slice(0, 1) : keys).some(isFor),
  );
}

/** Without what PostgreSQL writes differently: parentheses, and the casts that it adds. */
function alike(expression: string): string {
  return expression
    .replaceAll(/::[a-z]+( varying)?(\[\])?/g, '')
    .replaceAll(/[()\s"]/g, '')
    .toLowerCase();
}

type IsOwn = (term: ColumnTerm) => boolean;

/** The index that finds the rows of a table for which a condition holds, given the other rows it speaks of. */
function indexFor(condition: ExpressionTerm, isOwn: IsOwn, source: SourceRelation): readonly WantedIndex[] {
  const tree = treeOf(condition, isOwn);
  if (tree === undefined || !('A_Expr' in tree)) return [];
  const { kind, lexpr, rexpr } = tree.A_Expr;
  const operator = operatorOf(tree.A_Expr);
  if (lexpr === undefined || rexpr === undefined) return [];
  const [left, right] = [sideOf(lexpr), sideOf(rexpr)];
  if (left === right || left === 'both' || right === 'both') return [];
  const own = left === 'own' ? lexpr : rexpr;
  const isComparison = kind === 'AEXPR_OP' && operator === '=';
  // `x = ANY (array)` finds x by its index, and no index finds the array.
  const isTested = left === 'own' && (kind === 'AEXPR_OP_ANY' ? operator === '=' : kind === 'AEXPR_BETWEEN');
  if (isComparison || isTested) return btreeOn(own, source);
  if (kind !== 'AEXPR_OP') return [];
  const contains = (operator === '@>' && left === 'own') || (operator === '<@' && right === 'own') || operator === '&&';
  return contains ? containmentIndex(own, source, operator) : [];
}

function operatorOf({ name }: A_Expr): string | undefined {
  const last = name?.at(-1);
  return last && 'String' in last ? last.String.sval : undefined;
}

function onExpression(term: ExpressionTerm, isOwn: IsOwn, source: SourceRelation): readonly WantedIndex[] {
  const tree = treeOf(term, isOwn);
  return tree && sideOf(tree) === 'own' ? btreeOn(tree, source) : [];
}

function btreeOn(own: Node, source: SourceRelation): readonly WantedIndex[] {
  const column = columnOf(own);
  if (column !== undefined) return onColumns([column]);
  if (!canBeIndexed(own, source)) return [];
  const text = printTree(withoutQualifiers(own))?.join('');
  if (text === undefined) return [];
  return [{ method: 'btree', keys: ['FuncCall' in own ? text : `(${text})`], words: [text], isExpression: true }];
}

/** GiST for ranges, GIN for arrays and documents. */
function containmentIndex(own: Node, source: SourceRelation, operator: string | undefined): readonly WantedIndex[] {
  const column = columnOf(own);
  const type = source.columns.find(({ name }) => name === column)?.type ?? '';
  const isRange = /^(int[48]|num|ts|tstz|date)(multi)?range$/.test(type);
  const isList = type.endsWith('[]') || (type === 'jsonb' && operator !== '&&');
  if (column === undefined || !(isRange || isList)) return [];
  const method = isRange ? 'gist' : 'gin';
  return [{ method, keys: [quoteIdentifier(column)], words: [column], isExpression: false }];
}

/** An expression as PostgreSQL reads it; its columns are called `own.x` or `other.x`. */
function treeOf({ parts }: ExpressionTerm, isOwn: IsOwn): Node | undefined {
  const text = parts.map((part) => {
    if (typeof part === 'string') return part;
    if (part.kind === 'null') return `NULL::${part.type}`;
    return `${isOwn(part) ? 'own' : 'other'}.${quoteIdentifier(part.column)}`;
  });
  const statement = parseSync(`SELECT ${text.join('')}`).stmts?.[0]?.stmt;
  const target = statement && 'SelectStmt' in statement ? statement.SelectStmt.targetList?.[0] : undefined;
  return target && 'ResTarget' in target ? target.ResTarget.val : undefined;
}

/** Whose columns an expression is made of; `other` if of none. */
function sideOf(tree: Node): 'own' | 'other' | 'both' {
  const owners = new Set<string>();
  mapColumns(tree, (path) => {
    owners.add(path[0] ?? '');
    return path;
  });
  if (!owners.has('own')) return 'other';
  return owners.size === 1 ? 'own' : 'both';
}

function columnOf(tree: Node): string | undefined {
  const names: string[] = [];
  if (!('ColumnRef' in tree)) return undefined;
  mapColumns(tree, (path) => {
    names.push(path[1] ?? '');
    return path;
  });
  return names[0];
}

function withoutQualifiers(tree: Node): Node {
  return mapColumns(tree, (path) => path.slice(1));
}

function mapColumns(tree: Node, map: (path: readonly string[]) => readonly string[]): Node {
  return JSON.parse(JSON.stringify(tree), (key, value) => {
    if (key !== 'ColumnRef') return value;
    const names: readonly string[] = value.fields.map((field: { String: { sval: string } }) => field.String.sval);
    return { fields: map(names).map((sval) => ({ String: { sval } })) };
  });
}
