import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { envelopeSchema } from '../../src/commands/envelope.ts';
import { type BuiltCli, buildCli } from './built-cli.ts';
import { createProject } from './harness.ts';

const schema = `CREATE TABLE tb_post (
  pk_post integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL
);
`;
const post = `CREATE TABLE tv_post AS
SELECT p.pk_post, jsonb_build_object('title', p.title) AS data
FROM tb_post p;
`;
const flags = [
  '--definitions',
  'sql',
  '--schema',
  'schema.sql',
  '--out',
  'out',
  '--name',
  'blog',
  '--release',
  '1.2.0',
];

// Every test starts Node, and loading a schema starts a PostgreSQL inside it.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let cli: BuiltCli;

beforeAll(async () => {
  cli = await buildCli();
});

afterAll(() => {
  cli.remove();
});

it('builds from a schema file, and from the catalog that it saved', async () => {
  const project = createProject({ 'schema.sql': schema, 'sql/tv_post.sql': post });
  const first = await cli.run(['build', ...flags, '--save-catalog', 'catalog.json'], project.cwd);
  expect(first).toMatchObject({ exitCode: 0, stderr: '' });
  expect(first.stdout).toMatch(/^wrote out\/blog\.control \(\d+ bytes\)$/m);
  expect(first.stdout).toMatch(/^wrote out\/blog--1\.2\.0\.sql \([\d,]+ bytes\)$/m);
  expect(project.read('out/blog.control')).toContain('1.2.0');
  const fromCatalog = flags.with(2, '--catalog').with(3, 'catalog.json');
  const second = await cli.run(['build', ...fromCatalog], project.cwd);
  expect(second).toEqual({ exitCode: 0, stdout: 'up to date\n', stderr: '' });
});

it('refuses a definition with exit code 1, shows where, and writes nothing', async () => {
  const project = createProject({ 'schema.sql': schema, 'sql/tv_post.sql': post.replace('p.title', 'p.titel') });
  const { exitCode, stdout, stderr } = await cli.run(['build', ...flags], project.cwd);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain(' --> sql/tv_post.sql:2:47\n');
  expect(stderr).toMatch(/\n1 error in 1 definition\n$/);
  expect(project.list()).toEqual(['schema.sql', 'sql/tv_post.sql']);
});

it('shows where a schema file fails, with exit code 2', async () => {
  const project = createProject({ 'schema.sql': `${schema}CREATE TABLE x (a nope);\n`, 'sql/tv_post.sql': post });
  const { exitCode, stderr } = await cli.run(['build', ...flags], project.cwd);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(' --> schema.sql:5:19\n');
});

it('annotates in GitHub Actions without being told', async () => {
  const project = createProject({ 'catalog.json': '{}' });
  const env = { GITHUB_ACTIONS: 'true' };
  const { exitCode, stderr } = await cli.run(['build', '--catalog', 'catalog.json'], project.cwd, { env });
  expect(exitCode).toBe(2);
  expect(stderr).toBe('::error title=error[cannot-read]::cannot read tviews: no such file or directory\n');
});

it('prints one JSON object, whatever happens', async () => {
  const project = createProject();
  const argv = ['build', '--json', '--database-url', 'postgresql://me:secret@127.0.0.1:1/x'];
  project.write('tviews/tv_post.sql', post);
  const { exitCode, stdout, stderr } = await cli.run(argv, project.cwd);
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
  expect(stdout).not.toContain('secret');
  expect(envelopeSchema.parse(JSON.parse(stdout))).toMatchObject({
    ok: false,
    command: 'build',
    diagnostics: [{ code: 'database-unreachable' }],
    result: null,
  });
});

it('takes another folder to start in', async () => {
  const project = createProject({ 'db/tviews.config.json': '{ "name": "shop" }' });
  expect((await cli.run(['--cwd', 'db', 'init'], project.cwd)).stdout).toContain('kept tviews.config.json');
  expect(project.list()).toEqual(['db/.gitattributes', 'db/tviews.config.json', 'db/tviews/tv_example.sql']);
});

it('ends with 130 on Ctrl-C, and leaves nothing behind', async () => {
  const project = createProject({ 'tviews/tv_post.sql': post });
  // A server that never answers, and tells when it is asked.
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const argv = ['build', '--database-url', `postgresql://127.0.0.1:${port}/x`];
  const { exitCode } = await cli.run(argv, project.cwd, {
    whenStarted: (interrupt) => server.once('connection', interrupt),
  });
  server.close();
  expect(exitCode).toBe(130);
  expect(project.list()).toEqual(['tviews/tv_post.sql']);
});

it('compiles the sample definition against the table that it describes', async () => {
  const project = createProject();
  await cli.run(['init', '--schema', 'schema.sql'], project.cwd);
  const table = project
    .read('tviews/tv_example.sql')
    .split('\n')
    .map((line) => /^--( {3}.*)/.exec(line)?.[1] ?? '')
    .join('\n');
  project.write('schema.sql', table.slice(0, table.indexOf(';') + 1));
  const { exitCode, stderr } = await cli.run(['build'], project.cwd);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});
