import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { createRoles, loadStatements } from '../catalog/load-schema.ts';
import { runOn, withClient } from '../database/connect.ts';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import type { EmittedFile } from '../emit/types.ts';
import { cannotWrite } from '../source/file-error.ts';
import { quoteIdentifier } from '../sql/identifiers.ts';
import type { SqlStatement } from '../sql/statements.ts';
import type { Scratch } from './scratch.ts';

/** A server to make a scratch database on. */
export interface ScratchServer {
  readonly url: string;
  /** Where the server looks for extensions; files are put there and removed. */
  readonly extensionDirectory: string;
  /** Registers what is to be done if the process is interrupted; returns how to take it back. */
  readonly atInterrupt: (cleanUp: () => Promise<void>) => () => void;
}

/**
 * Creates a database `tviews_prove_<random>` on a server and loads a schema into it. Nothing that is on the server before
 * is written to; closing drops the database, the roles that the schema made necessary, and the extension’s files.
 * Throws `StatementFailed`, or `CannotRun` where the role is no superuser.
 */
export async function openOnServer(server: ScratchServer, statements: readonly SqlStatement[]): Promise<Scratch> {
  const name = `tviews_prove_${randomBytes(6).toString('hex')}`;
  await withClient(server.url, async (client) => {
    await requireSuperuser(runOn(client));
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0`);
  });
  const created: { roles: string[]; files: string[] } = { roles: [], files: [] };
  const noteRole = (role: string) => created.roles.push(role);
  let closing: Promise<void> | undefined;
  const remove = () => {
    closing ??= removeDatabase(server.url, name, created);
    return closing;
  };
  const takeBack = server.atInterrupt(remove);
  const client = new pg.Client({ connectionString: databaseUrl(server.url, name), application_name: 'tviews' });
  // A connection that breaks rejects the query under way; without a listener it would end the process as well.
  client.on('error', () => undefined);
  const close = async () => {
    await client.end().catch(() => undefined);
    await remove();
    takeBack();
  };
  try {
    await client.connect();
    await loadStatements(runOn(client), statements, noteRole);
  } catch (error) {
    await close();
    throw error;
  }
  // Once the database is being removed its queries fail, and that is nobody's news.
  const run: Scratch['run'] = async (sql) => {
    try {
      return await runOn(client)(sql);
    } catch (error) {
      if (closing !== undefined) return new Promise(() => {});
      throw error;
    }
  };
  const addExtension = async (files: readonly EmittedFile[]) => {
    for (const { path, text } of files) created.files.push(await addFile(join(server.extensionDirectory, path), text));
  };
  const addRoles = async (more: readonly SqlStatement[]) => {
    for (const { tree } of more) await createRoles(run, tree, noteRole);
  };
  return { run, createRoles: addRoles, addExtension, close };
}

async function removeDatabase(
  url: string,
  name: string,
  { roles, files }: { readonly roles: readonly string[]; readonly files: readonly string[] },
): Promise<void> {
  for (const file of files) await rm(file, { force: true });
  await withClient(url, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    for (const role of roles) await client.query(`DROP ROLE IF EXISTS ${quoteIdentifier(role)}`);
  });
}

/** Refuses to overwrite: an extension of this name that is there is somebody's. */
async function addFile(path: string, text: string): Promise<string> {
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o644 });
    return path;
  } catch (error) {
    throw cannotWrite(
      path,
      error,
      'leave out --scratch-url to use the PostgreSQL inside tviews,\nor start a server whose extension folder you may write to, on this machine',
    );
  }
}

async function requireSuperuser(run: Scratch['run']): Promise<void> {
  const [row] = await run('SELECT rolsuper AS super FROM pg_catalog.pg_roles WHERE rolname = current_user');
  if (row?.super === true) return;
  throw new CannotRun({
    code: 'cannot-prove',
    message: 'the role of --scratch-url is no superuser',
    why: 'a scratch copy takes the roles and extensions of the schema with it, and its rows are reset past the triggers.',
    help: 'connect as a superuser of a server made for tests, or leave out --scratch-url',
  });
}

function databaseUrl(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
