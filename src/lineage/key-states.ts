import type { RelationGraph, ResolvedDefinition, ResolvedOutput, Value } from '../resolve/types.ts';
import { certainRegions, withoutSides } from './certainty.ts';
import { type BranchChoice, chosenValue, regionsIn, whereAbsent } from './chosen-value.ts';
import type { KeyTarget } from './supply.ts';

/**
 * Which parts of a key are there: those on the nullable side of an outer join may be absent, and are NULL then. A row
 * that appears there also removes the one with NULLs.
 */
export interface KeyState {
  /** The regions that are there, of those that may be absent. */
  readonly present: readonly number[];
  /** The key columns as a path must supply them in this state. */
  readonly targets: readonly KeyTarget[];
}

/** Each state of a key has paths of its own; more are not followed. */
export const mostKeyStates = 64;

/** The states that the key of one definition can be in. */
export class KeyStates {
  readonly #graph: RelationGraph;
  readonly #outputs: readonly ResolvedOutput[];
  readonly #known = new Map<string, readonly KeyState[] | undefined>();

  constructor({ graph }: ResolvedDefinition, outputs: readonly ResolvedOutput[]) {
    this.#graph = graph;
    this.#outputs = outputs;
  }

  /** The states with these branches taken, the one where all is absent first; undefined where there are too many. */
  of(branches: BranchChoice): readonly KeyState[] | undefined {
    const id = JSON.stringify([...branches]);
    if (!this.#known.has(id)) this.#known.set(id, this.#find(branches));
    return this.#known.get(id);
  }

  #find(branches: BranchChoice): readonly KeyState[] | undefined {
    const always = certainRegions(this.#graph, [0], withoutSides(branches, this.#graph));
    const needed = this.#outputs.flatMap(({ value }) =>
      regionsIn(chosenValue(value, branches), this.#graph).map(aroundSides(value, this.#graph)),
    );
    const optional = [...new Set(needed)].filter((region) => !always.has(region));
    return this.#possible(optional, branches)?.map((present) => ({
      present,
      targets: this.#targets(new Set(optional.filter((region) => !present.includes(region))), branches),
    }));
  }

  /** The sets of parts that can be there while the others are not: some are there wherever another is. */
  #possible(optional: readonly number[], branches: BranchChoice): readonly (readonly number[])[] | undefined {
    const found = new Map<string, readonly number[]>([['', []]]);
    for (const region of optional)
      for (const some of [...found.values()]) {
        const certain = certainRegions(this.#graph, [0, ...some, region], withoutSides(branches, this.#graph));
        const present = optional.filter((other) => certain.has(other));
        found.set(present.join(), present);
        if (found.size > mostKeyStates) return undefined;
      }
    return [...found.values()];
  }

  #targets(absent: ReadonlySet<number>, branches: BranchChoice): readonly KeyTarget[] {
    return this.#outputs.map(({ name, value, type = '', notNull }) => {
      const around = aroundSides(value, this.#graph);
      return {
        name,
        value: whereAbsent(chosenValue(value, branches), this.#graph, (region) => absent.has(around(region))),
        type,
        cast: value.kind === 'choice',
        nullable: !notNull,
      };
    });
  }
}

/**
 * Where a value must be there: of one that is taken from whichever side of a full join is there, around the join.
 */
function aroundSides(value: Value, { regions }: RelationGraph): (region: number) => number {
  const choices = new Set(choicesIn(value));
  return (region) => {
    let at = region;
    for (let own = regions[at]; own?.branch?.side && choices.has(own.branch.setOperation); own = regions[at])
      at = own.parent ?? 0;
    return at;
  };
}

function choicesIn(value: Value): readonly number[] {
  return value.kind === 'choice' ? [value.setOperation, ...value.branches.flatMap(choicesIn)] : [];
}
