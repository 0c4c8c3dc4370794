import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../test/support/embedded-postgres.ts';
import { installExtensionFiles } from '../../../test/support/extension-files.ts';

const projectDirectory = fileURLToPath(new URL('../../..', import.meta.url));
const blogDirectory = join('examples', 'blog');
const baseTables = 'tb_user, tb_post, tb_comment, tb_tag, tb_post_tag';

const extensionName = 'blog_tviews';

/** The two databases of the demo: the same rows, but only `blog` gets TVIEWs. */
export type BlogDatabase = 'blog' | 'blog_without_tviews';

/** Neither is a superuser. */
type BlogRole = 'blog_owner' | 'blog_app';

/** A server with the blog's tables and rows in it. */
export interface Blog {
  readonly versionOfServer: string;
  readonly tviews: readonly string[];
  connect(database: BlogDatabase, role: BlogRole): Promise<pg.Client>;
  /** Compiles the definitions; gives the command as a user would type it, and the files that it wrote. */
  build(): Promise<{ readonly command: string; readonly directory: string; readonly files: readonly string[] }>;
  /** Hands the files of a build to the server and creates the extension as the owner of the tables. */
  install(directory: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts PostgreSQL 17 and loads the blog, as its owner. */
export async function startBlog(): Promise<Blog> {
  const server = await startEmbeddedPostgres({ major: 17 });
  const output = await mkdtemp(join(tmpdir(), 'tviews-demo-'));
  process.once('exit', () => rmSync(output, { recursive: true, force: true }));
  const clients: pg.Client[] = [];
  const connect = async (database: BlogDatabase, role: BlogRole) => {
    const client = new pg.Client({ connectionString: urlFor(server, database, role) });
    clients.push(client);
    await client.connect();
    return client;
  };
  const stop = async () => {
    await Promise.all(clients.map((client) => client.end().catch(() => {})));
    await server.stop();
  };
  try {
    return {
      versionOfServer: await prepareDatabases(server, connect),
      tviews: await listTviews(),
      connect,
      build: () => build(urlFor(server, 'blog', 'blog_owner'), output),
      install: (directory) => install(server, directory, connect),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The text of one definition, and the path under which a user finds it. */
export async function readDefinition(tview: string): Promise<{ readonly path: string; readonly text: string }> {
  const path = join(blogDirectory, 'tviews', `${tview}.sql`);
  return { path, text: await readFile(join(projectDirectory, path), 'utf8') };
}

async function prepareDatabases(server: EmbeddedPostgres, connect: Blog['connect']): Promise<string> {
  const superuser = new pg.Client({ connectionString: server.url() });
  await superuser.connect();
  try {
    await superuser.query('CREATE ROLE blog_owner LOGIN; CREATE ROLE blog_app LOGIN');
    await superuser.query('CREATE DATABASE blog OWNER blog_owner');
    const owner = await connect('blog', 'blog_owner');
    for (const script of ['schema.sql', 'seed.sql']) {
      await owner.query(await readFile(join(projectDirectory, blogDirectory, script), 'utf8'));
    }
    await owner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${baseTables} TO blog_app`);
    await owner.end();
    await superuser.query('CREATE DATABASE blog_without_tviews TEMPLATE blog OWNER blog_owner');
    const { rows } = await superuser.query<{ server_version: string }>('SHOW server_version');
    return rows[0]?.server_version ?? '';
  } finally {
    await superuser.end();
  }
}

async function listTviews(): Promise<string[]> {
  const files = await readdir(join(projectDirectory, blogDirectory, 'tviews'));
  return files
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.slice(0, -'.sql'.length))
    .sort();
}

async function build(databaseUrl: string, output: string): ReturnType<Blog['build']> {
  const cli = join('dist', 'cli.js');
  if (!existsSync(join(projectDirectory, cli))) run('npm', ['run', 'build']);
  const fixed = ['build', '--definitions', join(blogDirectory, 'tviews'), '--name', extensionName];
  const version = ['--release', '1.0.0'];
  run(process.execPath, [cli, ...fixed, ...version, '--database-url', databaseUrl, '--out', output]);
  const files = (await readdir(output, { recursive: true })).sort();
  return { command: `tviews ${fixed.join(' ')} \\\n    ${version.join(' ')}`, directory: output, files };
}

async function install(server: EmbeddedPostgres, directory: string, connect: Blog['connect']): Promise<void> {
  await installExtensionFiles(server, directory);
  const owner = await connect('blog', 'blog_owner');
  await owner.query(`CREATE EXTENSION ${extensionName}`);
  for (const tview of await listTviews()) await owner.query(`GRANT SELECT ON ${tview} TO blog_app`);
  await owner.end();
}

function run(program: string, programArguments: readonly string[]): void {
  execFileSync(program, programArguments, { cwd: projectDirectory, stdio: ['ignore', 'pipe', 'inherit'] });
}

function urlFor(server: EmbeddedPostgres, database: BlogDatabase, role: BlogRole): string {
  const url = new URL(server.url(database));
  url.username = role;
  return url.href;
}
