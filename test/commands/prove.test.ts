import { describe, expect, test } from 'vitest';
import { describeProof } from '../../src/commands/describe-proof.ts';
import { proveParsed } from '../../src/commands/prove.ts';
import { parseProveSettings } from '../../src/commands/prove-settings.ts';
import { createProject } from './harness.ts';

const schemaSql = `
  CREATE TABLE tb_user (pk_user integer PRIMARY KEY, name text NOT NULL);
  CREATE TABLE tb_post (pk_post integer PRIMARY KEY, fk_user integer NOT NULL REFERENCES tb_user, title text NOT NULL);
  CREATE INDEX ON tb_post (fk_user);`;
const post = 'SELECT p.pk_post, p.title, u.name\nFROM tb_post p\nJOIN tb_user u ON u.pk_user = p.fk_user\n';
const files = { 'schema.sql': schemaSql, 'tviews/tv_post.sql': post };
const proveSchema = ['prove', '--schema', 'schema.sql'];

interface Result {
  readonly transactions: number;
  readonly tviews: readonly {
    readonly tview: string;
    readonly rows: number;
    readonly changes: number;
    readonly sources: readonly { readonly table: string; readonly changes: number }[];
  }[];
  readonly emptyTables: readonly unknown[];
  readonly counterexample?: { readonly sql: string };
}

/** Starting a PostgreSQL takes seconds, so these are few and ask much; a busy machine needs minutes for them. */
describe('a proof', { timeout: 400_000 }, () => {
  test('finds rows for a schema without any, and evidence for every table', async () => {
    const project = createProject(files);
    const run = await project.run([...proveSchema, '--seed', '5', '--transactions', '60', '--json']);
    expect(run.exitCode, run.stderr).toBe(0);
    const { ok, result, diagnostics } = JSON.parse(run.stdout) as { ok: boolean; result: Result; diagnostics: unknown };
    expect({ ok, diagnostics }).toEqual({ ok: true, diagnostics: [] });
    expect(result).toMatchObject({ seed: 5, transactions: 60, emptyTables: [] });
    const [tview] = result.tviews;
    expect(tview).toMatchObject({ tview: 'public.tv_post', verdict: 'equal', transactions: 60 });
    expect(tview?.rows).toBeGreaterThan(3);
    expect(tview?.sources.map(({ table, changes }) => ({ table, isTried: changes > 0 }))).toEqual([
      { table: 'public.tb_post', isTried: true },
      { table: 'public.tb_user', isTried: true },
    ]);
    const again = await project.run([...proveSchema, '--seed', '5', '--transactions', '60', '--json']);
    expect(again.stdout).toBe(run.stdout);
  });

  test('finds a trigger that is switched off, by few statements', async () => {
    const project = createProject(files);
    const settings = await parseProveSettings({ cwd: project.cwd, schema: 'schema.sql', seed: 1 }, {});
    const { diagnostics, result } = await proveParsed(settings, {
      log: () => {},
      env: {},
      atInterrupt: () => () => {},
      sabotage: 'ALTER TABLE tb_user DISABLE TRIGGER USER',
    });
    expect(diagnostics).toMatchObject([
      { code: 'tview-differs', severity: 'error', span: { file: 'tviews/tv_post.sql' }, help: expect.any(String) },
    ]);
    const sql = result?.counterexample?.sql ?? '';
    expect(sql.match(/^INSERT|^UPDATE|^DELETE|^MERGE|^WITH|^TRUNCATE/gm)?.length, sql).toBeLessThanOrEqual(3);
    expect(result && describeProof(result)).toMatch(/tv_post: differs\n.*-- in tv_post only:\n-- {3}\(.*BEGIN;\n/s);
  });

  test('finds a write that fails because of the definition', async () => {
    const project = createProject({
      'schema.sql': 'CREATE TABLE tb_item (pk_item integer PRIMARY KEY, pieces integer NOT NULL);',
      'tviews/tv_item.sql': 'SELECT i.pk_item, 100 / i.pieces AS share FROM tb_item i\n',
    });
    const run = await project.run([...proveSchema, '--seed', '1', '--transactions', '40']);
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain('error[write-fails]: a generated write fails with the extension');
    expect(run.stderr).toContain('division by zero (SQLSTATE 22012)');
    expect(run.stdout).toMatch(/BEGIN;\nINSERT INTO public\.tb_item .*VALUES \([^)]*, '0'\);\nCOMMIT;/);
  });

  test('meets filters, checks and types of all kinds, and names what stays empty or without effect', async () => {
    const project = createProject({
      'schema.sql': `
        CREATE TYPE state AS ENUM ('draft', 'published');
        CREATE TYPE address AS (street text, number integer);
        CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
        CREATE TABLE tb_user (pk_user integer PRIMARY KEY, mail email NOT NULL UNIQUE, home address NOT NULL, meta jsonb NOT NULL);
        CREATE TABLE tb_post (
          pk_post integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, fk_user integer NOT NULL REFERENCES tb_user,
          fk_parent integer REFERENCES tb_post, status state NOT NULL, kind text NOT NULL CHECK (kind IN ('news', 'blog')),
          price numeric NOT NULL CHECK (price > 100), valid daterange NOT NULL, tags text[] NOT NULL,
          shout text GENERATED ALWAYS AS (upper(kind)) STORED, CHECK (price < 1000));
        CREATE TABLE tb_never (pk_never integer PRIMARY KEY CHECK (pk_never > 5 AND pk_never < 3), fk_user integer);`,
      'tviews/tv_post.sql': `
        CREATE TABLE tv_post AS
        SELECT p.pk_post, p.shout, u.mail, (u.meta ->> 'age')::integer AS age, p.valid, p.tags, (u.home).street,
          (SELECT count(*) FROM tb_never n WHERE n.fk_user = p.fk_user) AS never
        FROM tb_post p JOIN tb_user u ON u.pk_user = p.fk_user
        WHERE p.status = 'published' AND u.meta ->> 'role' = 'admin';
        GRANT SELECT ON tv_post TO somebody;`,
    });
    const run = await project.run([...proveSchema, '--seed', '3', '--transactions', '80', '--json']);
    expect(run.exitCode, run.stderr + run.stdout).toBe(0);
    const { result, diagnostics } = JSON.parse(run.stdout) as { result: Result; diagnostics: { code: string }[] };
    expect(diagnostics.filter(({ code }) => code !== 'no-evidence')).toMatchObject([
      {
        code: 'empty-table',
        message: expect.stringMatching(/^nothing could be inserted into tb_never: .*check constraint/),
      },
    ]);
    expect(result.tviews[0]?.rows).toBeGreaterThan(0);
    expect(result.tviews[0]?.changes).toBeGreaterThan(3);
  });

  test('points at the statement of the schema file that fails', async () => {
    const broken = `${schemaSql}\nCREATE TABLE tb_tag (pk_tag nosuchtype);`;
    const run = await createProject({ ...files, 'schema.sql': broken }).run(proveSchema);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('error[schema-file-failed]: type "nosuchtype" does not exist');
    expect(run.stderr).toContain('schema.sql:5:');
  });
});

describe('a proof cannot start', () => {
  const cases: readonly [string, readonly string[], string][] = [
    ['without a schema', ['prove'], 'nothing says which tables there are'],
    ['on a saved catalog', ['prove'], 'a saved catalog cannot be written to'],
    ['for a number that is none', [...proveSchema, '--transactions', 'many'], '--transactions must be a whole number'],
    ['with a server’s folder and no server', [...proveSchema, '--extension-dir', '.'], 'give it too'],
    ['without the schema file', ['prove', '--schema', 'gone.sql'], 'cannot read'],
  ];
  test.each(cases)('%s', async (name, argv, message) => {
    const config = { 'tviews.config.json': JSON.stringify({ catalog: 'catalog.json' }) };
    const project = createProject({ ...files, ...(name === 'on a saved catalog' ? config : {}) });
    const run = await project.run(argv);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain(message);
  });

  test('for a TVIEW that nothing declares', async () => {
    const run = await createProject(files).run([...proveSchema, 'tv_pots']);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain('error[invalid-usage]: no definition declares tv_pots\nhelp: did you mean tv_post?');
  });

  test('where a definition is refused', { timeout: 60_000 }, async () => {
    const run = await createProject({ ...files, 'tviews/tv_x.sql': 'SELECT nothing FROM tb_user u\n' }).run(
      proveSchema,
    );
    expect(run).toMatchObject({ exitCode: 1, stdout: '' });
    expect(run.stderr).toContain('error[unknown-column]');
  });
});
