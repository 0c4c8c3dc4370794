import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Schema } from './types.ts';

/** A way to keep what the definitions return. */
export interface Variant {
  readonly name: string;
  /** The workloads that it is about; all where it says none. */
  readonly only?: readonly string[];
  /** What the server must have. */
  readonly extension?: string;
  /** Whether it keeps tables that can be compared with what the definitions return. */
  readonly hasTables: boolean;
  /** SQL that creates and fills what it needs, for a database that has the tables. */
  script(url: string): Promise<string>;
  /** Done after each transaction, as a part of its cost. */
  readonly afterWrite?: readonly string[];
}

/**
 * The variants that a schema can be kept by. `against` is the folder of another checkout of this project, whose compiler
 * takes part as well.
 */
export function variantsOf(schema: Schema, against?: string): readonly Variant[] {
  return [
    { name: 'no TVIEW', hasTables: false, script: async () => '' },
    ...byHandOf(schema),
    materializedViews(schema),
    incrementalViews(schema),
    ...(against === undefined ? [] : [tviews(`tviews of ${basename(resolve(against))}`, schema, resolve(against))]),
    tviews('tviews', schema, fileURLToPath(new URL('../..', import.meta.url))),
  ];
}

/** The triggers written by hand for a schema. */
export function byHandOf(schema: Schema): readonly Variant[] {
  return schema.byHand.map(({ file, ...rest }) => ({
    ...rest,
    hasTables: true,
    script: async () => tablesOf(schema) + readFileSync(new URL(`by-hand/${file}`, import.meta.url), 'utf8'),
  }));
}

/** The name of the TVIEW that a definition file declares. */
export function tviewOf({ file }: Schema['definitions'][number]): string {
  return file.replace(/\.sql$/, '');
}

/** The name of its backing view. */
export function viewOf(definition: Schema['definitions'][number]): string {
  return tviewOf(definition).replace(/^tv_/, 'v_');
}

/** The tables that triggers by hand keep, filled, with the indexes that the TVIEWs have. */
function tablesOf(schema: Schema): string {
  return schema.definitions
    .map((definition) => {
      const tview = tviewOf(definition);
      const [key, ...others] = schema.indexesOf(tview);
      return `${viewOfDefinition(definition)}
        CREATE TABLE ${tview} AS SELECT * FROM ${viewOf(definition)};
        ALTER TABLE ${tview} ADD PRIMARY KEY (${key}); ${indexesOn(tview, others)}`;
    })
    .join('\n');
}

/** What a table is compared with, where no TVIEW brings it. */
function viewOfDefinition(definition: Schema['definitions'][number]): string {
  return `CREATE VIEW ${viewOf(definition)} AS ${definition.text};`;
}

function indexesOn(tview: string, columns: readonly string[]): string {
  return columns.map((column) => `CREATE INDEX ON ${tview} (${column});`).join(' ');
}

/** With the indexes that the TVIEWs have. */
function materializedViews(schema: Schema): Variant {
  const statements = schema.definitions.map((definition) => {
    const tview = tviewOf(definition);
    const [key, ...others] = schema.indexesOf(tview);
    return `${viewOfDefinition(definition)}
      CREATE MATERIALIZED VIEW ${tview} AS SELECT * FROM ${viewOf(definition)};
      CREATE UNIQUE INDEX ON ${tview} (${key}); ${indexesOn(tview, others)}`;
  });
  return {
    name: 'REFRESH',
    hasTables: true,
    script: async () => statements.join('\n'),
    afterWrite: schema.definitions.map((definition) => `REFRESH MATERIALIZED VIEW ${tviewOf(definition)}`),
  };
}

/** pg_ivm takes only immutable functions, so those that build JSON get aliases that claim to be. */
function incrementalViews(schema: Schema): Variant {
  const aliases = `CREATE EXTENSION pg_ivm;
    CREATE FUNCTION immutable_object(VARIADIC "any") RETURNS jsonb LANGUAGE internal IMMUTABLE AS 'jsonb_build_object';
    CREATE FUNCTION immutable_json(anyelement) RETURNS jsonb LANGUAGE internal IMMUTABLE AS 'to_jsonb';`;
  const views = schema.definitions.map((definition) => {
    const text = definition.text
      .replaceAll('jsonb_build_object(', 'immutable_object(')
      .replaceAll('to_jsonb(', 'immutable_json(');
    return `SELECT pgivm.create_immv('${tviewOf(definition)}', $definition$${text}$definition$);
      ${viewOfDefinition(definition)}`;
  });
  return {
    name: 'pg_ivm',
    extension: 'pg_ivm',
    hasTables: true,
    script: async () => [aliases, ...views].join('\n'),
  };
}

/** By the target that needs no files on the server; it creates the same objects as the extension does. */
function tviews(name: string, schema: Schema, checkout: string): Variant {
  return {
    name,
    hasTables: true,
    script: async (url) => {
      const { compile, describeInDatabase, emit, readDatabaseCatalog } = await loadCompiler(checkout);
      const { plan, diagnostics } = await compile({
        sources: schema.definitions,
        catalog: await readDatabaseCatalog(url),
        extension: { name: 'bench', version: '1.0.0', schema: 'tviews' },
        describe: describeInDatabase(url),
      });
      if (plan === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
      const scripts = emit(plan, 'sql').filter(({ path }) => path.endsWith('.sql'));
      return `BEGIN; ${scripts.map(({ text }) => text).join('\n')}; COMMIT`;
    },
  };
}

type Compiler = Pick<typeof import('../../src/compile.ts'), 'compile'> &
  Pick<typeof import('../../src/emit/emit.ts'), 'emit'> &
  Pick<typeof import('../../src/catalog/from-database.ts'), 'describeInDatabase' | 'readDatabaseCatalog'>;

async function loadCompiler(checkout: string): Promise<Compiler> {
  const load = (file: string) => import(pathToFileURL(join(checkout, 'src', file)).href);
  return {
    ...(await load('compile.ts')),
    ...(await load('emit/emit.ts')),
    ...(await load('catalog/from-database.ts')),
  };
}
