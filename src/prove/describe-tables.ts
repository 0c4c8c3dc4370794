import { z } from 'zod';
import type { RunQuery } from '../database/run-query.ts';
import type { ValueType } from './value-pools.ts';

const typeSchema: z.ZodType<ValueType> = z.object({
  name: z.string(),
  labels: z.array(z.string()),
  get element() {
    return typeSchema.nullable();
  },
  get fields() {
    return z.array(typeSchema);
  },
});

const columnSchema = z.object({
  name: z.string(),
  /** As SQL writes it, with its modifier. */
  type: z.string(),
  /** The type, of a domain the one below it. */
  base: typeSchema,
  required: z.boolean(),
  nullable: z.boolean(),
  comparable: z.boolean(),
  /** Part of a unique index. */
  unique: z.boolean(),
  /** Neither generated nor an identity that UPDATE may not set. */
  updatable: z.boolean(),
  insertable: z.boolean(),
  /** CHECK constraints that name the column, as expressions. */
  checks: z.array(z.string()),
  /** Those of its domain; they call the column VALUE. */
  domainChecks: z.array(z.string()),
  /** What a foreign key makes it refer to. */
  references: z.array(z.object({ table: z.string(), column: z.string() })),
});

const tableSchema = z.object({
  name: z.string(),
  primaryKey: z.array(z.string()),
  columns: z.array(columnSchema),
});

/** A table as the catalog describes it to those who make up rows; names are written as in SQL. */
export type TableDescription = z.infer<typeof tableSchema>;
export type ColumnDescription = z.infer<typeof columnSchema>;

/** The innermost type below a domain, as `ValueType` wants it. */
function describeType(type: string, depth: number): string {
  const parts =
    depth === 0
      ? `'element', NULL, 'fields', '[]'::json`
      : `'element', (SELECT ${describeType('e.oid', depth - 1)} FROM pg_type e
          WHERE e.oid = COALESCE((SELECT rngsubtype FROM pg_range WHERE rngtypid = base.oid),
            CASE WHEN base.typcategory = 'A' THEN base.typelem END)),
        'fields', COALESCE((SELECT json_agg(${describeType('f.atttypid', depth - 1)} ORDER BY f.attnum) FROM pg_attribute f
          WHERE base.typtype = 'c' AND f.attrelid = base.typrelid AND f.attnum > 0 AND NOT f.attisdropped), '[]')`;
  return `(WITH RECURSIVE below AS (
      SELECT t.* FROM pg_type t WHERE t.oid = ${type}
      UNION ALL SELECT t.* FROM below JOIN pg_type t ON t.oid = below.typbasetype WHERE below.typtype = 'd'
    )
    SELECT json_build_object(
      'name', base.typname,
      'labels', ARRAY(SELECT enumlabel FROM pg_enum WHERE enumtypid = base.oid ORDER BY enumsortorder),
      ${parts})
    FROM below AS base WHERE base.typtype <> 'd')`;
}

const tablesQuery = `
  SELECT format('%I.%I', n.nspname, c.relname) COLLATE "C" AS name,
    ARRAY(SELECT format('%I', k.attname) FROM pg_index i JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = ANY (i.indkey)
          WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY k.attnum) AS "primaryKey",
    (SELECT json_agg(json_build_object(
       'name', format('%I', a.attname),
       'type', format_type(a.atttypid, a.atttypmod),
       'base', ${describeType('a.atttypid', 2)},
       'required', a.attnotnull AND NOT a.atthasdef AND a.attidentity = '',
       'nullable', NOT a.attnotnull,
       'comparable', t.typcategory NOT IN ('G', 'C') AND t.typname !~ 'json$|^xml',
       'unique', EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND a.attnum = ANY (i.indkey)),
       'updatable', a.attgenerated = '' AND a.attidentity <> 'a',
       'insertable', a.attgenerated = '',
       'checks', ARRAY(SELECT pg_get_expr(k.conbin, c.oid) FROM pg_constraint k
         WHERE k.contype = 'c' AND k.conrelid = c.oid AND a.attnum = ANY (k.conkey) ORDER BY k.conname),
       'domainChecks', ARRAY(SELECT pg_get_expr(k.conbin, 0) FROM pg_constraint k
         WHERE k.contype = 'c' AND k.contypid = t.oid ORDER BY k.conname),
       'references', COALESCE((SELECT json_agg(json_build_object(
           'table', format('%I.%I', rn.nspname, r.relname), 'column', format('%I', ra.attname)) ORDER BY k.conname)
         FROM pg_constraint k
           CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS pair (own, target)
           JOIN pg_class r ON r.oid = k.confrelid JOIN pg_namespace rn ON rn.oid = r.relnamespace
           JOIN pg_attribute ra ON ra.attrelid = r.oid AND ra.attnum = pair.target
         WHERE k.contype = 'f' AND k.conrelid = c.oid AND pair.own = a.attnum), '[]')
     ) ORDER BY a.attnum)
     FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
    AND NOT EXISTS (
      SELECT FROM pg_inherits h JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = h.inhparent
      WHERE h.inhrelid = c.oid AND d.deptype = 'e')
  ORDER BY 1`;

/**
 * Reads from the catalog the tables that random statements may write. What extensions own, TVIEWs included, is left out.
 */
export async function describeTables(run: RunQuery): Promise<readonly TableDescription[]> {
  const tables = z.array(tableSchema).parse(await run(tablesQuery));
  return tables.filter(({ columns }) => columns.length > 0);
}
