/** A JSON value as `pg` reads it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** One leaf that is only in the old document (`-`) or only in the new one (`+`). */
export interface DocumentChange {
  readonly sign: '-' | '+';
  readonly path: string;
  readonly value: Json;
}

/** Lists what differs between two versions of a document, in the order of its parts. */
export function findDocumentChanges(before: Json | undefined, after: Json | undefined, path = ''): DocumentChange[] {
  if (before !== undefined && after !== undefined) {
    if (isList(before) && isList(after)) return compareLists(before, after, path);
    if (isObject(before) && isObject(after)) return compareObjects(before, after, path);
    if (before === after) return [];
  }
  return [
    ...(before === undefined ? [] : [{ sign: '-' as const, path, value: before }]),
    ...(after === undefined ? [] : [{ sign: '+' as const, path, value: after }]),
  ];
}

type JsonObject = { readonly [name: string]: Json };

function compareObjects(before: JsonObject, after: JsonObject, path: string): DocumentChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) =>
    findDocumentChanges(before[name], after[name], path === '' ? name : `${path}.${name}`),
  );
}

/** Items are matched by what they are, not by position: a new first comment must not look like a change of them all. */
function compareLists(before: readonly Json[], after: readonly Json[], path: string): DocumentChange[] {
  const identities = [...new Set([...before, ...after].map(identityOf))];
  return identities.flatMap((identity) => {
    const oldIndex = before.findIndex((item) => identityOf(item) === identity);
    const newIndex = after.findIndex((item) => identityOf(item) === identity);
    const index = newIndex === -1 ? oldIndex : newIndex;
    return findDocumentChanges(before[oldIndex], after[newIndex], `${path}[${index}]`);
  });
}

function identityOf(item: Json): string {
  return JSON.stringify(isObject(item) && item.id !== undefined ? item.id : item);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}
