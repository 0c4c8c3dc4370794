import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Session } from './session.ts';
import type { Schema } from './types.ts';

/** A way to keep what the definitions return. */
export interface Variant {
  readonly name: string;
  /** What the server must have. */
  readonly extension?: string;
  /** Whether it keeps tables that can be compared with what the definitions return. */
  readonly hasTables: boolean;
  /** Creates what it needs in a database that has the tables. */
  install(session: Session, url: string): Promise<void>;
  /** Done after each transaction, as a part of its cost. */
  readonly afterWrite?: readonly string[];
}

/**
 * The variants that a schema can be kept by. `against` is the folder of another checkout of this project, whose compiler
 * takes part as well.
 */
export function variantsOf(schema: Schema, against?: string): readonly Variant[] {
  return [
    { name: 'no TVIEW', hasTables: false, install: async () => {} },
    ...Object.entries(schema.byHand).map(([name, file]) => byHand(name, file, schema)),
    materializedViews(schema),
    incrementalViews(schema),
    ...(against === undefined ? [] : [tviews(`tviews of ${basename(against)}`, schema, resolve(against))]),
    tviews('tviews', schema, fileURLToPath(new URL('../..', import.meta.url))),
  ];
}

/** The name of the TVIEW that a definition file declares. */
export function tviewOf({ file }: Schema['definitions'][number]): string {
  return file.replace(/\.sql$/, '');
}

/** The name of its backing view. */
export function viewOf(definition: Schema['definitions'][number]): string {
  return tviewOf(definition).replace(/^tv_/, 'v_');
}

function byHand(name: string, file: string, schema: Schema): Variant {
  return {
    name,
    hasTables: true,
    install: async (session) => {
      await createViews(session, schema);
      await session.script(readFileSync(new URL(`by-hand/${file}`, import.meta.url), 'utf8'));
    },
  };
}

async function createViews(session: Session, schema: Schema): Promise<void> {
  for (const definition of schema.definitions)
    await session.script(`CREATE VIEW ${viewOf(definition)} AS ${definition.text}`);
}

/** With the index that a TVIEW has for its key. */
function materializedViews(schema: Schema): Variant {
  return {
    name: 'REFRESH',
    hasTables: true,
    install: async (session) => {
      for (const definition of schema.definitions) {
        const tview = tviewOf(definition);
        await session.script(`CREATE VIEW ${viewOf(definition)} AS ${definition.text};
          CREATE MATERIALIZED VIEW ${tview} AS ${definition.text};
          CREATE UNIQUE INDEX ON ${tview} (${schema.keyOf(tview)});`);
      }
    },
    afterWrite: schema.definitions.map((definition) => `REFRESH MATERIALIZED VIEW ${tviewOf(definition)}`),
  };
}

/** pg_ivm takes only immutable functions, so those that build JSON get aliases that claim to be. */
function incrementalViews(schema: Schema): Variant {
  return {
    name: 'pg_ivm',
    extension: 'pg_ivm',
    hasTables: true,
    install: async (session) => {
      await session.script(`CREATE EXTENSION pg_ivm;
        CREATE FUNCTION immutable_object(VARIADIC "any") RETURNS jsonb LANGUAGE internal IMMUTABLE AS 'jsonb_build_object'`);
      await createViews(session, schema);
      for (const definition of schema.definitions) {
        const text = definition.text.replaceAll('jsonb_build_object', 'immutable_object');
        await session.script(`SELECT pgivm.create_immv('${tviewOf(definition)}', $definition$${text}$definition$)`);
      }
    },
  };
}

/** By the target that needs no files on the server; it creates the same objects as the extension does. */
function tviews(name: string, schema: Schema, checkout: string): Variant {
  return {
    name,
    hasTables: true,
    install: async (session, url) => {
      const { compile, describeInDatabase, emit, readDatabaseCatalog } = await loadCompiler(checkout);
      const { plan, diagnostics } = await compile({
        sources: schema.definitions,
        catalog: await readDatabaseCatalog(url),
        extension: { name: 'bench', version: '1.0.0', schema: 'tviews' },
        describe: describeInDatabase(url),
      });
      if (plan === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
      for (const { path, text } of emit(plan, 'sql'))
        if (path.endsWith('.sql')) await session.script(`BEGIN; ${text}; COMMIT`);
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
