import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { withLoadedSchema } from '../../src/catalog/load-schema.ts';
import { readCatalog } from '../../src/catalog/read-catalog.ts';
import type { Catalog } from '../../src/catalog/types.ts';
import type { RunQuery } from '../../src/database/run-query.ts';
import { splitStatements } from '../../src/sql/statements.ts';
import { describeColumns, failureOf, relationOf } from './harness.ts';

let fresh: Catalog;
let used: Catalog;
let sessionAfterwards: Record<string, unknown> | undefined;

/** What a session can do to what its queries see. */
const disturbances = [
  'CREATE TEMPORARY TABLE pg_class (oid oid, relname name, relkind "char", relnamespace oid)',
  'CREATE FUNCTION public.format_type(oid, integer) RETURNS text LANGUAGE sql RETURN NULL::text',
  `SET "TimeZone" = 'Asia/Tokyo'`,
  'SET search_path TO app, pg_catalog, public',
];

beforeAll(async () => {
  const source = await readFile(join(import.meta.dirname, 'schema.sql'), 'utf8');
  await withLoadedSchema(await splitStatements(source), async (run) => {
    fresh = await readCatalog(run);
    for (const statement of disturbances) await run(statement);
    used = await readCatalog(run);
    [sessionAfterwards] = await run(
      `SELECT current_setting('search_path') AS path, pg_current_xact_id_if_assigned() AS xact`,
    );
  });
}, 60_000);

describe('a column', () => {
  test('has a type that a cast can use, and equality is exact where equal values look the same', () => {
    expect(describeColumns(relationOf(fresh, 'public', 'tb_types'))).toEqual([
      'pk_types bigint not null, exact',
      'id uuid not null, exact',
      'mail public.email',
      'name character varying, exact',
      'code bpchar',
      'flags "bit", exact',
      'price numeric',
      'ratio double precision',
      'document jsonb',
      'pause interval',
      'at timestamp with time zone, exact',
      'mood public.mood, exact',
      'pair public.pair',
      'positives app.positives, exact',
      'tags text[], exact',
      'prices numeric[]',
      'folded text',
      'days daterange, exact',
      'prices_range numrange',
      'doubled integer, exact, stored',
      'computed integer, exact, virtual',
    ]);
  });

  test('is not null only where no row, old or inherited, can be', () => {
    expect(describeColumns(relationOf(fresh, 'public', 'tb_author'))).toContain('a integer, exact');
    expect(describeColumns(relationOf(fresh, 'public', 'tb_animal'))).toContain('name text, exact');
    expect(describeColumns(relationOf(fresh, 'public', 'tb_sale'))).toContain('day date not null, exact');
  });

  test('keeps its name, whatever it is', () => {
    const relation = relationOf(fresh, 'Weird Schema', 'Tablé "x" 😀');
    expect(relation.columns.map(({ name }) => name)).toEqual(['Col 1', 'a'.repeat(63), '$1']);
  });
});

describe('keys and indexes', () => {
  test('unique keys hold at any moment, for every row, under the equality of the columns', () => {
    expect(relationOf(fresh, 'public', 'tb_types').uniqueKeys).toEqual([
      { columns: ['pk_types'], primary: true, nullsNotDistinct: false },
      { columns: ['id'], primary: false, nullsNotDistinct: false },
      { columns: ['mail'], primary: false, nullsNotDistinct: false },
      { columns: ['folded'], primary: false, nullsNotDistinct: false },
      { columns: ['name', 'code'], primary: false, nullsNotDistinct: false },
      { columns: ['name'], primary: false, nullsNotDistinct: true },
      { columns: ['price', 'prices'], primary: false, nullsNotDistinct: false },
    ]);
  });

  test('the key of an inheritance parent does not cover its children, that of a partitioned table does', () => {
    expect(relationOf(fresh, 'public', 'tb_animal').uniqueKeys).toEqual([]);
    expect(relationOf(fresh, 'public', 'tb_sale').uniqueKeys).toHaveLength(1);
  });

  test('indexes are those that serve a lookup by their leading columns', () => {
    expect(relationOf(fresh, 'public', 'tb_types').indexes).toEqual([
      { name: 'tb_types_pkey', columns: ['pk_types'] },
      { name: 'i_concurrent', columns: ['at'] },
      { name: 'i_hash', columns: ['id'] },
      { name: 'i_leading', columns: ['name'] },
      { name: 'tb_types_id_key', columns: ['id'] },
      { name: 'tb_types_mail_key', columns: ['mail'] },
      { name: 'u_deferrable', columns: ['ratio'] },
      { name: 'u_folded', columns: ['folded'] },
      { name: 'u_include', columns: ['name', 'code'] },
      { name: 'u_nulls', columns: ['name'] },
      { name: 'u_prices', columns: ['price', 'prices'] },
    ]);
  });

  test('foreign keys pair their columns in order; unvalidated ones prove nothing', () => {
    expect(relationOf(fresh, 'public', 'tb_author').foreignKeys).toEqual([
      { columns: ['b', 'a'], target: { schema: 'app', name: 'tb_author' }, targetColumns: ['pk', 'part'] },
    ]);
  });

  test('a foreign key to a partitioned table counts once, and its partitions have their own', () => {
    const target = { schema: 'public', name: 'tb_sale' };
    expect(relationOf(fresh, 'public', 'tb_return').foreignKeys.map((key) => key.target)).toEqual([target]);
    expect(relationOf(fresh, 'public', 'tb_sale_2020').foreignKeys).toEqual([
      { columns: ['fk_author'], target: { schema: 'public', name: 'tb_author' }, targetColumns: ['pk_author'] },
    ]);
  });
});

describe('relations', () => {
  test('come with their kinds and parents, by schema and name', () => {
    const lines = fresh.relations.map(
      ({ kind, schema, name, parents }) => `${kind} ${schema}.${name}${parents.map((p) => ` < ${p.schema}.${p.name}`)}`,
    );
    expect(lines).toEqual([
      'table Weird Schema.Tablé "x" 😀',
      'materialized-view app.mv',
      'table app.tb_author',
      'table public.tb_animal',
      'table public.tb_author',
      'table public.tb_dog < public.tb_animal',
      'table public.tb_return',
      'partitioned-table public.tb_sale',
      'table public.tb_sale_2020 < public.tb_sale',
      'table public.tb_types',
      'view public.v',
    ]);
  });

  test('views have definitions in which every name is qualified', () => {
    expect(relationOf(used, 'public', 'v').definition).toMatch(/FROM \(public\.tb_types t\s+JOIN app\.tb_author a/);
    expect(relationOf(fresh, 'public', 'tb_types')).not.toHaveProperty('definition');
  });
});

describe('functions', () => {
  test('are one entry for all overloads, as volatile as the most volatile', () => {
    const own = fresh.functions.filter(({ schema }) => schema === 'app').map(({ source: _, ...entry }) => entry);
    expect(own).toEqual([
      { schema: 'app', name: 'f', kind: 'function', volatility: 'stable', returnsSet: false, columns: [] },
      { schema: 'app', name: 'p', kind: 'procedure', volatility: 'volatile', returnsSet: false, columns: [] },
      { schema: 'app', name: 'total', kind: 'aggregate', volatility: 'immutable', returnsSet: false, columns: [] },
    ]);
  });

  test('of the user come with what shows which tables they read', () => {
    const sourceOf = (name: string) => fresh.functions.find((entry) => entry.name === name)?.source;
    expect(sourceOf('f')?.definitions.map((text) => /FUNCTION (.*\))/.exec(text)?.[1])).toEqual([
      'app.f(integer)',
      'app.f(text)',
    ]);
    expect(sourceOf('f')).toMatchObject({ opaque: false, operators: [], casts: [], calls: [] });
    expect(sourceOf('total')).toMatchObject({ definitions: [], calls: [{ schema: 'pg_catalog', name: 'int4pl' }] });
    expect(sourceOf('citext_eq')).toMatchObject({ extension: 'citext', opaque: false, definitions: [] });
    expect(sourceOf('now')).toBeUndefined();
  });

  test('of pg_catalog are those that the compiler cannot take for plain and immutable', () => {
    const named = (name: string) => fresh.functions.filter((entry) => entry.name === name).map(({ kind }) => kind);
    expect(named('now')).toEqual(['function']);
    expect(named('jsonb_agg')).toEqual(['aggregate']);
    expect(named('row_number')).toEqual(['window']);
    expect(named('unnest')).toEqual(['function']);
    expect(named('lower')).toEqual([]);
    expect(named('citext_eq')).toEqual(['function']);
  });
});

describe('the session', () => {
  test('does not show in the catalog, but for its search path', () => {
    const functions = used.functions.filter(({ name }) => name !== 'format_type');
    expect({ ...used, functions }).toEqual({
      ...fresh,
      functions: fresh.functions.filter(({ name }) => name !== 'format_type'),
      searchPath: ['app', 'public'],
    });
    expect(fresh.settings.TimeZone).toBe('UTC');
    expect(fresh.searchPath).toEqual(['public']);
  });

  test('is left as it was', () => {
    expect(sessionAfterwards).toEqual({ path: 'app, pg_catalog, public', xact: null });
  });

  test('is rolled back, and the first failure reported, where a query fails', async () => {
    const statements: string[] = [];
    const run: RunQuery = async (sql) => {
      statements.push(sql);
      if (statements.length > 1) throw new Error(statements.length === 2 ? 'first' : 'second');
      return [];
    };
    await expect(readCatalog(run)).rejects.toThrow('first');
    expect(statements.at(-1)).toBe('ROLLBACK');
  });

  test.each(['UTC', 'Etc/UTC', 'Zulu'])('of a server that calls its time zone %s gives UTC', async (TimeZone) => {
    const settings = { DateStyle: 'ISO, MDY', TimeZone };
    const run: RunQuery = async (sql) => {
      if (sql.includes('current_schemas')) return [{ json: '["public"]' }];
      return sql.includes('server_version_num') ? [{ json: JSON.stringify({ serverVersion: 170000, settings }) }] : [];
    };
    expect((await readCatalog(run)).settings).toEqual({ DateStyle: 'ISO, MDY', TimeZone: 'UTC' });
  });

  test('on a server older than 14 is refused by name', async () => {
    const run: RunQuery = async (sql) => {
      if (sql.includes('current_schemas')) return [{ json: '["public"]' }];
      return sql.includes('server_version_num') ? [{ json: '{"serverVersion":130021,"settings":{}}' }] : [];
    };
    const { code, message } = await failureOf(readCatalog(run));
    expect({ code, message }).toEqual({
      code: 'catalog-unreadable',
      message: 'the server runs PostgreSQL 13, but tviews needs 14 or newer',
    });
  });
});
