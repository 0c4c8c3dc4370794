import type { Lineage } from '../lineage/types.ts';
import { nameKey } from '../sql/identifiers.ts';
import { planLocks } from './locks.ts';
import type { PlannedLocks } from './types.ts';

/** The numbers by which a TVIEW and its locks go, in functions and in queues. */
interface TviewNumbers {
  /** Ascending in dependency order. */
  readonly position: number;
  readonly firstClass: number;
  /** How many classes are its own from there on. */
  readonly classes: number;
}

/** The numbers of a release, by `nameKey` of the TVIEW. Those of TVIEWs that are gone are not given to others. */
export type Numbers = Readonly<Record<string, TviewNumbers>>;

export interface NumberedLineage {
  readonly lineage: Lineage;
  readonly position: number;
  readonly locks: PlannedLocks;
}

/**
 * Numbers definitions, which come in dependency order, and the classes of their locks. A TVIEW keeps the numbers of the
 * release before, so that an upgrade need not touch it because others come or go; it gets new ones where it reads a TVIEW
 * with a higher position, or needs more classes than it has. Returned in ascending order of position.
 */
export function numberLineages(
  lineages: readonly Lineage[],
  before: Numbers,
): { readonly numbered: readonly NumberedLineage[]; readonly numbers: Numbers } {
  const used = Object.values(before);
  let lastPosition = Math.max(0, ...used.map(({ position }) => position));
  let lastClass = Math.max(0, ...used.map(({ firstClass, classes }) => firstClass + classes - 1));
  const numbers = new Map(Object.entries(before));
  const positions = new Map<string, number>();
  const numbered = lineages.map((lineage): NumberedLineage => {
    const name = nameKey(lineage.definition.tview);
    const known = before[name];
    const read = lineage.routes.flatMap(({ source }) => positions.get(nameKey(source)) ?? []);
    const position = known && known.position > Math.max(0, ...read) ? known.position : ++lastPosition;
    positions.set(name, position);

    const planned = planLocks(lineage, known?.firstClass ?? lastClass + 1);
    const needed = planned.classes.length + 1;
    if (known !== undefined && known.classes >= needed) {
      numbers.set(name, { position, firstClass: known.firstClass, classes: known.classes });
      return { lineage, position, locks: planned };
    }
    const firstClass = lastClass + 1;
    lastClass += needed;
    numbers.set(name, { position, firstClass, classes: needed });
    return { lineage, position, locks: known === undefined ? planned : planLocks(lineage, firstClass) };
  });
  return {
    numbered: numbered.sort((a, b) => a.position - b.position),
    numbers: Object.fromEntries([...numbers].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
