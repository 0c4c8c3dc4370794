import type pg from 'pg';
import { readAccess } from '../inspect/access.ts';
import { readAvailable } from '../inspect/available.ts';
import { readInstallation } from '../inspect/installation.ts';
import { quoteIdentifier } from '../sql/identifiers.ts';
import type { CustomSetting, KnownSetting, ProjectFacts, Script, ServerFacts } from './types.ts';

/** Reads what the checks are about. Throws `CannotRun` where the schema is not for this role. */
export async function readServer(
  client: pg.ClientBase,
  schema: string,
  project: Pick<ProjectFacts, 'extension' | 'scripts'>,
): Promise<ServerFacts> {
  const installed = await readInstalled(client, schema);
  const session = await readSession(client);
  const directory = await readDirectory(client);
  return {
    ...session,
    schema,
    installed,
    available: await readAvailable(client, installed?.extension ?? project.extension),
    announcedProcess: announcedProcess(client),
    directory,
    scripts: directory === null ? null : await readScripts(client, directory, project.scripts),
    settings: await readSettings(client, schema),
    knownSettings: await readKnownSettings(client, schema),
  };
}

async function readInstalled(client: pg.ClientBase, schema: string): Promise<ServerFacts['installed']> {
  const { rows } = await client.query<{ isThere: boolean; isOwner: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_proc WHERE pronamespace = space.oid AND proname = 'status') AS "isThere",
       pg_has_role(space.nspowner, 'USAGE') AS "isOwner"
     FROM pg_namespace AS space WHERE nspname = $1`,
    [schema],
  );
  const [found] = rows;
  if (!found?.isThere) return null;
  const { extension, extensionVersion: version, state, isExtension } = await readInstallation(client, schema);
  const { health: mayAskHealth } = await readAccess(client, schema);
  return { extension, version, state, isExtension, isOwner: found.isOwner, mayAskHealth };
}

type Session = Omit<
  ServerFacts,
  'schema' | 'installed' | 'available' | 'announcedProcess' | 'directory' | 'scripts' | 'settings' | 'knownSettings'
>;

async function readSession(client: pg.ClientBase): Promise<Session> {
  const { rows } = await client.query<Session>(
    `SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
       current_setting('server_version_num')::integer AS "versionNumber",
       pg_is_in_recovery() AS "isStandby", pg_backend_pid() AS process,
       current_setting('max_locks_per_transaction')::integer AS "locksPerTransaction",
       current_user AS role, current_database() AS database,
       current_setting('default_transaction_isolation') AS isolation,
       current_setting('session_replication_role') AS "replicationRole",
       has_database_privilege(current_database(), 'CREATE') AS "mayCreate",
       json_build_object(
         'installed', (SELECT extversion FROM pg_extension WHERE extname = 'pg_tle'),
         'isAvailable', EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_tle'),
         'isLoaded', (SELECT setting ~ '\\mpg_tle\\M' FROM pg_settings WHERE name = 'shared_preload_libraries')
       ) AS "pgTle"`,
  );
  const [session] = rows;
  if (session === undefined) throw new Error('a SELECT without FROM returns one row');
  return session;
}

/** What the server, or a pooler in its place, has told when the connection began. */
function announcedProcess(client: pg.ClientBase): number | null {
  return 'processID' in client && typeof client.processID === 'number' ? client.processID : null;
}

async function readDirectory(client: pg.ClientBase): Promise<string | null> {
  const { rows } = await client.query<{ mayKnow: boolean }>(
    `SELECT has_function_privilege('pg_config()', 'EXECUTE') AND has_table_privilege('pg_config', 'SELECT') AS "mayKnow"`,
  );
  if (!rows[0]?.mayKnow) return null;
  const { rows: found } = await client.query<{ setting: string }>(
    "SELECT setting FROM pg_config WHERE name = 'SHAREDIR'",
  );
  return found[0] ? `${found[0].setting}/extension` : null;
}

async function readScripts(
  client: pg.ClientBase,
  directory: string,
  scripts: readonly Script[],
): Promise<ServerFacts['scripts']> {
  const { rows } = await client.query<{ mayRead: boolean }>(
    `SELECT has_function_privilege('pg_read_binary_file(text, bigint, bigint, boolean)', 'EXECUTE')
       AND has_function_privilege('pg_stat_file(text, boolean)', 'EXECUTE')
       AND pg_has_role('pg_read_server_files', 'USAGE') AS "mayRead"`,
  );
  if (!rows[0]?.mayRead) return null;
  const { rows: found } = await client.query<Script>(
    `SELECT path, encode(sha256(pg_read_binary_file(file, 0, (pg_stat_file(file, true)).size, true)), 'hex') AS digest
     FROM unnest($2::text[]) AS path CROSS JOIN LATERAL concat($1::text, '/', path) AS file`,
    [directory, scripts.map(({ path }) => path)],
  );
  return found;
}

/** PostgreSQL lists settings that no library has declared nowhere; those of roles, databases and files can be read. */
async function readSettings(client: pg.ClientBase, schema: string): Promise<readonly CustomSetting[]> {
  const { rows } = await client.query<CustomSetting>(
    `SELECT concat_ws(' in ', CASE WHEN setrole <> 0 THEN 'role ' || setrole::regrole END,
         CASE WHEN setdatabase <> 0 THEN 'database ' || quote_ident(current_database()) END) AS place,
       split_part(entry, '=', 1) AS name, substr(entry, strpos(entry, '=') + 1) AS value
     FROM pg_db_role_setting CROSS JOIN unnest(setconfig) AS entry
     WHERE starts_with(entry, $1 || '.')
       AND setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
     ORDER BY 1, 2`,
    [schema],
  );
  return [...rows, ...(await readFileSettings(client, schema))];
}

async function readFileSettings(client: pg.ClientBase, schema: string): Promise<readonly CustomSetting[]> {
  const { rows } = await client.query<{ mayRead: boolean }>(
    `SELECT has_table_privilege('pg_file_settings', 'SELECT') AND has_function_privilege('pg_show_all_file_settings()', 'EXECUTE') AS "mayRead"`,
  );
  if (!rows[0]?.mayRead) return [];
  const { rows: found } = await client.query<CustomSetting>(
    `SELECT 'file ' || sourcefile AS place, name, setting AS value
     FROM pg_file_settings WHERE starts_with(name, $1 || '.') ORDER BY seqno`,
    [schema],
  );
  return found;
}

/** What `known_settings()` of the installed version returns, by its text: not everybody may call it. */
async function readKnownSettings(client: pg.ClientBase, schema: string): Promise<readonly KnownSetting[]> {
  const { rows } = await client.query<KnownSetting>(
    `SELECT known[1] AS name, known[2] AS pattern, known[3] AS words
     FROM pg_proc CROSS JOIN regexp_matches(prosrc, $$\\('([^']+)', '([^']+)', '([^']+)'\\)$$, 'g') AS known
     WHERE pronamespace = to_regnamespace($1) AND proname = 'known_settings' ORDER BY 1`,
    [quoteIdentifier(schema)],
  );
  return rows;
}
