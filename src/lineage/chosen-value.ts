import type { ColumnOf, RelationGraph, Value } from '../resolve/types.ts';
import { sourceColumn } from '../resolve/values.ts';
import { printTree } from '../sql/print-tree.ts';

/** Which branch of each set operation holds. */
export type BranchChoice = ReadonlyMap<number, number>;

/** A value with the branches taken: it comes from one column, or from one expression over columns. */
export type ChosenValue =
  | ({ readonly kind: 'column' } & ColumnOf)
  | ChosenExpression
  | { readonly kind: 'null' }
  | { readonly kind: 'computed' };

export interface ChosenExpression {
  readonly kind: 'expression';
  readonly region: number;
  /** SQL text, and what stands in it. */
  readonly parts: readonly ChosenPart[];
}

export type ChosenPart =
  | string
  | ({ readonly kind: 'column' } & ColumnOf)
  | ChosenExpression
  | { readonly kind: 'typed-null'; readonly type: string };

const computed: ChosenValue = { kind: 'computed' };

/** Where a value comes from when these branches are taken. */
export function chosenValue(value: Value, branches: BranchChoice): ChosenValue {
  switch (value.kind) {
    case 'choice': {
      const branch = value.branches[branches.get(value.setOperation) ?? -1];
      return branch ? chosenValue(branch, branches) : computed;
    }
    case 'expression': {
      const operands = value.operands.map((operand) => chosenValue(operand, branches));
      const parts = printTree(value.tree)?.map((part) => (typeof part === 'string' ? part : operands[part]));
      return parts?.every(isPart) ? { kind: 'expression', region: value.region, parts } : computed;
    }
    default:
      return value;
  }
}

function isPart(part: string | ChosenValue | undefined): part is Exclude<ChosenPart, { kind: 'typed-null' }> {
  return part !== undefined && (typeof part === 'string' || part.kind === 'column' || part.kind === 'expression');
}

/** The columns that a value is made from. */
export function columnsIn(value: ChosenValue | ChosenPart): readonly ColumnOf[] {
  if (typeof value === 'string') return [];
  if (value.kind === 'column') return [value];
  return value.kind === 'expression' ? value.parts.flatMap(columnsIn) : [];
}

/** The regions that a value needs to be what it is: elsewhere it is NULL, or computed from NULLs. */
export function regionsIn(value: ChosenValue | ChosenPart, graph: RelationGraph): readonly number[] {
  if (typeof value === 'string') return [];
  if (value.kind === 'column') return [graph.occurrences[value.occurrence]?.region ?? 0];
  if (value.kind !== 'expression') return [];
  return [value.region, ...value.parts.flatMap((part) => regionsIn(part, graph))];
}

/**
 * A value where some regions are absent: a column of theirs is NULL, and so is an expression that is computed there; one
 * that is computed elsewhere is made with NULLs.
 */
export function whereAbsent(
  value: ChosenValue,
  graph: RelationGraph,
  isAbsent: (region: number) => boolean,
): ChosenValue {
  if (value.kind === 'column') return isAbsent(regionOf(value, graph)) ? { kind: 'null' } : value;
  if (value.kind !== 'expression') return value;
  return isAbsent(value.region) ? { kind: 'null' } : (withNulls(value, graph, isAbsent) ?? computed);
}

/** Undefined where a NULL would need a type that is not known. */
function withNulls(
  value: ChosenExpression,
  graph: RelationGraph,
  isAbsent: (region: number) => boolean,
): ChosenExpression | undefined {
  const parts = value.parts.flatMap((part): readonly (ChosenPart | undefined)[] => {
    if (typeof part === 'string' || part.kind === 'typed-null') return [part];
    if (part.kind === 'column') return [isAbsent(regionOf(part, graph)) ? nullOf(part, graph) : part];
    if (!isAbsent(part.region)) return [withNulls(part, graph, isAbsent)];
    // A NULL of the expression's type, which has no name here.
    return ['CASE WHEN false THEN ', withNulls({ ...part, region: -1 }, graph, (region) => region >= 0), ' END'];
  });
  return parts.every((part) => part !== undefined) ? { ...value, parts } : undefined;
}

function nullOf({ occurrence: id, column }: ColumnOf, { occurrences }: RelationGraph): ChosenPart | undefined {
  const type = sourceColumn(occurrences[id], column)?.type;
  return type === undefined ? undefined : { kind: 'typed-null', type };
}

function regionOf({ occurrence }: ColumnOf, { occurrences }: RelationGraph): number {
  return occurrences[occurrence]?.region ?? 0;
}
