import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProject, type Project } from '../commands/harness.ts';
import { createDatabase, describeOnEachServer, type TestDatabase, uniqueName } from '../support/postgres.ts';

const schemaSql = `
CREATE TABLE tb_user (pk_user integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE tb_post (pk_post integer PRIMARY KEY, fk_user integer NOT NULL REFERENCES tb_user, title text NOT NULL);
CREATE INDEX ON tb_post (fk_user);
CREATE MATERIALIZED VIEW mv_post AS SELECT p.pk_post, p.title, u.name FROM tb_post p JOIN tb_user u ON u.pk_user = p.fk_user;
CREATE UNIQUE INDEX ON mv_post (pk_post);
CREATE MATERIALIZED VIEW mv_totals AS SELECT count(*) AS posts FROM tb_post;
CREATE VIEW v_user AS SELECT pk_user, name FROM tb_user;
CREATE VIEW post AS TABLE tb_post;
CREATE VIEW own_post WITH (security_barrier) AS SELECT * FROM tb_post WHERE fk_user = 1;`;

const post = `SELECT p.pk_post, p.title FROM tb_post p`;

describeOnEachServer('tviews import', (server) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase(server, { schemaSql });
  });
  afterAll(() => database.drop());

  function createImport(files: Readonly<Record<string, string>> = {}): Project {
    const project = createProject(files);
    return { ...project, run: (argv) => project.run(['import', ...argv], { DATABASE_URL: database.url }) };
  }

  /** What a script becomes, without the first line of its file. */
  async function importScript(script: string): Promise<{ readonly text: string; readonly stderr: string }> {
    const project = createImport({ 'db/001.sql': script });
    const { stderr } = await project.run(['db/001.sql']);
    const [path] = project.list().filter((file) => file.startsWith('tviews/'));
    const [first, ...lines] = path === undefined ? [] : project.read(path).split('\n');
    if (first !== undefined) expect(first).toBe('-- Imported from the file db/001.sql.');
    return { text: lines.join('\n'), stderr };
  }

  describe('of views', () => {
    test('become definitions, and what is refused says so', async () => {
      const project = createImport();
      const run = await project.run(['mv_post', 'mv_totals']);
      expect(run.exitCode).toBe(1);
      expect(run.stdout).toBe(
        'created tviews/tv_post.sql from the materialized view mv_post\n' +
          'created tviews/tv_totals.sql from the materialized view mv_totals, refused as it is\n',
      );
      expect(run.stderr).toContain('error[cannot-narrow]');
      expect(run.stderr).toContain(' --> tviews/tv_totals.sql:6:');
      expect(run.stderr).toContain('Next: read the definitions');
      expect(project.read('tviews/tv_totals.sql')).toMatch(
        /^-- Imported .*\n-- When it was imported.*\n-- +cannot-narrow: /,
      );
      // A definition that is there already does not keep a new one from being told about.
      const other = await project.run(['public.v_user', '--as', 'tv_person']);
      expect(other.stdout).toBe('created tviews/tv_person.sql from the view v_user\n');
    });

    test('are compiled and told about, but not written, with --dry-run', async () => {
      const project = createImport();
      const run = await project.run(['mv_post', '--dry-run', '--json']);
      expect(JSON.parse(run.stdout)).toMatchObject({
        ok: true,
        command: 'import',
        diagnostics: [],
        result: { dryRun: true, files: [{ path: 'tviews/tv_post.sql', action: 'created', refused: false }] },
      });
      expect((await project.run(['mv_post', '--dry-run'])).stdout).toContain('would be created tviews/tv_post.sql');
      expect(project.list().filter((file) => file.startsWith('tviews/'))).toEqual([]);
    });

    test('never take the place of a file, but with --force', async () => {
      const project = createImport({ 'tviews/tv_post.sql': `${post}\n`, 'tviews/tv_old.sql': 'SELECT nonsense' });
      const kept = await project.run(['mv_post']);
      expect(kept.exitCode).toBe(1);
      expect(kept.stdout).toBe('kept tviews/tv_post.sql from the materialized view mv_post\n');
      expect(kept.stderr).toContain('error[file-exists]: tviews/tv_post.sql is there, and holds another definition');
      expect(project.read('tviews/tv_post.sql')).toBe(`${post}\n`);
      project.write('tviews/tv_old.sql', 'SELECT pk_user AS pk_old FROM tb_user');
      const forced = await project.run(['mv_post', '--force']);
      expect(forced).toMatchObject({
        exitCode: 0,
        stdout: 'replaced tviews/tv_post.sql from the materialized view mv_post\n',
      });
      const again = await project.run(['mv_post']);
      expect(again).toMatchObject({
        exitCode: 0,
        stdout: 'unchanged tviews/tv_post.sql from the materialized view mv_post\n',
      });
    });

    test('must not stand in the way of their own backing views', async () => {
      const { exitCode, stderr } = await createImport().run(['v_user']);
      expect(exitCode).toBe(0);
      expect(stderr).toContain('warning[name-taken]: v_user is there already');
    });

    test.each([
      [['nothing_there'], 'relation "nothing_there" does not exist'],
      [['tb_post'], '"tb_post" is not a view or materialized view'],
      [['a.b.c.d'], '“a.b.c.d” is not the name of a view'],
      [['mv_post', 'v_user', '--as', 'tv_x'], '--as names one TVIEW, and goes with one view'],
      [[], 'nothing says what to import'],
      [['--from-pg-tviews'], 'the database has neither tviews.registry nor a table pg_tview_meta'],
      [['missing.sql'], 'cannot read missing.sql: no such file or directory'],
      [['x.sql', '--tview-schema', 'app'], '--tview-schema does not go with SQL files'],
    ])('%j: %s', async (argv, message) => {
      const { exitCode, stdout, stderr } = await createImport().run(argv);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr).toContain(message);
    });

    test('cannot be read from a saved catalog', async () => {
      const { exitCode, stderr } = await createProject().run(['import', 'mv_post', '--catalog', 'catalog.json']);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('a saved catalog does not hold the text of views');
    });

    test('are not all that a view is: who reads through it is not checked any more', async () => {
      const { exitCode, stderr } = await createImport().run(['own_post']);
      expect(exitCode).toBe(0);
      expect(stderr).toContain('warning[not-imported]: tv_own_post is without the settings security_barrier=true');
    });

    test('can be read from a schema file', async () => {
      const project = createProject({ 'schema.sql': schemaSql });
      const env = { XDG_CACHE_HOME: project.cwd };
      const { exitCode, stdout, stderr } = await project.run(['import', 'mv_post', '--schema', 'schema.sql'], env);
      expect(exitCode, stderr).toBe(0);
      expect(stdout).toBe('created tviews/tv_post.sql from the materialized view mv_post\n');
    });

    test.each([
      ['permission denied for table pg_tview_meta', 'entity text, definition text, table_oid oid', true],
      ['pg_tview_meta is not that of a pg_tviews that is known: column m.table_oid', 'entity text', false],
    ])('are not read where that cannot be: %s', async (message, columns, isOther) => {
      await database.client.query(`CREATE TABLE pg_tview_meta (${columns})`);
      const role = uniqueName('import_nobody');
      await database.client.query(`CREATE ROLE ${role}`);
      const url = isOther ? `${database.url}?options=-c%20role%3D${role}` : database.url;
      const { exitCode, stderr } = await createImport().run(['--from-pg-tviews', '--database-url', url]);
      await database.client.query(`DROP TABLE pg_tview_meta; DROP ROLE ${role}`);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(`error[cannot-import]: ${message}`);
    });

    test('that would become one TVIEW are not guessed between', async () => {
      const { exitCode, stdout, stderr } = await createImport().run(['mv_post', 'post', 'mv_totals', '--dry-run']);
      expect(exitCode).toBe(1);
      expect(stderr).toContain('error[cannot-import]: mv_post and post would all become tv_post');
      expect(stdout).toMatch(/^would be created tviews\/tv_totals.sql.*\n$/);
    });
  });

  describe('of SQL files: they', () => {
    test.each([
      ['CREATE TABLE … AS', `CREATE TABLE tv_post AS\n${post};`],
      ['CREATE TVIEW', `CREATE TVIEW tv_post AS ${post};`],
      ['a function call', `SELECT pg_tviews_create('tv_post', '${post}');`],
      ['a function call with the entity alone', `SELECT pg_tviews_create('post', $$ ${post} $$);`],
      [
        'between other statements',
        `CREATE TABLE other (a integer);\nCREATE TABLE tv_post AS ${post};\nDROP TABLE other;`,
      ],
      [
        'in place of an earlier one',
        `CREATE TABLE tv_post AS SELECT 1;\nDROP TABLE tv_post;\nCREATE TABLE tv_post AS ${post};`,
      ],
      ['behind commands of psql', `\\connect shop\nCREATE TABLE tv_post AS ${post};`],
    ])('declare TVIEWs by %s', async (_, script) => {
      const { text, stderr } = await importScript(script);
      expect(stderr).not.toContain('error');
      expect(text).toBe(`CREATE TABLE tv_post AS\n${post};\n`);
    });

    test('say more about them in later statements, annotations and comments', async () => {
      const { text, stderr } = await importScript(`
-- Posts for the front page
-- @key (pk_post)
CREATE TABLE tv_post AS ${post};
CREATE INDEX tv_post_title ON tv_post (title);
GRANT SELECT ON tv_post TO PUBLIC;
COMMENT ON TABLE tv_post IS 'posts';
SELECT count(*) FROM tv_post;
ALTER TABLE tv_post ADD CHECK (title <> '');
`);
      expect(text).toBe(`-- Posts for the front page
-- @key (pk_post)
CREATE TABLE tv_post AS
${post};

CREATE INDEX tv_post_title ON tv_post (title);
GRANT SELECT ON tv_post TO PUBLIC;
COMMENT ON TABLE tv_post IS 'posts';
`);
      expect(stderr).toContain(
        "warning[not-imported]: tv_post is without the statement “ALTER TABLE tv_post ADD CHECK (title <> '')” of db/001.sql",
      );
      expect(stderr.match(/warning/g)).toHaveLength(2);
    });

    test('are read in the order in which they are given', async () => {
      const project = createImport({
        'db/001.sql': `CREATE TABLE tv_post AS ${post}; CREATE TABLE tv_gone AS SELECT 1 AS a;`,
        'db/002.sql': "SELECT pg_tviews_drop('gone'); CREATE INDEX ON tv_post (title);",
      });
      const { exitCode, stdout, stderr } = await project.run(['db/001.sql', 'db/002.sql']);
      expect(exitCode, stderr).toBe(0);
      expect(stdout).toBe('created tviews/tv_post.sql from the file db/001.sql\n');
      expect(project.read('tviews/tv_post.sql')).toContain('CREATE INDEX ON tv_post (title);\n');
    });

    test.each([
      ['CREATE TABLE tv_post AS SELECT FROM WHERE;', 'error[syntax-error]: syntax error at or near "WHERE"'],
      ['CREATE UNLOGGED TABLE tv_post AS SELECT 1 AS a;', 'a TVIEW cannot be unlogged'],
      ["SELECT pg_tviews_create('tv_post', :'query'::text);", 'error[syntax-error]'],
      ['CREATE MATERIALIZED VIEW mv_a AS SELECT 1;', 'with --schema db/001.sql --from-matviews'],
      ['SELECT 1;', 'warning[cannot-import]: db/001.sql declares no TVIEW'],
    ])('that cannot be used are told about: %s', async (script, message) => {
      expect((await importScript(script)).stderr).toContain(message);
    });

    test('do not smuggle statements into a definition', async () => {
      const { text, stderr } = await importScript(`SELECT pg_tviews_create('tv_post', '${post}; DROP TABLE tb_post');`);
      expect(text).toBe('');
      expect(stderr).toContain('the second argument of pg_tviews_create must hold one SELECT');
    });
  });
});
