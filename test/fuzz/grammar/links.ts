import { choice, type Sql, sql } from '../sql-tree.ts';
import { extremeLink } from './extremes.ts';
import { columnsOf, type Reachable } from './scope.ts';
import type { Context, Scope, Source } from './types.ts';
import { familyOf, isNumber, isSmallInteger, isText } from './values.ts';

/** How a source hangs together with others. */
export interface Link {
  readonly sql: Sql;
  /** The columns of the source that the link sets equal to columns of the others. */
  readonly fixed: readonly string[];
  /** The name that both columns of the link have. */
  readonly shared?: string | undefined;
}

/** A condition that joins a source with some of the others, or, at times, with what is outside of them. */
export function joinCondition(
  context: Context,
  source: Source,
  others: readonly Source[],
  outer: Scope | undefined,
): Link {
  const { random } = context;
  const far = outer !== undefined && random.chance(0.15);
  if (far) context.features.add('correlated over two levels');
  const partners = far ? outer.sources : others;
  const latest = random.chance(0.06) ? latestLink(context, source, partners) : undefined;
  if (latest !== undefined) return latest;
  const referring = referenceLinks(source, partners);
  if (referring.length > 0 && random.chance(context.plain ? 0.85 : 0.6)) return random.pick(referring);
  return equalColumns(context, source, partners) ?? referring[0] ?? otherLink(context, source, partners);
}

/** To the row that has a value which a subquery finds. */
function latestLink(context: Context, source: Source, others: readonly Source[]): Link | undefined {
  const key = columnsOf([source]).filter(({ name }) => source.keys[0]?.includes(name));
  if (key.length === 0) return undefined;
  const own = context.random.pick(key);
  const found = extremeLink(context, own, columnsOf(others));
  return found === undefined ? undefined : { sql: found, fixed: [own.name] };
}

/** Links by foreign keys in either direction, and of columns that refer to the same table. */
function referenceLinks(source: Source, others: readonly Source[]): readonly Link[] {
  return others.flatMap((other) =>
    source.references.flatMap(({ columns, target, targetColumns }) =>
      other.references
        .filter((reference) => reference.target === target && `${reference.targetColumns}` === `${targetColumns}`)
        .map((reference) => ({ sql: equalities(source, columns, other, reference.columns), fixed: columns })),
    ),
  );
}

function equalities(left: Source, columns: readonly string[], right: Source, targets: readonly string[]): string {
  const pairs = columns.map((column, index) => `${left.alias}.${column} = ${right.alias}.${targets[index] ?? ''}`);
  return pairs.join(' AND ');
}

function equalColumns(context: Context, source: Source, others: readonly Source[]): Link | undefined {
  const { random } = context;
  if (!context.plain && random.chance(0.4)) return otherLink(context, source, others);
  const pairs = pairsOf(source, others, (a, b) => familyOf(a.type) === familyOf(b.type) && a.type !== 'address');
  // Those that are likely to lead to the key.
  const good = pairs.filter(([own]) => /^(fk|pk|k\d|parent)/.test(own.name));
  const candidates = good.length > 0 && random.chance(0.7) ? good : pairs;
  if (candidates.length === 0) return undefined;
  const [own, other] = random.pick(candidates);
  context.features.add(own.type === other.type ? 'join by equal columns' : 'join by columns of two types');
  return {
    sql: `${own.path} = ${other.path}`,
    fixed: [own.name],
    shared: own.name === other.name ? own.name : undefined,
  };
}

type Pair = readonly [own: Reachable, other: Reachable];

function pairsOf(
  source: Source,
  others: readonly Source[],
  fits: (own: Reachable, other: Reachable) => boolean,
): readonly Pair[] {
  const theirs = columnsOf(others);
  return columnsOf([source]).flatMap((own) =>
    theirs.filter((other) => fits(own, other)).map((other): Pair => [own, other]),
  );
}

interface Form {
  readonly feature: string;
  fits(own: Reachable, other: Reachable): boolean;
  text(own: string, other: string): string;
}

const simple = (type: string) => ['number', 'text', 'uuid', 'date', 'mood'].includes(type);
const family = ({ type }: Reachable) => familyOf(type);
const document = ({ type, source }: Reachable) => type === 'jsonb' && source.relation?.kind === 'table';

/** Links that are no equality of two columns. */
const forms: readonly Form[] = [
  {
    feature: 'join by lower(x) = lower(y)',
    fits: (own, other) => isText(own.type) && isText(other.type),
    text: (own, other) => `lower(${own}) = lower(${other})`,
  },
  {
    feature: 'join by cast',
    fits: (own, other) => simple(family(own)) && isText(other.type) && !isText(own.type),
    text: (own, other) => `${own}::text = ${other}`,
  },
  {
    feature: 'join by jsonb member',
    fits: (own, other) => document(own) && isNumber(other.type),
    text: (own, other) => `(${own} ->> 'k')::integer = ${other}`,
  },
  {
    feature: 'join by arithmetic',
    fits: (own, other) => isSmallInteger(own.type) && isNumber(other.type),
    text: (own, other) => `abs(${own}) + 1 = ${other}`,
  },
  {
    feature: 'non-equi join',
    fits: (own, other) => family(own) === family(other) && simple(family(own)),
    text: (own, other) => `${own} < ${other}`,
  },
  {
    feature: 'join by BETWEEN',
    fits: (own, other) => isSmallInteger(own.type) && isSmallInteger(other.type),
    text: (own, other) => `${own} BETWEEN ${other} - 1 AND ${other}`,
  },
  {
    feature: 'join by range',
    fits: (own, other) => own.type === 'daterange' && other.type === 'date',
    text: (own, other) => `${own} @> ${other}`,
  },
  {
    feature: 'join by range',
    fits: (own, other) => own.type === 'daterange' && other.type === 'daterange',
    text: (own, other) => `${own} && ${other}`,
  },
  {
    feature: 'join by = ANY (array)',
    fits: (own, other) =>
      (isSmallInteger(own.type) && other.type === 'integer[]') || (own.type === 'text' && other.type === 'text[]'),
    text: (own, other) => `${own} = ANY (${other})`,
  },
  {
    feature: 'join by = ANY (array)',
    fits: (own, other) => own.type === 'integer[]' && isSmallInteger(other.type),
    text: (own, other) => `${other} = ANY (${own})`,
  },
  {
    feature: 'join by IS NOT DISTINCT FROM',
    fits: (own, other) => family(own) === family(other) && simple(family(own)),
    text: (own, other) => `${own} IS NOT DISTINCT FROM ${other}`,
  },
  {
    feature: 'join by coalesce',
    fits: (own, other) => own.type === other.type && own.type === 'integer',
    text: (own, other) => `coalesce(${own}, 0) = coalesce(${other}, 0)`,
  },
  {
    feature: 'join by row comparison',
    fits: (own, other) => family(own) === family(other) && simple(family(own)),
    text: (own, other) => `(${own}, 1) = (${other}, 1)`,
  },
];

function otherLink(context: Context, source: Source, others: readonly Source[]): Link {
  const possible = forms.flatMap((form) => {
    const pairs = pairsOf(source, others, (own, other) => form.fits(own, other));
    return pairs.length === 0 ? [] : [{ form, pairs }];
  });
  if (possible.length === 0) {
    context.features.add('cross join');
    return { sql: 'true', fixed: [] };
  }
  const { form, pairs } = context.random.pick(possible);
  const [own, other] = context.random.pick(pairs);
  context.features.add(form.feature);
  const simpler: Sql[] = family(own) === family(other) ? [`${own.path} = ${other.path}`] : [];
  return { sql: choice(sql`${form.text(own.path, other.path)}`, 'true', ...simpler), fixed: [] };
}
