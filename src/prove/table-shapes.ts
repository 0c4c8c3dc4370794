import { z } from 'zod';
import type { RunQuery } from '../catalog/read-catalog.ts';

const columnSchema = z.object({
  name: z.string(),
  /** As SQL writes it, with its modifier. */
  type: z.string(),
  /** The name of the type, of a domain's base type; arrays start with an underscore. */
  base: z.string(),
  required: z.boolean(),
  nullable: z.boolean(),
  comparable: z.boolean(),
  /** Neither generated nor an identity that UPDATE may not set. */
  updatable: z.boolean(),
  insertable: z.boolean(),
});

const tableSchema = z.object({
  name: z.string(),
  primaryKey: z.array(z.string()),
  columns: z.array(columnSchema),
});

/** A column as far as random statements care; names are written as in SQL. */
export type ColumnShape = z.infer<typeof columnSchema> & {
  /** Literals that fit the column, from the rows that are there and from what its type likes to get wrong. */
  readonly pool: readonly string[];
};

/** A table that random statements may write: base tables, partitions and inheriting tables alike. */
export interface TableShape {
  readonly name: string;
  readonly primaryKey: readonly string[];
  readonly columns: readonly ColumnShape[];
}

const tablesQuery = `
  SELECT format('%I.%I', n.nspname, c.relname) AS name,
    ARRAY(SELECT format('%I', k.attname) FROM pg_index i JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = ANY (i.indkey)
          WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY k.attnum) AS "primaryKey",
    (SELECT json_agg(json_build_object(
       'name', format('%I', a.attname),
       'type', format_type(a.atttypid, a.atttypmod),
       'base', COALESCE(b.typname, t.typname),
       'required', a.attnotnull AND NOT a.atthasdef AND a.attidentity = '',
       'nullable', NOT a.attnotnull,
       'comparable', t.typcategory NOT IN ('G', 'C') AND t.typname !~ 'json$|^xml',
       'updatable', a.attgenerated = '' AND a.attidentity <> 'a',
       'insertable', a.attgenerated = '') ORDER BY a.attnum)
     FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_type b ON b.oid = t.typbasetype
     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
  ORDER BY 1`;

/**
 * Reads the tables that random statements may write, with the values to write. To be asked before the extension is
 * installed: whatever table is there belongs to the application.
 */
export async function readTableShapes(run: RunQuery): Promise<readonly TableShape[]> {
  const tables = z
    .array(tableSchema)
    .parse(await run(tablesQuery))
    .filter(({ columns }) => columns.length > 0);
  const seeds = await readSeeds(run, tables);
  return tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) => ({ ...column, pool: poolOf(table.name, column, seeds) })),
  }));
}

interface Seed {
  readonly table: string;
  readonly column: string;
  readonly base: string;
  readonly values: readonly string[];
}

async function readSeeds(run: RunQuery, tables: readonly z.infer<typeof tableSchema>[]): Promise<readonly Seed[]> {
  const seeds: Seed[] = [];
  for (const table of tables) {
    for (const column of table.columns) {
      const rows = await run(
        `SELECT DISTINCT ${column.name}::text AS value FROM ${table.name} WHERE ${column.name} IS NOT NULL ORDER BY 1 LIMIT 5`,
      );
      seeds.push({
        table: table.name,
        column: column.name,
        base: column.base,
        values: rows.map(({ value }) => String(value)),
      });
    }
  }
  return seeds;
}

// Values that are equal and look different, that sort oddly, or that are easily taken for something else.
const constants: Readonly<Record<string, readonly string[]>> = {
  int2: ['1', '2', '3', '0'],
  int4: ['1', '2', '3', '4', '7', '0', '-1'],
  int8: ['1', '2', '3', '7', '99999999999'],
  numeric: ['1', '1.0', '1.00', '2.5', '0', '-1', '20'],
  float4: ['1', '0', '-1.5'],
  float8: ['1', '0', '-0', '1.5', '-1.5'],
  bool: ['true', 'false'],
  text: ['a', 'b', 'A', '', ' ', "it's", 'x,y'],
  varchar: ['a', 'b', ''],
  date: ['2024-01-01', '2024-06-06', '2023-12-31'],
  timestamp: ['2024-01-01 00:00', '2024-06-06 12:00', '2024-01-31 23:59:59'],
  timestamptz: ['2024-01-01 00:00+00', '2024-06-06 12:00+02'],
  interval: ['24 hours', '1 day', '1 month', '30 days'],
  uuid: ['00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002'],
  _text: ['{}', '{a}', '{b,a}'],
  _int4: ['{}', '{1,2}'],
};

function poolOf(table: string, column: z.infer<typeof columnSchema>, seeds: readonly Seed[]): readonly string[] {
  const own = seeds.filter((seed) => seed.table === table && seed.column === column.name);
  // What one document may hold another definition may fail to read, so documents stay with their column.
  const alike = /json/.test(column.base) ? [] : seeds.filter((seed) => seed.base === column.base);
  const values = new Set([
    ...own.flatMap((seed) => seed.values),
    ...alike.flatMap((seed) => seed.values.slice(0, 3)).slice(0, 8),
    ...(constants[column.base] ?? []),
  ]);
  const literals = [...values].map((value) => `'${value.replaceAll("'", "''")}'`);
  return column.nullable || literals.length === 0 ? [...literals, 'NULL'] : literals;
}
