/** Types that a value can be cast to without becoming equal to what it was not, or unequal to what it was. */
const widenings: Readonly<Record<string, readonly string[]>> = {
  'character varying': ['text'],
  text: ['text'],
  smallint: ['int2', 'int4', 'int8'],
  integer: ['int4', 'int8'],
  bigint: ['int8'],
  cidr: ['inet'],
  inet: ['inet'],
  uuid: ['uuid'],
  date: ['date'],
};

/**
 * Whether a cast of a column compares as the column itself. PostgreSQL writes such casts into the views it prints:
 * `(a.code)::text = (b.code)::text` for two varchars.
 */
export function keepsEquality({ type, baseType }: Typed, target: readonly string[]): boolean {
  const builtIn = target.length === 1 || target[0] === 'pg_catalog';
  return builtIn && (widenings[baseType ?? type ?? '']?.includes(target.at(-1) ?? '') ?? false);
}

/** Types whose values `=` compares across the types as it does within each: what two values equal, equals itself. */
const exactFamilies = [
  ['smallint', 'integer', 'bigint', 'numeric'],
  ['text', 'character varying'],
];

interface Typed {
  readonly type: string | undefined;
  /** Of a domain: the type under it. */
  readonly baseType?: string | undefined;
}

/**
 * Whether a value equals one value of the other type at most. Not so of numeric and float8: there two numerics that
 * differ may equal one float8. Undefined where a type is not known.
 */
export function comparesExactly(left: Typed, right: Typed): boolean | undefined {
  const [a, b] = [left.baseType ?? left.type, right.baseType ?? right.type];
  if (a === undefined || b === undefined) return undefined;
  return a === b || exactFamilies.some((family) => family.includes(a) && family.includes(b));
}
