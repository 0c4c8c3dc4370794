import { CannotRun } from '../diagnostics/diagnostic.ts';
import type { EmittedFile } from '../emit/types.ts';
import { quoteIdentifier } from '../sql/identifiers.ts';
import { type Baseline, keepRows } from './baseline.ts';
import type { Evidence } from './evidence.ts';
import { type History, rowsOf } from './history.ts';
import { isServerError, type Problem, runScript, type ServerError, type Tolerance } from './run-script.ts';
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

  /** Installs the extension for the first time. Throws `CannotRun` where PostgreSQL refuses. */
  async install(): Promise<void> {
    await this.#scratch.addExtension(this.#extension.files);
    try {
      await this.#scratch.run(`CREATE EXTENSION ${quoteIdentifier(this.#extension.name)}`);
    } catch (error) {
      if (!isServerError(error)) throw error;
      throw cannotInstall(error);
    }
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
    history: History,
    tviews: readonly TviewNames[],
    tolerance: Tolerance,
    evidence?: Evidence,
  ): Promise<Problem | undefined> {
    const { run } = this.#scratch;
    await this.reset();
    const compare = async () => {
      // The PostgreSQL inside the process never waits for anything, and signals would wait for it.
      await new Promise(setImmediate);
      return findDifferences(run, tviews);
    };
    const early = await runScript(run, rowsOf(history), tolerance, compare);
    if (early !== undefined) return early;
    await evidence?.restart(run);
    return runScript(run, history.script, tolerance, async () => {
      const stale = await compare();
      if (stale.length === 0) await evidence?.observe(run);
      return stale;
    });
  }
}

function cannotInstall(error: ServerError): CannotRun {
  // feature_not_supported, undefined_file: how servers say that they find no such extension
  const isMissing = ['0A000', '58P01'].includes(error.code);
  return new CannotRun(
    {
      code: 'cannot-prove',
      message: `CREATE EXTENSION fails in the scratch copy: ${error.message}`,
      why: isMissing
        ? 'the server looks for extensions in another folder than the one that the files were put into.'
        : 'what cannot be installed cannot be tried.',
      help: isMissing
        ? 'name the server’s own pg_config with --pg-config, or its folder with --extension-dir'
        : 'if the rows of the schema file are right, change the definition, or name its key (-- @key)',
    },
    { cause: error },
  );
}
