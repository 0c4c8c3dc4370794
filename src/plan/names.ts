import { createHash } from 'node:crypto';
import { nameKey, type QualifiedName } from '../sql/identifiers.ts';

/** PostgreSQL cuts names after 63 bytes (NAMEDATALEN - 1). */
const maximumBytes = 63;

/** A name that leaves room for `ending` within 63 bytes; a longer one is cut and told apart by a hash of the whole. */
export function shorten(name: string, ending = ''): string {
  if (Buffer.byteLength(name + ending) <= maximumBytes) return name;
  const suffix = `_${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
  let kept = '';
  for (const character of name) {
    if (Buffer.byteLength(kept + character + suffix + ending) > maximumBytes) break;
    kept += character;
  }
  return kept + suffix;
}

/**
 * Names for what is generated per relation: the relation's own name, with its schema in front outside the first schema
 * of the search_path, so that equal names in two schemas stay apart and adding a relation renames nothing.
 */
export function localNames(
  relations: readonly QualifiedName[],
  searchPath: readonly string[],
): (relation: QualifiedName) => string {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const home = (relation: QualifiedName): boolean => relation.schema === searchPath[0];
  const distinct = new Map(relations.map((relation) => [nameKey(relation), relation]));
  const ordered = [...distinct.values()].sort(
    (a, b) => Number(home(b)) - Number(home(a)) || (nameKey(a) < nameKey(b) ? -1 : 1),
  );
  for (const relation of ordered) {
    const plain = home(relation) ? relation.name : `${relation.schema}_${relation.name}`;
    let name = plain;
    for (let number = 2; taken.has(name); number++) name = `${plain}_${number}`;
    taken.add(name);
    names.set(nameKey(relation), name);
  }
  return (relation) => names.get(nameKey(relation)) ?? relation.name;
}

/** A PL/pgSQL variable that needs no quotes, or the fallback where the words cannot give one. */
export function variableName(words: readonly string[], fallback: string): string {
  const name = ['v', ...words].join('_').toLowerCase();
  return /^[a-z0-9_]+$/.test(name) && name.length <= maximumBytes ? name : fallback;
}
