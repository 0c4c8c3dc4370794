import type { SetOperation } from '../parse/types.ts';
import type { Block, Leaf } from './block.ts';
import { needsInfluence, partitionsOf } from './influence.ts';
import type { OutputColumn } from './outputs.ts';
import type { ResolvedQuery } from './query.ts';
import type { SelectBlock } from './select.ts';
import { outputsOf } from './uniqueness.ts';

/** A condition that compares some columns with constants. */
export interface Restriction {
  readonly columns: ReadonlySet<string>;
  /** It is `column = constant`: the same then holds of every column that equals this one. */
  readonly equality: boolean;
}

/** What PostgreSQL computes of a query whose rows are looked up. */
export interface Pushdown {
  /** A restriction reaches some table. */
  readonly reaches: boolean;
  /** Something is computed as a whole all the same. */
  readonly whole: boolean;
  /** Something is computed in part, for no other reason than the restriction: a join with the values could not do it. */
  readonly narrowed: boolean;
  /** How many relations are joined in one go. */
  readonly relations: number;
}

/** How PostgreSQL looks rows of a query up by its output columns. */
export interface LookUp {
  /** It is planned together with the query around it, as a part of its joins. */
  readonly pulledUp: boolean;
  readonly pushdown: (restrictions: readonly Restriction[]) => Pushdown;
}

/** Of a query that is computed as a whole, whatever is looked up in it. */
export const opaque: LookUp = {
  pulledUp: false,
  pushdown: () => ({ reaches: false, whole: true, narrowed: false, relations: 1 }),
};

/** What is computed of a query in FROM under these restrictions. */
export function pushInto(query: LookUp, restrictions: readonly Restriction[], lateral = false): Pushdown {
  const inside = query.pushdown(restrictions);
  if (query.pulledUp) return inside;
  if (inside.reaches) return { ...inside, narrowed: true, relations: 1 };
  return { reaches: false, whole: !lateral, narrowed: false, relations: 1 };
}

/** The restrictions by other names of the columns. */
export function renamed(
  restrictions: readonly Restriction[],
  names: ReadonlyMap<string, string>,
): readonly Restriction[] {
  return restrictions.map(({ columns, equality }) => ({
    columns: new Set([...columns].map((name) => names.get(name) ?? name)),
    equality,
  }));
}

/**
 * Whether, and how far, a restriction on output columns of a SELECT is pushed down into it, as PostgreSQL decides
 * (`subquery_is_pushdown_safe` and `check_output_expressions` in allpaths.c, HAVING in planner.c, the derived equalities
 * of equivclass.c):
 *
 * - not past LIMIT, and past a window or DISTINCT ON only by what is in every PARTITION BY, or in its list;
 * - past GROUP BY only by what has no aggregate in it; not past grouping sets;
 * - by no column that is a subquery or returns a set;
 * - through `a = b` to both; from the outer side of a LEFT JOIN to the inner one; to both sides of a FULL JOIN by the
 *   column that it merges;
 * - not by a condition that NULLs pass, to the nullable side of an outer join.
 */
export function lookUpSelect(shown: SelectBlock): LookUp {
  const { select, query, outputs, block, aggregated } = shown;
  const isPushedBy = (output: OutputColumn): boolean =>
    !aggregated &&
    select.groupingSets === undefined &&
    output.madeOf !== undefined &&
    partitionsOf(shown).every((partition) => partition.some((item) => outputsOf(item, outputs).includes(output)));
  const toBlock = ({ columns, equality }: Restriction): readonly Restriction[] => {
    const restricted = outputs.filter(({ name }) => columns.has(name));
    if (!restricted.every(isPushedBy)) return [];
    const [single] = restricted;
    const merged = restricted.length === 1 ? single && mergedBy(single, block) : undefined;
    if (merged !== undefined) return [{ columns: new Set([merged]), equality }];
    const isColumn = restricted.length === 1 && single?.identity !== undefined;
    const madeOf = restricted.flatMap((output) => [...(output.madeOf ?? [])]);
    return [{ columns: new Set(isColumn ? [single.identity] : madeOf), equality: equality && isColumn }];
  };
  return {
    pulledUp:
      !select.grouped &&
      !aggregated &&
      select.distinct === 'no' &&
      !needsInfluence(select, query) &&
      !outputs.some(({ multiplies }) => multiplies),
    pushdown: (restrictions) => pushIntoBlock(restrictions.flatMap(toBlock), block),
  };
}

/** COALESCE of what a FULL JOIN equates, in this order, is what USING would make of it: it goes by the first one. */
function mergedBy({ identity, value, madeOf }: OutputColumn, { fullJoins }: Block): string | undefined {
  if (identity !== undefined || value.kind !== 'choice' || madeOf?.size !== 2) return undefined;
  return fullJoins.flatMap(({ pairs }) => pairs).find((pair) => pair.join() === [...madeOf].join())?.[0];
}

/** What is computed of the items of FROM, under restrictions on their columns by identity. */
function pushIntoBlock(restrictions: readonly Restriction[], block: Block): Pushdown {
  const equal = equalColumns(restrictions, block);
  const ofItems = block.leaves.map((leaf): Pushdown => {
    const own = restrictionsOn(leaf, restrictions, equal);
    return leaf.pushdown?.(own) ?? { reaches: own.length > 0, whole: false, narrowed: false, relations: 1 };
  });
  const ofJoins = block.fullJoins.map(({ pairs, nested }) => {
    const restricted = pairs.some(([left]) => equal.has(left));
    // Before PostgreSQL 16, the restriction on the column merged by a FULL JOIN of a FULL JOIN goes no further.
    return { whole: nested || !restricted, narrowed: restricted };
  });
  const parts = [...ofItems, ...ofJoins];
  return {
    reaches: ofItems.length === 0 || ofItems.some(({ reaches }) => reaches),
    whole: parts.some(({ whole }) => whole),
    narrowed: parts.some(({ narrowed }) => narrowed),
    relations: ofItems.reduce((sum, { relations }) => sum + relations, 0),
  };
}

/** The columns that a restriction states to be equal to a constant, and those that equal them. */
function equalColumns(restrictions: readonly Restriction[], { dependencies, fullJoins }: Block): ReadonlySet<string> {
  const equal = new Set(restrictions.flatMap(({ columns, equality }) => (equality ? [...columns] : [])));
  const edges = [
    ...dependencies.flatMap(({ from, to }) => (from === undefined ? [] : [[from, to] as const])),
    ...fullJoins.flatMap(({ pairs, merged }) => [...merged, ...pairs]),
  ];
  for (let before = -1; before !== equal.size; ) {
    before = equal.size;
    for (const [from, to] of edges) if (equal.has(from)) equal.add(to);
  }
  return equal;
}

/** What restricts an item of FROM, by the names of its own columns. */
function restrictionsOn(
  { identities, optional }: Leaf,
  restrictions: readonly Restriction[],
  equal: ReadonlySet<string>,
): readonly Restriction[] {
  const names = new Map([...identities].map(([name, { identity }]) => [identity, name]));
  const others = restrictions.filter(
    ({ columns, equality }) =>
      !equality && !optional && columns.size > 0 && [...columns].every((identity) => names.has(identity)),
  );
  const equalities = [...names.keys()].filter((identity) => equal.has(identity));
  return renamed(
    [...others, ...equalities.map((identity) => ({ columns: new Set([identity]), equality: true }))],
    names,
  );
}

/**
 * A restriction is pushed into every branch of UNION and INTERSECT, where both give the column the same type; past
 * EXCEPT, wherever in the tree it stands, not at all.
 */
export function lookUpBranches(body: SetOperation, left: ResolvedQuery, right: ResolvedQuery): LookUp {
  if (hasExcept(body)) return opaque;
  const names = left.columns.map(({ name }) => name);
  const types = [left, right].map(({ columns }) => columns.map(({ type }) => type));
  const isSafe = (name: string): boolean => {
    const [a, b] = types.map((list) => list[names.indexOf(name)]);
    return a === undefined || b === undefined || a === b;
  };
  return {
    pulledUp:
      body.operator === 'union' && body.all && [left, right].every(({ pulledUp }) => pulledUp) && names.every(isSafe),
    pushdown: (restrictions) => {
      const safe = restrictions.filter(({ columns }) => [...columns].every(isSafe));
      const branches = [left, right].map((branch) => {
        const own = new Map(names.map((name, index) => [name, branch.columns[index]?.name ?? name]));
        return pushInto(branch, renamed(safe, own));
      });
      return {
        reaches: branches.some(({ reaches }) => reaches),
        whole: branches.some(({ whole, reaches }) => whole || !reaches),
        narrowed: branches.some(({ narrowed }) => narrowed),
        relations: 1,
      };
    },
  };
}

function hasExcept({ operator, left, right }: SetOperation): boolean {
  const isInside = ({ body, limited, ctes, orderBy }: SetOperation['left']): boolean =>
    body.kind === 'set-operation' && !limited && ctes.length === 0 && orderBy.length === 0 && hasExcept(body);
  return operator === 'except' || isInside(left) || isInside(right);
}
