import type pg from 'pg';

/**
 * What a database has, one line for each object and each of its traits, sorted: relations, columns, constraints, indexes,
 * triggers with whether they fire, functions, policies, comments, rights, owners, and what belongs to extensions.
 * Two databases with the same lines behave alike. Left out is what a dump cannot carry: OIDs, the order of columns'
 * numbers, statistics.
 */
export async function readCatalogLines(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ line: string }>(`
    WITH own AS (
      SELECT oid, nspname, nspowner, nspacl FROM pg_namespace
      WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
    ), relation AS (
      SELECT c.*, c.oid::regclass::text AS name FROM pg_class c JOIN own ON own.oid = c.relnamespace
    ), function AS (
      SELECT p.*, p.oid::regprocedure::text AS name FROM pg_proc p JOIN own ON own.oid = p.pronamespace
    ), line (line) AS (
      SELECT concat_ws(' ', 'schema', nspname, nspowner::regrole) FROM own
      UNION ALL
      SELECT concat_ws(' ', 'relation', name, relkind, relpersistence, relowner::regrole, relrowsecurity,
        relforcerowsecurity, relispartition, reloptions)
      FROM relation
      UNION ALL
      SELECT concat_ws(' ', 'parent', inhrelid::regclass, inhparent::regclass) FROM pg_inherits
      UNION ALL
      SELECT concat_ws(' ', 'column', name, attname, format_type(atttypid, atttypmod), attnotnull, attislocal)
      FROM relation JOIN pg_attribute ON attrelid = relation.oid AND attnum > 0 AND NOT attisdropped
      UNION ALL
      SELECT concat_ws(' ', 'view', name, pg_get_viewdef(oid)) FROM relation WHERE relkind = 'v'
      UNION ALL
      SELECT concat_ws(' ', 'index', pg_get_indexdef(oid)) FROM relation WHERE relkind IN ('i', 'I')
      UNION ALL
      SELECT concat_ws(' ', 'constraint', name, conname, pg_get_constraintdef(c.oid), convalidated)
      FROM pg_constraint c JOIN relation ON relation.oid = conrelid
      UNION ALL
      SELECT concat_ws(' ', 'trigger', tgenabled, tgparentid <> 0, pg_get_triggerdef(t.oid))
      FROM pg_trigger t JOIN relation ON relation.oid = tgrelid
      WHERE tgconstraint = 0 AND (NOT tgisinternal OR tgparentid <> 0)
      UNION ALL
      SELECT concat_ws(' ', 'policy', name, polname, polcmd, polroles::regrole[], pg_get_expr(polqual, polrelid))
      FROM pg_policy JOIN relation ON relation.oid = polrelid
      UNION ALL
      SELECT concat_ws(' ', 'function', name, proowner::regrole, pg_get_functiondef(oid)) FROM function
      UNION ALL
      SELECT concat_ws(' ', 'comment', identity.type, identity.identity, description)
      FROM pg_description, pg_identify_object(classoid, objoid, objsubid) AS identity
      WHERE identity.schema IN (SELECT nspname FROM own) OR identity.identity ~ '^(public|sales|tviews)[.]'
      UNION ALL
      -- No rights written down are the default rights.
      SELECT concat_ws(' ', 'rights', acl.object, acl.grantee::regrole, acl.privilege_type, acl.is_grantable)
      FROM (
        SELECT 'schema ' || nspname AS object, (aclexplode(coalesce(nspacl, acldefault('n', nspowner)))).* FROM own
        UNION ALL
        SELECT name, (aclexplode(coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner)))).*
        FROM relation WHERE relkind IN ('r', 'p', 'v', 'S')
        UNION ALL
        SELECT name || '.' || attname, (aclexplode(attacl)).* FROM relation JOIN pg_attribute ON attrelid = relation.oid
        UNION ALL
        SELECT name, (aclexplode(coalesce(proacl, acldefault('f', proowner)))).* FROM function
      ) AS acl
      UNION ALL
      SELECT concat_ws(' ', 'extension', extname, extnamespace::regnamespace,
        (SELECT array_agg(config::regclass ORDER BY config::regclass::text) FROM unnest(extconfig) AS config))
      FROM pg_extension
      UNION ALL
      -- Rows and arrays of members are members from PostgreSQL 17 on; they follow their tables.
      SELECT concat_ws(' ', 'belongs', deptype, extname, identity.type, identity.identity)
      FROM pg_depend JOIN pg_extension e ON refclassid = 'pg_extension'::regclass AND refobjid = e.oid,
        pg_identify_object(classid, objid, objsubid) AS identity
      WHERE identity.type <> 'type'
    )
    SELECT regexp_replace(line, '\\s+', ' ', 'g') AS line FROM line ORDER BY line COLLATE "C"`);
  return rows.map(({ line }) => line);
}
