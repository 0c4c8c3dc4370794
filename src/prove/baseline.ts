import type { RunQuery } from '../database/run-query.ts';

/** The rows and sequences of a database at one moment. */
export interface Baseline {
  /** Makes every table hold those rows again, without firing a trigger. */
  restore(): Promise<void>;
}

const tablesQuery = `
  SELECT format('%I.%I', n.nspname, c.relname) AS name,
    (SELECT string_agg(format('%I', a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
  ORDER BY 1`;

const sequencesQuery = `
  CREATE TEMPORARY TABLE tviews_sequences AS
  SELECT format('%I.%I', schemaname, sequencename) AS name, COALESCE(last_value, start_value) AS value,
    last_value IS NOT NULL AS called
  FROM pg_sequences WHERE schemaname <> 'information_schema' AND schemaname !~ '^pg_'`;

/**
 * Keeps the rows of all tables in temporary tables of the session. To be asked while the extension is not installed, and
 * by a superuser: only they can write past triggers and foreign keys.
 */
export async function keepRows(run: RunQuery): Promise<Baseline> {
  const rows = await run(tablesQuery);
  const tables = rows.map(({ name, columns }, index) => ({
    name: String(name),
    columns: columns === null ? '' : String(columns),
    copy: `pg_temp.tviews_rows_${index + 1}`,
  }));
  const written = tables.filter(({ columns }) => columns !== '');
  for (const { name, columns, copy } of written)
    await run(`CREATE TEMPORARY TABLE ${copy.replace('pg_temp.', '')} AS SELECT ${columns} FROM ONLY ${name}`);
  await run(sequencesQuery);
  const restore = async () => {
    if (tables.length > 0) await run(`TRUNCATE ${tables.map(({ name }) => name).join(', ')} CASCADE`);
    for (const { name, columns, copy } of written)
      await run(`INSERT INTO ${name} (${columns}) OVERRIDING SYSTEM VALUE TABLE ${copy}`);
    await run('SELECT setval(name::regclass, value, called) FROM pg_temp.tviews_sequences');
  };
  return {
    restore: async () => {
      await run('BEGIN');
      await run('SET LOCAL session_replication_role = replica');
      await restore();
      await run('COMMIT');
    },
  };
}
