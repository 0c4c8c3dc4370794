import type { Catalog } from '../catalog/types.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { nameKey } from '../sql/identifiers.ts';
import { backingViewOf, writtenName } from './names.ts';
import type { Draft } from './types.ts';

/** Warns of relations that have the name of a TVIEW or its backing view: CREATE EXTENSION stops at them. */
export function findTakenNames({ relations }: Catalog, drafts: readonly Draft[], defaultSchema: string): Diagnostic[] {
  const present = new Set(relations.map(nameKey));
  return drafts.flatMap(({ tview, source }) => {
    const needed = [tview, backingViewOf(tview)].flatMap((name) => (name && present.has(nameKey(name)) ? [name] : []));
    if (needed.length === 0) return [];
    const names = needed.map((name) => writtenName(name, defaultSchema));
    const advice =
      source.kind === 'pg_tviews'
        ? 'give --tview-schema, to have both side by side, or drop what pg_tviews has made before CREATE EXTENSION'
        : 'give another name with --as or another schema with --tview-schema, or rename what is there before CREATE EXTENSION';
    return [
      {
        code: 'name-taken' as const,
        severity: 'warning' as const,
        message: `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} there already`,
        why: 'A TVIEW tv_x is kept by a backing view v_x; CREATE EXTENSION creates both, and stops where a name is taken.',
        help: advice,
      },
    ];
  });
}
