import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorOf, posts } from '../../bench/writes/schemas/posts.ts';
import { variantsOf } from '../../bench/writes/variants.ts';
import { createDatabase, describeOnEachServer, type TestDatabase } from '../support/postgres.ts';

const rows = 100_000;
const schema = posts(rows);

/** A write, how often it runs before it is looked at, and how many blocks the server may look at for it at most. */
interface Write {
  readonly name: string;
  readonly statement: string;
  readonly before: number;
  readonly mostBlocks: number;
}

const writes: readonly Write[] = [
  {
    name: 'one title',
    statement: `UPDATE tb_post SET title = title || '.' WHERE pk_post = 7`,
    before: 3,
    mostBlocks: 40,
  },
  {
    name: 'an unread column',
    statement: 'UPDATE tb_post SET views = views + 1 WHERE pk_post = 7',
    before: 3,
    mostBlocks: 10,
  },
  {
    name: 'the name of an author of 100 posts',
    statement: `UPDATE tb_user SET name = name || '.' WHERE pk_user = ${authorOf(100, rows)}`,
    before: 3,
    mostBlocks: 3_000,
  },
  {
    name: 'the titles of 1,000 posts',
    statement: `UPDATE tb_post SET title = title || '.' WHERE pk_post BETWEEN 5001 AND 6000`,
    before: 1,
    mostBlocks: 42_000,
  },
  {
    name: '1,000 new posts',
    statement: `INSERT INTO tb_post
      SELECT 100000 + n, md5(n::text)::uuid, 1 + n % 100, 'new' FROM generate_series(1, 1000) AS n`,
    before: 0,
    mostBlocks: 34_000,
  },
  {
    name: '1,000 posts deleted',
    statement: 'DELETE FROM tb_post WHERE pk_post > 100000',
    before: 0,
    mostBlocks: 12_000,
  },
];

// What is counted here does not depend on the machine, as times do: benchmarks are for those.
describeOnEachServer('what a write makes the server do', (server) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase(server, { schemaSql: schema.tables });
    const tviews = variantsOf(schema).find(({ name }) => name === 'tviews');
    await database.client.query((await tviews?.script(database.url)) ?? '');
    await database.client.query('VACUUM ANALYZE');
    await explainNested(database.client);
  });
  afterAll(() => database.drop());

  test('statements, rows written, ways to read', async () => {
    const lines: string[] = [];
    for (const write of writes) {
      const { plans, written, blocks } = await observe(database.client, write);
      expect(blocks, write.name).toBeLessThanOrEqual(write.mostBlocks);
      lines.push(`${write.name}: ${plans.length} statements`, ...written, ...waysToRead(plans), '');
    }
    await expect(lines.join('\n')).toMatchFileSnapshot('expected/write-counts.txt');
  });
});

/** A node of a plan as auto_explain tells it. */
interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Node[];
}

/** Has the session told of each statement that is run for its own, in functions and triggers too. */
async function explainNested(client: pg.Client): Promise<void> {
  await client.query(`
    LOAD 'auto_explain';
    SET auto_explain.log_nested_statements = on;
    SET auto_explain.log_min_duration = 0;
    SET auto_explain.log_format = json;
    SET auto_explain.log_level = notice;`);
}

/** Runs a write; returns the plans of all that was run for it, the rows written by table, and the blocks looked at. */
async function observe(client: pg.Client, { statement, before }: Write) {
  for (let n = 0; n < before; n += 1) await client.query(statement);
  const start = await readStatistics(client);
  const plans: Node[] = [];
  const hear = ({ message = '' }: { message?: string | undefined }) => {
    if (message.startsWith('duration:')) plans.push(JSON.parse(message.slice(message.indexOf('{'))).Plan);
  };
  client.on('notice', hear);
  await client.query(statement);
  client.off('notice', hear);
  const end = await readStatistics(client);
  const changed = end.map((table, i) => ({
    table: table.name,
    inserted: table.inserted - (start[i]?.inserted ?? 0),
    updated: table.updated - (start[i]?.updated ?? 0),
    deleted: table.deleted - (start[i]?.deleted ?? 0),
    blocks: table.blocks - (start[i]?.blocks ?? 0),
  }));
  const written = changed
    .filter(({ inserted, updated, deleted }) => inserted + updated + deleted > 0)
    .map(
      ({ table, ...rows }) => `  ${table}: ${rows.inserted} inserted, ${rows.updated} updated, ${rows.deleted} deleted`,
    );
  return { plans, written, blocks: changed.reduce((sum, { blocks }) => sum + blocks, 0) };
}

interface TableStatistics {
  readonly name: string;
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
  readonly blocks: number;
}

async function readStatistics(client: pg.Client): Promise<readonly TableStatistics[]> {
  await client.query('SELECT pg_stat_force_next_flush()');
  const { rows } = await client.query<TableStatistics>(`
    SELECT relname AS name, n_tup_ins::integer AS inserted, n_tup_upd::integer AS updated, n_tup_del::integer AS deleted,
      (heap_blks_read + heap_blks_hit + coalesce(idx_blks_read + idx_blks_hit, 0))::integer AS blocks
    FROM pg_stat_user_tables JOIN pg_statio_user_tables USING (relid, schemaname, relname)
    ORDER BY relname`);
  return rows;
}

/** Each relation that was read with the way it was read, in alphabetical order. */
function waysToRead(plans: readonly Node[]): readonly string[] {
  const ways = plans
    .flatMap(nodesOf)
    .filter((node) => node['Relation Name'] !== undefined && node['Node Type'].endsWith('Scan'))
    .map((node) => `  ${node['Relation Name']}: ${node['Node Type']}`);
  return [...new Set(ways)].sort();
}

function nodesOf(node: Node): readonly Node[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}
