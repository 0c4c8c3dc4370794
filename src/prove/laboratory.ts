import type { EmittedFile } from '../emit/types.ts';
import { quoteIdentifier } from '../sql/identifiers.ts';
import { type Baseline, keepRows } from './baseline.ts';
import type { Evidence } from './evidence.ts';
import type { RandomTransaction } from './random-script.ts';
import { type Problem, runScript, type Tolerance } from './run-script.ts';
import type { Scratch } from './scratch.ts';
import { findDifferences, type TviewNames } from './tviews.ts';

/** An extension in a scratch database. */
export interface ScratchExtension {
  readonly name: string;
  readonly files: readonly EmittedFile[];
  /** SQL that runs after each installation; tests break a trigger by it. */
  readonly sabotage: string | undefined;
}

/** A scratch database in which histories begin anew as often as wanted: first the schema’s own rows, then a history. */
export class Laboratory {
  readonly #scratch: Scratch;
  readonly #extension: ScratchExtension;
  #baseline: Baseline | undefined;

  constructor(scratch: Scratch, extension: ScratchExtension) {
    this.#scratch = scratch;
    this.#extension = extension;
  }

  /** Installs the extension for the first time. Throws what PostgreSQL says. */
  async install(): Promise<void> {
    await this.#scratch.addExtension(this.#extension.files);
    await this.#scratch.run(`CREATE EXTENSION ${quoteIdentifier(this.#extension.name)}`);
  }

  /** Goes back to the schema’s own rows, with the extension newly installed. */
  async reset(): Promise<void> {
    const { run } = this.#scratch;
    const { name, sabotage } = this.#extension;
    await run(`DROP EXTENSION ${quoteIdentifier(name)} CASCADE`);
    this.#baseline ??= await keepRows(run);
    await this.#baseline.restore();
    await run(`CREATE EXTENSION ${quoteIdentifier(name)}`);
    if (sabotage !== undefined) await run(sabotage);
  }

  /** Runs a history from the beginning, and says what was wrong after one of its transactions, or nothing. */
  async replay(
    script: readonly RandomTransaction[],
    tviews: readonly TviewNames[],
    tolerance: Tolerance,
    evidence?: Evidence,
  ): Promise<Problem | undefined> {
    const { run } = this.#scratch;
    await this.reset();
    evidence?.restart();
    return runScript(run, script, tolerance, async () => {
      // The PostgreSQL inside the process never waits for anything, and signals would wait for it.
      await new Promise(setImmediate);
      const stale = await findDifferences(run, tviews);
      if (stale.length === 0) await evidence?.observe(run);
      return stale;
    });
  }
}
