/**
 * How much may be done to find the paths of one definition. Counted in steps, not in time: a definition that is refused
 * is refused on every machine.
 */
export class Effort {
  #left = mostSteps;

  /** Takes so many steps; false where that is more than are left. */
  spend(steps: number): boolean {
    this.#left -= steps;
    return this.#left >= 0;
  }

  get isSpent(): boolean {
    return this.#left < 0;
  }
}

const mostSteps = 10_000_000;
