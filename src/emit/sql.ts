import type { PlannedKeyColumn } from '../plan/types.ts';
import { quoteIdentifier, quoteLiteral } from '../sql/identifiers.ts';

/** `a.x, a.y` */
export function columnList(columns: readonly string[], alias?: string): string {
  return columns.map((column) => columnOf(alias, column)).join(', ');
}

export function columnOf(alias: string | undefined, column: string): string {
  return alias === undefined ? quoteIdentifier(column) : `${quoteIdentifier(alias)}.${quoteIdentifier(column)}`;
}

/** The condition that two rows have the same key; NULLs count as equal where they can occur. */
export function sameKey(key: readonly PlannedKeyColumn[], left: string, right: string): string {
  return key
    .map(({ name, nullable, asText }) => {
      const [a, b] = [columnOf(left, name), columnOf(right, name)];
      // A composite of NULLs IS NULL, and is another key than NULL.
      return nullable && asText ? `${a} IS NOT DISTINCT FROM ${b}` : equality(a, b, nullable);
    })
    .join(' AND ');
}

/** A column whose values are held in arrays. */
export interface HeldColumn {
  readonly type: string;
  readonly asText: boolean;
}

/** The type of the elements that its values are in an array. */
export function heldAs({ type, asText }: HeldColumn): string {
  return asText ? 'text' : type;
}

/** A value as the element of such an array. */
export function inArray(value: string, { asText }: Pick<HeldColumn, 'asText'>): string {
  return asText ? `CAST(${value} AS text)` : value;
}

/** `a = b`; null-safe written out rather than as IS NOT DISTINCT FROM, which no index can serve. */
export function equality(a: string, b: string, nullSafe: boolean): string {
  return nullSafe ? `(${a} = ${b} OR ${a} IS NULL AND ${b} IS NULL)` : `${a} = ${b}`;
}

/** The SET clauses of a function under which names and values mean what they mean in the definitions. */
export function pins(
  searchPath: readonly string[],
  settings: readonly { readonly name: string; readonly value: string }[],
  more: readonly string[] = [],
): string {
  const path = [...searchPath, 'pg_temp'].map(quoteIdentifier).join(', ');
  const values = settings.map(({ name, value }) => `SET ${name} = ${quoteLiteral(value)}`);
  return [`SET search_path = ${path}`, ...more, ...values].join('\n');
}

/** One name, or as many numbered ones as there are key columns. */
export function numbered(name: string, count: number): readonly string[] {
  return count === 1 ? [name] : Array.from({ length: count }, (_, index) => `${name}_${index + 1}`);
}

/** What a value of a class is held by; of a class without columns there is one. */
export function lockId(schema: string, classNumber: number, values: readonly string[]): string {
  const hash = values.length === 0 ? '1' : `hash_record(ROW (${values.join(', ')}))`;
  return `${quoteIdentifier(schema)}.lock_id(${classNumber}, ${hash})`;
}

/** What a class as a whole is held by. */
export function classLockId(schema: string, classNumber: number): string {
  return `${quoteIdentifier(schema)}.class_lock_id(${classNumber})`;
}

/** A name for a `--` comment, which ends where the line does. */
export function inComment(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ');
}

/** A dollar-quoting tag that occurs in none of the texts, nor is begun at the end of one. */
export function freeTag(tag: string, texts: string): string {
  let free = tag;
  for (let number = 2; texts.includes(`$${free}`); number++) free = `${tag}_${number}`;
  return free;
}
