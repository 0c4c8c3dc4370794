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
export function keepsEquality(
  { type, baseType }: { readonly type: string | undefined; readonly baseType?: string | undefined },
  target: readonly string[],
): boolean {
  const builtIn = target.length === 1 || target[0] === 'pg_catalog';
  return builtIn && (widenings[baseType ?? type ?? '']?.includes(target.at(-1) ?? '') ?? false);
}
