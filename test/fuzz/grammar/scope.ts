import type { Column, ColumnType, Context, Reference, Scope, Source, Typed } from './types.ts';
import { familyOf, literal } from './values.ts';

/** A column as an expression names it. */
export interface Reachable extends Column {
  readonly source: Source;
  /** With its alias. */
  readonly path: string;
}

export function columnsOf(sources: readonly Source[], fits: (type: ColumnType) => boolean = () => true): Reachable[] {
  return sources.flatMap((source) =>
    source.columns
      .filter(({ type }) => fits(type))
      .map((column) => ({ ...column, source, path: `${source.alias}.${column.name}` })),
  );
}

/** A column in scope of a fitting type, now and then one from outside; undefined where there is none. */
export function pickColumn(
  { random, features }: Context,
  scope: Scope,
  fits?: (type: ColumnType) => boolean,
): Reachable | undefined {
  const own = columnsOf(scope.sources, fits);
  const outside = scope.outer === undefined ? [] : columnsOf(scope.outer.sources, fits);
  const fromOutside = outside.length > 0 && (own.length === 0 || random.chance(0.12));
  if (fromOutside) features.add('correlated expression');
  const candidates = fromOutside ? outside : own;
  return candidates.length === 0 ? undefined : random.pick(candidates);
}

/** A column of this type's family, or else a literal of the type. */
export function operand(context: Context, scope: Scope, type: ColumnType): Typed {
  const column = context.random.chance(0.6)
    ? pickColumn(context, scope, (other) => familyOf(other) === familyOf(type))
    : undefined;
  if (column === undefined) return { sql: literal(context.random, type), type };
  return { sql: column.path, type: column.type };
}

/** Types that keys may have. Arrays cannot be keys, which the compiler has to notice: they are among them at times. */
export function keyTypes({ random }: Context): (type: ColumnType) => boolean {
  const arrays = random.chance(0.02);
  return (type) => type !== 'address' && (arrays || !type.endsWith('[]'));
}

/** Every column of a key of every source, as `alias.column`: a total order, where the keys are right. */
export function totalOrder(sources: readonly Source[]): readonly string[] {
  return sources.flatMap(({ alias, keys }) => (keys[0] ?? []).map((column) => `${alias}.${column}`));
}

/** What a column of a source refers to, under its new name. */
export function referencesOf({ references }: Source, column: string, name: string): readonly Reference[] {
  return references
    .filter(({ columns }) => columns.length === 1 && columns[0] === column)
    .map((reference) => ({ ...reference, columns: [name] }));
}
