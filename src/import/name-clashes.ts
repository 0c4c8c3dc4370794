import type { Report } from '../diagnostics/diagnostic.ts';
import { definitionPath } from './names.ts';
import type { Draft } from './types.ts';

/** The drafts that have a name of their own; the others are reported: which of them is meant, only the user can tell. */
export function withoutClashes(drafts: readonly Draft[], report: Report): readonly Draft[] {
  const groups = new Map<string, Draft[]>();
  for (const draft of drafts) groups.set(fileOf(draft), [...(groups.get(fileOf(draft)) ?? []), draft]);
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group;
    if (first === undefined || others.length === 0) return group;
    report.add({
      code: 'cannot-import',
      severity: 'error',
      message: `${group.map(({ source }) => source.shown).join(' and ')} would all become ${first.tview.name}`,
      why: 'None of them was imported.',
      help: 'import them one by one, with --as and a name for each',
    });
    return [];
  });
}

/** Not the name itself: file systems do not tell all files of different names apart. */
function fileOf({ tview }: Draft): string {
  return definitionPath(tview, '').toLowerCase();
}
