import type { ResolvedDefinition } from './types.ts';

/**
 * The output columns that identify a TVIEW's rows: those `-- @key` names, else `pk_<entity>`, else the first that
 * constraints or GROUP BY prove to be unique; undefined when there are none.
 */
export function keyColumnNames({
  definition,
  outputs,
  candidateKeys,
}: Pick<ResolvedDefinition, 'definition' | 'outputs' | 'candidateKeys'>): readonly string[] | undefined {
  if (definition.annotations.key) return definition.annotations.key.columns;
  const byName = `pk_${definition.name.replace(/^tv_/, '')}`;
  return outputs.some(({ name }) => name === byName) ? [byName] : candidateKeys[0];
}
