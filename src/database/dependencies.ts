import { z } from 'zod';
import { type QualifiedName, quoteLiteral, quoteQualified } from '../sql/identifiers.ts';
import type { RunQuery } from './run-query.ts';

/** A relation that a view depends on, directly or by way of other views. */
export const relationReadSchema = z.strictObject({
  schema: z.string(),
  name: z.string(),
  /** The columns that are named there, in table order; none where only rows count, or the row as a whole. */
  columns: z.array(z.string()),
  /** The function, or the function of the operator, whose body reads it. */
  function: z.string().optional(),
});

export type RelationRead = z.infer<typeof relationReadSchema>;

/** What a definition declares: relations that stand, or stood at the last install, for its SELECT. */
interface Declared {
  readonly tview: QualifiedName;
  readonly backingView: QualifiedName;
  /** Temporary tables of their names stand in for both. */
  readonly readable: boolean;
}

/**
 * What temporary views read, by their names, as PostgreSQL has recorded it (pg_depend): it keeps tables from being
 * dropped by these records.
 *
 * Views are followed to their tables, and functions where their bodies are known (BEGIN ATOMIC). What definitions
 * declare is read as it is: temporary stand-ins go by the names they stand for, installed backing views, which may be of
 * an older definition, by their own. Sequences, and tables that only a regclass constant names, are not read.
 *
 * https://www.postgresql.org/docs/current/catalog-pg-depend.html
 */
export async function readDependencies(
  run: RunQuery,
  views: readonly string[],
  declared: readonly Declared[],
): Promise<ReadonlyMap<string, readonly RelationRead[]>> {
  const standIns = declared.flatMap(({ tview, backingView, readable }) => (readable ? [tview, backingView] : []));
  const homes = new Map(standIns.map(({ schema, name }) => [name, schema]));
  const backingViews = declared.map(({ backingView }) => quoteQualified(backingView));
  const found = new Map<string, RelationRead[]>(views.map((view) => [view, []]));
  for (const row of await run(query(views, backingViews))) {
    const { view, temporary, ...read } = rowSchema.parse(row);
    found.get(view)?.push({
      schema: temporary ? (homes.get(read.name) ?? read.schema) : read.schema,
      name: read.name,
      columns: read.columns,
      ...(read.function !== null && { function: read.function }),
    });
  }
  return found;
}

const rowSchema = z.object({
  view: z.string(),
  temporary: z.boolean(),
  schema: z.string(),
  name: z.string(),
  columns: z.array(z.string()),
  function: z.string().nullable(),
});

/** Expects a search_path of pg_catalog alone. */
function query(views: readonly string[], backingViews: readonly string[]): string {
  return `
    WITH RECURSIVE installed AS (
      SELECT to_regclass(name)::oid AS relation FROM unnest(${textArray(backingViews)}) AS name
    ), reached AS (
      SELECT oid AS view, 'pg_class'::regclass::oid AS class, oid AS object, 0 AS part, NULL::oid AS function
      FROM pg_class
      WHERE relnamespace = pg_my_temp_schema() AND relname = ANY (${textArray(views)})
      UNION
      SELECT
        r.view, next.class, next.object, next.part,
        coalesce(r.function, CASE WHEN r.class = 'pg_proc'::regclass THEN r.object END)
      FROM reached r
      CROSS JOIN LATERAL (
        SELECT d.refclassid, d.refobjid, d.refobjsubid
        FROM pg_rewrite w
        JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
        WHERE r.class = 'pg_class'::regclass AND w.ev_class = r.object AND w.ev_type = '1'
          AND NOT EXISTS (SELECT FROM installed i WHERE i.relation = r.object)
        UNION ALL
        SELECT d.refclassid, d.refobjid, d.refobjsubid
        FROM pg_depend d
        WHERE r.class IN ('pg_proc'::regclass, 'pg_operator'::regclass) AND d.classid = r.class AND d.objid = r.object
      ) AS next (class, object, part)
      WHERE next.class IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_operator'::regclass)
    ), by_constant AS (
      SELECT DISTINCT r.view
      FROM reached r
      WHERE CASE r.class
        WHEN 'pg_class'::regclass THEN pg_get_viewdef(r.object)
        WHEN 'pg_proc'::regclass THEN pg_get_function_sqlbody(r.object)
      END LIKE '%''::regclass%'
    )
    SELECT
      v.relname::text AS view,
      c.relnamespace = pg_my_temp_schema() AS temporary,
      n.nspname::text AS schema,
      c.relname::text AS name,
      coalesce(array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attnum > 0), '{}') AS columns,
      p.proname::text AS function
    FROM reached r
    JOIN pg_class v ON v.oid = r.view
    JOIN pg_class c ON r.class = 'pg_class'::regclass AND c.oid = r.object AND c.oid <> r.view
    JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = r.part
    LEFT JOIN pg_proc p ON p.oid = r.function
    WHERE c.relkind IN ('r', 'p', 'f', 'm') OR EXISTS (SELECT FROM installed i WHERE i.relation = c.oid)
    GROUP BY v.relname, c.oid, c.relnamespace, n.nspname, c.relname, p.oid, p.proname
    HAVING max(r.part) > 0 OR NOT EXISTS (SELECT FROM by_constant b WHERE b.view = min(r.view))
    ORDER BY v.relname, n.nspname COLLATE "C", c.relname COLLATE "C", p.proname COLLATE "C", p.oid`;
}

function textArray(items: readonly string[]): string {
  return `ARRAY[${items.map(quoteLiteral).join(', ')}]::text[]`;
}
