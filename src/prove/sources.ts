import { z } from 'zod';
import type { RunQuery } from '../database/run-query.ts';
import { quoteLiteral } from '../sql/identifiers.ts';
import type { TviewNames } from './tviews.ts';

/** A TVIEW with the tables whose rows it depends on. */
export interface TviewSources extends TviewNames {
  /** Base tables, also those behind views and behind other TVIEWs; written as in SQL, sorted. */
  readonly sources: readonly string[];
}

/** What the TVIEWs of a database read. */
export interface Sources {
  readonly tviews: readonly TviewSources[];
  /** The queries of the backing views, and of the views that they read. */
  readonly queries: readonly string[];
}

const rowsSchema = z.array(
  z.object({ tview: z.string(), relation: z.string(), kind: z.string(), query: z.string().nullable() }),
);

/** Reads what the TVIEWs of a database read, from the dependencies that PostgreSQL keeps. */
export async function readSources(run: RunQuery, tviews: readonly TviewNames[]): Promise<Sources> {
  if (tviews.length === 0) return { tviews: [], queries: [] };
  const pairs = tviews.map(
    ({ tview, view }) => `(${quoteLiteral(tview)}::regclass::oid, ${quoteLiteral(view)}::regclass::oid)`,
  );
  const rows = rowsSchema.parse(
    await run(`
      WITH RECURSIVE tviews (tview, view) AS (VALUES ${pairs.join(', ')}),
        reads (tview, relation) AS (
          SELECT tview, view FROM tviews
          UNION
          SELECT reads.tview, COALESCE(other.view, d.refobjid)
          FROM reads
          JOIN pg_rewrite w ON w.ev_class = reads.relation
          JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
            AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> reads.relation
          LEFT JOIN tviews AS other ON other.tview = d.refobjid
        )
      SELECT format('%I.%I', tn.nspname, t.relname) COLLATE "C" AS tview,
        format('%I.%I', n.nspname, c.relname) COLLATE "C" AS relation,
        c.relkind::text AS kind, CASE c.relkind WHEN 'v' THEN pg_get_viewdef(c.oid) END AS query
      FROM reads
      JOIN pg_class c ON c.oid = reads.relation JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_class t ON t.oid = reads.tview JOIN pg_namespace tn ON tn.oid = t.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v')
      ORDER BY 1, 2`),
  );
  const isTable = ({ kind }: { readonly kind: string }) => kind !== 'v';
  const sourcesOf = (tview: string) =>
    rows.filter((row) => row.tview === tview && isTable(row)).map((row) => row.relation);
  return {
    tviews: tviews.map((names) => ({ ...names, sources: sourcesOf(names.tview) })),
    queries: [...new Set(rows.flatMap(({ query }) => query ?? []))],
  };
}

/** The tables that a write to one of `tables` may name: they themselves, their partitions, children and parents. */
export async function readFamilies(run: RunQuery, tables: readonly string[]): Promise<readonly string[]> {
  if (tables.length === 0) return [];
  const rows = await run(`
    WITH RECURSIVE below AS (
        SELECT unnest(ARRAY[${tables.map(quoteLiteral).join(', ')}]::regclass[])::oid AS relation
        UNION SELECT inhrelid FROM below JOIN pg_inherits ON inhparent = relation
      ), above AS (
        SELECT unnest(ARRAY[${tables.map(quoteLiteral).join(', ')}]::regclass[])::oid AS relation
        UNION SELECT inhparent FROM above JOIN pg_inherits ON inhrelid = relation
      )
    SELECT format('%I.%I', nspname, relname) AS name
    FROM (SELECT * FROM below UNION SELECT * FROM above) AS family
    JOIN pg_class c ON c.oid = relation JOIN pg_namespace n ON n.oid = relnamespace
    ORDER BY 1`);
  return rows.map(({ name }) => String(name));
}
