/**
 * What a parser understood of one query block, as far as lineage depends on it, in a form that two parsers can share.
 *
 * The branches of a set operation are one block together: pgsql-ast-parser nests them differently and gives the last
 * one the ORDER BY of all.
 */
export interface Reading {
  /** Names of the WITH queries. */
  readonly ctes: readonly string[];
  /** FROM items in textual order: `s.t AS a (x, y)`, `query AS q`, `function AS f`. */
  readonly relations: readonly string[];
  /** Join types in textual order, with the columns of USING. */
  readonly joins: readonly string[];
  /** `union` or `union all`, in textual order. */
  readonly setOperators: readonly string[];
  /** One entry an output column: its name, or undefined where the parsers need not agree on one. */
  readonly outputs: readonly (string | undefined)[];
  /** Every column reference of the block, sorted. */
  readonly columns: readonly string[];
  /** Column = column among the conjuncts of WHERE, HAVING and ON, sorted. */
  readonly equalities: readonly string[];
  /** `distinct`, `grouped`, `limited`, where one of the branches is. */
  readonly traits: readonly string[];
  /** Queries inside this one, in an order that depends on what they hold; equals keep the order of the text. */
  readonly nested: readonly Reading[];
}

/** A reading in the making. */
export type Draft = { -readonly [Key in keyof Reading]: Reading[Key][number][] };

/** A reading that holds nothing yet. */
export function emptyDraft(): Draft {
  return {
    ctes: [],
    relations: [],
    joins: [],
    setOperators: [],
    outputs: [],
    columns: [],
    equalities: [],
    traits: [],
    nested: [],
  };
}

/** Brings the parts whose order means nothing into one. */
export function finishReading(draft: Draft): Reading {
  const nested = draft.nested.map((reading) => [sortKey(reading), reading] as const);
  return {
    ...draft,
    columns: draft.columns.toSorted(),
    equalities: draft.equalities.toSorted(),
    traits: [...new Set(draft.traits)].toSorted(),
    nested: nested.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, reading]) => reading),
  };
}

/** Output names stay out: the parsers know them to different degrees, and the order must not depend on that. */
function sortKey(reading: Reading): string {
  return JSON.stringify(reading, (key, value: unknown) => (key === 'outputs' ? undefined : value));
}

/** A FROM item as both parsers write it down. */
export function relationText(what: string, alias: string | undefined, columns: readonly string[]): string {
  return `${what}${alias === undefined ? '' : ` AS ${alias}`}${columns.length === 0 ? '' : ` (${columns.join(', ')})`}`;
}

/** An equality, whichever side was written first. */
export function equalityText(left: string, right: string): string {
  return left < right ? `${left} = ${right}` : `${right} = ${left}`;
}

const listNames = {
  ctes: 'WITH queries',
  relations: 'relations',
  joins: 'joins',
  setOperators: 'set operators',
  columns: 'columns',
  equalities: 'equalities',
  traits: 'traits',
} as const;

/** The first difference between two readings in words; undefined where they agree. */
export function firstDifference(ours: Reading, theirs: Reading): string | undefined {
  for (const key of ['ctes', 'relations', 'joins', 'setOperators', 'columns', 'equalities', 'traits'] as const) {
    const difference = listDifference(ours[key], theirs[key]);
    if (difference !== undefined) return `${listNames[key]} ${difference}`;
  }
  const outputs = outputDifference(ours.outputs, theirs.outputs);
  if (outputs !== undefined) return outputs;
  if (ours.nested.length !== theirs.nested.length) {
    return `${ours.nested.length} nested queries against ${theirs.nested.length}`;
  }
  for (const [index, nested] of ours.nested.entries()) {
    const other = theirs.nested[index];
    const difference = other && firstDifference(nested, other);
    if (difference !== undefined) return `in a nested query, ${difference}`;
  }
  return undefined;
}

function listDifference(ours: readonly string[], theirs: readonly string[]): string | undefined {
  const length = Math.max(ours.length, theirs.length);
  const index = Array.from({ length }, (_, position) => position).find((at) => ours[at] !== theirs[at]);
  return index === undefined ? undefined : `“${ours[index] ?? 'nothing'}” against “${theirs[index] ?? 'nothing'}”`;
}

function outputDifference(ours: Reading['outputs'], theirs: Reading['outputs']): string | undefined {
  if (ours.length !== theirs.length) return `${ours.length} output columns against ${theirs.length}`;
  const index = ours.findIndex((name, at) => name !== undefined && theirs[at] !== undefined && name !== theirs[at]);
  return index < 0 ? undefined : `output columns “${ours[index]}” against “${theirs[index]}”`;
}
