import { closest } from 'fastest-levenshtein';
import type { Report } from '../diagnostics/diagnostic.ts';
import { hasNoOrder, keyColumnNames } from '../resolve/key-columns.ts';
import type { ResolvedDefinition, ResolvedOutput } from '../resolve/types.ts';

/**
 * Chooses the columns that identify a TVIEW's rows: those `-- @key` names, else `pk_<entity>`, else the columns that
 * constraints or GROUP BY prove to be unique. Undefined, and reported, when there are none.
 */
export function chooseKey(definition: ResolvedDefinition, report: Report): readonly ResolvedOutput[] | undefined {
  const { nameSpan } = definition.definition;
  const names = keyColumnNames(definition);
  if (!names) {
    const entity = definition.tview.name.replace(/^tv_/, '');
    report.add({
      code: 'missing-key',
      severity: 'error',
      message: `"${definition.tview.name}" has no key`,
      span: nameSpan,
      why: 'A refresh replaces rows by their key; the SELECT returns no column that is known to identify its rows.',
      help: `Return the key as "pk_${entity}", or name the columns that identify a row: -- @key (${definition.outputs
        .map(({ name }) => name)
        .slice(0, 2)
        .join(', ')})`,
    });
    return undefined;
  }
  return findKeyColumns(names, definition, report);
}

function findKeyColumns(
  names: readonly string[],
  definition: ResolvedDefinition,
  report: Report,
): readonly ResolvedOutput[] | undefined {
  const { annotations, nameSpan } = definition.definition;
  const span = annotations.key?.span ?? nameSpan;
  const found = names.map((name) => {
    const output = definition.outputs.find((candidate) => candidate.name === name);
    if (output) return output;
    const similar = closest(
      name,
      definition.outputs.map((candidate) => candidate.name),
    );
    report.add({
      code: 'unknown-key-column',
      severity: 'error',
      message: `key column "${name}" is not among the columns of "${definition.tview.name}"`,
      span,
      why: 'The key is what a refresh finds rows by, so the SELECT must return it.',
      help: similar ? `Did you mean "${similar}"?` : 'Name columns that the SELECT returns.',
    });
    return undefined;
  });
  const key = found.filter((output) => output !== undefined);
  for (const { name, type } of key)
    if (type !== undefined && hasNoOrder(type))
      report.add({
        code: 'unusable-key',
        severity: 'error',
        message: `the key column "${name}" of "${definition.tview.name}" has the type ${type}`,
        span,
        why: 'Keys stand in a unique index, which cannot hold values of this type.',
        help: 'Name other columns as the key: -- @key (a, b)',
      });
  if (key.length < names.length) return undefined;
  if (!definition.isUnique(new Set(names)))
    report.add({
      code: 'key-not-unique',
      severity: 'warning',
      message: `the key (${names.join(', ')}) of "${definition.tview.name}" is not known to be unique`,
      span,
      why: 'No constraint proves it. CREATE EXTENSION fails if two rows share a key, and later so does a write that leads to two.',
      help: 'Add the unique constraint that makes it so, or name more columns: -- @key (a, b)',
    });
  return key;
}
