import { z } from 'zod';
import { quoteLiteral } from '../sql/identifiers.ts';

const named = z.object({ schema: z.string(), name: z.string() });

const indexSchema = z.object({
  name: z.string(),
  unique: z.boolean(),
  primary: z.boolean(),
  /** From USING on, as PostgreSQL prints it. */
  tail: z.string(),
  /** The columns in order; undefined where it has expressions, a predicate or other columns beside its key. */
  key: z.array(z.string()).nullable(),
  /** All columns that it names. */
  columns: z.array(z.string()),
  valid: z.boolean(),
  comment: z.string().nullable(),
});

const relationSchema = named.extend({
  kind: z.string(),
  /** As PostgreSQL prints it; null for tables. */
  select: z.string().nullable(),
  comment: z.string().nullable(),
  options: z.array(z.string()),
  columns: z.array(z.object({ name: z.string(), comment: z.string().nullable() })),
  indexes: z.array(indexSchema),
  /** Who may SELECT, which column (null: all), and whether they may pass it on; a null role is PUBLIC. */
  grants: z.array(z.object({ role: z.string().nullable(), column: z.string().nullable(), grantable: z.boolean() })),
  statistics: z.array(z.string()),
  policies: z.array(z.string()),
  triggers: z.array(z.string()),
  rowSecurity: z.boolean(),
  reads: z.array(named.extend({ kind: z.string(), shown: z.string() })),
  readBy: z.array(z.string()),
});

/** A view, materialized view or table with all that stands about it in the catalogs. */
export type DatabaseRelation = z.infer<typeof relationSchema>;
export type DatabaseIndex = z.infer<typeof indexSchema>;

const rowSchema = z.object({ relation: relationSchema });

/** The row of `relationQuery`, checked. */
export function parseRelation(row: unknown): DatabaseRelation {
  return rowSchema.parse(row).relation;
}

/**
 * Reads one relation by its OID. Names are printed by the session's search_path, as definitions are compiled by it:
 * that of the role and the database, in which people write their statements.
 */
export function relationQuery(oid: string): string {
  return `
    SELECT jsonb_build_object(
      'schema', n.nspname, 'name', c.relname, 'kind', c.relkind,
      'select', CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid, true) END,
      'comment', pg_catalog.obj_description(c.oid, 'pg_class'),
      'options', coalesce(pg_catalog.to_jsonb(c.reloptions), '[]'),
      'columns', ${list(columns)},
      'indexes', ${list(indexes)},
      'grants', ${list(grants)},
      'statistics', ${list(names('pg_statistic_ext', 'stxname', 'stxrelid'))},
      'policies', ${list(names('pg_policy', 'polname', 'polrelid'))},
      'triggers', ${list(`${names('pg_trigger', 'tgname', 'tgrelid')} AND NOT o.tgisinternal`)},
      'rowSecurity', c.relrowsecurity,
      'reads', ${list(reads)},
      'readBy', ${list(readBy)}
    ) AS relation
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid = ${quoteLiteral(oid)}::oid`;
}

/** A JSON array of what a query returns as \`item\`, by \`place\`. */
function list(query: string): string {
  return `(SELECT coalesce(jsonb_agg(item ORDER BY place), '[]') FROM (${query}) AS items)`;
}

const columns = `
  SELECT jsonb_build_object(
    'name', a.attname, 'comment', pg_catalog.col_description(a.attrelid, a.attnum)
  ) AS item, a.attnum AS place
  FROM pg_catalog.pg_attribute a
  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped`;

/** pg_get_indexdef prints the name and the table in front, always with its schema; what follows holds for any table. */
const indexes = `
  SELECT jsonb_build_object(
    'name', i.relname, 'unique', x.indisunique, 'primary', x.indisprimary, 'valid', x.indisvalid,
    'comment', pg_catalog.obj_description(i.oid, 'pg_class'),
    'tail', pg_catalog.substr(pg_catalog.pg_get_indexdef(i.oid), pg_catalog.length(pg_catalog.format(
      'CREATE %sINDEX %I ON %I.%I ', CASE WHEN x.indisunique THEN 'UNIQUE ' END, i.relname, n.nspname, c.relname)) + 1),
    'key', CASE WHEN x.indexprs IS NULL AND x.indpred IS NULL AND x.indnatts = x.indnkeyatts THEN (
      SELECT jsonb_agg(a.attname ORDER BY k.place)
      FROM pg_catalog.unnest(x.indkey::int2[]) WITH ORDINALITY AS k (number, place)
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number) END,
    'columns', (
      SELECT coalesce(jsonb_agg(DISTINCT a.attname), '[]')
      FROM pg_catalog.pg_depend d
      JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
      WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = i.oid
        AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = c.oid)
  ) AS item, i.relname AS place
  FROM pg_catalog.pg_index x
  JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
  WHERE x.indrelid = c.oid`;

const grants = `
  SELECT jsonb_build_object('role', r.rolname, 'column', g.attname, 'grantable', g.is_grantable) AS item,
    row(g.attnum, r.rolname) AS place
  FROM (
    SELECT e.*, NULL::name AS attname, 0 AS attnum FROM pg_catalog.aclexplode(c.relacl) e
    UNION ALL
    SELECT e.*, a.attname, a.attnum
    FROM pg_catalog.pg_attribute a CROSS JOIN LATERAL pg_catalog.aclexplode(a.attacl) e
    WHERE a.attrelid = c.oid AND NOT a.attisdropped
  ) g
  LEFT JOIN pg_catalog.pg_roles r ON r.oid = g.grantee
  WHERE g.privilege_type = 'SELECT' AND g.grantee <> c.relowner`;

function names(catalog: string, name: string, relation: string): string {
  return `
    SELECT to_jsonb(o.${name}) AS item, o.${name} AS place FROM pg_catalog.${catalog} o WHERE o.${relation} = c.oid`;
}

const reads = `
  SELECT jsonb_build_object('schema', s.nspname, 'name', v.relname, 'kind', v.relkind, 'shown', v.oid::regclass::text)
    AS item, row(s.nspname, v.relname) AS place
  FROM (
    SELECT DISTINCT d.refobjid
    FROM pg_catalog.pg_rewrite w
    JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = w.oid
    WHERE w.ev_class = c.oid AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid <> c.oid
  ) named
  JOIN pg_catalog.pg_class v ON v.oid = named.refobjid AND v.relkind IN ('v', 'm')
  JOIN pg_catalog.pg_namespace s ON s.oid = v.relnamespace`;

const readBy = `
  SELECT to_jsonb(reader.ev_class::regclass::text) AS item, reader.ev_class::regclass::text AS place
  FROM (
    SELECT DISTINCT w.ev_class
    FROM pg_catalog.pg_depend d
    JOIN pg_catalog.pg_rewrite w ON w.oid = d.objid
    WHERE d.classid = 'pg_catalog.pg_rewrite'::regclass
      AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = c.oid AND w.ev_class <> c.oid
  ) reader`;
