import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { type BlogDatabase, createBlogDatabase } from './blog-database.ts';

/** Statements that sessions prepare once and run often enough for PostgreSQL to keep a plan. */
const prepared: readonly { readonly name: string; readonly text: string; values(n: number): readonly unknown[] }[] = [
  {
    name: 'rename',
    text: 'UPDATE tb_user SET name = $2 WHERE pk_user = $1',
    values: (n) => [1 + (n % 20), `user ${n}`],
  },
  {
    name: 'upsert',
    text: `INSERT INTO tb_post (pk_post, fk_user, title) VALUES ($1, $2, $3)
      ON CONFLICT (pk_post) DO UPDATE SET fk_user = excluded.fk_user, title = excluded.title`,
    values: (n) => [1 + ((n * 7) % 250), 1 + (n % 22), `post ${n}`],
  },
  { name: 'delete', text: 'DELETE FROM tb_post WHERE pk_post = $1', values: (n) => [1 + ((n * 11) % 250)] },
  { name: 'flush', text: 'SELECT tviews.flush()', values: () => [] },
];

/** DDL locks tables in another order than drains lock rows. */
const deadlock = '40P01';
/** What `flush()` fails with while there is no extension: no schema, no function, or, where it had begun before, no table. */
const noFlush = ['3F000', '42883', '42P01'];

/** A session that runs the statements in turn, two to a transaction. */
class Writer {
  readonly #client: pg.Client;
  #turn: number;

  constructor(client: pg.Client, first: number) {
    this.#client = client;
    this.#turn = first;
  }

  /** Runs a transaction; throws what is not expected. */
  async run(expected: readonly string[] = [deadlock]): Promise<void> {
    try {
      await this.#client.query('BEGIN');
      await this.#runNext();
      await this.#runNext();
      await this.#client.query('COMMIT');
    } catch (error) {
      await this.#client.query('ROLLBACK');
      if (!(error instanceof pg.DatabaseError) || !expected.includes(error.code ?? '')) throw error;
    }
  }

  async #runNext(): Promise<void> {
    const statement = prepared[this.#turn % prepared.length];
    this.#turn += 1;
    if (statement !== undefined) await this.#client.query({ ...statement, values: [...statement.values(this.#turn)] });
  }

  /** Often enough for each statement to have a generic plan, here and within the functions that it calls. */
  async warmUp(): Promise<void> {
    for (let count = 1; count <= 20; count += 1) await this.run();
  }
}

describeOnEachServer('sessions with prepared statements and cached plans', (server) => {
  let blog: BlogDatabase;
  let other: string;
  let writers: readonly Writer[];

  beforeAll(async () => {
    blog = await createBlogDatabase(server);
    await blog.client.query(`CREATE EXTENSION ${blog.extension}`);
    // The same TVIEWs, with other documents.
    other = await blog.build('tviews', {
      'tv_post.sql': `SELECT p.pk_post, upper(p.title) AS title, p.fk_user, u.name
        FROM tb_post p LEFT JOIN tb_user u ON u.pk_user = p.fk_user`,
      'tv_user.sql': `SELECT u.pk_user, (SELECT count(*) FROM tb_post p WHERE p.fk_user = u.pk_user) AS posts,
        (SELECT jsonb_agg(p.title ORDER BY p.pk_post) FROM tv_post p WHERE p.fk_user = u.pk_user) AS titles FROM tb_user u`,
    });
    const clients = await Promise.all([1, 2, 3].map(() => blog.connect()));
    writers = clients.map((client, index) => new Writer(client, index * 5));
  });
  afterAll(() => blog.drop());
  beforeEach(async () => {
    for (const writer of writers) await writer.warmUp();
  });

  /** Changes the database while the writers write, each statement again where it is the victim of a deadlock. */
  async function changeMeanwhile(statements: readonly string[], expected: readonly string[] = []): Promise<void> {
    let isOn = true;
    const write = async (writer: Writer) => {
      while (isOn) await writer.run([deadlock, ...expected]);
    };
    const writing = Promise.all(writers.map(write));
    try {
      for (const statement of statements) await repeat(statement);
    } finally {
      isOn = false;
      await writing;
    }
    expect(await blog.staleRows()).toBe(0);
    for (const writer of writers) await writer.warmUp();
    expect(await blog.staleRows()).toBe(0);
  }

  async function repeat(statement: string): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await blog.client.query(statement);
        return;
      } catch (error) {
        await blog.client.query('ROLLBACK');
        if (!(error instanceof pg.DatabaseError) || error.code !== deadlock || attempt === 20) throw error;
      }
    }
  }

  test.for<readonly [string, readonly string[]]>([
    ['columns come and go', ['ALTER TABLE tb_user ADD note text DEFAULT now()::text', 'ALTER TABLE tb_user DROP note']],
    ['a constraint is added', ['ALTER TABLE tb_post ADD CONSTRAINT titled CHECK (title IS NOT NULL)']],
    ['indexes are created', ['CREATE INDEX ON tb_post (title)', 'CREATE INDEX ON tv_post (title)']],
    ['tables are rewritten', ['REINDEX TABLE tb_post', 'VACUUM FULL tv_post', 'CLUSTER tb_user USING tb_user_pkey']],
    ['activate() is run again', ['SELECT tviews.activate()', 'SELECT tviews.activate()']],
  ])('go on while %s', async ([, statements]) => {
    await changeMeanwhile(statements);
  });

  test('go on while an extension is replaced by one with other documents, and that by the first one', async () => {
    const [drop, create] = [`DROP EXTENSION ${blog.extension} CASCADE`, `CREATE EXTENSION ${other}`];
    await changeMeanwhile([`BEGIN; ${drop}; ${create}; COMMIT`]);
    const { fields } = await blog.client.query('SELECT * FROM tv_post');
    expect(fields.map(({ name }) => name)).toEqual(['pk_post', 'title', 'fk_user', 'name']);
    await changeMeanwhile([`DROP EXTENSION ${other} CASCADE`, `CREATE EXTENSION ${blog.extension}`], noFlush);
  });
});
