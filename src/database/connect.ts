import pg from 'pg';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import type { RunQuery } from './run-query.ts';

const connectTimeout = 10_000;

/**
 * Connects to the database that `url` names, hands the client to `use`, and closes the connection whatever happens.
 * Throws CannotRun where there is no connection to be had.
 */
export async function withClient<Result>(url: string, use: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = await connect(url);
  try {
    return await use(client);
  } finally {
    // A connection that broke has told so by the query that failed; closing it has nothing to add.
    await client.end().catch(() => undefined);
  }
}

/** Runs statements on a connection, one at a time. */
export function runOn(client: pg.ClientBase): RunQuery {
  return async (sql) => (await client.query<Record<string, unknown>>(sql)).rows;
}

/**
 * The URL with its password replaced by stars, fit for messages and logs. Where a URL is malformed it hides too much
 * rather than too little: up to the last @.
 */
export function maskPassword(url: string): string {
  return url
    .replace(/^([a-z][a-z0-9+.-]*:\/\/[^:@/?#]*):.*@/is, '$1:***@')
    .replace(/([?&\s](?:ssl)?password=)[^&#\s]*/gi, '$1***');
}

async function connect(url: string): Promise<pg.Client> {
  // With a bare @ in it, a part of the password would be taken, and printed, as the host.
  if (!/^postgres(ql)?:\/\/(?:[^@]*@)?[^@?]*(?:\?|$)/i.test(url)) throw unusableUrl(url);
  let client: pg.Client;
  try {
    client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: connectTimeout,
      application_name: 'tviews',
    });
  } catch {
    // The parser's error carries the whole URL, password included: it must not become a cause.
    throw unusableUrl(url);
  }
  // A connection that breaks rejects the query under way and is announced here too, where an unheard error ends the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw unreachable(url, client, error);
  }
}

function unusableUrl(url: string): CannotRun {
  return new CannotRun({
    code: 'database-unreachable',
    message: `"${maskPassword(url)}" is not a database URL`,
    why: 'tviews reads the catalog of the database that the URL names.',
    help: 'Write postgresql://user:password@host:5432/database; percent-encode special characters (@ is %40, / is %2F).',
  });
}

function unreachable(url: string, client: pg.Client, error: unknown): CannotRun {
  const failure = describe(client, error);
  return new CannotRun({
    code: 'database-unreachable',
    message: failure.message,
    why: `tviews reads the catalog from ${maskPassword(url)}.`,
    help: failure.help,
  });
}

/** The failure in libpq's words, which people know and search for; the driver's are its own or, at times, empty. */
function describe(client: pg.Client, error: unknown): { readonly message: string; readonly help: string } {
  const code = errorCode(error);
  const server = client.host.startsWith('/')
    ? `connection to server on socket "${client.host}/.s.PGSQL.${client.port}" failed`
    : `connection to server at "${client.host}", port ${client.port} failed`;
  const running = 'Check the host and the port, and that the server is running and accepts connections.';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return { message: `could not translate host name "${client.host}" to address`, help: 'Check the host name.' };
  }
  const known = code === undefined ? undefined : systemErrors[code];
  if (known !== undefined) return { message: `${server}: ${known}`, help: running };
  const text = error instanceof Error ? error.message : String(error);
  if (/timeout expired/.test(text)) return { message: `${server}: timeout expired`, help: running };
  if (/client password must be/.test(text)) {
    return {
      message: `${server}: fe_sendauth: no password supplied`,
      help: 'Put the password into the URL or into the environment variable PGPASSWORD.',
    };
  }
  return { message: `${server}: ${text}`, help: serverHelp(code) ?? running };
}

/** strerror's texts, as libpq prints them. */
const systemErrors: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Connection refused',
  ECONNRESET: 'Connection reset by peer',
  EHOSTUNREACH: 'No route to host',
  ENETUNREACH: 'Network is unreachable',
  ENOENT: 'No such file or directory',
  EACCES: 'Permission denied',
  ETIMEDOUT: 'Connection timed out',
};

function serverHelp(sqlState: string | undefined): string | undefined {
  switch (sqlState) {
    case '28P01':
    case '28000':
      return 'Check the user name and the password, and what pg_hba.conf demands of this connection.';
    case '3D000':
      return 'Check the database name, the last part of the URL.';
    case '42501':
      return 'The role needs the CONNECT privilege on the database.';
    case '53300':
      return 'Try again when a connection is free.';
    default:
      return undefined;
  }
}

/** The code of an error. A host with several addresses fails with one error for each, wrapped into one without code. */
function errorCode(error: unknown): string | undefined {
  if (error instanceof AggregateError) return errorCode(error.errors[0]);
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
