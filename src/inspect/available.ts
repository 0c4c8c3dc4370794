import type pg from 'pg';

/** The versions of an extension that a server can install: from files, or from what is registered with pg_tle. */
export async function readAvailable(client: pg.ClientBase, extension: string): Promise<readonly string[]> {
  const tle = 'pgtle.available_extension_versions()';
  const { rows } = await client.query<{ hasTle: boolean }>(
    `SELECT coalesce(has_function_privilege(to_regprocedure('${tle}'), 'EXECUTE'), false) AS "hasTle"`,
  );
  const registered = rows[0]?.hasTle ? `UNION SELECT version FROM ${tle} WHERE name = $1` : '';
  const { rows: found } = await client.query<{ version: string }>(
    `SELECT version FROM pg_available_extension_versions WHERE name = $1 ${registered} ORDER BY version`,
    [extension],
  );
  return found.map(({ version }) => version);
}
