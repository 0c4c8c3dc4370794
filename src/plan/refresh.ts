import type { Lineage } from '../lineage/types.ts';

/** From which number of keys on one pass over the backing view may be cheaper than to look them up. */
const many = 1000;

/** The same where each lookup computes a part of the view as a whole: how large a part, only the tables know. */
const some = 10;

/** join_collapse_limit, less one for the keys: so many relations of the view are joined in one go with the keys. */
const joinedWithKeys = 7;

/**
 * Up to how many keys a refresh looks up in the backing view one by one, where PostgreSQL carries each into the view;
 * with more it joins them with the view in one pass.
 *
 * 0 where a lookup saves nothing: either the view is computed as a whole for any one key, or all that is computed in
 * part is what the join can look up just as well.
 */
export function keysLookedUpEach({ definition, key }: Lineage): number {
  const { reaches, whole, narrowed, relations } = definition.pushdown(
    key.map(({ name, nullable }) => ({ columns: new Set([name]), equality: !nullable })),
  );
  if (!reaches) return 0;
  if (!whole) return many;
  return narrowed || relations > joinedWithKeys ? some : 0;
}
