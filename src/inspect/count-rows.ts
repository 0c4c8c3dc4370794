import type pg from 'pg';

/** The rows of a table: an estimate where there are many, and null where it does not exist. */
export interface RowCount {
  readonly relation: string;
  readonly rows: number | null;
  readonly isEstimate: boolean;
}

/** Below that a table is counted: PostgreSQL knows no estimate of small tables that were never analyzed. */
const fewRows = 10_000;

/** Counts the rows of tables, named as in SQL, or estimates them. */
export async function countRows(client: pg.ClientBase, relations: readonly string[]): Promise<readonly RowCount[]> {
  const { rows } = await client.query<{ relation: string; estimate: number | null; readable: boolean }>(
    `SELECT name AS relation, class.reltuples AS estimate,
       coalesce(has_table_privilege(class.oid, 'SELECT') AND pg_relation_size(class.oid) < 8192 * 1024, false) AS readable
     FROM unnest($1::text[]) WITH ORDINALITY AS wanted (name, place) LEFT JOIN pg_class AS class ON class.oid = to_regclass(name)
     ORDER BY place`,
    [relations],
  );
  const counts: RowCount[] = [];
  for (const { relation, estimate, readable } of rows) {
    const isCounted = estimate !== null && readable && estimate < fewRows;
    const count = isCounted ? await countOf(client, relation) : estimate;
    counts.push({ relation, rows: count === null || count < 0 ? null : Math.round(count), isEstimate: !isCounted });
  }
  return counts;
}

async function countOf(client: pg.ClientBase, relation: string): Promise<number> {
  // The name is quoted as in SQL, and has just been found in the catalog.
  const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM ${relation}`);
  return Number(rows[0]?.count);
}
