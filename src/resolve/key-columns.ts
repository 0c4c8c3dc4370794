import type { ResolvedDefinition } from './types.ts';

/** INDEX_MAX_KEYS */
const mostIndexColumns = 32;

/** Types whose values no btree can order, so that no constraint can be on them. */
const typesWithoutOrder = new Set(
  'json xml jsonpath point line lseg box path polygon circle xid cid aclitem txid_snapshot pg_snapshot'.split(' '),
);

/** Whether a column of this type cannot be part of a key. */
export function hasNoOrder(type: string): boolean {
  return typesWithoutOrder.has(type.replace(/(\[\])+$/, ''));
}

/**
 * The output columns that identify a TVIEW's rows: those `-- @key` names, else `pk_<entity>`, else the first that
 * constraints or GROUP BY prove to be unique; undefined when there are none. Documents are no key by themselves: an index
 * cannot hold long ones, and the write would fail.
 */
export function keyColumnNames({
  definition,
  outputs,
  candidateKeys,
}: Pick<ResolvedDefinition, 'definition' | 'outputs' | 'candidateKeys'>): readonly string[] | undefined {
  if (definition.annotations.key) return definition.annotations.key.columns;
  const isFit = (name: string): boolean => {
    const type = outputs.find((output) => output.name === name)?.type;
    return type === undefined || (!hasNoOrder(type) && type !== 'jsonb');
  };
  const byName = `pk_${definition.name.replace(/^tv_/, '')}`;
  return outputs.some(({ name }) => name === byName)
    ? [byName]
    : candidateKeys.find((names) => names.length <= mostIndexColumns && names.every(isFit));
}
