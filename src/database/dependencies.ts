import { z } from 'zod';
import { type QualifiedName, quoteLiteral, quoteQualified } from '../sql/identifiers.ts';
import type { RunQuery } from './run-query.ts';

/** A relation that a view depends on, directly or by way of other views. */
export const relationReadSchema = z.strictObject({
  schema: z.string(),
  name: z.string(),
  /** The columns that are named, in table order; none where its rows count, or are taken as a whole. */
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
 * Views are followed to their tables, and functions where PostgreSQL knows their bodies (BEGIN ATOMIC, RETURN). What
 * definitions declare is not: temporary stand-ins go by the names they stand for, installed backing views, which may be
 * of an older definition, by their own. Where a definition uses the row type of a table that it reads, no columns of that
 * table are told, because those that are only taken out of a composite value are recorded as well.
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
      SELECT oid AS view, 'pg_class'::regclass::oid AS class, oid AS object, NULL::oid AS function
      FROM pg_class
      WHERE relnamespace = pg_my_temp_schema() AND relname = ANY (${textArray(views)})
      UNION
      SELECT r.view, d.class, d.object, coalesce(r.function, CASE d.class WHEN 'pg_proc'::regclass THEN d.object END)
      FROM reached r CROSS JOIN LATERAL (${dependenciesOfR}) d
    ), named AS (
      SELECT DISTINCT r.view, r.function, d.object AS relation, a.attnum, a.attname, a.atttypid
      FROM reached r
      CROSS JOIN LATERAL (${dependenciesOfR}) d
      LEFT JOIN pg_attribute a ON a.attrelid = d.object AND a.attnum = d.part AND d.part > 0
      WHERE d.class = 'pg_class'::regclass
    ), row_types AS (
      SELECT u.view, t.typrelid AS relation
      FROM (
        SELECT view, object AS type FROM reached WHERE class = 'pg_type'::regclass
        UNION
        SELECT view, atttypid FROM named
      ) u
      JOIN pg_type t ON u.type IN (t.oid, t.typarray) AND t.typrelid <> 0
    )
    SELECT
      v.relname::text AS view,
      c.relnamespace = pg_my_temp_schema() AS temporary,
      s.nspname::text AS schema,
      c.relname::text AS name,
      coalesce(array_agg(n.attname::text ORDER BY n.attnum) FILTER (WHERE n.attnum > 0 AND NOT EXISTS (
        SELECT FROM row_types t WHERE t.view = n.view AND t.relation = n.relation
      )), '{}') AS columns,
      p.proname::text AS function
    FROM named n
    JOIN pg_class v ON v.oid = n.view
    JOIN pg_class c ON c.oid = n.relation AND c.oid <> n.view
    JOIN pg_namespace s ON s.oid = c.relnamespace
    LEFT JOIN pg_proc p ON p.oid = n.function
    WHERE c.relkind IN ('r', 'p', 'f', 'm') OR EXISTS (SELECT FROM installed i WHERE i.relation = c.oid)
    GROUP BY v.relname, c.relnamespace, s.nspname, c.oid, c.relname, p.oid, p.proname
    ORDER BY v.relname COLLATE "C", s.nspname COLLATE "C", c.relname COLLATE "C", p.proname COLLATE "C", p.oid`;
}

/**
 * What the object `r` depends on: a view by its rule, a function by its body. Of relations only those that are read: they
 * stand in a range table there, and are not just named by a regclass constant or by their row type. What stands behind a
 * materialized view is none of them: that they can be read at all, a definition has to say.
 */
const dependenciesOfR = `
  SELECT d.refclassid AS class, d.refobjid AS object, d.refobjsubid AS part
  FROM (
    SELECT 'pg_rewrite'::regclass, w.oid, w.ev_action::text
    FROM pg_rewrite w JOIN pg_class v ON v.oid = w.ev_class AND v.relkind = 'v'
    WHERE r.class = 'pg_class'::regclass AND w.ev_class = r.object AND w.ev_type = '1'
      AND NOT EXISTS (SELECT FROM installed i WHERE i.relation = r.object)
    UNION ALL
    SELECT 'pg_proc'::regclass, p.oid, p.prosqlbody::text
    FROM pg_proc p
    WHERE r.class = 'pg_proc'::regclass AND p.oid = r.object
    UNION ALL
    SELECT 'pg_operator'::regclass, r.object, NULL WHERE r.class = 'pg_operator'::regclass
  ) AS holder (class, object, tree)
  CROSS JOIN LATERAL (
    SELECT array_agg(DISTINCT found[1]::oid) FROM regexp_matches(tree, ':relid ([0-9]+)', 'g') AS found
  ) AS range_tables (relations)
  JOIN pg_depend d ON d.classid = holder.class AND d.objid = holder.object
  WHERE d.refclassid IN ('pg_proc'::regclass, 'pg_operator'::regclass, 'pg_type'::regclass)
    OR (d.refclassid = 'pg_class'::regclass AND d.refobjid = ANY (relations))`;

function textArray(items: readonly string[]): string {
  return `ARRAY[${items.map(quoteLiteral).join(', ')}]::text[]`;
}
