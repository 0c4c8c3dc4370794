/**
 * The catalog queries. Each returns one JSON text per row in the column `json`: drivers agree on text, but not on how
 * they hand over arrays, 64-bit numbers and names. They expect the search_path `pg_catalog, pg_temp`, under which
 * format_type and pg_get_viewdef qualify every name of the user's schemas.
 */

/** Superusers aside, nobody can create a schema whose name starts with pg_. */
const userSchema = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`;

const relation = `
  relation AS (
    SELECT c.oid, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity, n.nspname
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND ${userSchema}
  )`;

/** The only query that runs under the connection's own search_path, hence the qualified names. */
const searchPath = `
SELECT pg_catalog.array_to_json(pg_catalog.current_schemas(false))::pg_catalog.text AS json`;

/** reset_val is what every session of this role and database starts from, whatever this one has SET. */
const server = `
SELECT json_build_object(
  'serverVersion', current_setting('server_version_num')::int,
  'settings', (
    SELECT json_object_agg(name, reset_val ORDER BY name COLLATE "C")
    FROM pg_settings
    WHERE name IN ('array_nulls', 'bytea_output', 'DateStyle', 'default_text_search_config', 'extra_float_digits',
      'IntervalStyle', 'lc_monetary', 'lc_numeric', 'lc_time', 'quote_all_identifiers', 'TimeZone',
      'timezone_abbreviations', 'xmlbinary', 'xmloption')
  )
)::text AS json`;

const relations = `
WITH ${relation}
SELECT json_build_object('oid', r.oid::text, 'head', json_strip_nulls(json_build_object(
  'schema', r.nspname,
  'name', r.relname,
  'kind', CASE r.relkind
    WHEN 'r' THEN 'table'
    WHEN 'p' THEN 'partitioned-table'
    WHEN 'v' THEN 'view'
    WHEN 'm' THEN 'materialized-view'
    WHEN 'f' THEN 'foreign-table'
  END,
  'rowSecurity', CASE WHEN r.relrowsecurity THEN CASE WHEN r.relforcerowsecurity THEN 'forced' ELSE 'enabled' END END,
  'definition', CASE WHEN r.relkind IN ('v', 'm') THEN pg_get_viewdef(r.oid) END,
  'parents', coalesce((
    SELECT json_agg(json_build_object('schema', n.nspname, 'name', c.relname) ORDER BY i.inhseqno)
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhparent JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE i.inhrelid = r.oid
  ), '[]')
)))::text AS json
FROM relation r
ORDER BY r.nspname COLLATE "C", r.relname COLLATE "C"`;

/**
 * Types of pg_catalog whose operator = holds only between values that look the same.
 *
 * Not here: numeric (1.0 = 1.00), float4 and float8 (-0 = 0), interval (24 hours = 1 day), bpchar ('a' = 'a '), jsonb
 * (holds numeric), geometric types (compare with tolerance, or by area), records and ranges that may hold any of these,
 * json and xml (no equality). Not the types of extensions either: citext shows why.
 */
const exactTypes = `'bool', 'char', 'name', 'text', 'varchar', 'int2', 'int4', 'int8', 'oid', 'xid', 'xid8', 'pg_lsn',
    'money', 'uuid', 'bytea', 'bit', 'varbit', 'date', 'time', 'timetz', 'timestamp', 'timestamptz', 'inet', 'cidr',
    'macaddr', 'macaddr8', 'int4range', 'int8range', 'daterange', 'tsrange', 'tstzrange', 'int4multirange',
    'int8multirange', 'datemultirange', 'tsmultirange', 'tstzmultirange'`;

/**
 * `value_type` maps a column's type to what its values are made of (domain to base type, array to element, repeated),
 * as arrays compare element by element and domains as their base. `family` pairs a relation with itself and with all
 * that inherit from it, since reading the parent reads them too.
 */
const columns = `
WITH RECURSIVE ${relation},
  family(ancestor, member) AS (
    SELECT oid, oid FROM relation
    UNION
    SELECT f.ancestor, i.inhrelid FROM family f JOIN pg_inherits i ON i.inhparent = f.member
  ),
  not_null AS (
    SELECT f.ancestor AS relation, a.attname AS name,
      bool_and(a.attnotnull AND c.relkind <> 'f' AND NOT EXISTS (
        SELECT FROM pg_constraint n
        WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND n.conkey[1] = a.attnum AND NOT n.convalidated
      )) AS always
    FROM family f JOIN pg_class c ON c.oid = f.member JOIN pg_attribute a ON a.attrelid = f.member
    WHERE a.attnum > 0 AND NOT a.attisdropped
    GROUP BY f.ancestor, a.attname
  ),
  value_type(type, part) AS (
    SELECT DISTINCT a.atttypid, a.atttypid FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid
    UNION
    SELECT v.type, CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.typelem END
    FROM value_type v JOIN pg_type t ON t.oid = v.part
    WHERE t.typtype = 'd' OR (t.typelem <> 0 AND t.typsubscript = 'array_subscript_handler'::regproc)
  ),
  exact_type AS (
    SELECT v.type
    FROM value_type v JOIN pg_type t ON t.oid = v.part
    WHERE t.typtype = 'e' OR (t.typnamespace = 'pg_catalog'::regnamespace AND t.typname IN (${exactTypes}))
  )
SELECT json_build_object('relation', a.attrelid::text, 'columns', json_agg(json_strip_nulls(json_build_object(
  'name', a.attname,
  -- NULL as the modifier would print character for bpchar, which reads back as character(1).
  'type', format_type(a.atttypid, -1),
  'notNull', n.always,
  'exactEquality', e.type IS NOT NULL AND coalesce(c.collisdeterministic, true),
  'baseType', (
    SELECT format_type(t.oid, -1)
    FROM value_type v JOIN pg_type t ON t.oid = v.part JOIN pg_type own ON own.oid = v.type
    WHERE v.type = a.atttypid AND own.typtype = 'd' AND t.typtype <> 'd'
      AND NOT EXISTS (SELECT FROM pg_type array_type WHERE array_type.typelem = t.oid AND array_type.oid IN (
        SELECT w.part FROM value_type w WHERE w.type = a.atttypid))
    LIMIT 1
  ),
  'scalar', NOT EXISTS (
    SELECT FROM value_type v JOIN pg_type t ON t.oid = v.part
    WHERE v.type = a.atttypid
      AND (t.typtype = 'c' OR t.typtype = 'p' OR (t.typelem <> 0 AND t.typsubscript = 'array_subscript_handler'::regproc))
  ),
  'generated', CASE a.attgenerated WHEN 's' THEN 'stored' WHEN 'v' THEN 'virtual' END
)) ORDER BY a.attnum))::text AS json
FROM relation r
JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN not_null n ON n.relation = r.oid AND n.name = a.attname
LEFT JOIN exact_type e ON e.type = a.atttypid
LEFT JOIN pg_collation c ON c.oid = a.attcollation
GROUP BY a.attrelid`;

/**
 * `sameCollation` and `defaultOperators` tell whether an index column compares as the column's own operator = does: only
 * then does it prove uniqueness or serve a lookup. PostgreSQL prefers the default operator class declared for the very
 * type (citext_ops) over one for a type it can be read as (text_ops).
 *
 * indnullsnotdistinct is new in 15; reading it through jsonb gives NULL before.
 */
const indexes = `
WITH RECURSIVE ${relation},
  base_type(type, base) AS (
    SELECT oid, oid FROM pg_type
    UNION ALL
    SELECT b.type, t.typbasetype FROM base_type b JOIN pg_type t ON t.oid = b.base WHERE t.typtype = 'd'
  )
SELECT json_build_object(
  'relation', i.indrelid::text,
  'name', c.relname,
  'primary', i.indisprimary,
  'unique', i.indisunique AND i.indimmediate AND i.indisready
    AND NOT (r.relkind = 'r' AND EXISTS (SELECT FROM pg_inherits h WHERE h.inhparent = r.oid)),
  'nullsNotDistinct', coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false),
  'searchable', m.amname IN ('btree', 'hash'),
  'method', m.amname,
  'keys', (
    SELECT json_agg(json_build_object(
      'column', a.attname,
      'text', pg_get_indexdef(i.indexrelid, k::integer, false),
      'sameCollation', coalesce(i.indcollation[k - 1] = a.attcollation, false),
      'defaultOperators', o.opcdefault AND NOT EXISTS (
        SELECT FROM base_type b JOIN pg_opclass own ON own.opcintype = b.base
        WHERE b.type = a.atttypid AND own.opcmethod = o.opcmethod AND own.opcdefault AND own.oid <> o.oid
      )
    ) ORDER BY k)
    FROM generate_series(1, i.indnkeyatts) AS k
    JOIN pg_opclass o ON o.oid = i.indclass[k - 1]
    LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k - 1] AND a.attnum > 0
  )
)::text AS json
FROM relation r
JOIN pg_index i ON i.indrelid = r.oid
JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_am m ON m.oid = c.relam
WHERE i.indisvalid AND i.indislive AND i.indpred IS NULL
ORDER BY i.indisprimary DESC, c.relname COLLATE "C"`;

/**
 * A foreign key to a partitioned table has a copy for each partition of the target, which says nothing new. PERIOD keys
 * (conperiod, since 18) match by overlap, not by equality.
 */
const foreignKeys = `
WITH ${relation}
SELECT json_build_object('relation', f.conrelid::text, 'foreignKey', json_build_object(
  'columns', k.columns,
  'target', json_build_object('schema', n.nspname, 'name', t.relname),
  'targetColumns', k.target_columns
))::text AS json
FROM relation r
JOIN pg_constraint f ON f.conrelid = r.oid AND f.contype = 'f' AND f.convalidated
JOIN pg_class t ON t.oid = f.confrelid
JOIN pg_namespace n ON n.oid = t.relnamespace
CROSS JOIN LATERAL (
  SELECT json_agg(a.attname ORDER BY key.position) AS columns, json_agg(ta.attname ORDER BY key.position) AS target_columns
  FROM unnest(f.conkey, f.confkey) WITH ORDINALITY AS key(number, target_number, position)
  JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = key.number
  JOIN pg_attribute ta ON ta.attrelid = f.confrelid AND ta.attnum = key.target_number
) k
WHERE NOT EXISTS (SELECT FROM pg_constraint p WHERE p.oid = f.conparentid AND p.confrelid <> f.confrelid)
  AND coalesce(to_jsonb(f) ->> 'conperiod', 'false') = 'false'
ORDER BY f.conname COLLATE "C"`;

/** A sequence can stand in FROM, but is no relation that a TVIEW could follow. */
const sequences = `
SELECT json_build_object('schema', n.nspname, 'name', c.relname)::text AS json
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'S' AND ${userSchema}
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`;

/**
 * The letters of provolatile (i, s, v) happen to sort from immutable to volatile.
 *
 * An IMMUTABLE function in another language than SQL and PL/pgSQL is taken at its word, as are those of extensions; a
 * STABLE one may read anything. What an aggregate does, its support functions do.
 */
const functions = `
SELECT (jsonb_build_object(
  'schema', n.nspname,
  'name', p.proname,
  'kind', CASE p.prokind
    WHEN 'f' THEN 'function'
    WHEN 'a' THEN 'aggregate'
    WHEN 'w' THEN 'window'
    WHEN 'p' THEN 'procedure'
  END,
  'volatility', CASE max(p.provolatile::text COLLATE "C")
    WHEN 'i' THEN 'immutable'
    WHEN 's' THEN 'stable'
    WHEN 'v' THEN 'volatile'
  END,
  'returnsSet', bool_or(p.proretset),
  'columns', CASE WHEN min(result.columns) = max(result.columns) THEN min(result.columns)::json END
) || CASE WHEN n.nspname = 'pg_catalog' THEN '{}' ELSE jsonb_strip_nulls(jsonb_build_object('source', jsonb_build_object(
  'extension', CASE WHEN bool_and(e.extname IS NOT NULL) THEN min(e.extname COLLATE "C") END,
  'opaque', bool_or(p.prokind IN ('f', 'w') AND p.provolatile = 's' AND l.lanname NOT IN ('sql', 'plpgsql')),
  'definitions', coalesce(json_agg(pg_get_functiondef(p.oid) ORDER BY pg_get_function_identity_arguments(p.oid) COLLATE "C")
    FILTER (WHERE p.prokind IN ('f', 'w') AND l.lanname IN ('sql', 'plpgsql')
      AND (p.provolatile = 's' OR (p.provolatile = 'i' AND e.extname IS NULL))), '[]'),
  'operators', coalesce((
    SELECT json_agg(DISTINCT o.oprname)
    FROM pg_operator o
    WHERE o.oprcode = ANY (array_agg(p.oid)) AND NOT EXISTS (
      SELECT FROM pg_operator b WHERE b.oprname = o.oprname AND b.oprnamespace = 'pg_catalog'::regnamespace
    )
  ), '[]'),
  'casts', coalesce((
    SELECT json_agg(DISTINCT t.typname) FROM pg_cast c JOIN pg_type t ON t.oid = c.casttarget
    WHERE c.castfunc = ANY (array_agg(p.oid))
  ), '[]'),
  'calls', coalesce((
    SELECT json_agg(DISTINCT jsonb_build_object('schema', sn.nspname, 'name', s.proname))
    FROM pg_aggregate g
    JOIN pg_proc s ON s.oid IN (g.aggtransfn, g.aggfinalfn, g.aggmtransfn, g.aggmfinalfn)
    JOIN pg_namespace sn ON sn.oid = s.pronamespace
    WHERE g.aggfnoid = ANY (array_agg(p.oid)) AND p.prokind = 'a'
  ), '[]')
))) END)::text AS json
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
JOIN pg_language l ON l.oid = p.prolang
LEFT JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
  AND d.refclassid = 'pg_extension'::regclass
LEFT JOIN pg_extension e ON e.oid = d.refobjid
CROSS JOIN LATERAL (
  SELECT coalesce(
    (SELECT json_agg(argument.name ORDER BY argument.position)
       FROM unnest(p.proargnames, p.proargmodes) WITH ORDINALITY AS argument (name, mode, position)
      WHERE argument.mode IN ('o', 'b', 't')),
    (SELECT json_agg(a.attname ORDER BY a.attnum)
       FROM pg_type t JOIN pg_attribute a ON a.attrelid = t.typrelid
      WHERE t.oid = p.prorettype AND a.attnum > 0 AND NOT a.attisdropped),
    '[]'
  )::text COLLATE "C" AS columns
) AS result
WHERE (${userSchema}) OR (n.nspname = 'pg_catalog' AND (p.prokind IN ('a', 'w') OR p.provolatile <> 'i' OR p.proretset))
GROUP BY n.nspname, p.proname, p.prokind
ORDER BY n.nspname COLLATE "C", p.proname COLLATE "C", p.prokind::text COLLATE "C"`;

/** Everything that a catalog is read with, by what each query returns. */
export const catalogQueries = {
  searchPath,
  server,
  relations,
  columns,
  indexes,
  foreignKeys,
  sequences,
  functions,
} as const;
