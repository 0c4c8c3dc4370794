import pg from 'pg';
import { expect, test } from 'vitest';
import { runOn } from '../../src/database/connect.ts';
import { findDifferences, listTviews } from '../../src/prove/tviews.ts';
import { installDefinitions } from '../database/case-database.ts';
import { createDatabase, describeOnEachServer, uniqueName } from '../support/postgres.ts';

/** What names are made to hold: whatever ends, or begins, something in a place where a name may be written. */
const fragments = {
  'a quote': "it's ''",
  'a double quote': 'say "hi" ""',
  'a semicolon': '; ;',
  backslashes: String.raw`\ \' \" \n \\`,
  'dollar quotes': '$$ $function$ $definition$ $activate$',
  'the begin of dollar quotes': 'x$function',
  'percent signs': '%I %s %L %% %1$s %',
  'holes of templates': '{{schema}} {{{x}}} {{> objects/queue}} {{/if}}',
  'comment markers': '-- /* */ */ --',
  punctuation: 'a.b, (c) [d] {e} :f ::g',
  'blanks at the ends': ' \t ',
  'an injection into an identifier': '"; DROP TABLE public.victim; --',
  'an injection into a literal': "'); DROP TABLE public.victim; --",
  'an injection into an array': '"},{x',
  'letters of all kinds': 'Ünï 名前 \u{1F600} \u2028 \u00a0 \u202e',
  'as many bytes as fit': 'x'.repeat(60),
} as const;

const id = pg.escapeIdentifier;

/** A name that ends in a fragment, cut as PostgreSQL would. */
function named(prefix: string, fragment: string): string {
  let name = `${prefix}${fragment}`;
  while (Buffer.byteLength(name) > 63) name = [...name].slice(0, -1).join('');
  return name;
}

describeOnEachServer('names that hold anything', (server) => {
  test.for(Object.entries(fragments))('%s', async ([, fragment]) => {
    const suffix = uniqueName('').slice(1, 5);
    const roles = { owner: named(`o${suffix}`, fragment), reader: named(`r${suffix}`, fragment) };
    const database = await createDatabase(server);
    const administer = (sql: string) => database.client.query(sql);
    try {
      await administer(`CREATE ROLE ${id(roles.owner)}; CREATE ROLE ${id(roles.reader)};
        ALTER DATABASE ${id(database.name)} OWNER TO ${id(roles.owner)}`);
      const owner = await database.connect(roles.owner);
      await owner.query(schemaOf(fragment, roles));
      await installDefinitions(server, { database, owner }, definitionsOf(fragment, roles.reader));
      const tviews = await listTviews(runOn(owner));
      expect(tviews).toHaveLength(3);

      for (const statement of writesOf(fragment)) {
        await owner.query(statement);
        expect(await findDifferences(runOn(owner), tviews), statement).toEqual([]);
      }
      for (const statement of callsOf(fragment)) {
        await owner.query(statement);
        expect(await findDifferences(runOn(owner), tviews), statement).toEqual([]);
      }
      const health = await owner.query("SELECT * FROM tviews.health_check() WHERE severity <> 'info'");
      expect(health.rows).toEqual([]);
      const reader = await database.connect(roles.reader);
      const tview = `${id(named('s_', fragment))}.${id(named('tv_', fragment))}`;
      expect((await reader.query(`SELECT * FROM ${tview}`)).rowCount).toBe(2);
      await expect(reader.query(`DELETE FROM ${tview}`)).rejects.toMatchObject({ code: '42501' });

      await owner.query(`SELECT tviews.uninstall((SELECT extname FROM pg_extension WHERE extname LIKE 'tviews%'))`);
      expect((await owner.query('SELECT FROM public.victim')).rowCount).toBe(1);
      expect(await listTviews(runOn(owner))).toEqual([]);
    } finally {
      await administer(`DROP OWNED BY ${id(roles.reader)}; REASSIGN OWNED BY ${id(roles.owner)} TO CURRENT_USER;
        DROP OWNED BY ${id(roles.owner)}`);
      await database.drop();
      await dropRoles(server.url, Object.values(roles));
    }
  });
});

async function dropRoles(url: string, roles: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`DROP ROLE ${roles.map(id).join(', ')}`).finally(() => client.end());
}

/** Parents, children and partitioned visits, in a schema, all of whose names end in the fragment. */
function schemaOf(fragment: string, roles: { readonly owner: string; readonly reader: string }): string {
  const n = (prefix: string) => id(named(prefix, fragment));
  return `
    CREATE TABLE public.victim AS SELECT 1;
    CREATE SCHEMA ${n('s_')};
    GRANT USAGE ON SCHEMA ${n('s_')} TO ${id(roles.reader)};
    SET search_path = ${n('s_')}, public;
    ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO ${id(roles.reader)};
    ALTER DEFAULT PRIVILEGES GRANT ALL ON FUNCTIONS TO ${id(roles.reader)};
    CREATE DOMAIN ${n('d_')} AS text;
    CREATE TABLE ${n('tb_p')} (${n('pk_')} integer PRIMARY KEY, ${n('c_')} text, ${n('e_')} ${n('d_')});
    CREATE TABLE ${n('tb_c')} (${n('pk_')} integer, ${n('fk_')} integer, ${n('c_')} text, ${n('j_')} jsonb)
      PARTITION BY RANGE (${n('pk_')});
    CREATE TABLE ${n('part_')} PARTITION OF ${n('tb_c')} FOR VALUES FROM (0) TO (10);
    CREATE TABLE ${n('rest_')} PARTITION OF ${n('tb_c')} DEFAULT;
    CREATE INDEX ${n('i_')} ON ${n('tb_c')} (${n('fk_')});
    INSERT INTO ${n('tb_p')} VALUES (1, 'one', 'a'), (2, 'two', 'b');
    INSERT INTO ${n('tb_c')} VALUES (1, 1, 'first', '{}'), (2, 2, 'second', '{}'), (11, 2, 'third', '{}');`;
}

/** A TVIEW over both, one by the partitioned table, and one that reads the first. */
function definitionsOf(fragment: string, reader: string) {
  const n = (prefix: string) => id(named(prefix, fragment));
  const table = (prefix: string) => `${n('s_')}.${n(prefix)}`;
  const texts = [
    `-- @key (${n('pk_')})
    CREATE TABLE ${table('tv_')} AS
    SELECT ${n('p_')}.${n('pk_')}, ${n('p_')}.${n('c_')}, ${n('p_')}.${n('e_')},
      (SELECT jsonb_object_agg(${pg.escapeLiteral(fragment)} || ${n('q_')}.${n('pk_')}, ${n('q_')}.${n('c_')})
       FROM ${table('tb_c')} AS ${n('q_')} WHERE ${n('q_')}.${n('fk_')} = ${n('p_')}.${n('pk_')}) AS ${n('data_')}
    FROM ${table('tb_p')} AS ${n('p_')};
    CREATE INDEX ${n('ix_')} ON ${table('tv_')} (${n('c_')});
    COMMENT ON COLUMN ${table('tv_')}.${n('c_')} IS ${pg.escapeLiteral(fragment)};
    GRANT SELECT ON ${table('tv_')} TO ${id(reader)};`,
    `-- @key (${n('pk_')})
    CREATE TABLE ${table('tv_c')} AS
    SELECT ${n('q_')}.${n('pk_')}, ${n('p_')}.${n('c_')}, ${n('q_')}.${n('j_')} -> ${pg.escapeLiteral(fragment)} AS ${n('j_')}
    FROM ${table('tb_c')} AS ${n('q_')}
    LEFT JOIN ${table('tb_p')} AS ${n('p_')} ON ${n('p_')}.${n('pk_')} = ${n('q_')}.${n('fk_')}
      AND ${n('p_')}.${n('c_')} <> ${pg.escapeLiteral(fragment)}
    WHERE ${n('q_')}.${n('c_')} <> ${pg.escapeLiteral(fragment)}`,
    `-- @key (${n('c_')})
    CREATE TABLE ${table('tv_t')} AS
    SELECT t.${n('c_')}, count(*) AS ${n('n_')}, max(t.${n('e_')}) AS ${n('m_')}
    FROM ${table('tv_')} AS t GROUP BY t.${n('c_')}`,
  ];
  return texts.map((text, index) => ({ file: `tv_${index}.sql`, text }));
}

/** Writes of all kinds, rows that move between partitions among them. */
function writesOf(fragment: string): readonly string[] {
  const n = (prefix: string) => id(named(prefix, fragment));
  const [parent, child] = [`${n('s_')}.${n('tb_p')}`, `${n('s_')}.${n('tb_c')}`];
  return [
    `INSERT INTO ${parent} VALUES (3, ${pg.escapeLiteral(fragment)}, 'c')`,
    `INSERT INTO ${child} VALUES (4, 3, ${pg.escapeLiteral(fragment)}, jsonb_build_object(${pg.escapeLiteral(fragment)}::text, 1))`,
    `UPDATE ${parent} SET ${n('c_')} = upper(${n('c_')}), ${n('e_')} = ${pg.escapeLiteral(fragment)}`,
    `UPDATE ${child} SET ${n('fk_')} = 3 - ${n('fk_')} % 3, ${n('c_')} = 'x' WHERE ${n('pk_')} > 1`,
    `UPDATE ${child} SET ${n('pk_')} = ${n('pk_')} + 100 WHERE ${n('pk_')} < 3`,
    `MERGE INTO ${child} AS t USING ${parent} AS s ON t.${n('pk_')} = s.${n('pk_')} + 100
     WHEN MATCHED THEN UPDATE SET ${n('pk_')} = s.${n('pk_')}, ${n('c_')} = 'merged'
     WHEN NOT MATCHED THEN INSERT VALUES (s.${n('pk_')} + 20, s.${n('pk_')}, 'new', '{}')`,
    `DELETE FROM ${parent} WHERE ${n('pk_')} = 3`,
    `UPDATE ${n('s_')}.${n('part_')} SET ${n('c_')} = 'direct'`,
  ];
}

/** What the extension offers, on the first TVIEW; each leaves all TVIEWs right. */
function callsOf(fragment: string): readonly string[] {
  const n = (prefix: string) => id(named(prefix, fragment));
  const tview = `${n('s_')}.${n('tv_')}`;
  const parent = `${n('s_')}.${n('tb_p')}`;
  const given = `${pg.escapeLiteral(tview)}::regclass`;
  const key = `jsonb_build_object(${pg.escapeLiteral(named('pk_', fragment))}::text, 1)`;
  const write = `UPDATE ${parent} SET ${n('c_')} = ${n('c_')} || 'x'`;
  return [
    `BEGIN; ${write}; SELECT * FROM tviews.flush_returning(); COMMIT`,
    `SELECT tviews.refresh(${given}, jsonb_build_array(${key}))`,
    `SELECT tviews.rebuild(${given})`,
    `SELECT * FROM tviews.verify(); SELECT * FROM tviews.verify(${given}, 1)`,
    `BEGIN; ALTER TABLE ${parent} DISABLE TRIGGER USER; ${write};
     ALTER TABLE ${parent} ENABLE TRIGGER USER; SELECT * FROM tviews.repair(); COMMIT`,
    `SELECT tviews.suspend(${given}); ${write}; SELECT tviews.resume(${given})`,
    `SELECT tviews.explain_refresh(${given}, ${key})`,
    `SELECT * FROM tviews.show_cascade_path(${given})`,
    `SET tviews.track = 'on'; SET tviews.log_level = 'debug'; ${write}; SELECT * FROM tviews.performance_summary;
     RESET tviews.track; RESET tviews.log_level`,
    'TABLE tviews.tviews; TABLE tviews.lineage; TABLE tviews.refresh_stats; SELECT * FROM tviews.suggest_indexes()',
    'SELECT tviews.reinstall_triggers()',
    `BEGIN; DROP TABLE ${tview} CASCADE; SET tviews.fill = 'later'; SELECT tviews.activate(); COMMIT; RESET tviews.fill;
     SELECT tviews.backfill(100); SELECT tviews.backfill(100); SELECT tviews.backfill(100); SELECT tviews.backfill(100);
     SELECT tviews.backfill(100); SELECT tviews.backfill(100)`,
    'SELECT tviews.activate()',
    `TRUNCATE ${n('s_')}.${n('tb_c')}`,
  ];
}
