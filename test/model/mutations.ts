import type { Plan, PlannedTview } from '../../src/plan/types.ts';
import { nameKey } from '../../src/sql/identifiers.ts';
import type { Protocol } from './transaction.ts';

/** The protocol with a part left out, by what is done instead. */
export const mutations = {
  'changed rows lock nothing that they can be looked up by': (whole) => ({ ...whole, sharedLinks: false }),
  'only what rows were like before is locked': (whole) => ({ ...whole, linked: 'old image' }),
  'what is looked up is not locked': (whole) => ({ ...whole, exclusiveLookups: false }),
  'keys are not locked': (whole) => ({ ...whole, keyLocks: false }),
  'locks are taken in the order in which values are found': (whole) => ({ ...whole, order: 'as found' }),
  'nothing is left for transactions with older snapshots': (whole) => ({ ...whole, traces: false }),
  'two lookups of one path share a class': (whole) => ({ ...whole, plan: withSharedClasses(whole.plan) }),
} as const satisfies Readonly<Record<string, (whole: Protocol) => Protocol>>;

export type MutationName = keyof typeof mutations;

/** Classes of the same columns become one, which is held before any of its lookups. */
function withSharedClasses(plan: Plan): Plan {
  const first = new Map<number, number>();
  for (const { locks } of plan.tviews)
    for (const { number, relation, columns } of locks.classes) {
      const like = locks.classes.find(
        (one) => nameKey(one.relation) === nameKey(relation) && one.columns.join() === columns.join(),
      );
      first.set(number, like?.number ?? number);
    }
  const renumber = <T extends { readonly number: number }>(one: T): T => ({
    ...one,
    number: first.get(one.number) ?? one.number,
  });
  const ofTview = ({ locks, ...tview }: PlannedTview): PlannedTview => {
    const classes = locks.classes.filter(({ number }) => first.get(number) === number);
    return { ...tview, locks: { ...locks, classes, lookups: locks.lookups.map(renumber) } };
  };
  const sources = plan.sources.map((source) => ({
    ...source,
    readSets: source.readSets.map((set) => ({ ...set, entries: set.entries.map(linksRenumbered) })),
    entries: source.entries.map(linksRenumbered),
  }));
  return { ...plan, tviews: plan.tviews.map(ofTview), sources };

  function linksRenumbered<T extends { readonly links: readonly { readonly number: number }[] }>(entry: T): T {
    return { ...entry, links: entry.links.map(renumber) };
  }
}
