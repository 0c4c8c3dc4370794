import type pg from 'pg';

/**
 * What a database has of an extension, in words that two databases can be compared by: no object ids, no holes that
 * dropped columns leave, no order in which things were created.
 */
export async function catalogSnapshot(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ line: string }>(snapshotQuery);
  return rows.map(({ line }) => line).sort();
}

const snapshotQuery = `
  WITH relation AS (
    SELECT oid, oid::regclass::text AS name, relacl, relowner, relrowsecurity
    FROM pg_class
    WHERE relkind IN ('r', 'v', 'p')
      AND (relnamespace = 'tviews'::regnamespace OR relname ~ '^(tv|v|user|tb)_')
  )
  SELECT format('%s: columns %s', relation.name, string_agg(format('%I %s%s', attname,
    format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN ' not null' END), ', ' ORDER BY attnum)) AS line
  FROM relation JOIN pg_attribute ON attrelid = oid AND attnum > 0 AND NOT attisdropped
  GROUP BY relation.name
  UNION ALL
  SELECT format('%s: view %s', name, pg_get_viewdef(oid)) FROM relation WHERE pg_get_viewdef(oid) <> ''
  UNION ALL
  SELECT format('%s: index %s', name, pg_get_indexdef(indexrelid)) FROM relation JOIN pg_index ON indrelid = oid
  UNION ALL
  SELECT format('%s: constraint %s %s', name, conname, pg_get_constraintdef(pg_constraint.oid))
  FROM relation JOIN pg_constraint ON conrelid = relation.oid
  WHERE contype <> 'n'
  UNION ALL
  SELECT format('%s: trigger %s %s', name, pg_get_triggerdef(pg_trigger.oid), tgenabled)
  FROM relation JOIN pg_trigger ON tgrelid = relation.oid WHERE NOT tgisinternal
  UNION ALL
  SELECT format('%s: policy %s %s', name, polname, pg_get_expr(polqual, polrelid))
  FROM relation JOIN pg_policy ON polrelid = relation.oid
  UNION ALL
  SELECT format('%s: row security', name) FROM relation WHERE relrowsecurity
  UNION ALL
  SELECT format('%s: %s may %s', name, grantee::regrole, privilege_type)
  FROM relation CROSS JOIN aclexplode(relacl) WHERE grantee <> relowner
  UNION ALL
  SELECT format('%s.%s: %s may %s', name, attname, grantee::regrole, privilege_type)
  FROM relation JOIN pg_attribute ON attrelid = oid AND NOT attisdropped CROSS JOIN aclexplode(attacl)
  UNION ALL
  SELECT format('%s.%s: comment %s', name, attname, description)
  FROM relation
  JOIN pg_description ON objoid = oid AND classoid = 'pg_class'::regclass
  LEFT JOIN pg_attribute ON attrelid = oid AND attnum = objsubid AND objsubid > 0
  UNION ALL
  SELECT format('%s: comment on %s: %s', relation.name, object.identity, description)
  FROM relation
  JOIN pg_depend ON refclassid = 'pg_class'::regclass AND refobjid = relation.oid AND deptype IN ('n', 'a')
  JOIN pg_description ON (classoid, objoid) = (classid, objid)
  CROSS JOIN LATERAL pg_identify_object(classid, objid, 0) AS object
  UNION ALL
  SELECT format('%s.%s: %s %s %s %s', name, attname, attstorage, attcompression, attoptions, nullif(attstattarget, -1))
  FROM relation JOIN pg_attribute ON attrelid = oid AND attnum > 0 AND NOT attisdropped
  UNION ALL
  SELECT format('%s: index %s %s %s %s', name, indexrelid::regclass, indisclustered, indisreplident,
    (SELECT array_agg(nullif(attstattarget, -1)) FROM pg_attribute WHERE attrelid = indexrelid))
  FROM relation JOIN pg_index ON indrelid = oid
  UNION ALL
  SELECT format('%s: statistics %s %s', name, pg_get_statisticsobjdef(pg_statistic_ext.oid), nullif(stxstattarget, -1))
  FROM relation JOIN pg_statistic_ext ON stxrelid = relation.oid
  UNION ALL
  SELECT format('function %s: %s %s %s', pg_proc.oid::regprocedure, md5(prosrc), proconfig, proacl IS NOT NULL)
  FROM pg_proc WHERE pronamespace = 'tviews'::regnamespace
  UNION ALL
  SELECT format('part %s: %s %s %s %s %s', name, digest, relation, key, statements, undo) FROM tviews.part
  UNION ALL
  SELECT format('version %s', tviews.active_version())
  UNION ALL
  SELECT format('member %s', pg_describe_object(classid, objid, 0))
  FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e' AND objid::regproc::text !~ 'plpgsql'
    AND classid <> 'pg_type'::regclass AND classid <> 'pg_language'::regclass
`;
