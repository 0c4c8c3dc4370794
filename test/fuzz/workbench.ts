import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { readDatabaseCatalog } from '../../src/catalog/from-database.ts';
import type { Catalog } from '../../src/catalog/types.ts';
import { type CompileResult, compile } from '../../src/compile.ts';
import { describeDefinitions } from '../../src/database/describe.ts';
import {
  type CaseDatabase,
  type CaseRoles,
  createCaseDatabase,
  installDefinitions,
} from '../database/case-database.ts';
import { listTviews } from '../database/tviews.ts';
import { createDatabase, type TestServer } from '../support/postgres.ts';
import { type Candidate, type Definition, definitionFile, schemaText, type Transaction } from './candidate.ts';
import type { Problem } from './problem.ts';
import { type ObservedTransaction, observe, type Pair, type RunResult, runBoth, tviewNamed } from './run-both.ts';
import { render } from './sql-tree.ts';

/** How long the compiler may think about one definition, in milliseconds. */
const compileLimit = 5_000;
/** A definition that takes longer on a handful of rows is of no use here. */
const viewLimit = 3_000;

/** Random statements flush; where there is no extension, that does nothing. */
const flushNothing = 'CREATE SCHEMA tviews; CREATE FUNCTION tviews.flush() RETURNS void BEGIN ATOMIC END;';

/** Tables, and next to them views under the names of TVIEWs: what definitions are tried on. */
export interface PlainTables {
  readonly schema: string;
  readonly tables: CaseDatabase;
  readonly catalog: Catalog;
  drop(): Promise<void>;
}

/** What the compiler makes of definitions. */
export type Compiled = { readonly result: CompileResult } | { readonly problem: Problem };

/** What became of a candidate as a whole. */
export type Verdict = { readonly rejected: string } | (RunResult & { readonly rejected?: undefined });

/** Databases of one server, in which candidates are tried one after the other. */
export class Workbench {
  readonly server: TestServer;
  readonly #roles: CaseRoles;
  /** SQL that runs after each installation. */
  readonly #sabotage: string | undefined;
  #plain: PlainTables | undefined;
  #installed: Template | undefined;
  #lastTried: string | undefined;

  constructor(server: TestServer, roles: CaseRoles, sabotage?: string) {
    this.server = server;
    this.#roles = roles;
    this.#sabotage = sabotage;
  }

  /** A database with the candidate's tables and views, kept while candidates share them; throws where SQL is wrong. */
  async plainTables(candidate: Candidate): Promise<PlainTables> {
    const schema = schemaText(candidate);
    if (this.#plain?.schema === schema) return this.#plain;
    await this.#plain?.drop();
    this.#plain = undefined;
    const tables = await createCaseDatabase(this.server, this.#roles, schema);
    try {
      await tables.owner.query(`SET statement_timeout = ${viewLimit}`);
      const catalog = await readDatabaseCatalog(tables.database.url);
      const drop = () => tables.database.drop();
      this.#plain = { schema, tables, catalog, drop };
      return this.#plain;
    } catch (error) {
      await tables.database.drop();
      throw error;
    }
  }

  /** Compiles the last of the definitions with those that it reads. */
  async compile(plain: PlainTables, definitions: readonly Definition[]): Promise<Compiled> {
    const { owner } = plain.tables;
    const run = async (text: string) => (await owner.query<Record<string, unknown>>(text)).rows;
    // Not by the clock, since other processes may keep the processor busy.
    const before = process.cpuUsage();
    const tview = definitions.at(-1)?.name;
    try {
      const result = await compile({
        sources: definitions.map(definitionFile),
        catalog: plain.catalog,
        extension: { name: 'fuzz', version: '1.0.0', schema: 'tviews' },
        describe: (requests) => describeDefinitions(run, requests),
      });
      const differs = result.diagnostics.find(({ code }) => code === 'dependencies-differ');
      if (differs) return { problem: { kind: 'dependencies differ', message: differs.message, tview } };
      const { user, system } = process.cpuUsage(before);
      const spent = Math.round((user + system) / 1000);
      if (spent <= compileLimit * definitions.length) return { result };
      return { problem: { kind: 'slow compile', message: `took ${spent} ms`, tview } };
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { problem: { kind: 'crash', message, tview } };
    }
  }

  /** Creates a definition as a plain view; the reason where PostgreSQL rejects it, or needs too long for it. */
  async rejects(client: pg.Client, { name, select }: Pick<Definition, 'name' | 'select'>): Promise<string | undefined> {
    try {
      await client.query(`BEGIN; CREATE VIEW ${name} AS\n${render(select)};`);
      await client.query(`SELECT md5(string_agg(t::text, '')) FROM ${name} AS t`);
      await client.query('COMMIT');
      return undefined;
    } catch (error) {
      await client.query('ROLLBACK');
      if (error instanceof pg.DatabaseError) return `${error.code} ${error.message}`;
      throw error;
    }
  }

  /** Builds, installs and runs a candidate from the start. */
  async try(candidate: Candidate): Promise<Verdict> {
    let plain: PlainTables;
    try {
      plain = await this.plainTables(candidate);
    } catch (error) {
      return { rejected: String(error) };
    }
    const { definitions } = candidate;
    const compiled = await this.compile(plain, definitions);
    if ('problem' in compiled) return { done: [], problem: compiled.problem };
    if (compiled.result.files.length === 0) return { rejected: codesOf(compiled.result) };
    const id = JSON.stringify([schemaText(candidate), definitions.map(definitionFile)]);
    if (this.#lastTried !== id) {
      this.#lastTried = id;
      return this.#tryOnce(candidate, compiled.result);
    }
    // Only the transactions are others: that is worth a template.
    const installed = await this.#template(id, candidate, compiled.result);
    return 'rejected' in installed || 'done' in installed
      ? installed
      : this.#runCopies(installed, candidate.transactions);
  }

  /** Runs a candidate's transactions over plain views, and says what each did to them. */
  async observe(candidate: Candidate): Promise<readonly ObservedTransaction[]> {
    const plain = await createCaseDatabase(this.server, this.#roles, schemaText(candidate));
    try {
      await plain.owner.query(flushNothing);
      for (const definition of candidate.definitions) await this.rejects(plain.owner, definition);
      return await observe(plain.owner, candidate);
    } finally {
      await plain.database.drop();
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#plain?.drop(), this.#installed?.drop()]);
    this.#plain = undefined;
    this.#installed = undefined;
  }

  async #tryOnce(candidate: Candidate, compiled: CompileResult): Promise<Verdict> {
    const installed = await this.#install(candidate, compiled);
    if (!('plain' in installed)) return installed;
    const { plain, maintained, keyNotUnique, drop } = installed;
    try {
      return await this.#run(
        { plain: plain.owner, maintained: maintained.owner },
        keyNotUnique,
        candidate.transactions,
      );
    } finally {
      await drop();
    }
  }

  /** A pair of databases to copy, which nobody is connected to. */
  async #template(id: string, candidate: Candidate, compiled: CompileResult): Promise<Template | Verdict> {
    if (this.#installed?.id === id) return this.#installed;
    await this.#installed?.drop();
    this.#installed = undefined;
    const installed = await this.#install(candidate, compiled);
    if (!('plain' in installed)) return installed;
    const { plain, maintained, keyNotUnique, drop } = installed;
    await Promise.all([plain, maintained].flatMap(({ owner, database }) => [owner.end(), database.client.end()]));
    this.#installed = { id, plain: plain.database.name, maintained: maintained.database.name, keyNotUnique, drop };
    return this.#installed;
  }

  async #install(candidate: Candidate, { diagnostics }: CompileResult): Promise<Installed | Verdict> {
    const [plain, maintained] = await Promise.all([
      createCaseDatabase(this.server, this.#roles, schemaText(candidate)),
      createCaseDatabase(this.server, this.#roles, schemaText(candidate)),
    ]);
    const drop = async () => {
      await Promise.all([plain.database.drop(), maintained.database.drop()]);
    };
    const keyNotUnique = new Set(
      diagnostics.flatMap(({ code, message }) => (code === 'key-not-unique' ? (/tv_\w+/.exec(message) ?? []) : [])),
    );
    const found = await this.#fill(plain, maintained, candidate.definitions, keyNotUnique).catch(
      async (error: unknown) => {
        await drop();
        throw error;
      },
    );
    if (found !== undefined) {
      await drop();
      return found;
    }
    return { plain, maintained, keyNotUnique, drop };
  }

  async #fill(
    plain: CaseDatabase,
    maintained: CaseDatabase,
    definitions: readonly Definition[],
    keyNotUnique: ReadonlySet<string>,
  ): Promise<Verdict | undefined> {
    await plain.owner.query(`${flushNothing} SET statement_timeout = ${viewLimit}`);
    for (const definition of definitions) {
      const rejected = await this.rejects(plain.owner, definition);
      if (rejected !== undefined) return { rejected };
    }
    try {
      await installDefinitions(this.server, maintained, definitions.map(definitionFile));
      if (this.#sabotage !== undefined) await maintained.owner.query(this.#sabotage);
      return undefined;
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error;
      const { table, message, where = '', code } = error;
      const tview = tviewNamed(`${table} ${message} ${where}`);
      if (code === '23505' && tview !== undefined && keyNotUnique.has(tview)) return { rejected: 'key not unique' };
      return { done: [], problem: { kind: 'install failure', message: `${code} ${message}`, code, tview } };
    }
  }

  async #runCopies({ keyNotUnique, ...names }: Template, transactions: readonly Transaction[]): Promise<RunResult> {
    const [plain, maintained] = await Promise.all([this.#copy(names.plain), this.#copy(names.maintained)]);
    try {
      const owner = this.#roles.rename('case_owner');
      const clients = { plain: await plain.connect(owner), maintained: await maintained.connect(owner) };
      return await this.#run(clients, keyNotUnique, transactions);
    } finally {
      await Promise.all([plain.drop(), maintained.drop()]);
    }
  }

  async #run(
    clients: Pick<Pair, 'plain' | 'maintained'>,
    keyNotUnique: ReadonlySet<string>,
    transactions: readonly Transaction[],
  ): Promise<RunResult> {
    await clients.maintained.query(`SET statement_timeout = ${10 * viewLimit}`);
    return runBoth({ ...clients, tviews: await listTviews(clients.maintained), keyNotUnique }, transactions);
  }

  /** Autovacuum may look at a database that is about to be copied. */
  async #copy(template: string) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await createDatabase(this.server, { template });
      } catch (error) {
        if (!(error instanceof pg.DatabaseError && error.code === '55006') || attempt > 10) throw error;
        await sleep(100 * attempt);
      }
    }
  }
}

/** Two databases with a candidate, before its transactions. */
interface Installed {
  readonly plain: CaseDatabase;
  readonly maintained: CaseDatabase;
  readonly keyNotUnique: ReadonlySet<string>;
  drop(): Promise<void>;
}

/** The names of such databases, to be copied. */
interface Template {
  readonly id: string;
  readonly plain: string;
  readonly maintained: string;
  readonly keyNotUnique: ReadonlySet<string>;
  drop(): Promise<void>;
}

/** The codes of the errors, without repetition. */
export function codesOf({ diagnostics }: CompileResult): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  return [...new Set(errors)].join(', ');
}
