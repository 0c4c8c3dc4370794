import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import pg from 'pg';
import { describeInDatabase, readDatabaseCatalog } from '../../src/catalog/from-database.ts';
import { type CompileInput, compile } from '../../src/compile.ts';
import { buildRelease } from '../../src/release/build-release.ts';
import { manifestOf, scriptPath } from '../../src/release/manifest.ts';
import type { Release } from '../../src/release/types.ts';
import { findStale, listTviews } from '../database/tviews.ts';
import { randomSchema } from '../fuzz/grammar/random-schema.ts';
import { renderSchema, type Table, relationOf as tableRelation, typeNames } from '../fuzz/grammar/schema.ts';
import { Random } from '../fuzz/random.ts';
import { readTableShapes, scriptArbitrary } from '../fuzz/random-changes.ts';
import {
  createDatabase,
  installExtensionFiles,
  type TestDatabase,
  type TestServer,
  uniqueName,
} from '../support/postgres.ts';
import { catalogSnapshot } from './catalog-snapshot.ts';
import { changed, definitionFiles, type RandomDefinition, randomDefinition, relationOf } from './random-definitions.ts';

/** What an upgrade between two random releases did. */
export interface UpgradeOutcome {
  /** The definitions of both releases. */
  readonly texts: readonly [string, string];
  /** What went wrong, if anything did. */
  readonly problem: string | undefined;
  /** Why there was nothing to see: the rows are none that the definitions have a result for. */
  readonly skipped: string | undefined;
}

/** Makes up a schema and two releases, and upgrades and downgrades between writes. */
export async function tryRandomUpgrade(server: TestServer, seed: number): Promise<UpgradeOutcome> {
  const random = new Random(seed);
  const tables = randomSchema(random.fork());
  const schemaSql = renderSchema(typeNames, tables);
  const scratch = await createDatabase(server, { schemaSql });
  const upgraded = await createDatabase(server, { schemaSql });
  const extension = uniqueName('random');
  const folder = await mkdtemp(join(tmpdir(), 'tviews-random-'));
  try {
    const compiler = await Compiler.open(scratch, extension);
    const before = await compiler.accepted(await firstRelease(compiler, random.fork(), tables, server.major));
    const after = await compiler.accepted(nextRelease(random.fork(), before, tables, server.major));
    const texts = [before, after].map((some) => Object.values(definitionFiles(some)).join('\n')) as [string, string];
    await compiler.write(folder, before, after);
    const files = await installExtensionFiles(server, folder);
    try {
      return { texts, ...(await new Trial(server, upgraded, extension, schemaSql, random.fork()).run()) };
    } finally {
      await files.remove();
    }
  } finally {
    await rm(folder, { recursive: true });
    await Promise.all([scratch.drop(), upgraded.drop()]);
  }
}

const definitionsWanted = 4;

async function firstRelease(
  compiler: Compiler,
  random: Random,
  tables: readonly Table[],
  major: number,
): Promise<readonly RandomDefinition[]> {
  let accepted: readonly RandomDefinition[] = [];
  for (let n = 1; n <= 40 && accepted.length < definitionsWanted; n++) {
    const relations = tables.map(tableRelation);
    const readable = random.chance(0.3) ? [...random.some(relations, 1, 2), ...accepted.map(relationOf)] : relations;
    accepted = await compiler.accepted([...accepted, randomDefinition(random.fork(), `tv_${n}`, readable, major)]);
  }
  return accepted;
}

/** Some definitions are dropped, some changed, and some are new. */
function nextRelease(
  random: Random,
  before: readonly RandomDefinition[],
  tables: readonly Table[],
  major: number,
): readonly RandomDefinition[] {
  const kept = before.filter(() => random.chance(0.85)).map((definition) => changed(random, definition));
  const relations = [...tables.map(tableRelation), ...kept.map(relationOf)];
  const added = random
    .some(['tv_new_1', 'tv_new_2'], 0, 2)
    .map((name) => randomDefinition(random.fork(), name, relations, major));
  return [...kept, ...added];
}

/** Compiles definitions against the tables of a database. */
class Compiler {
  readonly #input: Omit<CompileInput, 'sources'>;

  private constructor(input: Omit<CompileInput, 'sources'>) {
    this.#input = input;
  }

  static async open({ url }: TestDatabase, name: string): Promise<Compiler> {
    const catalog = await readDatabaseCatalog(url);
    const extension = { name, version: '1.0.0', schema: 'tviews' };
    return new Compiler({ catalog, extension, describe: describeInDatabase(url) });
  }

  /** Those of the definitions that are not refused, beside those before them. */
  async accepted(definitions: readonly RandomDefinition[]): Promise<readonly RandomDefinition[]> {
    if ((await this.#compile(definitions, '1.0.0')).plan) return definitions;
    const accepted: RandomDefinition[] = [];
    for (const definition of definitions) {
      const { plan } = await this.#compile([...accepted, definition], '1.0.0');
      if (plan) accepted.push(definition);
    }
    return accepted;
  }

  /** Writes the files of two releases, 1.0.0 and 1.1.0. */
  async write(folder: string, ...releases: readonly (readonly RandomDefinition[])[]): Promise<void> {
    let before: Release | undefined;
    for (const [index, definitions] of releases.entries()) {
      const version = `1.${index}.0`;
      const { plan, files: emitted } = await this.#compile(definitions, version, before);
      if (!plan) throw new Error('refused what was accepted');
      const { files } = await buildRelease(plan, emitted, { before, target: 'extension', allowDataLoss: true });
      for (const { path, text } of files) await writeFile(join(folder, path), text);
      const script = emitted.find(({ path }) => path === scriptPath(plan.extension.name, version))?.text ?? '';
      before = { manifest: manifestOf(plan, script), script };
    }
  }

  #compile(definitions: readonly RandomDefinition[], version: string, before?: Release) {
    const sources = Object.entries(definitionFiles(definitions)).map(([file, text]) => ({ file, text }));
    const extension = { ...this.#input.extension, version };
    const numbers = before?.manifest.numbers;
    return compile({ ...this.#input, extension, sources, ...(numbers && { numbers }) });
  }
}

type Ending = Pick<UpgradeOutcome, 'problem' | 'skipped'>;

/** One database, from release to release. */
class Trial {
  readonly #server: TestServer;
  readonly #database: TestDatabase;
  readonly #extension: string;
  readonly #schemaSql: string;
  readonly #random: Random;

  constructor(server: TestServer, database: TestDatabase, extension: string, schemaSql: string, random: Random) {
    this.#server = server;
    this.#database = database;
    this.#extension = extension;
    this.#schemaSql = schemaSql;
    this.#random = random;
  }

  async run(): Promise<Ending> {
    const skipped = await this.#failure(`CREATE EXTENSION ${this.#extension} VERSION '1.0.0'`);
    if (skipped) return { skipped, problem: undefined };
    for (const version of ['1.0.0', '1.1.0', '1.0.0', '1.1.0']) {
      const problem = (await this.#update(version)) ?? (await this.#stale(version));
      if (problem !== undefined) return problem;
      const stale = (await this.#write(version)) ?? (await this.#compare(version));
      if (stale !== undefined) return stale;
    }
    return { skipped: undefined, problem: undefined };
  }

  /** An upgrade that fails is right where an installation fails over the same rows. */
  async #update(version: string): Promise<Ending | undefined> {
    const problem = await this.#failure(`ALTER EXTENSION ${this.#extension} UPDATE TO '${version}'`);
    if (problem === undefined) return undefined;
    await this.#database.client.query(`DROP EXTENSION ${this.#extension} CASCADE; DROP SCHEMA tviews CASCADE`);
    const skipped = await this.#failure(`CREATE EXTENSION ${this.#extension} VERSION '${version}'`);
    return skipped ? { skipped, problem: undefined } : { skipped: undefined, problem: `to ${version}: ${problem}` };
  }

  async #failure(statement: string): Promise<string | undefined> {
    try {
      await this.#database.client.query(statement);
      return undefined;
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error;
      return `${error.code} ${error.message} ${error.detail ?? ''}\n${error.where ?? ''}`;
    }
  }

  /** Random transactions; what fails is undone. */
  async #write(version: string): Promise<Ending | undefined> {
    const { client } = this.#database;
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
      const stale = await this.#stale(`at ${version}, after ${texts.join('; ')}; ${end}`);
      if (stale !== undefined) return stale;
    }
    return undefined;
  }

  async #stale(when: string): Promise<Ending | undefined> {
    const { client } = this.#database;
    try {
      const stale = await findStale(client, await listTviews(client));
      return stale.length === 0 ? undefined : { skipped: undefined, problem: `${when}: ${stale.join('\n')}` };
    } catch (error) {
      if (error instanceof pg.DatabaseError) return { skipped: error.message, problem: undefined };
      throw error;
    }
  }

  /** What there is, against an installation over the tables as they were at first. */
  async #compare(version: string): Promise<Ending | undefined> {
    const fresh = await createDatabase(this.#server, { schemaSql: this.#schemaSql });
    try {
      await fresh.client.query(`CREATE EXTENSION ${this.#extension} VERSION '${version}'`);
      const wanted = await catalogSnapshot(fresh.client);
      const found = await catalogSnapshot(this.#database.client);
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
