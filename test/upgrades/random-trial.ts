import fc from 'fast-check';
import pg from 'pg';
import { findStale, listTviews } from '../database/tviews.ts';
import type { Random } from '../fuzz/random.ts';
import { readTableShapes, scriptArbitrary } from '../fuzz/random-changes.ts';
import { createDatabase, type TestDatabase, type TestServer } from '../support/postgres.ts';
import { catalogSnapshot } from './catalog-snapshot.ts';

/** How a trial ended. */
export interface Ending {
  /** What went wrong, if anything did. */
  readonly problem: string | undefined;
  /** Why there was nothing to see: the rows are none that the definitions have a result for. */
  readonly skipped: string | undefined;
}

/** What a trial is about: releases 1.0.0 and 1.1.0 of an extension, whose files the server has. */
export interface TrialInput {
  readonly server: TestServer;
  readonly database: TestDatabase;
  readonly extension: string;
  readonly schemaSql: string;
  /** Whether installation and upgrades leave the rows to backfill(). */
  readonly gradually: boolean;
}

/** One database, from release to release. */
export class Trial {
  readonly #input: TrialInput;
  readonly #client: pg.Client;
  readonly #random: Random;

  constructor(input: TrialInput, random: Random) {
    this.#input = input;
    this.#client = input.database.client;
    this.#random = random;
  }

  async run(): Promise<Ending> {
    const { extension, gradually } = this.#input;
    if (gradually) await this.#client.query("SET tviews.fill = 'later'");
    const skipped = await this.#failure(`CREATE EXTENSION ${extension} VERSION '1.0.0'`);
    if (skipped) return { skipped, problem: undefined };
    for (const version of ['1.0.0', '1.1.0', '1.0.0', '1.1.0']) {
      const found =
        (await this.#attempt(version, `ALTER EXTENSION ${extension} UPDATE TO '${version}'`)) ??
        (await this.#stale(version)) ??
        (await this.#write(version)) ??
        (gradually && this.#random.chance(0.5) ? await this.#finish(version) : undefined) ??
        (await this.#compare(version));
      if (found !== undefined) return found;
    }
    return (await this.#finish('1.1.0')) ?? { skipped: undefined, problem: undefined };
  }

  /** A statement that fails is right where an installation fails over the same rows. */
  async #attempt(version: string, statement: string): Promise<Ending | undefined> {
    const problem = await this.#failure(statement);
    if (problem === undefined) return undefined;
    const { extension } = this.#input;
    await this.#client.query(`DROP EXTENSION ${extension} CASCADE; DROP SCHEMA tviews CASCADE; RESET tviews.fill`);
    const skipped = await this.#failure(`CREATE EXTENSION ${extension} VERSION '${version}'`);
    return skipped
      ? { skipped, problem: undefined }
      : { skipped: undefined, problem: `at ${version}, ${statement}: ${problem}` };
  }

  async #failure(statement: string): Promise<string | undefined> {
    try {
      await this.#client.query(statement);
      return undefined;
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error;
      return `${error.code} ${error.message} ${error.detail ?? ''}\n${error.where ?? ''}`;
    }
  }

  /** Random transactions, and some of the rows that are to be filled yet; what fails is undone. */
  async #write(version: string): Promise<Ending | undefined> {
    const client = this.#client;
    const shapes = await readTableShapes(client);
    const own = shapes.filter(({ name }) => !/\btv_/.test(name));
    const [script = []] = fc.sample(scriptArbitrary(own, { schema: 'tviews', maxTransactions: 5 }), {
      seed: this.#random.between(0, 2 ** 31 - 1),
      numRuns: 1,
    });
    for (const { steps, end } of script) {
      const texts = steps.flatMap((step) => (step.kind === 'statement' ? [step.text] : step.statements));
      await client.query('BEGIN');
      for (const text of texts) {
        await client.query('SAVEPOINT guard');
        await client.query(text).catch(() => client.query('ROLLBACK TO guard'));
      }
      await client.query(end).catch(() => client.query('ROLLBACK'));
      const found =
        (await this.#stale(`at ${version}, after ${texts.join('; ')}; ${end}`)) ?? (await this.#fillSome(version));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  async #fillSome(version: string): Promise<Ending | undefined> {
    if (!this.#input.gradually) return undefined;
    for (let batches = this.#random.between(0, 4); batches > 0; batches--) {
      const found =
        (await this.#attempt(version, 'SELECT tviews.backfill(1)')) ??
        (await this.#stale(`at ${version}, after backfill(1)`));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  async #finish(version: string): Promise<Ending | undefined> {
    while (await this.#isIncomplete()) {
      const problem = await this.#attempt(version, 'SELECT tviews.backfill()');
      if (problem !== undefined) return problem;
    }
    return this.#stale(`at ${version}, complete`);
  }

  async #isIncomplete(): Promise<boolean> {
    return (await this.#client.query('SELECT FROM tviews.part WHERE NOT is_complete')).rowCount !== 0;
  }

  /** Of the TVIEWs that are complete. */
  async #stale(when: string): Promise<Ending | undefined> {
    const client = this.#client;
    try {
      const { rows } = await client.query('SELECT relation FROM tviews.part WHERE NOT is_complete');
      const tviews = await listTviews(client);
      const complete = tviews.filter(({ tview }) => rows.every(({ relation }) => relation !== tview));
      const stale = await findStale(client, complete);
      return stale.length === 0 ? undefined : { skipped: undefined, problem: `${when}: ${stale.join('\n')}` };
    } catch (error) {
      if (error instanceof pg.DatabaseError) return { skipped: error.message, problem: undefined };
      throw error;
    }
  }

  /** What there is, against an installation over the tables as they were at first. */
  async #compare(version: string): Promise<Ending | undefined> {
    const fresh = await createDatabase(this.#input.server, { schemaSql: this.#input.schemaSql });
    try {
      await fresh.client.query(`CREATE EXTENSION ${this.#input.extension} VERSION '${version}'`);
      const wanted = await catalogSnapshot(fresh.client);
      const found = await catalogSnapshot(this.#client);
      const extra = found.filter((line) => !wanted.includes(line));
      const missing = wanted.filter((line) => !found.includes(line));
      if (extra.length + missing.length === 0) return undefined;
      return {
        skipped: undefined,
        problem: [`at ${version}`, ...extra.map((l) => `+ ${l}`), ...missing.map((l) => `- ${l}`)].join('\n'),
      };
    } catch (error) {
      if (error instanceof pg.DatabaseError) return { skipped: error.message, problem: undefined };
      throw error;
    } finally {
      await fresh.drop();
    }
  }
}
