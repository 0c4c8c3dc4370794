import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeInDatabase, readDatabaseCatalog } from '../../src/catalog/from-database.ts';
import { type CompileInput, compile } from '../../src/compile.ts';
import { buildRelease } from '../../src/release/build-release.ts';
import { manifestOf, scriptPath } from '../../src/release/manifest.ts';
import type { Release } from '../../src/release/types.ts';
import { randomSchema } from '../fuzz/grammar/random-schema.ts';
import { renderSchema, type Table, relationOf as tableRelation, typeNames } from '../fuzz/grammar/schema.ts';
import { Random } from '../fuzz/random.ts';
import {
  createDatabase,
  installExtensionFiles,
  type TestDatabase,
  type TestServer,
  uniqueName,
} from '../support/postgres.ts';
import { changed, definitionFiles, type RandomDefinition, randomDefinition, relationOf } from './random-definitions.ts';
import { type Ending, Trial } from './random-trial.ts';

/** What an upgrade between two random releases did. */
export interface UpgradeOutcome extends Ending {
  /** The definitions of both releases. */
  readonly texts: readonly [string, string];
}

/**
 * Makes up a schema and two releases, and upgrades and downgrades between writes. Gradually: the rows are left to
 * backfill(), which the next upgrade may find at any point.
 */
export async function tryRandomUpgrade(server: TestServer, seed: number, gradually: boolean): Promise<UpgradeOutcome> {
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
      return {
        texts,
        ...(await new Trial({ server, database: upgraded, extension, schemaSql, gradually }, random.fork()).run()),
      };
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
