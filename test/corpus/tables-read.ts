import type pg from 'pg';

/**
 * The tables that each backing view reads, by way of views and other TVIEWs too, with their partitions and children:
 * one set of names, written as in SQL, for each TVIEW.
 */
export async function tablesRead(client: pg.ClientBase): Promise<readonly ReadonlySet<string>[]> {
  const { rows } = await client.query<{ tables: readonly string[] }>(`
    WITH RECURSIVE reads AS (
      SELECT v.oid AS view, v.oid AS relation FROM pg_class v WHERE v.relkind = 'v' AND v.relname LIKE 'v\\_%'
      UNION
      SELECT r.view, next.relation
      FROM reads r
      CROSS JOIN LATERAL (
        SELECT d.refobjid AS relation
        FROM pg_rewrite w
        JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid AND d.refclassid = 'pg_class'::regclass
        WHERE w.ev_class = r.relation
        UNION ALL
        SELECT inhrelid FROM pg_inherits WHERE inhparent = r.relation
        UNION ALL
        SELECT v.oid
        FROM pg_class t
        JOIN pg_class v ON v.relnamespace = t.relnamespace AND v.relname = 'v' || substr(t.relname, 3)
        WHERE t.oid = r.relation AND t.relname LIKE 'tv\\_%'
      ) next
    )
    SELECT json_agg(DISTINCT format('%I.%I', n.nspname, c.relname)) AS tables
    FROM reads
    JOIN pg_class c ON c.oid = reads.relation AND c.relkind IN ('r', 'p') AND c.relname NOT LIKE 'tv\\_%'
    JOIN pg_namespace n ON n.oid = c.relnamespace
    GROUP BY reads.view`);
  return rows.map(({ tables }) => new Set(tables));
}
